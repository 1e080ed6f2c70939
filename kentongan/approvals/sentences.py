"""Paths and what became of a request, in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.approvals.comparing import listed
from kentongan.approvals.models import Decision
from kentongan.approvals.people import asked_of, progress_of
from kentongan.approvals.rules import LINE, PERSON, RISKS
from kentongan.approvals.selectors import decisions_on
from kentongan.approvals.states import APPROVED, EXPIRED, VOID
from kentongan.channels.models import PLATFORM_NAMES
from kentongan.compliance.impact.knowing import CLASSES
from kentongan.organizations.roles import LABELS, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from kentongan.approvals.models import Approval
    from kentongan.approvals.rules import Conditions, Party, Path, Step

Names = "Mapping[str, str]"


@dataclass(frozen=True, slots=True)
class Link:
    """One line of a request's chain. `state`: the shape before it."""

    state: str
    head: str
    at: datetime | None = None
    said: str = ""
    due: datetime | None = None


def party_said(party: Party, people: Mapping[int, str]) -> str:
    """Who is asked, in words."""
    if party.kind == PERSON:
        return people.get(party.person_id, "orang yang tidak bertugas lagi")
    label = LABELS[Role(party.role)]
    return f"{label} dinas atau atasannya" if party.kind == LINE else label


def step_said(step: Step, people: Mapping[int, str]) -> str:
    """What a step asks, in one sentence."""
    who = [party_said(party, people) for party in step.parties]
    asked = f"semua: {listed(who)}" if step.needs_all else " atau ".join(who)
    hours = f", dalam {step.hours} jam{' kerja' if step.working else ''}" if step.hours else ""
    onward = f", lalu diteruskan ke {party_said(step.escalate, people)}" if step.escalate and step.hours else ""
    why = ", dengan alasan" if step.asks_reason else ""
    return f"{asked}{hours}{onward}{why}"


def conditions_said(conditions: Conditions, agencies: Mapping[int, str], channels: Mapping[int, str]) -> str:
    """For what a path is, in words."""
    parts = [
        _among("jenis", [CLASSES.get(one, one).lower() for one in sorted(conditions.classes)]),
        _among("risiko", [RISKS.get(one, one).lower() for one in sorted(conditions.risks)]),
        _among("milik", [agencies.get(one, "dinas lain") for one in sorted(conditions.agencies)], " dan bawahannya"),
        _among("di", [channels.get(one, "akun yang sudah dilepas") for one in sorted(conditions.channels)]),
        _among("di", [PLATFORM_NAMES.get(one, one) for one in sorted(conditions.platforms)]),
        {None: "", True: "darurat", False: "bukan darurat"}[conditions.emergency],
        {None: "", True: "dalam masa pemilu", False: "di luar masa pemilu"}[conditions.election],
    ]
    said = [part for part in parts if part]
    return f"Kiriman {', '.join(said)}" if said else "Semua kiriman"


def _among(word: str, names: list[str], after: str = "") -> str:
    return f"{word} {' atau '.join(names)}{after}" if names else ""


def people_named(path: Path) -> frozenset[int]:
    """The people a path asks by name."""
    parties = [party for step in path.steps for party in (*step.parties, step.escalate) if party]
    return frozenset(party.person_id for party in parties if party.person_id)


def chain_of(approval: Approval, people: Mapping[int, str]) -> list[Link]:
    """What was asked, said and is still to come, in order."""
    steps = approval.way.steps
    asker = f"{approval.requested_by.polite_name} ({approval.agency.short_name})"
    first = Link("done", f"{asker} mengajukan lewat jalur “{approval.way.name}”", approval.requested_at)
    said = [_decided(one, len(steps)) for one in decisions_on(approval)]
    return [first, *said, *_rest(approval, people)]


def _decided(one: Decision, steps: int) -> Link:
    place = ""
    if one.in_place_of:
        kind = one.delegation.get_kind_display() if one.delegation else "menggantikan"
        number = f", surat {one.delegation.number}" if one.delegation else ""
        place = f", {kind} {one.in_place_of.polite_name}{number},"
    which = f" (langkah {one.step + 1} dari {steps})" if steps > 1 else ""
    state = "done" if one.answer == Decision.Answer.APPROVE else "returned"
    return Link(state, f"{one.person.polite_name}{place} {one.get_answer_display()}{which}", one.at, one.reason)


def _rest(approval: Approval, people: Mapping[int, str]) -> Iterator[Link]:
    if approval.state in {VOID, EXPIRED}:
        yield Link("failed", f"{approval.get_state_display()}: {approval.reason}")
    if approval.state == APPROVED and approval.valid_until:
        yield Link("", "Persetujuan ini berlaku sampai", approval.valid_until)
    if not approval.waits:
        return
    case = progress_of(approval)
    who = " atau ".join(str(one) for one in asked_of(approval, case)[:3]) or "siapa pun yang ditunjuk menggantikan"
    for number, step in enumerate(case.steps[case.at :], case.at + 1):
        which = f"Langkah {number} dari {len(case.steps)}: " if len(case.steps) > 1 else ""
        if number == case.at + 1:
            waits = "menunggu" if which else "Menunggu"
            yield Link("now", f"{which}{waits} {who}", said=_pressed(approval), due=approval.due_at)
        else:
            yield Link("", f"{which}{step_said(step, people)}")


def _pressed(approval: Approval) -> str:
    if approval.escalated_at:
        return "Sudah lewat tenggat dan diteruskan."
    return "Sudah diingatkan." if approval.reminded_at else ""
