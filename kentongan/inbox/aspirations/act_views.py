"""What is done with one proposal: words changed, comments gathered, handed over, answered, announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kentongan.core.states import MoveRefusedError
from kentongan.inbox.aspirations import access
from kentongan.inbox.aspirations.forms import ResponseForm, WishForm
from kentongan.inbox.aspirations.services import answering, gathering
from kentongan.inbox.aspirations.services.gathering import ProposalRefusedError, StaleProposalError
from kentongan.inbox.aspirations.views import UNPROCESSABLE, found, page
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from kentongan.inbox.aspirations.models import Proposal
    from kentongan.organizations.middleware import ActorRequest

CONFLICT = 409
MOST = 200
STALE = (
    "Usul ini baru saja diubah orang lain, jadi belum disimpan. Yang Anda tulis masih ada di bawah; bandingkan dengan"
    " yang tersimpan di tab lain, lalu simpan lagi."
)
MOVED = "Usul ini sudah dipindahkan orang lain. Inilah keadaannya sekarang."


@require_POST
@signed_in
def change(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """Keep other words."""
    one = found(request, proposal_id)
    access.check_gatherer(request.actor)
    form = WishForm(request.actor, request.POST)
    if not form.is_valid():
        return page(request, one, form=form, status=UNPROCESSABLE)
    told = request.POST.get("revision", "")
    revision = int(told) if told.isdecimal() and len(told) < 10 else 0  # noqa: PLR2004 - a column's width
    try:
        gathering.change(actor=request.actor, proposal=one, wish=form.wish(), revision=revision)
    except StaleProposalError:
        return page(request, one, form=form, problem=STALE, status=CONFLICT)
    except ProposalRefusedError as refusal:
        return page(request, one, form=form, problem=str(refusal), status=UNPROCESSABLE)
    messages.success(request, "Tersimpan.")
    return redirect("proposal", one.pk)


@require_POST
@signed_in
def gather(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """Put the ticked comments behind it."""
    one = found(request, proposal_id)
    keys = [int(key) for key in request.POST.getlist("percakapan")[:MOST] if key.isdecimal() and len(key) < 19]  # noqa: PLR2004 - a column's width
    return _done(
        request,
        one,
        lambda: gathering.gather(actor=request.actor, proposal=one, conversation_ids=keys),
        "Komentar masuk ke usul ini.",
    )


@require_POST
@signed_in
def let_go(request: ActorRequest, proposal_id: int, backing_id: int) -> HttpResponse:
    """Take one out again."""
    one = found(request, proposal_id)
    return _done(
        request,
        one,
        lambda: gathering.let_go(actor=request.actor, proposal=one, backing_id=backing_id),
        "Komentar dikeluarkan dari usul ini.",
    )


@require_POST
@signed_in
def hand_over(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """Give it to its owner."""
    one = found(request, proposal_id)
    return _done(
        request,
        one,
        lambda: gathering.hand_over(actor=request.actor, proposal=one),
        f"Diserahkan ke {one.owner.short_name}. Tugasnya ada di Hari ini mereka.",
    )


@require_POST
@signed_in
def hand_over_all(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """Give everything new of the same owner in one act: the periodic hand-over."""
    one = found(request, proposal_id)
    access.check_gatherer(request.actor)
    went = gathering.hand_over_all(actor=request.actor, owner=one.owner)
    if went:
        messages.success(request, f"{went} usul diserahkan ke {one.owner.short_name}.")
    else:
        messages.info(request, f"Tidak ada yang baru untuk {one.owner.short_name}, atau ringkasannya belum ditulis.")
    return redirect("proposal", one.pk)


@require_POST
@signed_in
def answer(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """Keep what the owner says."""
    one = found(request, proposal_id)
    access.check_answerer(request.actor, one)
    form = ResponseForm(request.POST)
    if not form.is_valid():
        return page(request, one, answer_form=form, status=UNPROCESSABLE)
    return _done(
        request,
        one,
        lambda: answering.answer(actor=request.actor, proposal=one, **form.cleaned_data),
        "Tanggapan tersimpan. Orang kedua mengumumkannya.",
        form=form,
    )


@require_POST
@signed_in
def publish(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """Tell the public."""
    one = found(request, proposal_id)
    said = "Diumumkan. Warga dapat membacanya, dan Anda dapat membuat kirimannya."
    return _done(request, one, lambda: answering.publish(actor=request.actor, proposal=one), said)


@require_POST
@signed_in
def withdraw(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """Take it from the public page."""
    one, reason = found(request, proposal_id), request.POST.get("reason", "")
    return _done(
        request,
        one,
        lambda: answering.withdraw(actor=request.actor, proposal=one, reason=reason),
        "Ditarik dari halaman warga.",
    )


def _done(
    request: ActorRequest, one: Proposal, work: Callable[[], object], said: str, *, form: ResponseForm | None = None
) -> HttpResponse:
    again = {"answer_form": form} if form else {}
    try:
        work()
    except MoveRefusedError:
        return page(request, found(request, one.pk), problem=MOVED, status=CONFLICT, **again)
    except ProposalRefusedError as refusal:
        return page(request, found(request, one.pk), problem=str(refusal), status=UNPROCESSABLE, **again)
    messages.success(request, said)
    return redirect("proposal", one.pk)
