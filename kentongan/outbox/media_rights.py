"""Whether the files of a delivery may still be shown: consents and rights end while an approved post waits for its moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.media.library import may_have_lapsed, papers_of
from kentongan.media.rights import SOCIAL, lapses
from kentongan.outbox import states
from kentongan.outbox.hands import tell_to_stop
from kentongan.outbox.ledger import move
from kentongan.outbox.models import Delivery, DeliveryEvent
from kentongan.outbox.news import tell
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

LAPSED, SEND_AGAIN, ANEW = "media_right_lapsed", "person_send_again", "rescheduled"


def lapsed(government_id: int, deliveries: Iterable[Delivery], at: datetime) -> Mapping[UUID, str]:
    """Why the files of a delivery may not be shown at this moment, under its key; those with nothing against them are missing.

    What is public already is not asked about. One query where no file has papers that could have ended.
    """
    carried = {row: row.content.media for row in deliveries if not row.remote_id and row.content.media}
    if not carried:
        return {}
    wanted = {asset_id for media in carried.values() for asset_id in media}
    suspects = list(may_have_lapsed(government_id, wanted))
    if not suspects:
        return {}
    day = at.astimezone(Government.objects.get(pk=government_id).zone).date()
    papers = papers_of(government_id, suspects)
    ended = {pk: lapses(known, SOCIAL, day) for pk, known in papers.items()}
    reasons: dict[UUID, str] = {}
    for delivery, media in carried.items():
        found = [concern for asset_id in media for concern in ended.get(asset_id, ())]
        if found and (any(concern.stops for concern in found) or not _decided(delivery)):
            reasons[delivery.pk] = " ".join(dict.fromkeys(f"{concern.title}." for concern in found))
    return reasons


def stop_carried(government_id: int, asset_ids: Collection[int], at: datetime) -> int:
    """Take rows with these files out of the hands of whoever was to upload them, where the files may not be shown any more."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("channel").order_by("pk")
    held = rows.filter(government_id=government_id, state=states.BY_HAND)
    mine = [row for row in held if set(row.content.media) & set(asset_ids)]
    reasons = lapsed(government_id, mine, at)
    for delivery in mine:
        if why := reasons.get(delivery.pk):
            move(delivery, states.NEEDS_PERSON, why=LAPSED, detail=why, at=at)
            tell_to_stop(delivery)
            tell(delivery)
    return len(reasons)


def _decided(delivery: Delivery) -> bool:
    """A person was shown this and let it go out all the same. Where a child is shown that is not theirs to decide."""
    rows = DeliveryEvent.objects.filter(government_id=delivery.government_id, delivery=delivery)
    told = list(rows.filter(why__in=[LAPSED, SEND_AGAIN, ANEW]).order_by("pk").values_list("why", flat=True))
    return told[-2:] == [LAPSED, SEND_AGAIN]
