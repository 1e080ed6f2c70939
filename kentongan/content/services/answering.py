"""What follows from what approvals say: scheduled, given back with remarks, or asked anew because time went by."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals.services import ContentChangedError
from kentongan.content import states
from kentongan.content.fingerprint import hash_of, media_for
from kentongan.content.models import Post
from kentongan.content.remarks import text_of
from kentongan.content.selectors import media_of, versions_of, with_copies
from kentongan.content.services import sending, series
from kentongan.content.services.guard import (
    APPROVAL_SUBJECT,
    DELIVERY_SUBJECT,
    NotEditableError,
    back_to_desk,
    set_state,
    told,
)
from kentongan.content.services.remarking import keep_remark
from kentongan.core import clock
from kentongan.organizations.actor import system
from kentongan.work.registry import register_task_kind
from kentongan.work.services import open_task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kentongan.approvals.models import Approval
    from kentongan.approvals.registry import Said
    from kentongan.content.models import Version
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor

TASK_CHANGE = "content.change"
USELESS_AFTER = timedelta(hours=24)
register_task_kind(TASK_CHANGE, group="Lengkapi", verb="Perbaiki", order=30)


def on_approved(actor: Actor, approval: Approval) -> str:
    """Schedule every version, in the transaction of the approval; of a repeated post the next time.

    ContentChangedError: between the approver's press and this lock somebody changed it.
    """
    post = _locked(approval)
    versions, assets = with_copies(versions_of(post)), [row.asset for row in media_of(post)]
    if hash_of(post, versions, assets) != approval.content_hash:
        raise ContentChangedError
    if post.recurrence:
        set_state(post, states.SCHEDULED)
        series.begin(actor, post)
        return f"“{post.headline}” terbit berulang menurut jadwalnya."
    planned = post.publish_at is not None
    post.publish_at = post.publish_at or clock.now()
    post.save(update_fields=["publish_at"])
    set_state(post, states.SCHEDULED)
    for version in versions:
        _schedule(actor, post, version, assets, approval.valid_until)
    return f"“{post.headline}” dijadwalkan terbit." if planned else f"“{post.headline}” segera terbit."


def _schedule(
    actor: Actor, post: Post, version: Version, assets: Sequence[Asset], valid_until: datetime | None
) -> None:
    media = tuple(asset.pk for asset in media_for(version, assets))
    run_at = max(post.publish_at or clock.now(), clock.now())
    terms = sending.Terms(DELIVERY_SUBJECT, version.pk, run_at, USELESS_AFTER, valid_until)
    sending.promise(actor, post, version, version.words, media, terms)


def on_changes_asked(actor: Actor, approval: Approval) -> None:
    """Give the post back to its writer, with a task."""
    post = _locked(approval)
    set_state(post, states.CHANGES_ASKED)
    _ask_writer(actor, post, approval, f"Perbaiki “{post.headline}”")


def on_remarked(actor: Actor, approval: Approval, said: Sequence[Said]) -> None:
    """Keep what the approver says of passages where the writers read it."""
    post = _locked(approval)
    for one in said:
        channel = int(one.passage.place) if one.passage.place else None
        keep_remark(
            actor,
            post,
            passage=one.passage.words,
            text=text_of(post, channel) or "",
            said=one.words,
            channel_id=channel,
            near=one.passage.start,
        )
    if said:
        told(actor, "content.remarked", post)


def on_lapsed(actor: Actor, approval: Approval) -> None:
    """Nobody decided in time, or the approval ran out: back to the desk as it stands, to be submitted again."""
    post = _locked(approval)
    try:
        with transaction.atomic():
            back_to_desk(system(post.government_id), post)
    except NotEditableError:
        return  # it is going out, or has gone out, while the approval held
    post.revision += 1
    post.save(update_fields=["revision"])
    _ask_writer(actor, post, approval, f"Ajukan lagi “{post.headline}”")


def _ask_writer(actor: Actor, post: Post, approval: Approval, title: str) -> None:
    open_task(
        actor=actor,
        kind=TASK_CHANGE,
        subject_type=APPROVAL_SUBJECT,
        subject_id=post.pk,
        title=title,
        detail=approval.reason,
        path=f"/tulis/{post.pk}/",
        person_id=approval.requested_by_id,
    )


def hold(government_id: int, post_id: str) -> Post:
    """Lock a post, as every change to it does first."""
    return Post.objects.select_for_update(of=("self",)).get(government_id=government_id, pk=int(post_id))


def _locked(approval: Approval) -> Post:
    return hold(approval.government_id, approval.subject_id)
