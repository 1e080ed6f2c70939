"""A month's plan from a workbook: Ayu fills the template, reads what each row becomes, and makes two hundred drafts with one tap."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.stories.people import Person, new_mark, today

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
ROWS = 200
PATIENCE_MS = 60_000


def plan(template: bytes, mark: str) -> bytes:
    """The template with two hundred rows that are ready, and two that are not."""
    book = load_workbook(io.BytesIO(template))
    sheet = book["Kiriman"]
    first = today() + timedelta(days=2)
    for number in range(ROWS):
        day = first + timedelta(days=number // 5)
        title, story = f"Rencana {mark} nomor {number + 1}", f"Posyandu buka di balai desa nomor {number + 1} ({mark})."
        sheet.append([day, f"{8 + number % 5:02}:30", title, story, "Layanan publik", "Facebook"])
    sheet.append(["3/4/2031", "08:30", f"Ambigu {mark}", "Isi.", "Layanan publik", "Facebook"])
    sheet.append([first, "08:30", f"Salah kanal {mark}", "Isi.", "Layanan publik", "Fesbuk"])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def uploads(page: Page, data: bytes, name: str) -> None:
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("Berkas rencana").set_input_files({"name": name, "mimeType": mime, "buffer": data})
    page.get_by_role("button", name="Periksa berkas").click()


def test_two_hundred_planned_posts_become_drafts_with_one_tap(person: Sits) -> None:
    mark = new_mark()
    ayu = person("ayu")
    page = ayu.opens("/kiriman/")
    page.get_by_role("link", name="Impor").click()
    ayu.finds_no_barriers()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh templat").click()
    data = plan(Path(download.value.path()).read_bytes(), mark)

    uploads(page, b"bukan buku kerja", "salah.xlsx")
    expect(page.get_by_role("alert")).to_contain_text("Judul kolom tidak ditemukan")
    ayu.finds_no_barriers()

    uploads(page, data, f"rencana-{mark}.xlsx")
    page.wait_for_url(re.compile(r"/impor/\d+/"), timeout=PATIENCE_MS)
    expect(page.get_by_text("dapat berarti 3 April atau 4 Maret")).to_be_visible()
    expect(page.get_by_text("“Fesbuk” bukan kanal dinas Anda")).to_be_visible()
    ayu.finds_no_barriers()
    page.get_by_role("link", name=re.compile("^Siap")).click()
    expect(page.get_by_text(f"Rencana {mark} nomor 1", exact=True)).to_be_visible()
    ayu.finds_no_barriers()

    page.get_by_role("button", name=f"Jadikan {ROWS} draf").click()
    expect(page.get_by_text(f"{ROWS} kiriman menjadi draf")).to_be_visible(timeout=PATIENCE_MS)
    ayu.finds_no_barriers()
    address = page.url
    page.get_by_role("link", name=f"Rencana {mark} nomor 1", exact=True).click()
    expect(page.get_by_role("heading", name=f"Rencana {mark} nomor 1", exact=True)).to_be_visible()

    ayu.opens("/impor/")
    uploads(page, data, "salinan.xlsx")
    page.get_by_role("link", name=re.compile(f"Sudah ada {ROWS}")).click(timeout=PATIENCE_MS)
    expect(page.get_by_text("Sudah diimpor sebelumnya").first).to_be_visible()

    page.goto(address)
    page.get_by_role("button", name="Batalkan impor ini").click()
    expect(page.get_by_text("Semua drafnya ditarik").first).to_be_visible(timeout=PATIENCE_MS)
