"""Remarks on a passage: said, answered, settled. No part of what is approved, so an approval stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.content.models import Remark, RemarkAnswer
from kentongan.content.selectors import STOPPERS, writers_of
from kentongan.content.services.guard import told
from kentongan.content.side_models import QUOTE, TAB
from kentongan.core import clock
from kentongan.core.wording import place_of
from kentongan.organizations.access import require_role
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from kentongan.content.models import Post
    from kentongan.organizations.actor import Actor

register_action("content.remarked", "{actor} memberi catatan pada “{title}”")
register_action("content.remark_answered", "{actor} menjawab catatan pada “{title}”")
register_action("content.remark_settled", "{actor} menyatakan satu catatan pada “{title}” selesai")
register_action("content.remark_reopened", "{actor} membuka lagi satu catatan pada “{title}”")

LONGEST_REMARK = 2_000
TO = "memberi catatan"


class PassageError(Exception):
    """The passage does not stand in the text it is said to be from."""


@transaction.atomic
def remark(
    *, actor: Actor, post: Post, passage: str, text: str, said: str, channel_id: int | None = None, near: int = 0
) -> Remark:
    """Say something about a passage of `text` (the story, or a channel's version); `near`: about where it stands."""
    require_role(actor, *STOPPERS, to=TO)
    made = keep_remark(actor, post, passage=passage, text=text, said=said, channel_id=channel_id, near=near)
    told(actor, "content.remarked", post)
    _tell(actor, post, made, "memberi catatan pada")
    return made


def keep_remark(
    actor: Actor, post: Post, *, passage: str, text: str, said: str, channel_id: int | None, near: int
) -> Remark:
    """Write a remark of somebody who was found to have the right; PassageError."""
    quote = passage.replace("\r\n", "\n").strip()[:QUOTE]
    place = place_of(text, quote, text[max(0, near - TAB) : near])
    if place is None:
        raise PassageError
    end = place + len(quote)
    return Remark.objects.create(
        government_id=actor.government_id,
        post=post,
        channel_id=channel_id,
        quote=quote,
        before=text[max(0, place - TAB) : place],
        after=text[end : end + TAB],
        text=said.strip()[:LONGEST_REMARK],
        by_id=actor.person_id,
        at=clock.now(),
    )


@transaction.atomic
def answer_remark(*, actor: Actor, post: Post, about: Remark, said: str) -> RemarkAnswer:
    """Answer a remark."""
    require_role(actor, *STOPPERS, to=TO)
    made = RemarkAnswer.objects.create(
        government_id=actor.government_id,
        remark=about,
        text=said.strip()[:LONGEST_REMARK],
        by_id=actor.person_id,
        at=clock.now(),
    )
    told(actor, "content.remark_answered", post)
    _tell(actor, post, about, "menjawab catatan pada")
    return made


@transaction.atomic
def settle_remark(*, actor: Actor, post: Post, about: Remark, settled: bool = True) -> None:
    """Call a remark done, or open it again."""
    require_role(actor, *STOPPERS, to=TO)
    about.resolved_by_id = actor.person_id if settled else None
    about.resolved_at = clock.now() if settled else None
    about.save(update_fields=["resolved_by", "resolved_at"])
    told(actor, "content.remark_settled" if settled else "content.remark_reopened", post)


def _tell(actor: Actor, post: Post, about: Remark, did: str) -> None:
    """Let those who write the post, and whoever made the remark, know."""
    people = {*writers_of(post.government_id, str(post.pk)), about.by_id}
    sentence = f"{actor.name} {did} “{post.headline}”"
    notify(
        actor=actor, person_ids=people, kind=Notice.Kind.NEWS, sentence=sentence, path=f"/kiriman/{post.pk}/catatan/"
    )
