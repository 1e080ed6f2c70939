"""Services of the library: who agreed to be shown, and who took it back."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.core import clock
from kentongan.media import rights
from kentongan.media.keeping import own, sum_up, told
from kentongan.media.models import Consent
from kentongan.media.registry import papers_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor

register_action("media.consented", "{actor} mencatat persetujuan orang di {name}")
register_action("media.consent_withdrawn", "{actor} mencatat penarikan persetujuan orang di {name}: {why}")


@dataclass(frozen=True, slots=True)
class Agreement:
    """A consent as it is written down."""

    person_name: str
    how: str
    proof: str
    given_on: date
    uses: Sequence[str] = field(default_factory=lambda: [rights.SOCIAL])
    is_child: bool = False
    guardian: str = ""
    until: date | None = None


@transaction.atomic
def record_consent(*, actor: Actor, asset: Asset, agreement: Agreement) -> Consent:
    """Write down that someone seen in a file agreed; for a child, that the guardian did. NotAllowedError."""
    asset = own(actor, asset, "mencatat persetujuan")
    consent = Consent.objects.create(
        government_id=actor.government_id,
        asset=asset,
        recorded_by_id=actor.person_id,
        recorded_at=clock.now(),
        **asdict(agreement) | {"uses": list(agreement.uses)},
    )
    if agreement.is_child:
        asset.people = rights.CHILDREN
    elif asset.people in {"", rights.NOBODY}:
        asset.people = rights.ADULTS
    sum_up(asset)
    asset.save()
    told(actor, "media.consented", asset, consent=consent.pk, is_child=consent.is_child)
    papers_changed(actor, asset)
    return consent


@transaction.atomic
def withdraw_consent(*, actor: Actor, consent: Consent, why: str) -> Consent:
    """Write down that a consent was taken back; the record itself stays. NotAllowedError."""
    asset = own(actor, consent.asset, "mencatat penarikan persetujuan")
    if consent.withdrawn_at is None:
        consent.withdrawn_at, consent.withdrawn_why = clock.now(), why
        consent.save(update_fields=["withdrawn_at", "withdrawn_why"])
        sum_up(asset)
        asset.save()
        told(actor, "media.consent_withdrawn", asset, consent=consent.pk, why=why)
        papers_changed(actor, asset)
    return consent
