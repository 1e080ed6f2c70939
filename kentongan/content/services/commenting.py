"""The first comment: approved with the post, sent once the post stands there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kentongan.connectors.contract import Act
from kentongan.content.models import Occurrence, Version
from kentongan.content.services.guard import COMMENT_SUBJECT, OCCURRENCE_SUBJECT
from kentongan.core import clock
from kentongan.organizations.actor import system
from kentongan.outbox import services as outbox
from kentongan.outbox.payload import Payload

if TYPE_CHECKING:
    from kentongan.outbox.models import Delivery

USELESS_AFTER = timedelta(hours=24)
PRIORITY = 3
"""Before what is planned: people read it with the post or not at all."""


def comment_first(delivery: Delivery, post_id: str) -> Delivery | None:
    """Put our first comment under a post that has just become public; asked again, the same row. None: there is none.

    The version cannot have changed since its approval: once it is at work its words are out of reach.
    """
    if Act(delivery.act) is not Act.PUBLISH:
        return None
    version = Version.objects.filter(government_id=delivery.government_id, pk=int(delivery.subject_id)).first()
    words = version.more.first_comment if version else ""
    return _comment(delivery, post_id, COMMENT_SUBJECT, words)


def comment_occurrence(delivery: Delivery, post_id: str) -> Delivery | None:
    """The same for one time of a repeated post: its comment was kept when it was planned, as approved."""
    if Act(delivery.act) is not Act.PUBLISH:
        return None
    found = Occurrence.objects.filter(government_id=delivery.government_id, pk=int(delivery.subject_id)).first()
    words = found.comments.get(str(delivery.channel_id), "") if found else ""
    return _comment(delivery, post_id, OCCURRENCE_SUBJECT, words)


def _comment(delivery: Delivery, post_id: str, subject_type: str, words: str) -> Delivery | None:
    if not words:
        return None
    return outbox.schedule(
        actor=system(delivery.government_id),
        channel=delivery.channel,
        act=Act.COMMENT,
        subject_type=subject_type,
        subject_id=delivery.subject_id,
        payload=Payload(words, post_id=post_id),
        run_at=clock.now(),
        person_id=delivery.person_id,
        agency_id=delivery.agency_id,
        useless_after=USELESS_AFTER,
        priority=PRIORITY,
    )
