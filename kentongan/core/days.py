"""Days and months by their Indonesian names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def day_name(day: date) -> str:
    """Return "Senin"."""
    return DAYS[day.weekday()]


def written(day: date) -> str:
    """Return "2 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
