"""What can still be done with a post that the public can read: other words, or taking it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kentongan.approvals.services import NobodyCanApproveError
from kentongan.content import services
from kentongan.content.after import Redo, remote_for
from kentongan.content.forms import LONGEST_STORY, CorrectionForm, ReasonForm
from kentongan.content.selectors import post_for
from kentongan.content.views import post_page
from kentongan.organizations.access import signed_in
from kentongan.outbox.services import ActRefusedError

if TYPE_CHECKING:
    from kentongan.channels.models import RemoteObject
    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_POST
@signed_in
def correct(request: ActorRequest, post_id: int, remote_id: int) -> HttpResponse:
    """Ask for other words where it stands."""
    post, remote = _found(request, post_id, remote_id)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _again(request, post, remote, "Tulis perbaikannya dan alasannya, lalu ajukan.")
    try:
        services.ask_for_correction(actor=request.actor, post=post, remote=remote, **form.cleaned_data)
    except ActRefusedError as refusal:
        return _again(request, post, remote, str(refusal))
    except NobodyCanApproveError as refusal:
        return _again(request, post, remote, refusal.sentence)
    messages.success(request, "Perbaikan diajukan. Setelah disetujui, tulisannya diganti di platform.")
    return redirect("post", post.pk)


def _again(request: ActorRequest, post: Post, remote: RemoteObject, trouble: str) -> HttpResponse:
    """The same page with what was typed: nothing of it is lost."""
    typed = request.POST.get("text", "")[:LONGEST_STORY], request.POST.get("reason", "")[:300]
    return post_page(request, post, ReasonForm(), status=UNPROCESSABLE, redo=Redo(remote.pk, *typed, trouble))


@require_POST
@signed_in
def take_down(request: ActorRequest, post_id: int, remote_id: int) -> HttpResponse:
    """Take it away where it stands."""
    post, remote = _found(request, post_id, remote_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Tulis alasannya dengan singkat, lalu hapus.")
        return redirect("post", post.pk)
    try:
        services.take_down(actor=request.actor, remote=remote, reason=form.cleaned_data["reason"])
    except ActRefusedError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Sedang dihapus dari {remote.channel.platform_name}.")
    return redirect("post", post.pk)


def _found(request: ActorRequest, post_id: int, remote_id: int) -> tuple[Post, RemoteObject]:
    post = post_for(request.actor, post_id)
    remote = remote_for(post, remote_id) if post else None
    if post is None or remote is None:
        raise Http404
    return post, remote
