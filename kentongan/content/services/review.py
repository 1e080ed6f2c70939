"""From the desk to the public: submitting, taking back, another time. What the decision brings: `answering`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals import services as approvals
from kentongan.audit.registry import register_action
from kentongan.content import states
from kentongan.content.approving import facts_of
from kentongan.content.desk import desk_of
from kentongan.content.desk_rules import Check
from kentongan.content.models import Post
from kentongan.content.selectors import WRITERS
from kentongan.content.series import schedule_of
from kentongan.content.services import weighing
from kentongan.content.services.answering import USELESS_AFTER
from kentongan.content.services.guard import (
    APPROVAL_SUBJECT,
    NotEditableError,
    changed,
    finish_tasks,
    for_change,
    set_state,
    take_back,
    told,
)
from kentongan.content.weighing import standing_of
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kentongan.organizations.actor import Actor

register_action("content.withdrawn", "{actor} menarik “{title}”: {reason}")


class NotReadyError(Exception):
    """Something must be put right first. `checks` names all of it."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self.checks = tuple(checks)
        super().__init__("; ".join(check.title for check in checks))


@transaction.atomic
def submit_for_review(*, actor: Actor, post: Post, revision: int) -> Post:
    """Ask for approval of exactly what stands. NotReadyError with everything that must be put right first."""
    post = for_change(actor, post, revision)
    if post.state == states.IN_REVIEW:
        return post
    if post.state not in {states.DRAFT, states.CHANGES_ASKED}:
        changed(actor, post, "dikembalikan ke meja tulis")
    desk = desk_of(actor, post)
    standing = standing_of(desk)
    unweighed = weighing.impact_checks(standing)
    if unweighed or not desk.ready:
        raise NotReadyError((*desk.stops, *unweighed))
    post.submitted_by_id = actor.person_id
    post.save(update_fields=["submitted_by"])
    set_state(post, states.IN_REVIEW)
    finish_tasks(actor, post)
    weighing.archive_impact(actor, desk)
    approvals.request_approval(
        actor=actor,
        subject_type=APPROVAL_SUBJECT,
        subject_id=post.pk,
        content_hash=desk.content_hash,
        agency_id=post.agency_id,
        co_agency_id=post.co_agency_id,
        title=post.headline,
        path=f"/kiriman/{post.pk}/",
        facts=facts_of(post, standing),
        useful_until=useful_until(post),
    )
    return post


@transaction.atomic
def withdraw(*, actor: Actor, post: Post, reason: str) -> Post:
    """Take a post back before it goes out. Editing it later makes it a draft again."""
    require_role(actor, *WRITERS, to="menarik kiriman")
    post = Post.objects.select_for_update(of=("self",)).get(government_id=actor.government_id, pk=post.pk)
    if not states.POST.allows(post.state, states.WITHDRAWN):
        raise NotEditableError
    post.revision += 1
    post.save(update_fields=["revision"])
    set_state(post, states.WITHDRAWN)
    take_back(actor, post, reason)
    finish_tasks(actor, post)
    told(actor, "content.withdrawn", post, reason=reason)
    return post


@transaction.atomic
def reschedule(*, actor: Actor, post: Post, revision: int, publish_at: datetime | None) -> Post:
    """Choose one other moment. The moment is part of what was approved, so the post needs approval again."""
    post = for_change(actor, post, revision)
    if post.publish_at == publish_at and not post.recurrence:
        return post
    post.publish_at, post.recurrence = publish_at, None
    return changed(actor, post, "waktu terbit")


def useful_until(post: Post) -> datetime | None:
    """After this moment nobody needs a decision any more; None: whenever it comes."""
    if post.recurrence:
        schedule = schedule_of(post)
        return schedule.over_at if schedule else None
    return post.publish_at + USELESS_AFTER if post.publish_at else None
