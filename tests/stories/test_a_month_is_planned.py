"""A month against what was meant: Eko sets targets, Ayu sees what is missing, writes it with a reason for each place, and it counts."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, all_saved, new_mark

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
WAJO = ZoneInfo("Asia/Makassar")
ELSEWHERE = "2030-01"
"""Where test_safe_to_publish puts its posts; the calendar's stories stay within half a year."""


def month_after(months: int) -> str:
    today = datetime.now(WAJO)
    number = today.year * 12 + today.month - 1 + months
    return f"{number // 12}-{number % 12 + 1:02}"


def a_month_of_its_own(size: str) -> str:
    """Every post of a month counts, so it is none that the other size takes, nor one in which another story plans."""
    after_the_calendars = range(8 + (size == "phone"), 51, 2)
    return secrets.choice([month for month in map(month_after, after_the_calendars) if month != ELSEWHERE])


def chooses(page: Page, size: str, step: str) -> None:
    """Go to a step of the desk: on the phone it is a page of its own."""
    if size == "phone":
        all_saved(page)
        page.goto(re.sub(r"\?.*", "", page.url) + f"?langkah={step}")


def test_a_month_is_planned_against_its_targets(person: Sits, size: str) -> None:
    mark, month = new_mark(), a_month_of_its_own(size)
    eko = person("eko")
    page = eko.opens(f"/rencana/target/?bulan={month}")
    eko.finds_no_barriers()
    page.get_by_label("Dinas Kesehatan, Layanan publik").fill("2")
    page.get_by_label("Dinas Kesehatan, Edukasi masyarakat").fill("1")
    page.get_by_role("button", name="Simpan target").click()
    eko.sees("Target tersimpan")
    page.get_by_role("link", name="Rencana", exact=True).first.click()

    ayu = person("ayu")
    mine = ayu.opens(f"/rencana/?bulan={month}")
    ayu.sees("3 kiriman lagi belum direncanakan")
    ayu.finds_no_barriers()
    mine.get_by_role("button", name=re.compile("^Tulis tentang")).first.click()
    mine.wait_for_url(re.compile(r"/tulis/\d+/"))

    chooses(mine, size, "tulis")
    mine.get_by_label("Judul", exact=True).fill(f"Imunisasi {mark}")
    mine.get_by_label("Tulisan utama").fill(f"Imunisasi anak {mark} dibuka di semua puskesmas, pukul 08.00. " * 8)
    mine.get_by_text("Layanan publik", exact=True).click()
    mine.locator("#rencana-kiriman summary").click()
    mine.get_by_text("Orang tua", exact=True).click()
    mine.get_by_label("Cari program").fill("ibu dan anak")
    expect(mine.locator("#programmes .option")).to_have_count(2)
    mine.locator("#programmes label", has_text="Ibu dan anak sehat").click()
    expect(mine.locator("#plan-said")).to_contain_text("Ibu dan anak sehat · Orang tua")
    ayu.finds_no_barriers()

    chooses(mine, size, "kanal")
    expect(mine.locator("#belongs")).to_contain_text("Terlalu panjang untuk X")
    expect(mine.locator("#belongs")).to_contain_text("Untuk Orang tua: rencana kanal menyebut Facebook.")
    ayu.finds_no_barriers()
    mine.get_by_role("button", name="Lepas X").click()
    expect(mine.get_by_role("checkbox", name=re.compile(r"^\W*X$"))).not_to_be_checked()
    mine.wait_for_load_state()  # what is typed next is saved by its scripts

    chooses(mine, size, "periksa")
    first = datetime.strptime(month, "%Y-%m").replace(tzinfo=WAJO)
    mine.get_by_text("Pada waktu tertentu").click()
    mine.locator("#publish_at").fill(f"{first + timedelta(days=9, hours=8):%Y-%m-%dT%H:%M}")
    all_saved(mine)

    ayu.opens(f"/rencana/?bulan={month}")
    ayu.sees("2 kiriman lagi belum direncanakan")
    ayu.opens("/rencana/program/")
    ayu.sees("Ibu dan anak sehat")
    ayu.finds_no_barriers()
