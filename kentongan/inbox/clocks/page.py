"""What the page of deadlines and office hours shows. The same for whoever reads; forms only for whoever keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kentongan.inbox.classes import ReportClass
from kentongan.inbox.clocks import selectors
from kentongan.inbox.clocks.forms import EvidenceForm, LadderForm, LengthsForm
from kentongan.inbox.clocks.hours import today_of
from kentongan.inbox.clocks.models import LadderStep
from kentongan.inbox.clocks.reading import hours_of, ladder_of
from kentongan.inbox.clocks.rules import LAWFUL, OF_CLASS, PPID, PROMISES
from kentongan.inbox.clocks.words import SAID, SOURCES, rung_said
from kentongan.organizations.rules import OFFICE_CLOSES, OFFICE_OPENS

if TYPE_CHECKING:
    from datetime import date

    from django.forms import BoundField

    from kentongan.inbox.clocks.forms import Lengths
    from kentongan.inbox.clocks.models import OfficeHours
    from kentongan.organizations.actor import Actor

SECTIONS = {"lengths": "lama", "ladder": "jenjang", "evidence": "bukti"}
"""Where on the page each form stands."""


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One set of hours. `state`: over, now or ahead; what begun without an end is not changed but followed by another."""

    row: OfficeHours
    state: str
    may_change: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class LengthLine:
    """One promise. `own`: not what was shipped; `field` and `classes`: the form's, empty for who only reads."""

    code: str
    name: str
    counted: str
    amount: int
    unit: str
    shipped: int
    own: bool
    lawful: bool
    source: str
    field: BoundField
    classes: list[tuple[str, int | None, BoundField]]

    @property
    def has_class(self) -> bool:
        """Whether a class has its own length, or was given one that was refused."""
        return any(amount or field.errors for _, amount, field in self.classes)


def page_facts(actor: Actor, **forms: Any) -> dict[str, Any]:  # noqa: ANN401 - one of the page's forms, as it was sent
    """Everything of the page. `forms`: those that were refused, with what was typed."""
    own, ladder, rules = selectors.own_lengths(actor), ladder_of(actor.government_id), selectors.evidence_rules(actor)
    lengths = forms.get("lengths") or LengthsForm(own)
    return {
        "hours": [_hours(row, today_of(actor)) for row in hours_of(actor.government_id).order_by("-starts", "-pk")],
        "usual": (OFFICE_OPENS, OFFICE_CLOSES),
        "lengths": [_length(code, own, lengths) for code in SAID],
        "ppid": PROMISES[PPID].amount,
        "ladder": [(rung_said(rung.days), LadderStep.Target(rung.target).label) for rung in ladder],
        "ladder_form": forms.get("ladder") or LadderForm(ladder),
        "own_ladder": selectors.has_own_ladder(actor),
        "evidence": [(one.label, rules.get(one)) for one in ReportClass],
        "evidence_form": forms.get("evidence") or EvidenceForm(rules),
        "may_keep": selectors.may_keep(actor),
        "refused": next((SECTIONS[name] for name in forms), ""),
    }


def _hours(row: OfficeHours, today: date) -> HoursLine:
    over = row.ends is not None and row.ends < today
    ahead = row.starts > today
    runs_out = row.ends is not None and not over
    may_end = ahead or (row.ends is not None and row.ends > today)
    return HoursLine(row, "over" if over else "ahead" if ahead else "now", ahead or runs_out, may_end)


def _length(code: str, own: Lengths, form: LengthsForm) -> LengthLine:
    promise, (name, counted) = PROMISES[code], SAID[code]
    classes = [(one.label, own.get((code, one)), form[f"{code}-{one}"]) for one in OF_CLASS.get(code, ())]
    return LengthLine(
        code, name, counted, own.get((code, ""), promise.amount), promise.unit.label, promise.amount,
        any(key[0] == code for key in own), code in LAWFUL, SOURCES.get(code, ""), form[code], classes,
    )  # fmt: skip
