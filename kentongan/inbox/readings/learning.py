"""Nightly: what a government's people corrected becomes small weights on top of the shipped reader, if measured better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.readings.models import Correction, Learned, Part
from kentongan.inbox.readings.reader import shipped
from kentongan.organizations.actor import system
from kentongan.triage.correcting import Example, judge

if TYPE_CHECKING:
    from kentongan.triage.correcting import Verdict

LEARNED = (Part.KIND, Part.TOPIC, Part.URGENCY, Part.AGENCY)
LATEST = 5_000
"""Corrections learned from, the latest: what people said years ago is not what they say today."""
UNKNOWN_SURE = 0.6
register_action(
    "inbox.learned.used", "Bacaan {part} belajar dari {n} koreksi: salah {before} menjadi {after} dari {of} terakhir"
)
register_action("inbox.learned.refused", "Bacaan {part} dari {n} koreksi tidak lebih baik dan tidak dipakai")


def learn_here(government_id: int) -> int:
    """Learn every part of one government anew; return how many versions came into use. Runs inside its walls."""
    return sum(_learn(government_id, part) for part in LEARNED)


@transaction.atomic
def _learn(government_id: int, part: Part) -> bool:
    rows = Learned.objects.filter(government_id=government_id, part=part)
    used = rows.select_for_update().filter(state=Learned.State.USED).first()
    examples = examples_of(government_id, part)
    if rows.filter(figures__corrections=len(examples), base=shipped()).exists():
        return False
    verdict = judge(examples, used.weights if used and used.base == shipped() else None)
    if verdict is None:
        return False
    if used and verdict.passes:
        rows.filter(pk=used.pk).update(state=Learned.State.RETIRED)
    number = (rows.aggregate(newest=Max("version"))["newest"] or 0) + 1
    made = Learned.objects.create(
        government_id=government_id,
        part=part,
        version=number,
        base=shipped(),
        weights=verdict.weights if verdict.passes else {},
        figures=_figures(verdict, len(examples)),
        state=Learned.State.USED if verdict.passes else Learned.State.REFUSED,
        made_at=clock.now(),
    )
    _tell(made)
    return verdict.passes


def examples_of(government_id: int, part: Part) -> list[Example]:
    """What people said of a part, oldest first, with the citizen's words."""
    rows = Correction.objects.filter(government_id=government_id, part=part).select_related("conversation")
    latest = list(rows.order_by("-at", "-pk")[:LATEST])
    return [_example(row, part) for row in reversed(latest)]


def _example(row: Correction, part: Part) -> Example:
    """What the shipped reader says of those words today, and what the person chose."""
    reading = row.conversation.reading
    kept = reading.get(part, {})
    sure = (reading.get(Part.TOPIC, {}) if part is Part.AGENCY else kept).get
    advised = kept.get("shipped", kept.get("value", row.advised))
    return Example(
        row.conversation.excerpt, advised, row.chosen, float(sure("shipped_sure", sure("sure", UNKNOWN_SURE)))
    )


def _figures(verdict: Verdict, corrections: int) -> dict[str, int]:
    return {
        "corrections": corrections,
        "learned_from": verdict.learned_from,
        "held_out": verdict.held_out,
        "shipped_wrong": verdict.shipped_wrong,
        "in_use_wrong": verdict.in_use_wrong,
        "candidate_wrong": verdict.candidate_wrong,
    }


def _tell(made: Learned) -> None:
    figures, part = made.figures, Part(made.part).label.lower()
    data: dict[str, object] = {"part": part, "n": figures["learned_from"], "of": figures["held_out"]}
    data |= {"before": figures["in_use_wrong"], "after": figures["candidate_wrong"]}
    action = "inbox.learned.used" if made.state == Learned.State.USED else "inbox.learned.refused"
    record(actor=system(made.government_id), action=action, subject_type="topic_rule", subject_id=made.part, data=data)
