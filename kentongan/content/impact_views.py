"""Analisis dampak: the short form between writing and handing in. Works without JavaScript; with it, saved as answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.compliance.impact.questions import ALWAYS, CONSEQUENCE, DECISIONS, QUESTIONS
from kentongan.content import services
from kentongan.content.desk import desk_of
from kentongan.content.selectors import WRITERS, post_for
from kentongan.content.weighing import standing_of
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django.http import QueryDict

    from kentongan.compliance.impact.selectors import Standing
    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@signed_in
def impact(request: ActorRequest, post_id: int) -> HttpResponse:
    """Show the questions that matter for this post; keep and confirm the answers."""
    post = _found(request, post_id)
    if request.method == "GET":
        standing = standing_of(desk_of(request.actor, post))
        return render(request, "content/impact.html", _facts(post, standing))
    if not post.editable:
        return redirect("post", post.pk)
    if request.POST.get("act") == "save":
        standing = services.keep_impact(actor=request.actor, post=post, answers=_said(request.POST))
        return render(request, "content/impact.html", _facts(post, standing) | {"kept": True})
    standing = services.confirm_impact(actor=request.actor, post=post, answers=_said(request.POST))
    if standing.missing:
        return render(request, "content/impact.html", _facts(post, standing) | {"tried": True}, status=UNPROCESSABLE)
    messages.success(request, f"Analisis dampak dikonfirmasi: {standing.scored.label.lower()}.")
    return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=periksa#dampak-bagian")


@require_POST
@signed_in
def autosave(request: ActorRequest, post_id: int) -> HttpResponse:
    """Keep what was just answered; the answer carries the questions that now matter, and the score."""
    post = _found(request, post_id)
    if not post.editable:
        return HttpResponse(status=409)
    standing = services.keep_impact(actor=request.actor, post=post, answers=_said(request.POST))
    return render(request, "content/_impact_answered.html", _facts(post, standing))


def _said(form: QueryDict) -> dict[str, Any]:
    many = {question.code for question in QUESTIONS if question.many}
    return {name: form.getlist(name) if name in many else form.get(name) for name in form}


def _found(request: ActorRequest, post_id: int) -> Post:
    post = post_for(request.actor, post_id)
    if post is None:
        raise Http404
    require_role(request.actor, *WRITERS, to="mengisi analisis dampak")
    return post


def _facts(post: Post, standing: Standing) -> dict[str, Any]:
    shown = {one.question.code: one for one in standing.asked}
    told = standing.draft.answers if standing.draft else {}
    return {
        "post": post,
        "impact": standing,
        "questions": [(q.code, shown.get(q.code), q.words, told.get(f"{q.code}_words", "")) for q in QUESTIONS],
        "always": [question.code for question in ALWAYS],
        "unasked": [question.code for question in QUESTIONS if question.code not in shown],
        "weighed": [(name, label, told.get(name, "")) for name, label in CONSEQUENCE.items()],
        "decisions": DECISIONS.items(),
    }
