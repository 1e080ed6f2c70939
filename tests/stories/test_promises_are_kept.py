"""Story: a coordinator sets Ramadan hours and a promise's length; what runs moves and says why; a liaison reads it; nothing unsorted is forgotten."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stories.people import Person, new_mark
from tests.stories.running import Demo
from tests.stories.test_a_case_goes_its_way import PATIENCE_SECONDS, becomes_a_case, waits
from tests.stories.test_a_complaint_is_answered import comments
from tests.stories.trouble import first_answer_late

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
PROMISE = "Pengaduan dan aspirasi selesai"


def day(ahead: int) -> str:
    return f"{datetime.now(UTC).astimezone(ZoneInfo('Asia/Makassar')) + timedelta(days=ahead):%Y-%m-%d}"


def sets_ramadan_hours(eko: Person, name: str) -> None:
    page = eko.opens("/tenggat/")
    eko.finds_no_barriers()
    page.get_by_role("link", name="Tambah jam kerja").click()
    page.get_by_label("Nama").fill(name)
    page.get_by_label("Hari pertama").fill(day(60))
    page.get_by_label(re.compile("^Hari terakhir")).fill(day(1))
    page.get_by_role("button", name="Simpan jam kerja").click()
    eko.sees("Hari terakhir ada sebelum hari pertama")
    expect(page.get_by_label("Nama")).to_have_value(name)
    eko.finds_no_barriers()
    page.get_by_label("Hari pertama").fill(day(1))
    page.get_by_label(re.compile("^Hari terakhir")).fill(day(60))
    page.get_by_role("button", name="Simpan jam kerja").click()
    eko.sees("Belum ada yang disimpan")
    eko.finds_no_barriers()
    page.get_by_role("button", name="Ya, simpan").click()
    eko.sees("tanggal semula dan alasannya tercatat")
    eko.finds_no_barriers()


def sets_a_length(eko: Person, days: str) -> None:
    page = eko.opens("/tenggat/")
    page.get_by_label(PROMISE, exact=True).fill(days)
    page.get_by_role("button", name="Simpan lama tenggat").click()
    eko.sees("Belum ada yang disimpan")
    eko.finds_no_barriers()
    page.get_by_role("button", name="Ya, simpan").click()
    eko.sees("Lama tenggat tersimpan.")


def test_hours_and_a_length_move_what_runs_and_say_why(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    eko, case = becomes_a_case(person, demo, f"lampu pasar padam ({mark})", mark)
    sets_ramadan_hours(eko, f"Ramadan {mark}")
    page = eko.opens(case)
    expect(page.locator(".defs").filter(has_text="Penyelesaian")).to_contain_text(f"Jam kerja berubah: Ramadan {mark}")
    sets_a_length(eko, "9")
    page = eko.opens(case)
    expect(page.locator(".defs").filter(has_text="Penyelesaian")).to_contain_text("Lamanya menjadi 9 hari kerja")
    fitri = person("fitri")
    page = fitri.opens(case)
    page.get_by_role("link", name="Tenggat dan jam kerja").click()
    expect(page.get_by_role("row", name=PROMISE)).to_contain_text("9 hari kerja")
    fitri.sees(f"Ramadan {mark}")
    expect(page.get_by_role("button", name=re.compile("^Simpan"))).to_have_count(0)
    fitri.finds_no_barriers()
    page = eko.opens("/tenggat/")
    page.get_by_role("button", name=f"Kembalikan ke bawaan untuk {PROMISE}").click()
    page.get_by_role("button", name="Ya, kembalikan").click()
    eko.sees("Lama tenggat tersimpan.")
    page.get_by_role("button", name=f"Hapus Ramadan {mark}").click()
    page.get_by_role("button", name="Ya, hapus").click()
    eko.sees(f"Jam kerja Ramadan {mark} diakhiri.")


def stands(page: Page, what: Locator) -> None:
    """Reload until it is there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while what.count() == 0:
        assert time.monotonic() < deadline, "it did not appear"
        page.wait_for_timeout(400)
        page.reload()


def test_what_nobody_sorted_in_time_stands_on_hari_ini_until_it_is(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    comments(person(""), demo, f"jembatan gantung hampir putus ({mark})")
    eko = person("eko")
    waits(eko.opens("/kotak-masuk/?tab=pilah"), mark)
    first_answer_late(demo, mark, 4)
    page = eko.opens("/")
    late = page.locator(".row", has_text="belum dipilah, tanggapan pertamanya lewat")
    of_the_head = late.filter(has_text="Instagram Bupati Wajo")  # in office hours other accounts are late as well
    stands(page, of_the_head)
    eko.finds_no_barriers()
    with page.expect_navigation():
        of_the_head.locator("a.title").click()
    waits(page, mark)
    page.get_by_text(mark).first.click()
    page.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    eko.sees("Tidak perlu diteruskan")
    eko.finds_no_barriers()
