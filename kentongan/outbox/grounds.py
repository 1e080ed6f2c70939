"""What may stop deliveries, read for many of one government at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kentongan.channels.selectors import Wish, usable, verdicts
from kentongan.outbox import rules
from kentongan.outbox.acts import TAKE_AWAY
from kentongan.outbox.media_rights import lapsed
from kentongan.outbox.models import Delivery, Freeze


@dataclass(frozen=True, slots=True)
class Grounds:
    """Freezes in force, and why a delivery's person or its files may not ("" when they may, or nobody asked)."""

    freezes: Sequence[Freeze]
    rights: Mapping[UUID, str]
    media: Mapping[UUID, str]

    def standing(self, delivery: Delivery, at: datetime, written: str, *, commit_ahead: bool = True) -> rules.Standing:
        """The facts that may stop a delivery now. `written`: the fingerprint of its content."""
        return rules.Standing(
            now=at,
            payload_hash=written,
            approved_hash=delivery.approved_hash,
            revoked=delivery.revoked_at is not None,
            valid_until=delivery.valid_until,
            useless_at=delivery.useless_at,
            frozen=self._frozen(delivery),
            channel_active=usable(delivery.channel),
            right=self.rights.get(delivery.pk, ""),
            media_right=self.media.get(delivery.pk, ""),
            is_public=bool(delivery.remote_id),
            commit_ahead=commit_ahead,
        )

    def _frozen(self, delivery: Delivery) -> bool:
        """Taking something away is never frozen."""
        return delivery.act not in TAKE_AWAY and any(
            freeze.agency_id in {None, delivery.agency_id} and freeze.channel_id in {None, delivery.channel_id}
            for freeze in self.freezes
        )


def grounds_of(government_id: int, at: datetime, asking: Iterable[Delivery]) -> Grounds:
    """Read them. `asking`: the deliveries whose person's right, and files, have to hold; what is public already needs none."""
    freezes = list(Freeze.objects.filter(government_id=government_id, ended_at=None))
    rows = [delivery for delivery in asking if not delivery.remote_id]
    wishes = [Wish(delivery.person_id, delivery.right, delivery.channel) for delivery in rows]
    judged = verdicts(government_id, wishes, at) if wishes else []
    no = {row.pk: f"{verdict.sentence} {verdict.remedy}".strip() for row, verdict in zip(rows, judged, strict=True)}
    refused = {row.pk: no[row.pk] for row, verdict in zip(rows, judged, strict=True) if not verdict}
    return Grounds(freezes, refused, lapsed(government_id, rows, at))
