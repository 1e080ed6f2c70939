"""Opening hours a government sets: what may be set, and from when on. Deadlines that run across them follow at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.core.days import written
from kentongan.inbox.clocks.calendar import ONE_DAY, Hours
from kentongan.inbox.clocks.models import OfficeHours
from kentongan.inbox.clocks.reading import hours_of
from kentongan.inbox.clocks.recounting import calendar_changed
from kentongan.inbox.clocks.settling import KEEPERS, ClockRefusedError
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kentongan.organizations.actor import Actor

register_action("inbox.clocks.hours", "{actor} menetapkan jam kerja {name}: {opens}–{closes}, {days}")
register_action("inbox.clocks.hours_ended", "{actor} mengakhiri jam kerja {name}")
PAST = (
    "{day} sudah lewat. Tenggat pada hari-hari itu sudah dihitung dengan jam yang berlaku waktu itu, dan tidak diubah"
    " sesudahnya. Pilih hari ini atau sesudahnya."
)
IN_USE = (
    "Jam ini sudah berlaku sejak {day}, dan tenggat yang lewat dihitung dengannya. {todo}, lalu tambah jam baru mulai"
    " besok."
)


@transaction.atomic
def keep_hours(*, actor: Actor, name: str, hours: Hours, changing: OfficeHours | None = None) -> int:
    """Let offices be open at other hours from a day on; return how many running deadlines moved.

    `changing`: these instead of what was said before. ClockRefusedError says why it cannot be so.
    """
    first, last = days_of_change(actor, hours, changing)
    row = changing or OfficeHours(government_id=actor.government_id)
    row.name, row.starts, row.ends = name, hours.starts, hours.ends
    row.opens, row.closes, row.friday_closes = hours.opens, hours.closes, hours.friday_closes
    row.save()
    moved = calendar_changed(actor, first, last, f"Jam kerja berubah: {name}")
    data = {"name": name, "opens": f"{hours.opens:%H.%M}", "closes": f"{hours.closes:%H.%M}", "days": days_said(hours)}
    record(actor=actor, action="inbox.clocks.hours", subject_type="clock", subject_id=row.pk, data=data)
    return moved


@transaction.atomic
def end_hours(*, actor: Actor, row: OfficeHours) -> int:
    """Let hours hold until today, or never where they have not begun; return how many running deadlines moved."""
    first, last = days_freed(actor, row)
    number = row.pk  # a row that is deleted has none any more
    if row.starts > today_of(actor):
        row.delete()
    else:
        row.ends = today_of(actor)
        row.save(update_fields=["ends"])
    moved = calendar_changed(actor, first, last, f"Jam kerja diakhiri: {row.name}")
    record(
        actor=actor, action="inbox.clocks.hours_ended", subject_type="clock", subject_id=number,
        data={"name": row.name},
    )  # fmt: skip
    return moved


def days_of_change(actor: Actor, hours: Hours, changing: OfficeHours | None) -> tuple[date, date | None]:
    """From when to when days may be counted otherwise with these hours; ClockRefusedError where they cannot be."""
    require_role(actor, *KEEPERS, to="mengatur jam kerja")
    today = today_of(actor)
    _check_order(hours)
    _check_past(hours, changing, today)
    _check_apart(hours, hours_of(actor.government_id).exclude(pk=changing.pk if changing else 0))
    first, last = _touched(hours, changing)
    return max(first, today), last


def days_freed(actor: Actor, row: OfficeHours) -> tuple[date, date | None]:
    """From when to when days are counted without hours that end today or never begin; ClockRefusedError where they do not end."""
    require_role(actor, *KEEPERS, to="mengatur jam kerja")
    today = today_of(actor)
    if row.starts <= today and row.ends is None:
        message = "Jam kerja biasa tidak diakhiri, melainkan diganti. Tambah jam kerja biasa yang baru mulai besok."
        raise ClockRefusedError(message)
    if row.starts <= today and row.ends is not None and row.ends <= today:
        raise ClockRefusedError("Jam kerja ini sudah berakhir; tidak ada lagi yang dapat diakhiri.")
    return max(row.starts, today + ONE_DAY), row.ends


def today_of(actor: Actor) -> date:
    """The day it is in the actor's government."""
    return clock.now().astimezone(actor.zone).date()


def hours_in(row: OfficeHours) -> Hours:
    """A row as the calendar takes it."""
    return Hours(row.starts, row.ends, row.opens, row.closes, row.friday_closes)


def days_said(hours: Hours) -> str:
    """From when to when, in words."""
    if hours.ends is None:
        return f"mulai {written(hours.starts)}"
    return f"{written(hours.starts)} sampai {written(hours.ends)}"


def _touched(hours: Hours, before: OfficeHours | None) -> tuple[date, date | None]:
    """The days that may be counted otherwise now; no last day where one has no end."""
    if before is None:
        return hours.starts, hours.ends
    last = max(hours.ends, before.ends) if hours.ends and before.ends else None
    return min(hours.starts, before.starts), last


def _check_order(hours: Hours) -> None:
    if hours.ends and hours.ends < hours.starts:
        raise ClockRefusedError("Hari terakhir ada sebelum hari pertama. Periksa kedua tanggal.", "ends")
    if hours.closes <= hours.opens:
        raise ClockRefusedError("Kantor tutup sebelum buka. Periksa kedua jam.", "closes")
    if hours.friday_closes and hours.friday_closes <= hours.opens:
        raise ClockRefusedError("Pada hari Jumat kantor tutup sebelum buka. Periksa jamnya.", "friday_closes")


def _check_past(hours: Hours, before: OfficeHours | None, today: date) -> None:
    if before is None or before.starts >= today:
        if hours.starts < today:
            raise ClockRefusedError(PAST.format(day=written(hours.starts)), "starts")
        return
    was = hours_in(before)
    kept = (hours.starts, hours.opens, hours.closes, hours.friday_closes, hours.ends is None)
    if kept != (was.starts, was.opens, was.closes, was.friday_closes, was.ends is None):
        todo = "Akhiri dahulu" if was.ends else "Biarkan"
        raise ClockRefusedError(IN_USE.format(day=written(was.starts), todo=todo), "starts")
    if hours.ends != was.ends and hours.ends and hours.ends < today:
        raise ClockRefusedError(PAST.format(day=written(hours.ends)), "ends")


def _check_apart(hours: Hours, others: Iterable[OfficeHours]) -> None:
    """Two times with an end never hold on one day, nor do two usual hours begin on one; a time may lie in the usual hours."""
    for other in others:
        if _together(hours, hours_in(other)):
            message = (
                f"Hari-harinya bertumpuk dengan {other.name} ({days_said(hours_in(other))}), jadi tidak jelas jam mana"
                " yang berlaku. Pilih hari lain, atau ubah yang itu dahulu."
            )
            raise ClockRefusedError(message, "starts")


def _together(one: Hours, other: Hours) -> bool:
    if one.ends is None or other.ends is None:
        return one.ends == other.ends and one.starts == other.starts
    return one.starts <= other.ends and other.starts <= one.ends
