"""Reading a government's official numbers, and checking with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.compliance.checks import check_text
from kentongan.compliance.models import OfficialNumber

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.compliance.rules import Finding
    from kentongan.organizations.actor import Actor


def official_numbers_for(actor: Actor) -> QuerySet[OfficialNumber]:
    """The numbers of the actor's government, by label; no secret to anyone in it."""
    return OfficialNumber.objects.filter(government_id=actor.government_id).order_by("label", "key")


def official_keys(government_id: int) -> frozenset[str]:
    """The same as the checks compare them."""
    return frozenset(OfficialNumber.objects.filter(government_id=government_id).values_list("key", flat=True))


def findings_in(government_id: int, text: str) -> tuple[Finding, ...]:
    """Check a text with what this government told us."""
    return check_text(text, allow_phones=official_keys(government_id))
