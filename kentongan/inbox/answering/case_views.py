"""What a case's page asks for beside its answer: an address for the citizen, a copy of the answer to one more place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kentongan.inbox import selectors
from kentongan.inbox.answering import linking
from kentongan.inbox.answering.copying import CopyRefusedError, leave_copy, note_copy_by_hand, send_copy
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.inbox.models import Case
    from kentongan.organizations.middleware import ActorRequest


@require_POST
@signed_in
def make_link(request: ActorRequest, case_id: int) -> HttpResponse:
    """Give the citizen an address."""
    linking.make_link(actor=request.actor, case=_found(request, case_id))
    messages.success(request, "Tautan untuk warga siap disalin.")
    return redirect("case", case_id)


@require_POST
@signed_in
def revoke_link(request: ActorRequest, case_id: int) -> HttpResponse:
    """Take it back."""
    if linking.revoke_link(actor=request.actor, case=_found(request, case_id)):
        messages.success(request, "Tautan diputus. Yang menyimpannya tidak dapat membukanya lagi.")
    return redirect("case", case_id)


@require_POST
@signed_in
def send(request: ActorRequest, case_id: int, copy_id: int) -> HttpResponse:
    """Send one copy."""
    try:
        copy = send_copy(actor=request.actor, case=_found(request, case_id), copy_id=copy_id)
        messages.success(request, copy.trouble or "Salinan jawaban sedang dikirim.")
    except CopyRefusedError as refusal:
        messages.info(request, str(refusal))
    return redirect("case", case_id)


@require_POST
@signed_in
def by_hand(request: ActorRequest, case_id: int, copy_id: int) -> HttpResponse:
    """Note that a person gave one copy on the platform itself."""
    try:
        note_copy_by_hand(actor=request.actor, case=_found(request, case_id), copy_id=copy_id)
        messages.success(request, "Tercatat: salinan jawaban dikirim langsung di platform.")
    except CopyRefusedError as refusal:
        messages.info(request, str(refusal))
    return redirect("case", case_id)


@require_POST
@signed_in
def leave(request: ActorRequest, case_id: int, copy_id: int) -> HttpResponse:
    """Say why one copy is not given."""
    reason = request.POST.get("reason", "")
    try:
        leave_copy(actor=request.actor, case=_found(request, case_id), copy_id=copy_id, reason=reason)
        messages.success(request, "Tercatat: komentar ini tidak dijawab, dengan alasannya.")
    except CopyRefusedError as refusal:
        messages.info(request, str(refusal))
    return redirect("case", case_id)


def _found(request: ActorRequest, case_id: int) -> Case:
    found = selectors.case_for(request.actor, case_id)
    if found is None:
        raise Http404
    return found
