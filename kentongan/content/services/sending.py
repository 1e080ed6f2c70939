"""Promising to the outbox exactly what was approved of one version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.connectors.contract import Act
from kentongan.outbox import services as outbox
from kentongan.outbox.payload import Payload

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from kentongan.content.extras import Words
    from kentongan.content.models import Post, Version
    from kentongan.organizations.actor import Actor
    from kentongan.outbox.models import Delivery


@dataclass(frozen=True, slots=True)
class Terms:
    """What the delivery is about, and when it is still of use."""

    subject_type: str
    subject_id: int
    run_at: datetime
    useless_after: timedelta
    valid_until: datetime | None = None


def promise(actor: Actor, post: Post, version: Version, words: Words, media: tuple[int, ...], terms: Terms) -> Delivery:
    """Schedule the words of a version on its channel, under the right of whoever submitted the post."""
    return outbox.schedule(
        actor=actor,
        channel=version.channel,
        act=Act.PUBLISH,
        subject_type=terms.subject_type,
        subject_id=terms.subject_id,
        payload=_payload(words, media),
        run_at=terms.run_at,
        person_id=post.submitted_by_id or post.author_id,
        agency_id=post.agency_id,
        valid_until=terms.valid_until,
        useless_after=terms.useless_after,
    )


def _payload(words: Words, media: tuple[int, ...]) -> Payload:
    more = words.more
    return Payload(
        text=words.text,
        title=words.title,
        media=media,
        format=more.format,
        link=more.link,
        parts=more.parts,
        poll=more.poll,
        settings=more.settings,
    )
