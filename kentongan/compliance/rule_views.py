"""One rule: what it asks, what the government changed, and changing it. Every version can be brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.compliance import services
from kentongan.compliance.layers import ChangeRefusedError
from kentongan.compliance.rule_forms import OwnRuleForm, RuleChangeForm, WhyForm, typed_of
from kentongan.compliance.ruleset import OWN_RECORD, base_rule, every_rule
from kentongan.compliance.selectors import today, versions_for
from kentongan.compliance.wording import told, word_lists
from kentongan.organizations.access import require_role, signed_in
from kentongan.organizations.selectors import agencies_for

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.compliance.models import RuleVersion
    from kentongan.compliance.rules import Rule
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE, CONFLICT = 422, 409
STALE = "Orang lain baru saja mengubah aturan ini. Halaman ini menampilkan yang terbaru; ubah lagi bila masih perlu."


@require_GET
@signed_in
def rule(request: ActorRequest, rule_id: str) -> HttpResponse:
    """What the rule asks, and its history here."""
    return _page(request, rule_id)


@require_http_methods(["GET", "POST"])
@signed_in
def change(request: ActorRequest, rule_id: str) -> HttpResponse:
    """Change a rule of the pack, for everyone or for one agency; an own rule has its own form."""
    agency_id = _agency(request)
    found = _found(request, rule_id, agency_id)
    require_role(request.actor, *services.KEEPERS, to="mengubah aturan")
    last = _latest(request, rule_id)
    if last and OWN_RECORD in last.change:
        return own(request, rule_id)
    initial = {"seen": versions_for(request.actor, rule_id).count(), "agency": str(agency_id or 0)}
    form = RuleChangeForm(found, agencies_for(request.actor), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        below = base_rule(request.actor.government_id, today(request.actor.government_id), rule_id, agency_id or 0)
        try:
            services.change_rule(
                actor=request.actor,
                rule_id=rule_id,
                agency_id=agency_id,
                change=form.change(below or found),
                why=form.cleaned_data["why"],
                seen=form.cleaned_data["seen"],
            )
        except ChangeRefusedError as refusal:
            form.add_error(None, str(refusal))
        except services.StaleRuleError:
            form.add_error(None, STALE)
        else:
            messages.success(request, "Aturan disimpan sebagai versi baru.")
            return redirect("rule", rule_id)
    facts = {"rule": found, "form": form}
    return render(request, "compliance/change.html", facts, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def own(request: ActorRequest, rule_id: str = "") -> HttpResponse:
    """Write a rule of the government's own, or write it anew."""
    require_role(request.actor, *services.KEEPERS, to="menulis aturan setempat")
    last = _latest(request, rule_id) if rule_id else None
    initial = {"seen": versions_for(request.actor, rule_id).count()} | (
        typed_of(last.change[OWN_RECORD]) if last else {}
    )
    form = OwnRuleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        record = form.record(rule_id)
        try:
            services.keep_own_rule(
                actor=request.actor, rule_record=record, why=form.cleaned_data["why"], seen=form.cleaned_data["seen"]
            )
        except ChangeRefusedError as refusal:
            form.add_error(None, str(refusal))
        except services.StaleRuleError:
            form.add_error(None, STALE if rule_id else "Sudah ada aturan setempat dengan judul itu. Beri judul lain.")
        else:
            messages.success(request, "Aturan setempat disimpan.")
            return redirect("rule", record["id"])
    back = reverse("rule", args=[rule_id]) if rule_id else reverse("rules")
    facts = {"form": form, "back": back, "anew": bool(rule_id)}
    return render(request, "compliance/own.html", facts, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@signed_in
def restore(request: ActorRequest, rule_id: str, version_id: int) -> HttpResponse:
    """Let an earlier version hold again."""
    version = versions_for(request.actor, rule_id).filter(pk=version_id).first()
    if version is None:
        raise Http404
    require_role(request.actor, *services.KEEPERS, to="mengembalikan aturan")
    form = WhyForm(request.POST)
    if not form.is_valid():
        return _page(request, rule_id, problem="Tulis alasannya.", status=UNPROCESSABLE)
    try:
        services.restore_version(actor=request.actor, version=version, **form.cleaned_data)
    except ChangeRefusedError as refusal:
        return _page(request, rule_id, problem=str(refusal), status=UNPROCESSABLE)
    except services.StaleRuleError:
        return _page(request, rule_id, problem=STALE, status=CONFLICT)
    messages.success(request, f"Versi {version.number} berlaku lagi.")
    return redirect("rule", rule_id)


def _page(request: ActorRequest, rule_id: str, problem: str = "", status: int = 200) -> HttpResponse:
    found = _found(request, rule_id)
    history = list(versions_for(request.actor, rule_id))
    last: dict[int | None, int] = {}
    for version in history:
        last.setdefault(version.agency_id, version.number)
    rows = [
        {
            "version": version,
            "told": told(version, _before(history, version)),
            "holds": version.number == last[version.agency_id],
        }
        for version in history
    ]
    facts = {
        "rule": found,
        "lists": word_lists(found),
        "rows": rows,
        "seen": len(history),
        "problem": problem,
        "may_change": request.actor.has(*services.KEEPERS),
    }
    return render(request, "compliance/rule.html", facts, status=status)


def _before(history: list[RuleVersion], version: RuleVersion) -> RuleVersion | None:
    earlier = (one for one in history if (one.agency_id, one.number) == (version.agency_id, version.number - 1))
    return next(earlier, None)


def _found(request: ActorRequest, rule_id: str, agency_id: int | None = None) -> Rule:
    government = request.actor.government_id
    for one in every_rule(government, today(government), agency_id or 0):
        if one.id == rule_id:
            return one
    raise Http404


def _agency(request: ActorRequest) -> int | None:
    """The agency a change is for; None: everyone. An agency nobody here knows is not there."""
    told_id = request.POST.get("agency") or request.GET.get("dinas") or ""
    if told_id in {"", "0"}:
        return None
    found = agencies_for(request.actor).filter(pk=int(told_id)).first() if told_id.isdecimal() else None
    if found is None:
        raise Http404
    return int(found.pk)


def _latest(request: ActorRequest, rule_id: str) -> RuleVersion | None:
    return versions_for(request.actor, rule_id).filter(agency=None).first()
