"""A government's own paths: written, changed, retired. Requests on their way keep the path they were asked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals.models import ApprovalPath
from kentongan.approvals.rules import Path, PathError
from kentongan.approvals.selectors import KEEPERS
from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.organizations.access import require_role
from kentongan.organizations.models import Agency, Person

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

THING, TO = "approvals.path", "mengatur jalur persetujuan"
register_thing(THING, "Jalur persetujuan", "/setujui/jalur/{id}/")
register_action("approvals.path_kept", "{actor} menyimpan jalur persetujuan “{name}”")
register_action("approvals.path_retired", "{actor} menghapus jalur persetujuan “{name}”")


@transaction.atomic
def keep_path(*, actor: Actor, path: Path, position: int, found: ApprovalPath | None = None) -> ApprovalPath:
    """Write a path, or change one. PathError says what is wrong with it; the old one then stays in force."""
    require_role(actor, *KEEPERS, to=TO)
    _check(actor.government_id, path)
    kept = found or ApprovalPath(government_id=actor.government_id)
    kept.name, kept.position = path.name.strip()[:80], position
    kept.conditions, kept.way = path.conditions.as_json(), path.as_json()
    kept.changed_by_id, kept.changed_at = actor.person_id, clock.now()
    kept.save()
    _told(actor, "approvals.path_kept", kept)
    return kept


@transaction.atomic
def retire_path(*, actor: Actor, found: ApprovalPath) -> ApprovalPath:
    """Let no new request take it."""
    require_role(actor, *KEEPERS, to=TO)
    if found.retired_at is None:
        found.retired_at = clock.now()
        found.save(update_fields=["retired_at"])
        _told(actor, "approvals.path_retired", found)
    return found


def _check(government_id: int, path: Path) -> None:
    """What it names belongs to this government."""
    if not path.name.strip():
        raise PathError("Beri jalur ini nama, supaya orang mengenalinya.")
    Path.from_json(path.as_json())
    people = {party.person_id for step in path.steps for party in (*step.parties, step.escalate) if party} - {0}
    known = Person.objects.filter(government_id=government_id, active=True, pk__in=people).count()
    agencies = Agency.objects.filter(government_id=government_id, pk__in=path.conditions.agencies).count()
    if known != len(people) or agencies != len(path.conditions.agencies):
        raise PathError("Jalur ini menyebut orang atau dinas yang tidak ada di pemerintah daerah ini.")


def _told(actor: Actor, action: str, kept: ApprovalPath) -> None:
    data = {"name": kept.name, "way": kept.way, "conditions": kept.conditions}
    record(actor=actor, action=action, subject_type=THING, subject_id=kept.pk, data=data)
