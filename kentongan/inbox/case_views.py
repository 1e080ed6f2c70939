"""Kasus: where it is, who has it, until when; the answer and its release."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import holders, may
from kentongan.core.states import MoveRefusedError
from kentongan.inbox import selectors
from kentongan.inbox.answering.desk import Known, aids_of, begun_with, desk_of
from kentongan.inbox.cases.page import day_ends, facts_of, give_form, parts_asked_for
from kentongan.inbox.cases.reading import read_case
from kentongan.inbox.exempting import way_to_ask
from kentongan.inbox.forms import LONGEST, AnswerForm, PassOnForm, ReturnForm
from kentongan.inbox.models import Share
from kentongan.inbox.offers import offers_for
from kentongan.inbox.reading import deadline_teller
from kentongan.inbox.readings.guarding import words_for
from kentongan.inbox.services import answers, disposisi
from kentongan.inbox.services.answers import AnswerRefusedError, ChangedMeanwhileError, in_doubt, refused_by_block
from kentongan.inbox.services.disposisi import Beside, DispositionRefusedError
from kentongan.inbox.sounding import tone_of
from kentongan.inbox.states import FAILED, OPEN, SENT
from kentongan.inbox.ways import place_of, way_of
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from kentongan.inbox.cases.forms import FileForm
    from kentongan.inbox.models import Answer, Case, Disposition
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest


MOST = f"{LONGEST:,}".replace(",", ".")
TOO_LONG = f"Jawaban ini lebih dari {MOST} huruf. Ringkas dahulu; tulisan Anda masih ada di kotaknya."


@require_GET
@signed_in
def case(request: ActorRequest, case_id: int) -> HttpResponse:
    """Show one case, with who acts next first."""
    return show_case(request, found_case(request, case_id))


@require_POST
@signed_in
def save_answer(request: ActorRequest, case_id: int) -> HttpResponse:
    """Keep the answer as typed (asked by the page while typing). 409 with what stands when somebody else changed it."""
    found, form = found_case(request, case_id), AnswerForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"problem": TOO_LONG}, status=422)
    try:
        kept = answers.save_answer(actor=request.actor, case=found, **_typed(request, form))
    except ChangedMeanwhileError as changed:
        theirs = changed.theirs
        return JsonResponse({"theirs": theirs.text, "revision": theirs.revision, "by": theirs.author.name}, status=409)
    except AnswerRefusedError as refusal:
        return JsonResponse({"problem": str(refusal)}, status=409)
    return JsonResponse({"revision": kept.revision})


@require_POST
@signed_in
def tone(request: ActorRequest, case_id: int) -> HttpResponse:
    """Say how the answer being typed sounds. Nothing is stored."""
    found = found_case(request, case_id)
    text, private = request.POST.get("text", "")[:LONGEST], "private" in request.POST
    facts = tone_of(found, text) | aids_of(found, selectors.answer_at_work(found), text, private=private)
    return render(request, "inbox/answering/_aids.html", facts | {"case": found})


@require_POST
@signed_in
def answer(request: ActorRequest, case_id: int) -> HttpResponse:
    """Save the answer, or hand it in when the button says so."""
    found, form = found_case(request, case_id), AnswerForm(request.POST)
    if not form.is_valid():
        return show_case(request, found, typed=request.POST.get("text", ""), problem=TOO_LONG, status=422)
    hand_in = "submit" in request.POST
    act = answers.submit_answer if hand_in else answers.save_answer
    try:
        act(actor=request.actor, case=found, **_typed(request, form))
    except AnswerRefusedError as refusal:
        return _refused(request, found, form, str(refusal))
    except ChangedMeanwhileError as changed:
        return show_case(request, found, typed=form.cleaned_data["text"], theirs=changed.theirs, status=409)
    messages.success(
        request, "Jawaban diajukan. Pemegang akun akan mengirimnya." if hand_in else "Draf jawaban tersimpan."
    )
    return redirect("case", found.pk)


def _refused(request: ActorRequest, found: Case, form: AnswerForm, problem: str) -> HttpResponse:
    """Show why, with the words exactly as they were typed."""
    return show_case(request, found, typed=form.cleaned_data["text"], problem=problem, status=422)


def _typed(request: ActorRequest, form: AnswerForm) -> dict[str, Any]:
    clean, home = form.cleaned_data, f"{request.scheme}://{request.get_host()}"
    return {
        "text": clean["text"],
        "closes": clean["closes"],
        "revision": clean["revision"] or 0,
        "wish": replace(form.wish, home=home),
    }


@require_POST
@signed_in
def release(request: ActorRequest, case_id: int) -> HttpResponse:
    """Send the answer, with one tap."""
    return _with_answer(
        request, case_id, lambda actor, one: answers.release(actor=actor, answer=one), "Jawaban sedang dikirim."
    )


@require_POST
@signed_in
def posted_by_hand(request: ActorRequest, case_id: int) -> HttpResponse:
    """Record that the answer was posted on the platform itself."""
    done = "Tercatat: jawaban dikirim langsung di platform."
    return _with_answer(request, case_id, lambda actor, one: answers.note_posted_by_hand(actor=actor, answer=one), done)


@require_POST
@signed_in
def take_back(request: ActorRequest, case_id: int) -> HttpResponse:
    """Give the answer back to be changed."""
    reason = request.POST.get("reason", "").strip()[:300] or "perlu diubah"
    done = "Jawaban kembali menjadi draf."
    return _with_answer(
        request, case_id, lambda actor, one: answers.take_back(actor=actor, answer=one, reason=reason), done
    )


def _with_answer(
    request: ActorRequest, case_id: int, act: Callable[[Actor, Answer], Answer], done: str
) -> HttpResponse:
    found = found_case(request, case_id)
    waiting = selectors.answer_at_work(found)
    try:
        if waiting is None:
            messages.info(request, "Jawaban ini sudah terkirim atau belum ditulis.")
        else:
            act(request.actor, waiting)
            messages.success(request, done)
    except AnswerRefusedError as refusal:
        return show_case(request, found, problem=str(refusal), status=409)
    except MoveRefusedError:
        messages.info(
            request, "Jawaban ini sudah ditangani orang lain; yang Anda lihat sekarang adalah keadaan terbaru."
        )
    return redirect("case", found.pk)


@require_POST
@signed_in
def pass_on(request: ActorRequest, case_id: int) -> HttpResponse:
    """Send the case, or the part a unit owes, further down the tree, or ask others for their part."""
    found = found_case(request, case_id)
    form = PassOnForm(request.actor, request.POST, part=_part(request, found))
    if not form.is_valid():
        return show_case(request, found, form=form, status=422)
    try:
        done = _pass_on(request, found, form)
    except (DispositionRefusedError, MoveRefusedError) as refusal:
        form.add_error(
            "agency", str(refusal) if isinstance(refusal, DispositionRefusedError) else "Kasus ini sudah selesai."
        )
        return show_case(request, found, form=form, status=409)
    messages.success(request, done)
    return redirect("case", found.pk)


def _pass_on(request: ActorRequest, found: Case, form: PassOnForm) -> str:
    told = form.cleaned_data
    asked: dict[str, Any] = {
        "actor": request.actor,
        "case": found,
        "part": form.part,
        "instruction": told["instruction"],
        "beside": Beside(tuple(told["partners"]), day_ends(request.actor, told["part_due"]), tuple(told["copies"])),
    }
    if agency := told["agency"]:
        disposisi.give(to_agency=agency, due_at=day_ends(request.actor, told["due"]), **asked)
        return f"Diteruskan ke {agency.short_name}."
    disposisi.ask_beside(**asked)
    return f"Bagian diminta dari {', '.join(one.short_name for one in told['partners'])}."


@require_POST
@signed_in
def send_back(request: ActorRequest, case_id: int) -> HttpResponse:
    """Return the case as *bukan wewenang*."""
    found, form = found_case(request, case_id), ReturnForm(request.actor, request.POST)
    waiting = _part(request, found) or selectors.waiting_disposition(found)
    if waiting is None or not form.is_valid():
        problem = "Tulis alasannya, supaya pengirim tahu ke mana meneruskan kasus ini."
        return show_case(
            request, found, problem=problem if waiting else "Kasus ini tidak sedang menunggu siapa pun.", status=422
        )
    try:
        disposisi.send_back(actor=request.actor, disposition=waiting, **form.cleaned_data)
    except DispositionRefusedError as refusal:
        return show_case(request, found, problem=str(refusal), status=409)
    messages.success(request, f"Kasus {found.code} dikembalikan ke {waiting.from_person.polite_name}.")
    return redirect("cases")


def _part(request: ActorRequest, case: Case) -> Disposition | None:
    """The part that a form is about; None: the case itself. 404 for what is no part of it."""
    asked = request.POST.get("disposition", "")
    if not asked:
        return None
    found = next((row for row in selectors.dispositions_of(case) if str(row.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def found_case(request: ActorRequest, case_id: int) -> Case:
    """The case, or 404 when it is not this reader's to see."""
    found = selectors.case_for(request.actor, case_id)
    if found is None:
        raise Http404
    return found


