"""The list of cases as a workbook: numbers, units, states and times. No name and no word of a citizen (ADU-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from kentongan.workbooks.writing import head, put, saved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from kentongan.inbox.models import Case

COLUMNS = {
    "Nomor": 12,
    "Golongan": 34,
    "Topik": 24,
    "Tempat": 24,
    "Unit": 24,
    "Keadaan": 32,
    "Dibuka": 18,
    "Tenggat terdekat": 18,
    "Berakhir": 18,
}
MOST = 5000


def workbook_of(cases: Iterable[Case], zone: ZoneInfo) -> bytes:
    """One row a case; every cell is text, so that nothing in it is a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one sheet
    sheet.title = "Kasus"
    head(sheet, list(COLUMNS), COLUMNS.values())
    for line, case in enumerate(cases, 2):
        for column, text in enumerate(_row(case, zone), 1):
            put(sheet, line, column, text)
    return saved(book)


def _row(case: Case, zone: ZoneInfo) -> tuple[str, ...]:
    def told(at: datetime | None) -> str:
        return f"{at.astimezone(zone):%d/%m/%Y %H.%M}" if at else ""

    return (
        case.code,
        case.get_report_class_display(),
        case.topic,
        case.place,
        case.agency.short_name if case.agency else "",
        case.get_state_display(),
        told(case.opened_at),
        told(case.due_at),
        told(case.closed_at),
    )
