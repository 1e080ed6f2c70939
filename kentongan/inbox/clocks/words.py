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
    "T01": "Tanggapan pertama",
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

SAID = {
    "T01": (
        "Tanggapan pertama kepada warga",
        "Dihitung sejak komentarnya masuk, dengan lama yang berlaku waktu itu.",
    ),
    "D01": (
        "Laporan dipilah dan diteruskan",
        "Dihitung sejak komentarnya masuk, dengan lama yang berlaku waktu itu.",
    ),
    "D02": ("Tindak lanjut pertama oleh dinas", "Dihitung sejak kasus diteruskan."),
    "D03": ("Kasus ditutup sendiri bila warga diam", "Dihitung sejak tindak lanjut terkirim."),
    "D04": ("Permintaan informasi dijawab", "Dihitung sejak laporan terverifikasi."),
    "D05": ("Pengaduan dan aspirasi selesai", "Dihitung sejak laporan terverifikasi."),
    "D06": ("Pengaduan berkadar pengawasan selesai", "Dihitung sejak laporan terverifikasi."),
    "S01": (
        "Dinas lain menyerahkan bagiannya",
        "Dihitung sejak bagiannya diminta, paling lama sampai tenggat kasusnya. Yang sudah diminta tetap pada harinya.",
    ),
    "D09": ("Permintaan pemilik data pribadi dipenuhi", "Dihitung siang dan malam, hari libur pun."),
    "D11": ("Pengaduan atau koreksi isi unggahan dijawab", "Dihitung siang dan malam, hari libur pun."),
}
"""Each promise a government may set, in plain words, and what it is counted from. The PPID's is not among them: it is the register's."""
SOURCES = {"D09": "UU 27/2022 tentang Pelindungan Data Pribadi, Pasal 30, 32, 40, dan 41"}
"""Where a length comes from, of those whose text was read."""


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


def rung_said(days: int) -> str:
    """When a step of the ladder is taken."""
    if not days:
        return "Pada saat tenggat lewat"
    return f"{abs(days)} hari kerja {'sesudah lewat' if days > 0 else 'sebelumnya'}"
