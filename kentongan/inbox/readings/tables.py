"""What a coordinator keeps for triage: who answers for which topic, the places people name, which learned version is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.readings.bearers import BY_CODE, Bearer
from kentongan.inbox.readings.models import KnownPlace, Learned, Part, TopicRule
from kentongan.organizations.access import require_role
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

KEEPERS = (Role.COORDINATOR,)
USUAL = "menurut urusan dinas"
register_thing("topic_rule", "Aturan pilah", "/aturan-pilah/")
register_action("inbox.topic_rule.changed", "{actor} mengatur pokok {topic}: dijawab {bearer} (sebelumnya {before})")
register_action("inbox.place.added", "{actor} mencatat tempat {name}")
register_action("inbox.place.removed", "{actor} menghapus tempat {name} dari daftar")
register_action("inbox.learned.back", "{actor} mengembalikan bacaan {part} ke {version}")


class PlaceRefusedError(ValueError):
    """A place that cannot be kept; the sentence says why."""


@transaction.atomic
def set_bearer(*, actor: Actor, topic: str, bearer: Bearer | None) -> bool:
    """Say who answers for a topic here; None: by the affairs of the agencies again. Tell whether that is new."""
    require_role(actor, *KEEPERS, to="mengatur pilah")
    row = TopicRule.objects.select_for_update(of=("self",)).select_related("agency")
    before = row.filter(government_id=actor.government_id, topic=topic).first()
    was = Bearer(before.agency, before.outside) if before else None
    if (was.key if was else "") == (bearer.key if bearer else ""):
        return False
    if bearer is None:
        TopicRule.objects.filter(government_id=actor.government_id, topic=topic).delete()
    else:
        said = {
            "agency": bearer.agency,
            "outside": bearer.outside,
            "changed_by_id": actor.person_id,
            "changed_at": clock.now(),
        }
        TopicRule.objects.update_or_create(government_id=actor.government_id, topic=topic, defaults=said)
    data = {"topic": BY_CODE[topic].name, "bearer": _named(bearer), "before": _named(was)}
    record(actor=actor, action="inbox.topic_rule.changed", subject_type="topic_rule", subject_id=topic, data=data)
    return True


@transaction.atomic
def add_place(
    *, actor: Actor, name: str, level: str, within: str = "", aliases: str = "", agency_id: int | None = None
) -> KnownPlace:
    """Write down a place people name. PlaceRefusedError where it is there already."""
    require_role(actor, *KEEPERS, to="mencatat tempat")
    told = {"aliases": aliases.strip(), "agency_id": agency_id}
    place, made = KnownPlace.objects.get_or_create(
        government_id=actor.government_id, name=name.strip(), within=within.strip(), level=level, defaults=told
    )
    if not made:
        message = f"{place.name} sudah ada dalam daftar."
        raise PlaceRefusedError(message)
    record(
        actor=actor,
        action="inbox.place.added",
        subject_type="topic_rule",
        subject_id="tempat",
        data={"name": place.name},
    )
    return place


@transaction.atomic
def remove_place(*, actor: Actor, place: KnownPlace) -> None:
    """Take a place off the list; what was read with it stays as it was read."""
    require_role(actor, *KEEPERS, to="mencatat tempat")
    KnownPlace.objects.filter(government_id=actor.government_id, pk=place.pk).delete()
    record(
        actor=actor,
        action="inbox.place.removed",
        subject_type="topic_rule",
        subject_id="tempat",
        data={"name": place.name},
    )


@transaction.atomic
def use(*, actor: Actor, part: Part, learned: Learned | None) -> None:
    """Go back to an earlier version of what was learned, or to what was shipped (None)."""
    require_role(actor, *KEEPERS, to="mengatur bacaan otomatis")
    rows = Learned.objects.select_for_update().filter(government_id=actor.government_id, part=part)
    rows.filter(state=Learned.State.USED).update(state=Learned.State.RETIRED)
    version = "bawaan"
    if learned is not None:
        rows.filter(pk=learned.pk).update(state=Learned.State.USED)
        version = f"versi {learned.version}"
    data = {"part": Part(part).label.lower(), "version": version}
    record(actor=actor, action="inbox.learned.back", subject_type="topic_rule", subject_id=part, data=data)


def _named(bearer: Bearer | None) -> str:
    if bearer is None:
        return USUAL
    return bearer.agency.name if bearer.agency else f"{bearer.outside} (bukan perangkat daerah)"