def show_case(
    request: ActorRequest,
    found: Case,
    *,
    form: PassOnForm | None = None,
    typed: str | None = None,
    theirs: Answer | None = None,
    file_form: FileForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """Draw the page of a case; what was typed and refused stands in its field again."""
    channel, read = found.conversation.channel, read_case(request.actor, found)
    thread, given, post = read.thread, read.given, read.post
    waiting = next((one for one in thread if one.state == OPEN and one.share == Share.LEAD), None)
    at_work = next((one for one in reversed(given) if one.state != SENT), None)
    said = words_for(request.actor, found.conversation, found, read.said)
    tell = deadline_teller(request.actor, read.days)
    refused, form = form, form if form and not form.part else give_form(request.actor, thread, read.units)
    channel.government = request.government
    release_right = may(request.actor.person_id, ChannelAct.RELEASE, channel)
    begun = begun_with(request, found, at_work) or parts_asked_for(request, thread)
    words = begun if typed is None else typed
    facts = {
        "case": found,
        "channel": channel,
        "messages_of": said,
        "opener": selectors.opener_of(found.conversation, said),
        "post": post,
        "waiting": waiting,
        "waiting_said": tell(waiting.due_at if waiting else None),
        "offers": offers_for(request.actor, found.conversation, read.offers),
        "theirs": theirs,
        "release": release_right,
        "holders": holders(channel)[:3],
        "place": place_of(found.conversation, said, post),
        "blocks": read.blocks,
        "moderates": bool(release_right),
        "desk": desk_of(request, found, at_work, words, Known(said, given, read.desk, list(read.blocks))),
        "form": form,
        "kept": request.POST,
    } | _of_answer(found, at_work, words, problem)
    beside = facts_of(request.actor, found, thread, given, tell, form.units, read.beside)
    mine, about_part = beside["my_part"], refused if refused and refused.part else None
    if mine and mine.share == Share.CO:
        beside["part_form"] = about_part or give_form(request.actor, thread, read.units, mine)
    elif about_part:
        facts["problem"] = next(iter(about_part.errors.values()))[0]
    again = {"file_form": file_form} if file_form else {}
    return render(request, "inbox/case.html", facts | beside | again, status=status)


def _of_answer(found: Case, at_work: Answer | None, words: str, problem: str) -> dict[str, Any]:
    """The answer that is being written or waits, and what stands in its way."""
    failed = at_work if at_work is not None and at_work.state == FAILED else None
    return {
        "answer": at_work,
        "typed": words,
        "tone": tone_of(found, words),
        "problem": problem,
        "exception": way_to_ask(at_work) if problem and at_work and at_work.text == words else "",
        "way": way_of(found.conversation, private=at_work is not None and at_work.private),
        "in_doubt": failed is not None and in_doubt(failed),
        "refused_by_block": failed is not None and refused_by_block(failed),
    }
