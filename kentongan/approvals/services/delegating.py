"""Plh and Plt: who acts in whose place, from a day to a day, on which letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals.models import Delegation
from kentongan.approvals.selectors import KEEPERS
from kentongan.approvals.services.watching import mark_delegation
from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.organizations.access import require_role
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from datetime import date

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency, Person

THING = "approvals.delegation"
register_thing(THING, "Pengganti", "/setujui/pengganti/")
register_action("approvals.delegated", "{actor} mencatat {to} sebagai {kind} {person}, surat {number}")
register_action("approvals.delegation_revoked", "{actor} mengakhiri tugas {to} sebagai {kind} {person}")


class DelegationRefusedError(Exception):
    """The sentence says what is wrong."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a letter says."""

    number: str
    starts: date
    ends: date
    kind: str = Delegation.Kind.DAILY
    role: str = ""
    agency: Agency | None = None


@transaction.atomic
def delegate(*, actor: Actor, of: Person, to: Person, term: Term) -> Delegation:
    """Let `to` decide in the place of `of`. Everybody for themselves; for others whoever keeps such records."""
    if of.pk != actor.person_id:
        require_role(actor, *KEEPERS, to="mencatat pengganti orang lain")
    _check(of, to, term)
    made = Delegation.objects.create(
        government_id=actor.government_id,
        from_person=of,
        to_person=to,
        kind=term.kind,
        number=term.number.strip(),
        starts=term.starts,
        ends=term.ends,
        role=term.role,
        agency=term.agency,
        recorded_by_id=actor.person_id or None,
    )
    mark_delegation(made)
    _told(actor, "approvals.delegated", made)
    label = f"{made.get_kind_display()} {of.polite_name}"
    sentence = f"Anda dicatat sebagai {label}, {term.starts:%d-%m-%Y} sampai {term.ends:%d-%m-%Y}"
    notify(actor=actor, person_ids=[to.pk], kind=Notice.Kind.NEWS, sentence=sentence, path="/setujui/pengganti/")
    return made


@transaction.atomic
def revoke_delegation(*, actor: Actor, found: Delegation) -> Delegation:
    """End it before its term. What was decided under it stands."""
    if found.from_person_id != actor.person_id:
        require_role(actor, *KEEPERS, to="mengakhiri pengganti orang lain")
    if found.revoked_at is None:
        found.revoked_at = clock.now()
        found.save(update_fields=["revoked_at"])
        mark_delegation(found)
        _told(actor, "approvals.delegation_revoked", found)
    return found


def _check(of: Person, to: Person, term: Term) -> None:
    if of.pk == to.pk:
        raise DelegationRefusedError("Pengganti harus orang lain.")
    if not (of.active and to.active):
        raise DelegationRefusedError("Salah seorang dari keduanya tidak bertugas lagi.")
    if not term.number.strip():
        raise DelegationRefusedError("Tulis nomor surat penugasannya.")
    if term.ends < term.starts:
        raise DelegationRefusedError("Tanggal akhirnya lebih awal daripada tanggal mulainya.")
    if datetime.combine(term.ends, time.max, of.government.zone) < clock.now():
        raise DelegationRefusedError("Masa tugasnya sudah lewat.")
    clash = Delegation.objects.filter(government_id=of.government_id, from_person=of, revoked_at=None)
    clash = clash.filter(starts__lte=term.ends, ends__gte=term.starts, role=term.role, agency=term.agency)
    if other := clash.select_related("to_person").first():
        raise DelegationRefusedError(
            f"Pada masa itu {other.to_person.polite_name} sudah menggantikan {of.polite_name}. Akhiri dulu yang itu."
        )


def _told(actor: Actor, action: str, made: Delegation) -> None:
    data = {
        "to": made.to_person.name,
        "person": made.from_person.name,
        "kind": made.get_kind_display(),
        "number": made.number,
        "starts": made.starts.isoformat(),
        "ends": made.ends.isoformat(),
    }
    record(actor=actor, action=action, subject_type=THING, subject_id=made.pk, data=data)
