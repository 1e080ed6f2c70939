from __future__ import annotations

import io
import time as watch
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from kentongan.core import clock
from kentongan.events import services, sheet, workbook
from kentongan.events.models import Event, Intake
from kentongan.events.reading import MOST, FileRefusedError
from kentongan.events.services import NotTakenInError
from kentongan.events.tests.conftest import Screen
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from tests import builders

WITA = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 11, 29, 1, 0, tzinfo=UTC)
HEAD = ["Kegiatan", "Tanggal", "Jam", "Jam selesai", "Tempat", "Program", "Keterangan"]


def book(*rows: list[Any], head: list[str] | None = HEAD, merged: str = "") -> io.BytesIO:
    made = Workbook()
    table = made.active
    assert table is not None
    for row in ([head] if head else []) + list(rows):
        table.append(row)
    if merged:
        table.merge_cells(merged)
    held = io.BytesIO()
    made.save(held)
    held.seek(0)
    return held


def agenda(*entries: str) -> bytes:
    inside = "".join(f"BEGIN:VEVENT\r\n{entry.strip()}\r\nEND:VEVENT\r\n".replace("\n", "\r\n") for entry in entries)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n".encode()


def test_days_and_hours_in_five_styles_are_all_read() -> None:
    found = sheet.read(
        book(
            ["Posyandu", date(2026, 12, 1), time(8, 0), None, "Balai desa"],
            ["Donor darah", "2/12/2026", "08.00-10.00"],
            ["Senam", "Kamis, 3 Desember 2026", "pukul 07.30 WITA", "09.00"],
            ["Rapat", "2026-12-04", 0.375],
            ["Pameran", 46361, "09:00 s.d. selesai"],
        ),
        NOW,
        WITA,
    )
    assert found.problems == []
    assert [f"{row.starts_at:%d %H.%M}-{row.ends_at:%H.%M}" for row in found.rows] == [
        "01 08.00-10.00",
        "02 08.00-10.00",
        "03 07.30-09.00",
        "04 09.00-11.00",
        "05 09.00-11.00",
    ]


def test_every_bad_row_is_named_with_its_reason() -> None:
    found = sheet.read(
        book(
            ["Baik", "1/12/2026", "08.00"],
            ["", "1/12/2026", "08.00"],
            ["Tanpa hari", None, "08.00"],
            ["Salah hari", "31/02/2026", "08.00"],
            ["Salah jam", "1/12/2026", "pagi"],
            ["Terbalik", "1/12/2026", "10.00", "09.00"],
            ["Rumus", "=TODAY()", "08.00"],
            ["Lampau", "1/1/2020", "08.00"],
            ["Jauh", "1/1/2031", "08.00"],
            ["Baik", "1/12/2026", "08.00"],
        ),
        NOW,
        WITA,
    )
    assert [row.title for row in found.rows] == ["Baik"]
    assert [where for where, _ in found.problems] == [f"baris {number}" for number in range(3, 12)]
    reasons = [why for _, why in found.problems]
    for part, why in zip(
        ("kosong", "kosong", "tidak terbaca", "pagi", "tidak sesudah", "rumus", "lewat", "366", "Sama persis"),
        reasons,
        strict=True,
    ):
        assert part in why


def test_merged_cells_are_named_not_guessed() -> None:
    found = sheet.read(book(["Satu", "1/12/2026", "08.00"], ["Dua", None, "10.00"], merged="B2:B3"), NOW, WITA)
    assert [row.title for row in found.rows] == ["Satu"]
    assert found.problems == [("baris 3", "Sel B3 bagian dari sel gabungan. Pisahkan dulu, lalu isi tiap selnya.")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 bukan zip", "bukan lembar kerja"),
        (book(["a", "b", "c"], head=["Nama", "Umur", "Alamat"]).getvalue(), "Kolomnya tidak dikenal"),
        (book(head=None).getvalue(), "Kolomnya tidak dikenal"),
        (book().getvalue(), "Tidak ada kegiatan"),
        (book(*[[f"K{n}", "1/12/2026", "08.00"] for n in range(MOST + 1)]).getvalue(), "lebih dari 500"),
    ],
)
def test_a_file_that_is_no_agenda_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(FileRefusedError, match=said):
        sheet.read(io.BytesIO(content), NOW, WITA)


