"""Cara menghitung, and what a government sets about the impact analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.compliance.impact import services
from kentongan.compliance.impact.forms import OptionalForm, PeriodForm
from kentongan.compliance.impact.knowing import RISKY
from kentongan.compliance.impact.questions import GROUPS, IMPACT, LIKELIHOOD, QUESTIONS
from kentongan.compliance.impact.rules import FORMULA, GROUP_SHARE, LEVELS, RISK_SHARE, THRESHOLDS, score
from kentongan.compliance.impact.selectors import optional_classes, period_for, periods_for
from kentongan.core import clock
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_GET
@signed_in
def formula(request: ActorRequest) -> HttpResponse:
    """Show every weight and threshold, as the score itself reads them."""
    facts = {
        "formula": FORMULA,
        "risk_share": RISK_SHARE,
        "group_share": GROUP_SHARE,
        "levels": [(LEVELS[code], points) for code, points in THRESHOLDS.items()],
        "scales": (LIKELIHOOD, IMPACT),
        "groups": GROUPS,
        "weighed": [one for one in QUESTIONS if one not in {GROUPS, LIKELIHOOD, IMPACT}],
        "risky": RISKY,
        "matrix": [
            (heavy, [_cell(likely.code, heavy.code) for likely in LIKELIHOOD.options]) for heavy in IMPACT.options
        ],
        "may_set": request.actor.has(*services.KEEPERS),
    }
    return render(request, "compliance/impact/formula.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def settings(request: ActorRequest) -> HttpResponse:
    """Days to be careful on, and the classes for which the analysis may be left out."""
    require_role(request.actor, *services.KEEPERS, to="mengatur analisis dampak")
    if request.method == "GET":
        return _page(request, PeriodForm())
    if request.POST.get("act") == "optional":
        form = OptionalForm(request.POST)
        chosen = form.cleaned_data["optional"] if form.is_valid() else []
        services.set_optional(actor=request.actor, classes=chosen)
        messages.success(request, "Pengaturan disimpan. Berlaku untuk pengajuan berikutnya.")
        return redirect("impact_settings")
    period = PeriodForm(request.POST)
    if not period.is_valid():
        return _page(request, period, status=UNPROCESSABLE)
    try:
        services.note_period(actor=request.actor, days=period.days())
    except services.PeriodError as refusal:
        period.add_error("ends", str(refusal))
        return _page(request, period, status=UNPROCESSABLE)
    messages.success(request, "Dicatat. Kiriman pada hari-hari itu ditanyai waktu terbitnya.")
    return redirect("impact_settings")


@require_POST
@signed_in
def remove_period(request: ActorRequest, period_id: int) -> HttpResponse:
    """Forget one period."""
    period = period_for(request.actor, period_id)
    if period is None:
        raise Http404
    services.remove_period(actor=request.actor, period=period)
    messages.success(request, f"“{period.name}” dihapus.")
    return redirect("impact_settings")


def _cell(likely: str, heavy: str) -> tuple[int, str]:
    scored = score({"likelihood": likely, "impact": heavy})
    return scored.points, scored.label


def _page(request: ActorRequest, period: PeriodForm, status: int = 200) -> HttpResponse:
    today = clock.now().astimezone(request.actor.zone).date()
    facts: dict[str, Any] = {
        "periods": periods_for(request.actor, today),
        "form": period,
        "optional": OptionalForm(initial={"optional": list(optional_classes(request.actor.government_id))}),
    }
    return render(request, "compliance/impact/settings.html", facts, status=status)
