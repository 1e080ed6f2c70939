"""The first comment: approved with the post, sent once the post stands there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kentongan.connectors.contract import Act
from kentongan.content.models import Version
from kentongan.content.services.guard import COMMENT_SUBJECT
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
    if not words:
        return None
    return outbox.schedule(
        actor=system(delivery.government_id),
        channel=delivery.channel,
        act=Act.COMMENT,
        subject_type=COMMENT_SUBJECT,
        subject_id=delivery.subject_id,
        payload=Payload(words, post_id=post_id),
        run_at=clock.now(),
        person_id=delivery.person_id,
        agency_id=delivery.agency_id,
        useless_after=USELESS_AFTER,
        priority=PRIORITY,
    )