def test_fifty_thousand_rows_are_refused_in_a_moment() -> None:
    rows = [[f"Kegiatan {number}", "1/12/2026", "08.00"] for number in range(50_000)]
    held = book(*rows)
    began = watch.perf_counter()
    with pytest.raises(FileRefusedError, match="lebih dari 500"):
        sheet.read(held, NOW, WITA)
    assert watch.perf_counter() - began < 3


def test_a_parcel_that_unpacks_to_a_mountain_is_not_unpacked() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("xl/worksheets/sheet1.xml", b"0" * (workbook.UNPACKED + 1))
    with pytest.raises(FileRefusedError, match="terlalu besar"):
        sheet.read(held, NOW, WITA)


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def tomorrow(days: int = 1) -> str:
    return f"{(clock.now() + timedelta(days=days)).astimezone(WITA):%d/%m/%Y}"


def test_a_table_with_one_bad_row_changes_nothing(ayu_acts: Actor, ayu: Person, screen_of: Screen) -> None:
    content = book(["Baik", tomorrow(), "08.00"], ["Buruk", "kapan-kapan", "08.00"]).getvalue()
    browser = screen_of(ayu)
    typed = {"agency": ayu_acts.agency_id, "file": upload(content, "agenda.xlsx")}
    answer = browser.post("/g/wajo/kegiatan/impor/", typed, follow=True)
    page = answer.content.decode()
    assert "baris 3" in page
    assert "kapan-kapan" in page
    assert "Masukkan" not in page
    browser.post(answer.request["PATH_INFO"])
    assert not Event.objects.exists()
    with pytest.raises(NotTakenInError):
        services.take_in(actor=ayu_acts, intake=Intake.objects.get())


def test_a_good_table_is_shown_first_and_taken_in_on_one_tap(ayu_acts: Actor, ayu: Person, screen_of: Screen) -> None:
    content = book(["Posyandu", tomorrow(), "08.00", None, "Balai desa"], ["Senam", tomorrow(2), "07.00"]).getvalue()
    browser = screen_of(ayu)
    typed = {"agency": ayu_acts.agency_id, "file": upload(content, "agenda.xlsx")}
    answer = browser.post("/g/wajo/kegiatan/impor/", typed, follow=True)
    assert "2 kegiatan terbaca" in answer.content.decode()
    assert not Event.objects.exists()
    done = browser.post(f"/g/wajo/kegiatan/impor/{Intake.objects.get().pk}/", follow=True)
    assert "2 kegiatan masuk ke agenda" in done.content.decode()
    assert list(Event.objects.order_by("starts_at").values_list("title", flat=True)) == ["Posyandu", "Senam"]


def test_the_same_calendar_read_again_brings_events_up_to_date_and_doubles_none(ayu_acts: Actor) -> None:
    starts = clock.now() + timedelta(days=3)
    for place in ("Balai desa", "Lapangan"):
        content = agenda(f"UID:7\nSUMMARY:Donor\nLOCATION:{place}\nDTSTART:{starts:%Y%m%dT%H%M00Z}")
        intake = services.read_file(actor=ayu_acts, agency_id=ayu_acts.agency_id, upload=upload(content, "agenda.ics"))
        services.take_in(actor=ayu_acts, intake=intake)
    assert Event.objects.get().place == "Lapangan"
    with pytest.raises(NotTakenInError):
        services.take_in(actor=ayu_acts, intake=intake)


def test_a_file_of_nothing_useful_says_so_on_the_page(ayu_acts: Actor, ayu: Person, screen_of: Screen) -> None:
    typed = {"agency": ayu_acts.agency_id, "file": upload(b"", "kosong.ics")}
    answer = screen_of(ayu).post("/g/wajo/kegiatan/impor/", typed)
    assert answer.status_code == 422
    assert "bukan kalender iCal" in answer.content.decode()


def test_nobody_takes_a_file_into_another_agencys_agenda(ayu_acts: Actor, citra: Person) -> None:
    with pytest.raises(NotAllowedError):
        services.read_file(
            actor=builders.actor_of(citra), agency_id=ayu_acts.agency_id, upload=upload(agenda(), "agenda.ics")
        )
