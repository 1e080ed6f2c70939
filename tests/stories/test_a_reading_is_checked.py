"""What triage read is advice: a comment that may be urgent asks for a person, who puts it right in one act and leaves a stamp."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, new_mark
from tests.stories.running import Demo
from tests.stories.test_a_complaint_is_answered import comments

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
NUMBER = "0812-7345-6789"


def until_there(page: Page, words: str) -> None:
    """Reload until the words are on the page."""
    deadline = time.monotonic() + 60
    while page.get_by_text(words).count() == 0:
        assert time.monotonic() < deadline, f"“{words}” did not appear"
        page.wait_for_timeout(400)
        page.reload()


def test_a_cry_for_help_asks_at_once_and_a_person_puts_the_reading_right(person: Sits, demo: Demo, size: str) -> None:
    mark = new_mark()
    comments(person(""), demo, f"Kebakaran di gang sempit kel. Lapongkoda, tolong hubungi {NUMBER} ({mark})")
    eko = person("eko")
    today = eko.opens("/")
    until_there(today, mark)
    expect(today.get_by_text(re.compile("Mungkin darurat")).first).to_be_visible()
    expect(today.locator("body")).not_to_contain_text(NUMBER)
    eko.finds_no_barriers()
    today.get_by_role("link", name=re.compile(mark)).first.click()
    today.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    talk = today
    expect(talk.get_by_text("telepon petugas dulu")).to_be_visible()
    expect(talk.get_by_text("belum diperiksa", exact=False).first).to_be_visible()
    expect(talk.get_by_text("nomor telepon", exact=False).first).to_be_visible()
    expect(talk.get_by_label(re.compile("^Tempat"))).to_have_value(re.compile("Lapongkoda", re.IGNORECASE))
    eko.finds_no_barriers()
    talk.get_by_label("Kesegeraan").select_option(label="Segera")
    if size == "desk":
        talk.get_by_label("Kesegeraan").blur()
        talk.keyboard.press("p")
    else:
        talk.get_by_role("button", name=re.compile("Bacaan benar")).click()
    expect(talk.get_by_text("Diperiksa manusia").first).to_be_visible()
    expect(talk.get_by_label("Kesegeraan")).to_have_value("soon")
    eko.finds_no_barriers()
    home = eko.opens("/")
    expect(home.get_by_text(re.compile("Mungkin darurat.*" + mark))).to_have_count(0)


def test_neighbours_who_write_of_one_thing_are_shown_together(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    rani = person("")
    for words in (
        "Jembatan bambu kampung retak, papannya lepas",
        "Papan jembatan bambu kampung lepas dan retak, tolong",
    ):
        comments(rani, demo, f"{words} {mark}")
    eko = person("eko")
    page = eko.opens(f"/kotak-masuk/?tab=semua&q={mark}")
    until_there(page, "tolong " + mark)
    page.locator("a.msg", has_text="tolong " + mark).first.click()
    page.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    page.goto(page.url.split("?")[0] + "?lihat=konteks")
    until_there(page, "komentar lain tentang hal yang sama")  # the two may arrive, and be read, in either order
    expect(page.get_by_text("komentar lain tentang hal yang sama")).to_be_visible()
    eko.finds_no_barriers()


def test_the_coordinator_says_who_answers_for_what(person: Sits) -> None:
    eko = person("eko")
    page = eko.opens("/aturan-pilah/")
    eko.finds_no_barriers()
    page.get_by_label(re.compile("^Wisata dan acara")).select_option(label="Pemerintah provinsi")
    page.get_by_role("button", name="Simpan aturan").click()
    expect(page.get_by_text("1 pokok diatur ulang")).to_be_visible()
    page.get_by_label(re.compile("^Wisata dan acara")).select_option(index=0)
    with page.expect_navigation():  # the same words stand there of the save before
        page.get_by_role("button", name="Simpan aturan").click()
    expect(page.get_by_text("1 pokok diatur ulang")).to_be_visible()
    name = f"Pasar {secrets.token_hex(2)}"
    page.get_by_label(re.compile("^Nama tempat")).fill(name)
    page.get_by_role("button", name="Catat tempat").click()
    expect(page.get_by_text(f"{name} dicatat")).to_be_visible()
    eko.finds_no_barriers()
    page.get_by_role("button", name=f"Hapus {name}").click()
    expect(page.get_by_text(f"{name} dihapus")).to_be_visible()
