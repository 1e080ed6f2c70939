"""Figures for people: of one post, and in sum."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kentongan.content.models import Occurrence
from kentongan.content.selectors import post_for
from kentongan.content.series import latest_times
from kentongan.core import clock
from kentongan.insights.models import METRICS
from kentongan.insights.selectors import figures_of, posts_with_figures, totals
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest

PERIOD_DAYS = 30


@require_GET
@signed_in
def post_figures(request: ActorRequest, post_id: int) -> HttpResponse:
    """The figures of one post on each channel, as a part of its page."""
    post = post_for(request.actor, post_id)
    if post is None:
        raise Http404
    versions = [str(version.pk) for version in post.versions]
    items = figures_of(request.actor, "content.version", versions)
    items += figures_of(request.actor, Occurrence.SUBJECT, latest_times(post))
    return render(request, "insights/_post_figures.html", {"items": items})


@require_GET
@signed_in
def report(request: ActorRequest) -> HttpResponse:
    """Sum and list of the last thirty days, of the channels this person sees."""
    since = clock.now().astimezone(request.government.zone).date() - timedelta(days=PERIOD_DAYS)
    sums = totals(request.actor, since)
    shown = [{"label": label, "value": sums.get(metric)} for metric, label in METRICS.items()]
    items = posts_with_figures(request.actor, since, limit=25)
    best = max(items, key=lambda item: item.figures[0].value or 0, default=None)
    facts = {"sums": shown, "items": items, "best": best, "days": PERIOD_DAYS}
    return render(request, "insights/page.html", facts)
