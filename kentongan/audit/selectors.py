"""Reading the trail, and proving that nobody changed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.audit.chain import GENESIS, digest
from kentongan.audit.models import Entry, Link

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found. `broken_at`: position of the first link that does not fit; None when all do."""

    sealed: int
    unsealed: int
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Nothing sealed was changed, removed or slipped in."""
        return self.broken_at is None


def verify(government_id: int) -> Verdict:
    """Recompute a government's whole chain from its rows."""
    links = Link.objects.filter(government_id=government_id).select_related("entry").order_by("position")
    before, count, broken = GENESIS, 0, None
    for expected, link in enumerate(links.iterator(chunk_size=2000), start=1):
        before, count = digest(before, link.entry), expected
        if link.position != expected or link.digest != before:
            broken = expected
            break
    sealed_total = links.count()
    unsealed = Entry.objects.filter(government_id=government_id).count() - sealed_total
    return Verdict(sealed=count if broken is None else sealed_total, unsealed=unsealed, broken_at=broken)


def entries_of(government_id: int) -> QuerySet[Entry]:
    """A government's trail, newest first."""
    return Entry.objects.filter(government_id=government_id).order_by("-pk")


def entries_of_kind(government_id: int, subject_type: str) -> QuerySet[Entry]:
    """What was done to all things of one kind, newest first."""
    return Entry.objects.filter(government_id=government_id, subject_type=subject_type).order_by("-pk")


def entries_about(government_id: int, subject_type: str, subject_id: object) -> QuerySet[Entry]:
    """What was done to one thing, oldest first."""
    return Entry.objects.filter(
        government_id=government_id, subject_type=subject_type, subject_id=str(subject_id)
    ).order_by("pk")
