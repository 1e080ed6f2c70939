"""The calendar as other calendar programs read it (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, vText

from kentongan.content import states

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from kentongan.content.calendar.chips import Chip
    from kentongan.tenancy.models import Government

LENGTH = timedelta(minutes=30)
SETTLED = frozenset({states.SCHEDULED, states.GOING_OUT, states.PUBLISHED, states.PARTLY})
CONTROLS = dict.fromkeys(range(32))


def calendar_of(government: Government, chips: Iterable[Chip], address: Callable[[Chip], str], now: datetime) -> bytes:
    """One event a post. Its words stay here: the event carries the title, the state and the way back."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kentongan//Kalender//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Kentongan {_plain(government.short_name)}")
    calendar.add("x-wr-timezone", government.time_zone)
    calendar.add("refresh-interval", timedelta(minutes=30), parameters={"VALUE": "DURATION"})
    for chip in chips:
        calendar.add_component(_event(government, chip, address(chip), now))
    return bytes(calendar.to_ical())


def _event(government: Government, chip: Chip, address: str, now: datetime) -> Event:
    event = Event()
    time_of_series = f"-{chip.at:%Y%m%dT%H%M}" if chip.repeated else ""
    event.add("uid", f"kiriman-{chip.post_id}{time_of_series}@{government.code}.kentongan")
    event.add("dtstamp", now)
    event.add("dtstart", chip.at.astimezone(UTC))
    event.add("dtend", (chip.at + LENGTH).astimezone(UTC))
    event.add("sequence", chip.revision)
    event.add("summary", _plain(f"{chip.headline} ({chip.state_label})"))
    names = ", ".join(name for _, name in chip.channels)
    event.add("description", vText(f"{_plain(chip.agency)} · {chip.pillar_label}\n{_plain(names)}\n{address}"))
    event.add("categories", [chip.pillar_label])
    event.add("url", address)
    event.add("status", "CONFIRMED" if chip.state in SETTLED else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def _plain(text: str) -> str:
    """Words without control characters: a line break in a title must not begin a line of the file."""
    return text.translate(CONTROLS)
