"""Kasus: where it is, who has it, until when; the answer and its release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import holders, may
from kentongan.core.states import MoveRefusedError
from kentongan.inbox import selectors
from kentongan.inbox.access import may_handle, people_of
from kentongan.inbox.forms import AnswerForm, DispositionForm, ReasonForm
from kentongan.inbox.reading import deadline_teller
from kentongan.inbox.services import answers, disposisi
from kentongan.inbox.services.answers import SUBJECT, AnswerRefusedError, ChangedMeanwhileError, in_doubt
from kentongan.inbox.services.disposisi import DispositionRefusedError
from kentongan.inbox.states import FAILED
from kentongan.inbox.ways import may_moderate, place_of, way_of
from kentongan.organizations.access import signed_in
from kentongan.outbox.selectors import deliveries_about

if TYPE_CHECKING:
    from collections.abc import Callable

    from kentongan.inbox.models import Answer, Case
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest


@require_GET
@signed_in
def cases(request: ActorRequest) -> HttpResponse:
    """List open or finished cases."""
    finished = request.GET.get("tab") == "selesai"
    before = request.GET.get("sebelum", "")
    rows, following = selectors.cases_page(
        request.actor, finished=finished, before=int(before) if before.isdigit() else 0
    )
    due, tell = selectors.next_deadlines(rows), deadline_teller(request.actor)
    shown = [(row, due.get(row.pk), tell(due.get(row.pk))) for row in rows]
    return render(request, "inbox/cases.html", {"rows": shown, "finished": finished, "following": following})


@require_GET
@signed_in
def case(request: ActorRequest, case_id: int) -> HttpResponse:
    """Show one case, with who acts next first."""
    return _page(request, _found(request, case_id))


@require_POST
@signed_in
def save_answer(request: ActorRequest, case_id: int) -> HttpResponse:
    """Keep the answer as typed (asked by the page while typing). 409 with what stands when somebody else changed it."""
    found, form = _found(request, case_id), AnswerForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"problem": "Teks ini terlalu panjang untuk disimpan."}, status=422)
    try:
        kept = answers.save_answer(actor=request.actor, case=found, **_typed(form))
    except ChangedMeanwhileError as changed:
        theirs = changed.theirs
        return JsonResponse({"theirs": theirs.text, "revision": theirs.revision, "by": theirs.author.name}, status=409)
    except AnswerRefusedError as refusal:
        return JsonResponse({"problem": str(refusal)}, status=409)
    return JsonResponse({"revision": kept.revision})


@require_POST
@signed_in
def answer(request: ActorRequest, case_id: int) -> HttpResponse:
    """Save the answer, or hand it in when the button says so."""
    found, form = _found(request, case_id), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(
            request, found, typed=request.POST.get("text", ""), problem="Teks ini terlalu panjang.", status=422
        )
    hand_in = "submit" in request.POST
    act = answers.submit_answer if hand_in else answers.save_answer
    try:
        act(actor=request.actor, case=found, **_typed(form))
    except AnswerRefusedError as refusal:
        return _refused(request, found, form, str(refusal))
    except ChangedMeanwhileError as changed:
        return _page(request, found, typed=form.cleaned_data["text"], theirs=changed.theirs, status=409)
    messages.success(
        request, "Jawaban diajukan. Pemegang akun akan mengirimnya." if hand_in else "Draf jawaban tersimpan."
    )
    return redirect("case", found.pk)


def _refused(request: ActorRequest, found: Case, form: AnswerForm, problem: str) -> HttpResponse:
    """Show why, with the words exactly as they were typed."""
    return _page(request, found, typed=form.cleaned_data["text"], problem=problem, status=422)


def _typed(form: AnswerForm) -> dict[str, Any]:
    clean = form.cleaned_data
    return {"text": clean["text"], "closes": clean["closes"], "revision": clean["revision"] or 0}


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
    found = _found(request, case_id)
    waiting = selectors.answer_at_work(found)
    try:
        if waiting is None:
            messages.info(request, "Jawaban ini sudah terkirim atau belum ditulis.")
        else:
            act(request.actor, waiting)
            messages.success(request, done)
    except AnswerRefusedError as refusal:
        return _page(request, found, problem=str(refusal), status=409)
    except MoveRefusedError:
        messages.info(
            request, "Jawaban ini sudah ditangani orang lain; yang Anda lihat sekarang adalah keadaan terbaru."
        )
    return redirect("case", found.pk)


@require_POST
@signed_in
def pass_on(request: ActorRequest, case_id: int) -> HttpResponse:
    """Send the case further down the tree."""
    found, form = _found(request, case_id), DispositionForm(request.actor, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    agency, instruction = form.cleaned_data["agency"], form.cleaned_data["instruction"]
    try:
        disposisi.give(actor=request.actor, case=found, to_agency=agency, instruction=instruction)
    except (DispositionRefusedError, MoveRefusedError) as refusal:
        form.add_error(
            "agency", str(refusal) if isinstance(refusal, DispositionRefusedError) else "Kasus ini sudah selesai."
        )
        return _page(request, found, form=form, status=409)
    messages.success(request, f"Diteruskan ke {agency.short_name}.")
    return redirect("case", found.pk)


@require_POST
@signed_in
def send_back(request: ActorRequest, case_id: int) -> HttpResponse:
    """Return the case as *bukan wewenang*."""
    found, form = _found(request, case_id), ReasonForm(request.POST)
    waiting = selectors.waiting_disposition(found)
    if waiting is None or not form.is_valid():
        problem = "Tulis alasannya, supaya pengirim tahu ke mana meneruskan kasus ini."
        return _page(
            request, found, problem=problem if waiting else "Kasus ini tidak sedang menunggu siapa pun.", status=422
        )
    try:
        disposisi.send_back(actor=request.actor, disposition=waiting, reason=form.cleaned_data["reason"])
    except DispositionRefusedError as refusal:
        return _page(request, found, problem=str(refusal), status=409)
    messages.success(request, f"Kasus {found.code} dikembalikan ke {waiting.from_person.polite_name}.")
    return redirect("cases")


def _found(request: ActorRequest, case_id: int) -> Case:
    found = selectors.case_for(request.actor, case_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: ActorRequest,
    found: Case,
    *,
    form: DispositionForm | None = None,
    typed: str | None = None,
    theirs: Answer | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    channel = found.conversation.channel
    waiting = selectors.waiting_disposition(found)
    at_work = selectors.answer_at_work(found)
    said, post = selectors.messages_of(found.conversation), selectors.post_of(found.conversation)
    sent = [str(one.pk) for one in selectors.answers_of(found)]
    tell = deadline_teller(request.actor)
    facts = {
        "case": found,
        "channel": channel,
        "messages_of": said,
        "opener": selectors.opener_of(found.conversation, said),
        "post": post,
        "thread": selectors.dispositions_of(found),
        "waiting": waiting,
        "waiting_people": list(people_of(waiting.to_agency, watched=found.watched)[:3]) if waiting else [],
        "waiting_said": tell(waiting.due_at if waiting else None),
        "deadlines": [(row, tell(row.due_at)) for row in selectors.deadlines_of(found)],
        "answers": [one for one in selectors.answers_of(found) if one.state == "sent"],
        "answer": at_work,
        "typed": typed if typed is not None else (at_work.text if at_work else ""),
        "theirs": theirs,
        "problem": problem,
        "may_handle": may_handle(request.actor, found),
        "release": may(request.actor.person_id, ChannelAct.RELEASE, channel),
        "holders": list(holders(channel)[:3]),
        "way": way_of(found.conversation),
        "place": place_of(found.conversation, said, post),
        "in_doubt": at_work is not None and at_work.state == FAILED and in_doubt(at_work),
        "moderates": may_moderate(request.actor.person_id, channel),
        "deliveries": deliveries_about(request.actor, SUBJECT, sent),
        "form": form or DispositionForm(request.actor),
    }
    return render(request, "inbox/case.html", facts, status=status)
