"""From the desk to the public: submitting, what the decision brings, taking back, another time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals import services as approvals
from kentongan.audit.registry import register_action
from kentongan.connectors.contract import Act
from kentongan.content import states
from kentongan.content.desk import Check, desk_of
from kentongan.content.fingerprint import media_for
from kentongan.content.models import Post
from kentongan.content.selectors import WRITERS, media_of, versions_of
from kentongan.content.services.guard import (
    APPROVAL_SUBJECT,
    DELIVERY_SUBJECT,
    NotEditableError,
    changed,
    finish_tasks,
    for_change,
    set_state,
    take_back,
    told,
)
from kentongan.core import clock
from kentongan.organizations.access import require_role
from kentongan.outbox import services as outbox
from kentongan.outbox.payload import Payload
from kentongan.work.registry import register_task_kind
from kentongan.work.services import open_task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kentongan.approvals.models import Approval
    from kentongan.content.models import Version
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor

TASK_CHANGE = "content.change"
USELESS_AFTER = timedelta(hours=24)
register_task_kind(TASK_CHANGE, group="Lengkapi", verb="Perbaiki", order=30)
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
    if not desk.ready:
        raise NotReadyError(desk.stops)
    post.submitted_by_id = actor.person_id
    post.save(update_fields=["submitted_by"])
    set_state(post, states.IN_REVIEW)
    finish_tasks(actor, post)
    approvals.request_approval(
        actor=actor,
        subject_type=APPROVAL_SUBJECT,
        subject_id=post.pk,
        content_hash=desk.content_hash,
        agency_id=post.agency_id,
        title=post.headline,
        path=f"/kiriman/{post.pk}/",
    )
    return post


def on_approved(actor: Actor, approval: Approval) -> None:
    """Schedule every version, in the transaction of the approval."""
    post = _locked(approval)
    post.publish_at = post.publish_at or clock.now()
    post.save(update_fields=["publish_at"])
    set_state(post, states.SCHEDULED)
    assets = [row.asset for row in media_of(post)]
    for version in versions_of(post):
        _schedule(actor, post, version, assets)


def on_changes_asked(actor: Actor, approval: Approval) -> None:
    """Give the post back to its writer, with a task."""
    post = _locked(approval)
    set_state(post, states.CHANGES_ASKED)
    open_task(
        actor=actor,
        kind=TASK_CHANGE,
        subject_type=APPROVAL_SUBJECT,
        subject_id=post.pk,
        title=f"Perbaiki “{post.headline}”",
        detail=approval.reason,
        path=f"/tulis/{post.pk}/",
        person_id=approval.requested_by_id,
    )


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
    """Choose another moment. The moment is part of what was approved, so the post needs approval again."""
    post = for_change(actor, post, revision)
    if post.publish_at == publish_at:
        return post
    post.publish_at = publish_at
    return changed(actor, post, "waktu terbit")


def _schedule(actor: Actor, post: Post, version: Version, assets: Sequence[Asset]) -> None:
    media = tuple(asset.pk for asset in media_for(version, assets))
    run_at = max(post.publish_at or clock.now(), clock.now())
    outbox.schedule(
        actor=actor,
        channel=version.channel,
        act=Act.PUBLISH,
        subject_type=DELIVERY_SUBJECT,
        subject_id=version.pk,
        payload=_payload(version, media),
        run_at=run_at,
        person_id=post.submitted_by_id or post.author_id,
        agency_id=post.agency_id,
        useless_after=USELESS_AFTER,
    )


def _payload(version: Version, media: tuple[int, ...]) -> Payload:
    more = version.more
    return Payload(
        text=version.text,
        title=version.title,
        media=media,
        format=more.format,
        link=more.link,
        parts=more.parts,
        poll=more.poll,
        settings=more.settings,
    )


def _locked(approval: Approval) -> Post:
    return Post.objects.select_for_update(of=("self",)).get(
        government_id=approval.government_id, pk=int(approval.subject_id)
    )
