"""Deadlines in words: what each is called, and what is said when one comes near or passes. Nothing personal, no title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.inbox.rules import DAYS, said

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.inbox.clocks.calendar import OfficeCalendar
    from kentongan.inbox.models import Case, Deadline
    from kentongan.organizations.models import Agency

NAMES = {
    "D01": "Verifikasi",
    "D02": "Tindak lanjut pertama",
    "D03": "Ditutup otomatis bila warga tidak menanggapi",
    "D04": "Jawaban permintaan informasi",
    "D05": "Penyelesaian",
    "D06": "Penyelesaian (berkadar pengawasan)",
    "D07": "Pemberitahuan tertulis PPID",
    "D09": "Permintaan pemilik data pribadi",
    "D11": "Pengaduan atau koreksi isi unggahan",
    "S01": "Bagian untuk jawaban",
}


def unit_of(case: Case, row: Deadline) -> Agency | None:
    """Whose a promise is: the unit's that owes the part, or the case's."""
    unit: Agency | None = row.disposition.to_agency if row.disposition else case.agency
    return unit


def told_of(case: Case, row: Deadline, calendar: OfficeCalendar, at: datetime) -> str:
    """What a step of the ladder says."""
    unit = unit_of(case, row)
    where = unit.short_name if unit else "belum diteruskan"
    name = NAMES.get(row.code, "Tenggat").lower()
    local = row.due_at.astimezone(calendar.zone)
    if row.due_at > at:
        return f"Kasus {case.code} ({where}): {name} paling lambat {DAYS[local.weekday()]} {local:%H.%M}"
    late = said(row.due_at, at, calendar.zone, calendar.overrides)
    return f"Kasus {case.code} ({where}): {name} {late}"
