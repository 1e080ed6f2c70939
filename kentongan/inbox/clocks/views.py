"""Tenggat dan jam kerja: read by whoever has to do with what citizens write, set by coordinators and administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.inbox.access import READERS
from kentongan.inbox.cases.files import keep_evidence_rule
from kentongan.inbox.clocks import foreseeing, hours, selectors, settling
from kentongan.inbox.clocks.forms import EvidenceForm, HoursForm, LadderForm, LengthsForm
from kentongan.inbox.clocks.page import page_facts
from kentongan.inbox.clocks.questions import Question, grouped, is_sure, words_of
from kentongan.inbox.clocks.reading import ladder_of
from kentongan.inbox.clocks.rules import PROMISES
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.inbox.clocks.models import OfficeHours
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

SCREEN = ["GET", "POST"]
UNPROCESSABLE = 422
UNCHANGED = "Tidak ada yang berubah."


@require_GET
@signed_in
def clocks(request: ActorRequest) -> HttpResponse:
    """Show what is promised, and when offices are open."""
    _check_reader(request.actor)
    return render(request, "inbox/clocks/page.html", page_facts(request.actor))


@require_http_methods(SCREEN)
@signed_in
def hours_new(request: ActorRequest) -> HttpResponse:
    """Ask for opening hours, and keep them."""
    return _hours(request, None)


@require_http_methods(SCREEN)
@signed_in
def hours_change(request: ActorRequest, hours_id: int) -> HttpResponse:
    """Change opening hours."""
    return _hours(request, _found(request, hours_id))


@require_POST
@signed_in
def hours_end(request: ActorRequest, hours_id: int) -> HttpResponse:
    """Let hours hold until today, or never; told first what moves."""
    row = _found(request, hours_id)
    ahead = row.starts > hours.today_of(request.actor)
    try:
        foreseen = foreseeing.foresee_end(actor=request.actor, row=row)
        if not is_sure(request, foreseen, row.name):
            button = "Ya, hapus" if ahead else "Ya, akhiri"
            return _ask(request, Question(foreseen, row.name, button, reverse("clock_hours_end", args=[row.pk])))
        moved = hours.end_hours(actor=request.actor, row=row)
    except settling.ClockRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Jam kerja {row.name} diakhiri. {_moved(moved)}")
    return redirect("clocks")


@require_POST
@signed_in
def lengths(request: ActorRequest) -> HttpResponse:
    """Let promises last as long as was typed, or one as long as was shipped."""
    _check_keeper(request.actor, settling.LENGTHS)
    back = request.POST.get("back", "")
    if back in PROMISES:
        return _shipped(request, back)
    form = LengthsForm(selectors.own_lengths(request.actor), request.POST)
    if not form.is_valid():
        return render(request, "inbox/clocks/page.html", page_facts(request.actor, lengths=form), status=UNPROCESSABLE)
    changes = list(form.changed())
    foreseen, words = foreseeing.foresee_lengths(actor=request.actor, changes=changes), words_of(changes)
    if not is_sure(request, foreseen, words):
        asked = Question(foreseen, words, "Ya, simpan", reverse("clock_lengths"), form="form-lama")
        return _ask(request, asked, lengths=form)
    return _done(request, sum(_keep(request.actor, *one) for one in changes)) if changes else _unchanged(request)


def _shipped(request: ActorRequest, code: str) -> HttpResponse:
    foreseen = foreseeing.foresee_shipped(actor=request.actor, code=code)
    if is_sure(request, foreseen, code):
        return _done(request, settling.shipped_length(actor=request.actor, code=code))
    return _ask(request, Question(foreseen, code, "Ya, kembalikan", reverse("clock_lengths"), hidden=("back", code)))


def _ask(request: ActorRequest, asked: Question, **forms: LengthsForm) -> HttpResponse:
    """The page as it was typed, with how many deadlines would move; nothing is kept."""
    facts = page_facts(request.actor, **forms) | {"refused": "", "asked": asked}
    return render(request, "inbox/clocks/page.html", facts)


@require_POST
@signed_in
def ladder(request: ActorRequest) -> HttpResponse:
    """Let these be told from now on, or those of the ladder shipped."""
    _check_keeper(request.actor, "mengatur jenjang pemberitahuan")
    rungs = []
    if "back" not in request.POST:
        form = LadderForm(ladder_of(request.actor.government_id), request.POST)
        if not form.is_valid():
            facts = page_facts(request.actor, ladder=form)
            return render(request, "inbox/clocks/page.html", facts, status=UNPROCESSABLE)
        rungs = form.cleaned_data["rungs"]
    settling.keep_ladder(actor=request.actor, rungs=rungs)
    messages.success(request, "Jenjang tersimpan. Tenggat yang berjalan mengikutinya mulai langkah berikutnya.")
    return redirect("clocks")


@require_POST
@signed_in
def evidence(request: ActorRequest) -> HttpResponse:
    """Decide which photos cases need before they end."""
    _check_keeper(request.actor, "menetapkan bukti penyelesaian")
    form = EvidenceForm(selectors.evidence_rules(request.actor), request.POST)
    if not form.is_valid():
        return render(request, "inbox/clocks/page.html", page_facts(request.actor, evidence=form), status=UNPROCESSABLE)
    for name in form.changed_data:
        said = form.cleaned_data[name]
        keep_evidence_rule(actor=request.actor, report_class=name, needed=bool(said), before_too=said == "both")
    if not form.changed_data:
        return _unchanged(request)
    messages.success(request, "Tersimpan. Berlaku bagi kasus yang belum selesai.")
    return redirect("clocks")


def _check_reader(actor: Actor) -> None:
    if not actor.has(*READERS):
        raise Http404


def _check_keeper(actor: Actor, act: str) -> None:
    _check_reader(actor)
    require_role(actor, *settling.KEEPERS, to=act)


def _found(request: ActorRequest, hours_id: int) -> OfficeHours:
    row = selectors.hours_row(request.actor, hours_id)
    if row is None:
        raise Http404
    _check_reader(request.actor)
    return row


def _hours(request: ActorRequest, row: OfficeHours | None) -> HttpResponse:
    _check_keeper(request.actor, "mengatur jam kerja")
    first = {"opens": "08:00", "closes": "15:00"}
    if row is not None:
        first = {name: getattr(row, name) for name in HoursForm.base_fields}
    form = HoursForm(request.POST or None, initial=first)
    begun = row is not None and row.starts < hours.today_of(request.actor)
    if begun:
        form.keep_begun()
    facts: dict[str, Any] = {"form": form, "row": row, "begun": begun}
    if request.method == "POST" and form.is_valid():
        try:
            facts["asked"] = asked = _hours_told(request, form, row)
        except settling.ClockRefusedError as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            if asked is None:
                return redirect("clocks")
    return render(request, "inbox/clocks/hours.html", facts, status=UNPROCESSABLE if form.errors else 200)


def _hours_told(request: ActorRequest, form: HoursForm, row: OfficeHours | None) -> Question | None:
    """Keep the hours once it was said how many deadlines move; until then what is to be said. ClockRefusedError."""
    told, name = form.hours(), form.cleaned_data["name"]
    words = words_of((told.starts, told.ends, told.opens, told.closes, told.friday_closes))
    foreseen = foreseeing.foresee_hours(actor=request.actor, hours=told, changing=row)
    if not is_sure(request, foreseen, words):
        return Question(foreseen, words, "Ya, simpan", request.path, form="form-jam")
    moved = hours.keep_hours(actor=request.actor, name=name, hours=told, changing=row)
    messages.success(request, f"Jam kerja {name} tersimpan. {_moved(moved)}")
    return None


def _keep(actor: Actor, code: str, report_class: str, amount: int | None) -> int:
    if amount is None:
        return settling.same_length(actor=actor, code=code, report_class=report_class)
    return settling.keep_length(actor=actor, code=code, amount=amount, report_class=report_class)


def _done(request: ActorRequest, moved: int) -> HttpResponse:
    messages.success(request, f"Lama tenggat tersimpan. {_moved(moved)}")
    return redirect("clocks")


def _unchanged(request: ActorRequest) -> HttpResponse:
    messages.info(request, UNCHANGED)
    return redirect("clocks")


def _moved(count: int) -> str:
    if not count:
        return "Tidak ada tenggat berjalan yang berpindah."
    return f"{grouped(count)} tenggat berjalan berpindah; tanggal semula dan alasannya tercatat di kasusnya."
