"""Recording which phone numbers are official."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.compliance.detect import phone_key
from kentongan.compliance.models import OfficialNumber
from kentongan.organizations.access import require_role
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

register_thing("official_number", "Nomor resmi", "/aturan/")
register_action("compliance.number.recorded", "{actor} mencatat {number} sebagai nomor resmi: {label}")
register_action("compliance.number.removed", "{actor} menghapus {number} dari nomor resmi")

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


@transaction.atomic
def record_official_number(*, actor: Actor, number: str, label: str) -> OfficialNumber:
    """Let a phone number be shown without a warning."""
    require_role(actor, *KEEPERS, to="mencatat nomor resmi")
    kept = OfficialNumber.objects.update_or_create(
        government_id=actor.government_id, key=phone_key(number), defaults={"written": number.strip(), "label": label}
    )[0]
    _told(actor, "compliance.number.recorded", kept)
    return kept


@transaction.atomic
def remove_official_number(*, actor: Actor, number: OfficialNumber) -> None:
    """Warn about this number again."""
    require_role(actor, *KEEPERS, to="menghapus nomor resmi")
    _told(actor, "compliance.number.removed", number)
    number.delete()


def _told(actor: Actor, action: str, number: OfficialNumber) -> None:
    data = {"number": number.written, "label": number.label}
    record(actor=actor, action=action, subject_type="official_number", subject_id=number.pk, data=data)
