"""The government's own lists: numbers to call, and who else answers for what. Kept by coordinators, with a day to look again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.lanes.access import check_keeper
from kentongan.inbox.lanes.models import Authority, HelpNumber
from kentongan.inbox.lanes.numbers import NATIONAL
from kentongan.inbox.lanes.services.guard import LaneRefusedError

if TYPE_CHECKING:
    from datetime import date

    from kentongan.organizations.actor import Actor

REVIEW = timedelta(days=182)
register_action("inbox.number.kept", "{actor} mencatat nomor darurat {number} ({name})")
register_action("inbox.number.removed", "{actor} menghapus nomor darurat {number} ({name})")
register_action("inbox.authority.kept", "{actor} mencatat instansi lain: {name}")
register_action("inbox.authority.retired", "{actor} menyembunyikan instansi lain: {name}")


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of another authority."""

    name: str
    level: str
    addressed_to: str
    place: str = ""
    contact: str = ""
    answers_for: str = ""


@transaction.atomic
def keep_number(*, actor: Actor, number: str, name: str, when: str = "", review_on: date | None = None) -> HelpNumber:
    """Keep a number, new or known. The first change makes the nation-wide ones the government's own."""
    check_keeper(actor, "mengubah nomor darurat")
    _take_over(actor)
    kept, _ = HelpNumber.objects.update_or_create(
        government_id=actor.government_id,
        number=" ".join(number.split()),
        defaults={"name": name.strip(), "when": when.strip(), "review_on": review_on or _review(actor), **_who(actor)},
    )
    data = {"number": kept.number, "name": kept.name}
    record(actor=actor, action="inbox.number.kept", subject_type="inbox.number", subject_id=kept.pk, data=data)
    return kept


@transaction.atomic
def remove_number(*, actor: Actor, number: str) -> None:
    """Show a number no longer. LaneRefusedError for the last one: nobody in danger should find an empty list."""
    check_keeper(actor, "menghapus nomor darurat")
    _take_over(actor)
    rows = HelpNumber.objects.select_for_update().filter(government_id=actor.government_id)
    found = rows.filter(number=number).first()
    if found is None:
        raise LaneRefusedError("Nomor itu sudah tidak ada di daftar.")
    if rows.count() == 1:
        raise LaneRefusedError("Ini nomor terakhir. Tambahkan penggantinya dahulu, supaya daftar darurat tidak kosong.")
    data = {"number": found.number, "name": found.name}
    record(actor=actor, action="inbox.number.removed", subject_type="inbox.number", subject_id=found.pk, data=data)
    found.delete()


@transaction.atomic
def keep_authority(*, actor: Actor, body: Body, authority: Authority | None = None) -> Authority:
    """Keep who else answers for what. LaneRefusedError when the name is taken."""
    check_keeper(actor, "mengubah daftar instansi lain")
    same = Authority.objects.filter(government_id=actor.government_id, name=body.name.strip())
    if same.exclude(pk=authority.pk if authority else 0).exists():
        raise LaneRefusedError(f"{body.name} sudah ada di daftar. Ubah yang itu, atau beri nama lain.")
    kept = authority or Authority(government_id=actor.government_id)
    for name, value in asdict(body).items():
        setattr(kept, name, value.strip())
    kept.retired, kept.review_on = False, _review(actor)
    kept.changed_by_id, kept.changed_at = actor.person_id, clock.now()
    kept.save()
    _told(actor, "inbox.authority.kept", kept)
    return kept


@transaction.atomic
def retire_authority(*, actor: Actor, authority: Authority) -> None:
    """Offer it no longer; letters that went there stay."""
    check_keeper(actor, "mengubah daftar instansi lain")
    authority.retired = True
    authority.save(update_fields=["retired"])
    _told(actor, "inbox.authority.retired", authority)


def _take_over(actor: Actor) -> None:
    if HelpNumber.objects.filter(government_id=actor.government_id).exists():
        return
    HelpNumber.objects.bulk_create(
        HelpNumber(
            government_id=actor.government_id,
            **asdict(one),
            position=place,
            review_on=_review(actor),
            **_who(actor),
        )
        for place, one in enumerate(NATIONAL, start=1)
    )


def _who(actor: Actor) -> dict[str, object]:
    return {"changed_by_id": actor.person_id, "changed_at": clock.now()}


def _review(actor: Actor) -> date:
    return clock.now().astimezone(actor.zone).date() + REVIEW


def _told(actor: Actor, action: str, authority: Authority) -> None:
    data = {"name": authority.name}
    record(actor=actor, action=action, subject_type="inbox.authority", subject_id=authority.pk, data=data)
