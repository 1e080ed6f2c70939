"""Letters to other authorities: begun from the case, sent by people, asked after, and told to the citizen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.core import clock
from kentongan.core.states import MoveRefusedError
from kentongan.inbox.access import check_handler
from kentongan.inbox.lanes import selectors, wording
from kentongan.inbox.lanes.access import KEEPERS, may_handle
from kentongan.inbox.lanes.forms import LetterForm, ReplyForm, SentForm
from kentongan.inbox.lanes.services import letters
from kentongan.inbox.lanes.services.guard import LaneRefusedError, StaleLaneError
from kentongan.inbox.lanes.views import CONFLICT, MOVED, STALE, UNPROCESSABLE, found_case
from kentongan.inbox.services.answers import AnswerRefusedError
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpResponse

    from kentongan.inbox.lanes.models import Letter
    from kentongan.inbox.models import Case
    from kentongan.organizations.middleware import ActorRequest

WAIT = timedelta(days=14)


@require_http_methods(["GET", "POST"])
@signed_in
def begin(request: ActorRequest, case_id: int) -> HttpResponse:
    """Choose to whom; the letter is begun from the case."""
    case, actor = found_case(request, case_id), request.actor
    problem = ""
    if request.method == "POST":
        check_handler(actor, case)
        try:
            return redirect("letter", _begun(request, case).pk)
        except LaneRefusedError as refusal:
            problem = str(refusal)
    facts = {
        "case": case,
        "authorities": selectors.authorities_for(actor),
        "suggested": selectors.suggested_authority(actor, case.conversation, case.outside),
        "letters": selectors.letters_about(actor, case),
        "may_handle": may_handle(actor, case) and not case.watched,
        "may_keep": actor.has(*KEEPERS),
        "problem": problem,
    }
    return render(request, "inbox/lanes/letters.html", facts, status=UNPROCESSABLE if problem else 200)


def _begun(request: ActorRequest, case: Case) -> Letter:
    asked = request.POST.get("authority", "")
    known = asked.isdecimal() and len(asked) < 19  # noqa: PLR2004 - a column's width
    authority = selectors.authority_for(request.actor, int(asked)) if known else None
    if authority is None:
        raise LaneRefusedError("Pilih dahulu instansi yang menangani hal ini.")
    words = wording.first_letter(request.actor, case, authority, request.government)
    return letters.begin(actor=request.actor, case=case, authority=authority, words=words)


@require_http_methods(["GET", "POST"])
@signed_in
def letter(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Show a letter, or keep other words."""
    found = found_letter(request, letter_id)
    if request.method == "GET":
        return _page(request, found)
    form = LetterForm(request.POST)
    if not form.is_valid():
        check_handler(request.actor, found.case)
        return _page(request, found, form=form, status=UNPROCESSABLE)
    revision = request.POST.get("revision", "")
    number = int(revision) if revision.isdecimal() and len(revision) < 10 else 0  # noqa: PLR2004 - a column's width
    try:
        letters.change(actor=request.actor, letter=found, words=form.words(), revision=number)
    except StaleLaneError:
        return _page(request, found, form=form, problem=STALE, status=CONFLICT)
    except LaneRefusedError as refusal:
        return _page(request, found, form=form, problem=str(refusal), status=UNPROCESSABLE)
    messages.success(request, "Surat tersimpan.")
    return redirect("letter", found.pk)


@require_POST
@signed_in
def act(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Note that it went, what came back, or that it does not go; tell the citizen."""
    found, actor = found_letter(request, letter_id), request.actor
    asked = request.POST.get("act", "")
    if asked == "sent":
        form = SentForm(request.POST)
        return _done(
            request,
            found,
            ("sent_form", form),
            lambda: letters.note_sent(actor=actor, letter=found, **form.cleaned_data),
            "Tercatat terkirim. Kentongan mengingatkan pada tanggal yang Anda pilih.",
        )
    if asked == "reply":
        reply = ReplyForm(request.POST)
        return _done(
            request,
            found,
            ("reply_form", reply),
            lambda: letters.note_reply(actor=actor, letter=found, **reply.cleaned_data),
            "Balasan tercatat.",
        )
    if asked == "tell":
        words = wording.for_citizen(found, found.follow_up_on if found.state == "sent" else None)
        return _done(
            request,
            found,
            None,
            lambda: letters.tell_citizen(actor=actor, letter=found, words=words),
            "Kabar untuk warga ada di draf jawaban. Baca, lalu ajukan.",
        )
    return _done(request, found, None, lambda: letters.cancel(actor=actor, letter=found), "Tercatat.")


def _done(
    request: ActorRequest,
    found: Letter,
    given: tuple[str, forms.Form] | None,
    work: Callable[[], object],
    said: str,
) -> HttpResponse:
    check_handler(request.actor, found.case)
    again: dict[str, Any] = {given[0]: given[1]} if given else {}
    if given and not given[1].is_valid():
        return _page(request, found, status=UNPROCESSABLE, **again)
    try:
        work()
    except MoveRefusedError:
        return _page(request, found_letter(request, found.pk), problem=MOVED, status=CONFLICT)
    except (LaneRefusedError, AnswerRefusedError) as refusal:
        return _page(request, found, problem=str(refusal), status=UNPROCESSABLE, **again)
    messages.success(request, said)
    return redirect("letter", found.pk)


def found_letter(request: ActorRequest, letter_id: int) -> Letter:
    """The letter an address names, or 404."""
    found = selectors.letter_for(request.actor, letter_id)
    if found is None:
        raise Http404
    return found


def _page(request: ActorRequest, found: Letter, *, status: int = 200, problem: str = "", **given: Any) -> HttpResponse:  # noqa: ANN401 - forms by their names in the template
    today = clock.now().astimezone(request.actor.zone).date()
    facts = {
        "letter": found,
        "case": found.case,
        "problem": problem,
        "may_handle": may_handle(request.actor, found.case),
        "form": LetterForm(initial={name: getattr(found, name) for name in LetterForm.base_fields}),
        "sent_form": SentForm(initial={"sent_on": today, "follow_up_on": today + WAIT}),
        "reply_form": ReplyForm(initial={"replied_on": today}),
        "for_citizen": wording.for_citizen(found, found.follow_up_on if found.state == "sent" else None),
    }
    return render(request, "inbox/lanes/letter.html", facts | given, status=status)
