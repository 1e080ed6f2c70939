"""The calendar as a PDF: the same posts as the spreadsheet, for whoever may see them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from openpyxl import load_workbook

from kentongan.channels.models import Channel
from kentongan.content.calendar import papers
from kentongan.content.models import Post
from kentongan.content.tests.conftest import Screen
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from tests.pdf_text import pages_of

PDF, XLSX = "/g/wajo/kalender/kalender.pdf", "/g/wajo/kalender/kalender.xlsx"
Written = Callable[..., Post]


@pytest.fixture(autouse=True)
def a_thursday_morning() -> Any:
    with time_machine.travel("2026-11-26T02:00:00Z", tick=False):
        yield


def test_the_paper_tells_whose_it_is_what_it_shows_and_when_it_was_made(
    ayu: Person, ayu_acts: Actor, written: Written, screen_of: Screen
) -> None:
    written(
        ayu_acts, "2026-12-03", "07:30", title="#eval Imunisasi campak gratis di dua puluh tiga puskesmas (tahap 1)"
    )
    answer = screen_of(ayu).get(f"{PDF}?bulan=2026-12&pilar=layanan&dinas={ayu.agency_id}")
    assert answer.headers["content-type"] == "application/pdf"
    glance, rows = pages_of(answer.content)
    assert "Kabupaten Wajo\nKalender Desember 2026" in glance
    assert (
        "1 kiriman. Disaring: Dinas Kesehatan, Pilar Layanan publik. Dibuat Kamis, 26 November 2026 pukul 10.00 WITA."
        in glance
    )
    assert "07.30 #eval Imunisasi" in glance
    assert "Kamis, 3 Desember 2026" in rows
    assert "puskesmas (tahap 1)" in " ".join(rows.split())
    assert "Instagram: " in rows
    assert "Draf" in rows
    assert "Halaman 2 dari 2" in rows


def test_the_paper_shows_the_rows_of_the_spreadsheet_and_none_of_another_agency(
    ayu: Person, ayu_acts: Actor, citra: Person, written: Written, screen_of: Screen
) -> None:
    for day in range(1, 29):
        written(ayu_acts, f"2026-12-{day:02}", title=f"Kabar nomor {day}")
    assert "Kabar nomor 1" not in "".join(pages_of(screen_of(citra).get(f"{PDF}?bulan=2026-12").content))
    sheet = load_workbook(io.BytesIO(screen_of(ayu).get(f"{XLSX}?bulan=2026-12").content)).active
    assert sheet is not None
    titles = [str(row[3].value) for row in sheet.iter_rows(min_row=2)]
    listed = "".join(pages_of(screen_of(ayu).get(f"{PDF}?bulan=2026-12").content)[1:])
    assert [line.strip() for line in listed.split("\n") if "Kabar nomor" in line] == titles
    assert len(titles) == 28


def test_a_week_and_an_empty_agenda_are_put_on_paper_too(
    ayu: Person, ayu_acts: Actor, written: Written, screen_of: Screen
) -> None:
    written(ayu_acts, "2026-11-27", title="Pasar murah")
    week = pages_of(screen_of(ayu).get(f"{PDF}?tampilan=minggu&hari=2026-11-26").content)
    assert "Kalender 23–29 November 2026" in week[0]
    assert "Pasar murah" in week[0]
    assert "Pasar murah" in week[1]
    (agenda,) = pages_of(screen_of(ayu).get(f"{PDF}?tampilan=agenda&hari=2027-11-26").content)
    assert "Tidak ada kiriman pada hari-hari ini" in agenda


def test_too_many_posts_for_a_paper_are_refused_with_the_way_on(
    ayu: Person, ayu_acts: Actor, written: Written, screen_of: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "MOST", 1)
    for title in ("Satu", "Dua"):
        written(ayu_acts, "2026-12-03", title=title)
    page = screen_of(ayu).get(f"{PDF}?bulan=2026-12", follow=True).content.decode()
    assert "PDF belum dibuat: ada 2 kiriman, dan satu PDF memuat paling banyak 1." in page
    assert "Saring menurut dinas, atau unduh XLSX" in page


def test_a_filter_names_only_what_its_reader_may_see(
    ayu: Person, dinas_pu: Agency, instagram: Channel, screen_of: Screen
) -> None:
    page = pages_of(screen_of(ayu).get(f"{PDF}?bulan=2026-12&dinas={dinas_pu.pk}&kanal={instagram.pk}").content)[0]
    assert f"Disaring: dinas lain, Akun Instagram {instagram.name}." in page
