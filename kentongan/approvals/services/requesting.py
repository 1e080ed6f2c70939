"""Asking for approval, and taking a request or an approval back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals.models import Approval
from kentongan.approvals.people import slots_of
from kentongan.approvals.registry import subject_of
from kentongan.approvals.rules import Facts, choose
from kentongan.approvals.selectors import approval_in_force, paths_of
from kentongan.approvals.services.addressing import finish_tasks, open_step, told
from kentongan.approvals.standing import walkable
from kentongan.approvals.states import APPROVAL, VOID
from kentongan.core import clock
from kentongan.organizations.models import Agency
from kentongan.organizations.selectors import agency_and_above

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.approvals.rules import Path
    from kentongan.organizations.actor import Actor


class NobodyCanApproveError(Exception):
    """A step of the path has nobody who did not write the content. `step`: its name; `path`: the path's."""

    def __init__(self, step: str = "", path: str = "") -> None:
        self.step, self.path = step, path
        super().__init__(f"nobody for step “{step}” of path “{path}”")

    @property
    def sentence(self) -> str:
        """What is missing, and who can put it right."""
        return (
            f"Langkah “{self.step}” pada jalur “{self.path}” belum punya orang yang tidak ikut menulis kiriman ini. "
            "Minta admin sistem memberi seseorang perannya, atau admin koordinator mengubah jalurnya."
        )


@transaction.atomic
def request_approval(  # noqa: PLR0913 - one argument a fact
    *,
    actor: Actor,
    subject_type: str,
    subject_id: object,
    content_hash: str,
    agency_id: int,
    title: str,
    path: str,
    co_agency_id: int | None = None,
    facts: Facts | None = None,
    useful_until: datetime | None = None,
) -> Approval:
    """Ask for approval of exact content. An earlier request about it that still stands becomes void.

    `co_agency_id`: an agency that writes it too. Its people see the request; the line of `agency_id` decides. `facts`: what the
    path is chosen by. `useful_until`: after this a decision helps nobody.
    """
    void(actor=actor, subject_type=subject_type, subject_id=subject_id, reason="diajukan ulang")
    subject = subject_of(subject_type)
    agency = Agency.objects.get(government_id=actor.government_id, pk=agency_id)
    facts = facts or Facts("umum", agency_id)
    way = path_for_facts(actor.government_id, facts)
    authors = subject.authors(actor.government_id, str(subject_id)) | {actor.person_id}
    _check_walkable(actor.government_id, way, agency, authors)
    now = clock.now()
    approval = Approval.objects.create(
        government_id=actor.government_id,
        subject_type=subject_type,
        subject_id=str(subject_id),
        agency=agency,
        co_agency_id=co_agency_id,
        deciding_agency=agency,
        title=title,
        path=path,
        content_hash=content_hash,
        shown=subject.shown(actor.government_id, str(subject_id)),
        content_class=facts.content_class,
        risk=facts.risk,
        emergency=facts.emergency,
        facts=facts.as_json(),
        frozen_path=way.as_json(),
        authors=sorted(authors),
        requested_by_id=actor.person_id,
        requested_at=now,
        expires_at=_lapses_at(way, now, useful_until),
    )
    open_step(actor, approval, first=True)
    told(actor, "approvals.requested", approval)
    return approval


def _lapses_at(way: Path, now: datetime, useful_until: datetime | None) -> datetime:
    lapses = now + timedelta(days=way.days)
    return min(lapses, useful_until) if useful_until else lapses


def path_for_facts(government_id: int, facts: Facts) -> Path:
    """The path that a request with these facts would take now."""
    line = frozenset(agency_and_above(government_id, facts.agency_id))
    return choose([one.rule for one in paths_of(government_id)], facts, line)


@transaction.atomic
def void(*, actor: Actor, subject_type: str, subject_id: object, reason: str) -> bool:
    """End a request or an approval because its content changed or was taken back; tell whether there was one."""
    approval = approval_in_force(actor.government_id, subject_type, subject_id)
    if approval is None:
        return False
    approval = Approval.objects.select_for_update().get(government_id=actor.government_id, pk=approval.pk)
    APPROVAL.check(approval.state, VOID)
    approval.state, approval.reason, approval.look_at = VOID, reason[:1000], None
    approval.save(update_fields=["state", "reason", "look_at"])
    finish_tasks(actor, approval)
    told(actor, "approvals.void", approval)
    return True


def _check_walkable(government_id: int, way: Path, agency: Agency, authors: frozenset[int]) -> None:
    slots = slots_of(government_id, way, agency, authors)
    lacking = walkable([people for _, people in slots], same_person=way.same_person)
    if lacking is not None:
        raise NobodyCanApproveError(slots[lacking][0], way.name)
