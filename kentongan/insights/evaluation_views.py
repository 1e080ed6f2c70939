"""Evaluasi: a post against what was expected of it, and what was learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kentongan.content.selectors import may_write, post_for
from kentongan.insights.evaluating import NothingOutError, evaluate, expect
from kentongan.insights.forms import EvaluateForm, ExpectForm
from kentongan.insights.models import METRICS
from kentongan.insights.results import Standing, standing_of
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422
EXPECT, EVALUATE = "harapan", "evaluasi"


@require_http_methods(["GET", "POST"])
@signed_in
def evaluation(request: ActorRequest, post_id: int) -> HttpResponse:
    """Show a post's evaluation, as a page or as a part of the post's page; keep what is written into it."""
    post = post_for(request.actor, post_id)
    if post is None:
        raise Http404
    if request.method == "POST" and request.POST.get("act") in {EXPECT, EVALUATE}:
        return _keep(request, post, request.POST["act"])
    standing = standing_of(request.actor, post)
    facts = {"post": post, "standing": standing, "may_write": may_write(request.actor)}
    if getattr(request, "htmx", False):
        return render(request, "insights/_evaluation.html", facts)
    return _page(request, post, standing, _aims(standing), _words(standing))


def _keep(request: ActorRequest, post: Post, act: str) -> HttpResponse:
    standing = standing_of(request.actor, post)
    aims = ExpectForm(request.POST) if act == EXPECT else _aims(standing)
    words = EvaluateForm(request.POST) if act == EVALUATE else _words(standing)
    try:
        if act == EXPECT and aims.is_valid():
            expect(actor=request.actor, post=post, **aims.cleaned_data)
            messages.success(request, "Yang diharapkan tersimpan.")
            return redirect("post_evaluation", post.pk)
        if act == EVALUATE and words.is_valid():
            evaluate(actor=request.actor, post=post, **words.cleaned_data)
            messages.success(request, "Evaluasi tersimpan. Ia tampak juga di halaman program dan kampanyenya.")
            return redirect("post_evaluation", post.pk)
    except NothingOutError:
        messages.warning(request, "Belum ada yang tayang dari kiriman ini, jadi belum ada yang dapat dievaluasi.")
        return redirect("post_evaluation", post.pk)
    return _page(request, post, standing, aims, words, status=UNPROCESSABLE)


def _aims(standing: Standing) -> ExpectForm:
    aim = standing.expected
    return ExpectForm(
        initial={"metric": aim.metric, "expected": aim.expected} if aim else {"metric": next(iter(METRICS))}
    )


def _words(standing: Standing) -> EvaluateForm:
    row = standing.evaluation
    return EvaluateForm(initial={"verdict": row.verdict, "lessons": row.lessons} if row else None)


def _page(
    request: ActorRequest, post: Post, standing: Standing, aims: ExpectForm, words: EvaluateForm, status: int = 200
) -> HttpResponse:
    facts = {
        "post": post,
        "standing": standing,
        "aims": aims,
        "words": words,
        "may_write": may_write(request.actor),
        "alone": True,
    }
    return render(request, "insights/evaluation.html", facts, status=status)
