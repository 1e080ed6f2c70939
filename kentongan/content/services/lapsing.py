"""Posts that wait for their moment, and files in them that may not be shown any more: their writers hear of it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.content import states
from kentongan.content.library_use import day_of, lapses_of
from kentongan.content.models import Post, PostMedia
from kentongan.content.selectors import media_of
from kentongan.content.services.guard import APPROVAL_SUBJECT
from kentongan.core import clock
from kentongan.media.library import family_of
from kentongan.outbox.media_rights import stop_carried
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, open_task

if TYPE_CHECKING:
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor

TASK = "content.media_lapsed"
WAITING = (states.SCHEDULED, states.GOING_OUT)
register_task_kind(TASK, group="Lengkapi", verb="Ganti berkasnya", order=12)


def follow_papers(actor: Actor, asset: Asset) -> None:
    """What is recorded about a file changed: ask the writers of what waits with it, or take the question back."""
    family = family_of(asset)
    rows = PostMedia.objects.filter(
        government_id=actor.government_id, asset_id__in=family, post__state__in=WAITING
    ).select_related("post")
    for post in {row.post_id: row.post for row in rows}.values():
        _ask_or_close(actor, post)
    stop_carried(actor.government_id, family, clock.now())


def _ask_or_close(actor: Actor, post: Post) -> None:
    found = lapses_of(post, [row.asset for row in media_of(post)], day_of(post, actor.zone))
    if not found:
        close_tasks(actor=actor, subject_type=APPROVAL_SUBJECT, subject_id=post.pk, kinds=[TASK])
        return
    open_task(
        actor=actor,
        kind=TASK,
        subject_type=APPROVAL_SUBJECT,
        subject_id=post.pk,
        title=f"“{post.headline}” tidak akan terbit seperti ini",
        detail=f"{found[0].title}. {found[0].remedy}",
        path=f"/tulis/{post.pk}/?langkah=media",
        person_id=post.submitted_by_id or post.author_id,
        due_at=post.publish_at,
    )
