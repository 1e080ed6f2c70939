"""A move as the browser hears of it: what it was, what stands there now, and how to take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kentongan.content.calendar.moving import may_move, said
from kentongan.content.selectors import post_for
from kentongan.core import clock

if TYPE_CHECKING:
    from kentongan.content.models import Post
    from kentongan.organizations.actor import Actor

STAMP = "%Y%m%d%H%M"


@dataclass(frozen=True, slots=True)
class Undo:
    """The way back of a move that was just made."""

    post: Post
    to: datetime
    sentence: str


def trace_of(post: Post, before: datetime | None) -> str:
    """How an address says that a post was just moved, and from where."""
    return f"{post.pk}-{post.revision}-{before.astimezone(UTC):{STAMP}}" if before else ""


def undo_of(actor: Actor, trace: str) -> Undo | None:
    """The way back that an address names, as long as nothing has changed since and the moment is still to come."""
    parts = trace.split("-")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 18 for part in parts):  # noqa: PLR2004 - as written
        return None
    try:
        to = datetime.strptime(parts[2], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    post = post_for(actor, int(parts[0]))
    if post is None or post.revision != int(parts[1]) or to <= clock.now() or not may_move(actor, post):
        return None
    now = f" ke {said(post.publish_at.astimezone(actor.zone))}" if post.publish_at else ""
    return Undo(post, to.astimezone(actor.zone), f"“{post.headline}” dipindah{now}.")
