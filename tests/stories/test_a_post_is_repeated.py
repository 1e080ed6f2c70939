"""One approval for a schedule: Ayu chooses days, Bima reads the first three, and what comes stands on the post's page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, new_mark

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
WAJO = ZoneInfo("Asia/Makassar")


def chooses_every_day(page: Page, size: str) -> None:
    if size == "phone":
        page.get_by_role("button", name="Lanjut", exact=True).click()
        page.wait_for_url(re.compile("langkah=media"))
        page.get_by_role("button", name="Lanjut", exact=True).click()
        page.wait_for_url(re.compile("langkah=periksa"))
    expect(page.get_by_label("Hari terakhir")).to_be_hidden()
    page.get_by_text("Tiap hari").click()
    expect(page.get_by_text("Kapan terbit?")).to_be_hidden()
    page.get_by_label("Jam", exact=True).fill("07:00")
    page.get_by_label("Hari terakhir").fill(f"{datetime.now(WAJO) + timedelta(days=30):%Y-%m-%d}")
    expect(page.locator("#repeat-times")).to_contain_text("07.00")


def test_a_schedule_is_approved_once_and_stopped_by_whoever_approved_it(person: Sits, size: str) -> None:
    mark = new_mark()
    ayu = person("ayu")
    page = ayu.opens("/tulis/")
    page.get_by_label("Judul", exact=True).fill(f"Jadwal posyandu {mark}")
    page.get_by_label("Tulisan", exact=True).fill(f"Posyandu {{hari}}, {{tanggal}}, pukul 08.00 ({mark}).")
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    for box in page.locator("li.side input[name=channel]").all():
        box.set_checked(box.and_(page.get_by_role("checkbox", name=re.compile(r"^\W*Facebook"))).count() > 0)
    chooses_every_day(page, size)
    ayu.finds_no_barriers()
    page.get_by_role("button", name=re.compile("^Ajukan")).click()
    page.wait_for_url(re.compile(r"/kiriman/\d+/"))

    bima = person("bima")
    theirs = bima.page
    theirs.get_by_role("link", name=re.compile(mark)).first.click()
    expect(theirs.locator(".first-times li")).to_have_count(3)
    expect(theirs.locator(".first-times")).not_to_contain_text("{tanggal}")
    bima.finds_no_barriers()
    theirs.get_by_role("button", name=re.compile("Setujui persis")).click()
    bima.sees("Disetujui.")

    theirs.goto(page.url)
    expect(theirs.locator(".times li")).to_have_count(3)
    bima.finds_no_barriers()
    theirs.get_by_text("Hentikan pengulangan").first.click()
    theirs.get_by_label("Alasan").fill("programnya selesai")
    theirs.get_by_role("button", name="Hentikan pengulangan").click()
    bima.sees("Pengulangan dihentikan")
    expect(theirs.locator(".times li")).to_have_count(0)
