"""Catatan: what reviewers and writers say to each other about a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.content import services
from kentongan.content.forms import AnswerForm, RemarkForm
from kentongan.content.remarks import marked, remark_of, text_of, threads_of
from kentongan.content.selectors import STOPPERS, may_stop, may_write, post_for
from kentongan.content.services import PassageError
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422
NOT_THERE = "Bagian itu tidak ada dalam tulisan, mungkin baru saja diubah. Pilih lagi bagiannya; catatan Anda masih ada di bawah."


@require_http_methods(["GET", "POST"])
@signed_in
def remarks(request: ActorRequest, post_id: int) -> HttpResponse:
    """The texts with their marked passages, and what was said about them."""
    post = _found(request, post_id)
    if request.method == "GET":
        return _page(request, post, RemarkForm())
    require_role(request.actor, *STOPPERS, to="memberi catatan")
    form = RemarkForm(request.POST)
    if form.is_valid() and _said(request, post, form):
        return redirect("post_remarks", post.pk)
    return _page(request, post, form, UNPROCESSABLE)


@require_POST
@signed_in
def remark(request: ActorRequest, post_id: int, remark_id: int) -> HttpResponse:
    """Answer one, call it done, or open it again."""
    post = _found(request, post_id)
    found = remark_of(post, remark_id)
    if found is None:
        raise Http404
    require_role(request.actor, *STOPPERS, to="memberi catatan")
    form, act = AnswerForm(request.POST), request.POST.get("act", "answer")
    if form.is_valid() and (act == "answer" or form.cleaned_data["answer"]):
        services.answer_remark(actor=request.actor, post=post, about=found, said=form.cleaned_data["answer"])
    if act in {"settle", "reopen"}:
        services.settle_remark(actor=request.actor, post=post, about=found, settled=act == "settle")
    return redirect(f"{reverse('post_remarks', args=[post.pk])}#catatan-{found.pk}")


def _said(request: ActorRequest, post: Post, form: RemarkForm) -> bool:
    given = form.cleaned_data
    text = text_of(post, given["channel"])
    try:
        services.remark(
            actor=request.actor,
            post=post,
            passage=given["passage"],
            text=text or "",
            said=given["said"],
            channel_id=given["channel"],
            near=given["near"] or 0,
        )
    except PassageError:
        form.add_error("passage", NOT_THERE)
        return False
    return True


def _page(request: ActorRequest, post: Post, form: RemarkForm, status: int = 200) -> HttpResponse:
    threads = threads_of(post)
    facts = {
        "post": post,
        "threads": threads,
        "texts": marked(post, threads),
        "form": form,
        "may_remark": may_stop(request.actor),
        "may_edit": may_write(request.actor) and post.editable,
    }
    return render(request, "content/remarks.html", facts, status=status)


def _found(request: ActorRequest, post_id: int) -> Post:
    post = post_for(request.actor, post_id)
    if post is None:
        raise Http404
    return post
