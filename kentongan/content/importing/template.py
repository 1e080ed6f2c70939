"""Workbooks we write: the template made for one agency, and the rows of a file that still need a hand."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from kentongan.content.importing.columns import LABELS, MOST_ROWS, POSTS
from kentongan.content.importing.rows import ZONE_OFFSETS
from kentongan.workbooks.writing import FAINT, TOP, guide, head, put, put_reasons, saved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kentongan.content.importing.naming import Place
    from kentongan.content.importing.outcomes import Facts, Outcome
    from kentongan.workbooks.tables import Table

CHOICES, GUIDE = "Pilihan", "Petunjuk"
WIDTHS = {"date": 16, "time": 12, "title": 34, "story": 60, "pillar": 24, "channels": 34, "link": 30, "alt": 36}
WIDTHS |= {"programme": 34, "campaign": 30, "audiences": 26}
AHEAD = timedelta(days=14)


def template(facts: Facts) -> bytes:
    """An empty plan with one example row, the allowed values, and how to fill it."""
    book = Workbook()
    sheet = book.active
    sheet.title = POSTS.sheet
    labels = {**LABELS, "time": f"Jam ({zone_name(facts.now.astimezone(facts.zone))})"}
    head(sheet, [labels[key] for key in LABELS], WIDTHS.values())
    _example(sheet, facts)
    _formats(sheet)
    _choices(book.create_sheet(CHOICES), facts)
    _guide(book.create_sheet(GUIDE), facts)
    _lists(sheet, facts)
    return saved(book)


def rows_with_reasons(table: Table, outcomes: Iterable[Outcome]) -> bytes:
    """The rows that became no draft, as they were written, each with its reasons: to be put right and uploaded."""
    book = Workbook()
    put_reasons(book.active, POSTS, table, WIDTHS, ((one.number, one.reasons) for one in outcomes if one.reasons))
    return saved(book)


def zone_name(moment: datetime) -> str:
    """WIB, WITA or WIT."""
    hours = (moment.utcoffset() or timedelta()) // timedelta(hours=1)
    return next((name.upper() for name, offset in ZONE_OFFSETS.items() if offset == hours), "waktu setempat")


def _example(sheet: Any, facts: Facts) -> None:  # noqa: ANN401 - as above
    day = (facts.now.astimezone(facts.zone) + AHEAD).date()
    names = [place.name for place in usable(facts.places)][:2]
    story = "Posyandu buka pukul 08.00 di balai desa. Bawa buku KIA. Gratis."
    row = ["CONTOH: Jadwal posyandu", story, facts.pillars[0][1], ", ".join(names) or "Facebook", "", "Ibu dan bayi"]
    row += ["", "", facts.plan.audiences[0].name if facts.plan.audiences else ""]
    sheet.cell(2, 1, day)
    sheet.cell(2, 2, time(8, 30))
    for column, text in enumerate(row, 3):
        put(sheet, 2, column, text)
    for column in range(1, len(LABELS) + 1):
        sheet.cell(2, column).font, sheet.cell(2, column).alignment = FAINT, TOP


def _formats(sheet: Any) -> None:  # noqa: ANN401 - as above
    sheet.column_dimensions["A"].number_format = sheet["A2"].number_format = "yyyy-mm-dd"
    sheet.column_dimensions["B"].number_format = sheet["B2"].number_format = "hh:mm"


def _choices(sheet: Any, facts: Facts) -> None:  # noqa: ANN401 - as above
    head(sheet, ["Pilar", "Kanal", "Boleh Anda pakai?", "Program", "Kampanye", "Khalayak"], [28, 40, 70, 60, 40, 28])
    for column, things in enumerate((facts.plan.programmes, facts.plan.campaigns, facts.plan.audiences), 4):
        for row, thing in enumerate(things, 2):
            put(sheet, row, column, thing.name)
    for row, (_, label) in enumerate(facts.pillars, 2):
        put(sheet, row, 1, label)
    for row, place in enumerate(facts.places, 2):
        put(sheet, row, 2, place.name)
        put(sheet, row, 3, f"Belum. {place.refusal} {place.remedy}" if place.refusal else "Boleh")


def _guide(sheet: Any, facts: Facts) -> None:  # noqa: ANN401 - as above
    zone = zone_name(facts.now.astimezone(facts.zone))
    lines = (
        ("Satu baris", f"Satu kiriman. Paling banyak {MOST_ROWS} baris dalam satu berkas."),
        (
            "Tanggal",
            "2026-08-17, 17 Agustus 2026, atau tanggal Excel. 3/4/2026 tidak dipakai: dapat berarti dua tanggal.",
        ),
        ("Jam", f"08:30, dalam {zone}."),
        ("Judul", "Paling panjang 160 huruf."),
        ("Cerita", "Tulisannya. Setiap kanal mendapat versinya sendiri dan dapat Anda sunting sebagai draf."),
        ("Pilar", "Salah satu dari lembar Pilihan."),
        ("Kanal", "Satu atau beberapa dari lembar Pilihan, dipisah koma. “Semua” berarti semua yang boleh Anda pakai."),
        ("Tautan", "Boleh kosong. Alamat lengkap dengan https://."),
        ("Teks alternatif", "Boleh kosong. Apa yang tampak di foto yang nanti Anda tambahkan."),
        ("Program", "Boleh kosong. Nama atau nomornya, seperti di lembar Pilihan."),
        ("Kampanye", "Boleh kosong. Namanya, seperti di lembar Pilihan."),
        ("Khalayak", "Boleh kosong. Satu atau beberapa dari lembar Pilihan, dipisah koma."),
        ("Baris contoh", "Baris yang judulnya diawali CONTOH: tidak diimpor."),
    )
    guide(sheet, lines)


def _lists(sheet: Any, facts: Facts) -> None:  # noqa: ANN401 - as above
    """Pick lists: pillars only as listed; of channels several may stand in a cell, so others are allowed."""
    pillars = DataValidation("list", formula1=f"{CHOICES}!$A$2:$A${len(facts.pillars) + 1}", allow_blank=True)
    pillars.error = "Pilih salah satu dari lembar Pilihan."
    pillars.add(f"E2:E{MOST_ROWS + 1}")
    sheet.add_data_validation(pillars)
    if facts.places:
        channels = DataValidation("list", formula1=f"{CHOICES}!$B$2:$B${len(facts.places) + 1}", allow_blank=True)
        channels.showErrorMessage = False
        channels.add(f"F2:F{MOST_ROWS + 1}")
        sheet.add_data_validation(channels)


def usable(places: Iterable[Place]) -> list[Place]:
    """The channels this person may publish on."""
    return [place for place in places if not place.refusal]
