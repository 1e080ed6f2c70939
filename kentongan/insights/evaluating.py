"""Saying what a post is meant to reach, and what was learnt from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.content.selectors import WRITERS
from kentongan.content.services.guard import APPROVAL_SUBJECT
from kentongan.core import clock
from kentongan.insights.models import METRICS, Evaluation
from kentongan.insights.results import is_out
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from kentongan.content.models import Post
    from kentongan.organizations.actor import Actor

register_action("insights.expected", "{actor} menetapkan yang diharapkan dari “{title}”: {expected} {metric}")
register_action("insights.not_expected", "{actor} menghapus yang diharapkan dari “{title}”")
register_action("insights.evaluated", "{actor} mengevaluasi “{title}”: {verdict}")


class NothingOutError(Exception):
    """Nothing of the post has gone out, so there is nothing to evaluate yet."""


@transaction.atomic
def expect(*, actor: Actor, post: Post, metric: str, expected: int | None) -> Evaluation:
    """Say how much of one figure the post is meant to reach, over all its accounts; without a number, nothing is expected."""
    require_role(actor, *WRITERS, to="menetapkan yang diharapkan dari kiriman")
    wanted = (metric, expected) if metric and expected else ("", None)
    row = _row(post)
    if (row.metric, row.expected) == wanted:
        return row
    row.metric, row.expected = wanted
    row.set_by_id, row.set_at = actor.person_id, clock.now()
    row.save(update_fields=["metric", "expected", "set_by", "set_at"])
    if expected:
        _told(actor, "insights.expected", post, expected=expected, metric=METRICS[metric].lower())
    else:
        _told(actor, "insights.not_expected", post)
    return row


@transaction.atomic
def evaluate(*, actor: Actor, post: Post, verdict: str, lessons: str) -> Evaluation:
    """Judge a post that has gone out, and note what the next one should do the same or otherwise. NothingOutError."""
    require_role(actor, *WRITERS, to="mengevaluasi kiriman")
    if not is_out(post):
        raise NothingOutError
    row, words = _row(post), lessons.replace("\r\n", "\n").strip()
    if (row.verdict, row.lessons) == (verdict, words):
        return row
    row.verdict, row.lessons = verdict, words
    row.judged_by_id, row.judged_at = actor.person_id, clock.now()
    row.save(update_fields=["verdict", "lessons", "judged_by", "judged_at"])
    _told(actor, "insights.evaluated", post, verdict=row.get_verdict_display().lower())
    return row


def _row(post: Post) -> Evaluation:
    rows = Evaluation.objects.select_for_update(of=("self",))
    return rows.get_or_create(government_id=post.government_id, post_id=post.pk)[0]


def _told(actor: Actor, action: str, post: Post, **data: object) -> None:
    facts = {"title": post.headline} | data
    record(actor=actor, action=action, subject_type=APPROVAL_SUBJECT, subject_id=post.pk, data=facts)
