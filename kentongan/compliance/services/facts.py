"""Recording what a government tells the checks: official numbers and addresses, elections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.compliance.checking.numbers import phone_key
from kentongan.compliance.models import ElectionWindow, OfficialDomain, OfficialNumber
from kentongan.core import clock
from kentongan.organizations.access import require_role
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kentongan.organizations.actor import Actor

register_thing("official_number", "Nomor resmi", "/aturan/")
register_thing("official_domain", "Alamat resmi", "/aturan/")
register_thing("election_window", "Masa pemilihan", "/aturan/")
register_action("compliance.number.recorded", "{actor} mencatat {number} sebagai nomor resmi: {label}")
register_action("compliance.number.removed", "{actor} menghapus {number} dari nomor resmi")
register_action("compliance.domain.recorded", "{actor} mencatat {name} sebagai alamat resmi: {label}")
register_action("compliance.domain.removed", "{actor} menghapus {name} dari alamat resmi")
register_action("compliance.election.recorded", "{actor} mencatat masa pemilihan {title}, {starts} sampai {ends}")
register_action("compliance.election.removed", "{actor} menghapus masa pemilihan {title}")

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


@transaction.atomic
def record_official_number(*, actor: Actor, number: str, label: str) -> OfficialNumber:
    """Let a phone number be shown without a warning."""
    require_role(actor, *KEEPERS, to="mencatat nomor resmi")
    kept = OfficialNumber.objects.update_or_create(
        government_id=actor.government_id, key=phone_key(number), defaults={"written": number.strip(), "label": label}
    )[0]
    _told_number(actor, "compliance.number.recorded", kept)
    return kept


@transaction.atomic
def remove_official_number(*, actor: Actor, number: OfficialNumber) -> None:
    """Warn about this number again."""
    require_role(actor, *KEEPERS, to="menghapus nomor resmi")
    _told_number(actor, "compliance.number.removed", number)
    number.delete()


@transaction.atomic
def record_official_domain(*, actor: Actor, name: str, label: str) -> OfficialDomain:
    """Let links to this address and those below it pass without a warning."""
    require_role(actor, *KEEPERS, to="mencatat alamat resmi")
    kept = OfficialDomain.objects.update_or_create(
        government_id=actor.government_id, name=name, defaults={"label": label}
    )[0]
    _told_domain(actor, "compliance.domain.recorded", kept)
    return kept


@transaction.atomic
def remove_official_domain(*, actor: Actor, domain: OfficialDomain) -> None:
    """Warn about links to it again."""
    require_role(actor, *KEEPERS, to="menghapus alamat resmi")
    _told_domain(actor, "compliance.domain.removed", domain)
    domain.delete()


@transaction.atomic
def record_election(*, actor: Actor, title: str, starts: date, ends: date, names: Sequence[str] = ()) -> ElectionWindow:
    """Look at neutrality more closely in these days."""
    require_role(actor, *KEEPERS, to="mencatat masa pemilihan")
    window = ElectionWindow.objects.create(
        government_id=actor.government_id,
        title=title,
        starts=starts,
        ends=ends,
        names=list(names),
        set_by_id=actor.person_id,
        set_at=clock.now(),
    )
    _told_election(actor, "compliance.election.recorded", window)
    return window


@transaction.atomic
def remove_election(*, actor: Actor, window: ElectionWindow) -> None:
    """Take a window away: what it did to earlier posts stays in the trail."""
    require_role(actor, *KEEPERS, to="menghapus masa pemilihan")
    _told_election(actor, "compliance.election.removed", window)
    window.delete()


def _told_number(actor: Actor, action: str, number: OfficialNumber) -> None:
    data = {"number": number.written, "label": number.label}
    record(actor=actor, action=action, subject_type="official_number", subject_id=number.pk, data=data)


def _told_domain(actor: Actor, action: str, domain: OfficialDomain) -> None:
    data = {"name": domain.name, "label": domain.label}
    record(actor=actor, action=action, subject_type="official_domain", subject_id=domain.pk, data=data)


def _told_election(actor: Actor, action: str, window: ElectionWindow) -> None:
    data = {"title": window.title, "starts": str(window.starts), "ends": str(window.ends), "names": len(window.names)}
    record(actor=actor, action=action, subject_type="election_window", subject_id=window.pk, data=data)
