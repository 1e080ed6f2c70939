"""A delivery's history as people read it: who or what, when, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.core import clock
from kentongan.outbox import selectors, states
from kentongan.outbox.acts import fitted
from kentongan.outbox.sentences import why

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.outbox.models import Delivery

QUIET = frozenset({"claimed", "absent_early"})
"""Steps of the machinery that tell a person nothing."""
MOST = 200
THEN = {
    states.WAITING: "Belum tayang; dicoba lagi dengan sendirinya",
    states.UNKNOWN: "Dipastikan dulu di platform; tidak dikirim ulang",
    states.NEEDS_PERSON: "Seseorang diminta melihat dan memutuskan",
    states.REJECTED: "Tidak tayang; seseorang diminta memutuskan",
    states.CHANNEL_PAUSED: "Menunggu akunnya disambung atau diaktifkan lagi",
    states.HELD: "Dilanjutkan bila pembekuan berakhir",
    states.CANCELLED: "Tidak dikirim",
    states.EXPIRED: "Tidak dikirim",
}
TELLS = frozenset({"absent", "unclear", "person_cancel", "person_gave_up"})
"""Their sentences say what follows."""


@dataclass(slots=True)
class Moment:
    """One thing that happened. `times`: how often in a row."""

    at: datetime
    sentence: str
    by: str
    reason: str
    mark: str
    then: str = ""
    """What follows from it, where the sentence itself does not say."""
    times: int = 1
    until: datetime | None = None
    """When it is tried again, where that is known."""


def timeline(delivery: Delivery) -> list[Moment]:
    """The history, oldest first; the same thing over and over is told once, with how often."""
    moments: list[Moment] = []
    for event in selectors.events_of(delivery)[:MOST]:
        if event.why in QUIET:
            continue
        sentence = fitted(why(event.why), delivery.act)
        if moments and moments[-1].sentence == sentence:
            moments[-1].times += 1
            moments[-1].at = event.at
            continue
        data = event.data
        by, reason, then = data.get("by", ""), data.get("reason", ""), fitted(THEN.get(event.target, ""), delivery.act)
        moments.append(Moment(event.at, sentence, by, reason, _mark(event.target), "" if event.why in TELLS else then))
    if delivery.waits:
        moments.append(Moment(clock.now(), delivery.waits.why, "", "", "", until=delivery.waits.until))
    return moments


def _mark(target: str) -> str:
    shape = states.SHAPES.get(target, "")
    return shape if shape in {"done", "ask", "failed"} else ""
