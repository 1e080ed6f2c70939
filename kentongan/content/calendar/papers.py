"""The shown days as a PDF: the span at a glance, then every post the spreadsheet carries too."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from kentongan.channels.models import PLATFORM_NAMES
from kentongan.content.calendar.chips import SHAPES
from kentongan.content.calendar.spans import View
from kentongan.content.importing.template import zone_name
from kentongan.core.days import DAYS, day_name, written
from kentongan.documents.renderer import Sheet, draw
from kentongan.documents.showable import LEFT_OUT, showable
from kentongan.planning.pillars import Pillar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from kentongan.content.calendar.chips import Chip, Day
    from kentongan.content.calendar.spans import Span

TYPE = "application/pdf"
PAPER = Sheet(842, 595, "pdf")
"""A4, lying."""
MOST = 1500
SECONDS = 20.0
IN_A_SQUARE = {View.MONTH: 5, View.WEEK: 22}
LONGEST_LINE = {View.MONTH: 29, View.WEEK: 56}
LONGEST_HOLIDAY = 26
FORMS = {Pillar.SERVICE: "circle", Pillar.ACTIVITY: "square", Pillar.GOOD_NEWS: "triangle", Pillar.EDUCATION: "diamond"}
WORDS = {"circle": "lingkaran", "square": "kotak", "triangle": "segitiga", "diamond": "belah ketupat"}


class TooLongError(Exception):
    """More posts than are put on paper in one go. `count`: how many."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)


def paper_of(
    government: str,
    span: Span,
    chips: Sequence[Chip],
    days: Mapping[date, Day],
    narrowed: Sequence[str],
    made: datetime,
) -> bytes:
    """The document. TooLongError; `documents.renderer.NotDrawnError`."""
    if len(chips) > MOST:
        raise TooLongError(len(chips))
    when = f"{day_name(made)}, {written(made)} pukul {made:%H.%M} {zone_name(made)}"
    only = f"Disaring: {', '.join(narrowed)}." if narrowed else "Tanpa saringan."
    lines = [f"{len(chips)} kiriman. {only} Dibuat {when}.", _legend()]
    told: dict[str, Any] = {
        "government": government,
        "title": f"Kalender {span.name}",
        "foot": f"{government} · Kalender {span.name} · dibuat {when}",
        "lines": lines,
        "wrap": span.view is View.WEEK,
        "nothing": "Tidak ada kiriman pada hari-hari ini.",
        "names": DAYS,
        "weeks": _weeks(span, chips, days) if span.view in IN_A_SQUARE else [],
        "days": [_listed(day, list(found)) for day, found in groupby(chips, key=lambda chip: chip.at.date())],
    }
    return draw("calendar", _shown(told), [PAPER], seconds=SECONDS)[0].content


def _legend() -> str:
    signs = ", ".join(f"{WORDS[form]} {pillar.label}" for pillar, form in FORMS.items())
    return f"Bentuk: {signs}; berisi bila sudah pasti."


def _weeks(span: Span, chips: Sequence[Chip], days: Mapping[date, Day]) -> list[list[dict[str, Any]]]:
    found: dict[date, list[Chip]] = {}
    for chip in chips:
        found.setdefault(chip.at.date(), []).append(chip)
    squares = [_square(days[day], span, found.get(day, [])) for day in span.days]
    return [squares[start : start + 7] for start in range(0, len(squares), 7)]


def _square(day: Day, span: Span, chips: Sequence[Chip]) -> dict[str, Any]:
    most, longest = IN_A_SQUARE[span.view], LONGEST_LINE[span.view]
    shown = chips[:most]
    return {
        "day": str(day.date.day),
        "inside": day.inside,
        "working": day.working,
        "holiday": _short(day.holiday, LONGEST_HOLIDAY),
        "chips": [_signed(chip) | {"said": _short(f"{chip.hour} {chip.headline}", longest)} for chip in shown],
        "more": len(chips) - len(shown),
    }


def _listed(day: date, chips: Sequence[Chip]) -> dict[str, Any]:
    return {"name": f"{day_name(day)}, {written(day)}", "rows": [_row(chip) for chip in chips]}


def _row(chip: Chip) -> dict[str, Any]:
    accounts = ", ".join(f"{PLATFORM_NAMES.get(platform, platform)}: {name}" for platform, name in chip.channels)
    return _signed(chip) | {
        "hour": chip.hour,
        "title": chip.headline,
        "agency": chip.agency,
        "pillar": chip.pillar_label,
        "accounts": accounts,
        "state": chip.state_label,
    }


def _signed(chip: Chip) -> dict[str, Any]:
    pillar = Pillar(chip.pillar)
    return {"shape": FORMS[pillar], "filled": chip.shape == SHAPES[pillar][1]}


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _shown(told: dict[str, Any]) -> dict[str, Any]:
    """The same without the signs no font here has; the page then says so."""
    clean, left_out = showable(told)
    if left_out:
        clean["lines"].append(LEFT_OUT)
    return clean
