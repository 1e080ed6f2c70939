"""A coordinator's morning: thirty comments sorted with the keyboard alone at the desk, with the thumb alone on the phone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import expect

from tests.stories.people import Person, new_mark
from tests.stories.running import Demo

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
PATIENCE_SECONDS = 90.0
COMPLAINTS = ("jalan berlubang di depan pasar", "lampu jalan mati sudah seminggu", "sampah menumpuk di lorong")
THANKS = ("terima kasih pak, pelayanan bagus", "mantap pak bupati")


def words_of(number: int) -> str:
    """Every other one thanks, every other one a complaint."""
    return COMPLAINTS[number // 2 % 3] if number % 2 else THANKS[number // 2 % 2]


def citizens_write(rani: Person, demo: Demo, mark: str) -> None:
    """Thirty comments under the head's newest post within a moment: every other one a complaint, every other one thanks."""
    rani.page.goto(demo.feed("instagram"))
    rani.page.get_by_label("Akun").get_by_text("bupatiwajo").click()
    rani.page.wait_for_url(re.compile(r"[?&]akun="))
    card = rani.page.locator("article", has_text="Bupati Wajo").first
    card.get_by_role("link", name=re.compile("Komentar")).click()
    rani.page.wait_for_url(re.compile("#tulis$"))
    post = rani.page.url.split("#")[0].split("?")[0].rstrip("/").rpartition("/")[2]
    at, first = datetime.now(UTC).isoformat(), int.from_bytes(mark.encode())
    told = [
        {
            "platform": "instagram", "post_id": post, "remote_id": f"{first}{number:02}", "at": at,
            "text": f"{words_of(number)} {mark}-{number:02}",
            "author_id": f"9{number}{first}", "author_name": f"warga_{number:02}",
        }
        for number in range(30)
    ]  # fmt: skip
    key = (demo.folder / "demo" / "sandbox-key").read_text("ascii").strip()
    answer = httpx.post(f"{demo.sandbox}/_kendali/dunia/wajo/warga", json=told, headers={"X-Kendali": key}, timeout=60)
    answer.raise_for_status()


def waits_for_thirty(page: Page, demo: Demo, mark: str) -> None:
    """Until the search finds a whole first page of them."""
    began = time.monotonic()
    while True:
        page.goto(demo.at(f"/kotak-masuk/?tab=pilah&q=warga_29+{mark}-29"))
        page.wait_for_load_state()
        found = page.locator("[data-row]").count()
        page.goto(demo.at("/kotak-masuk/?tab=pilah"))
        if found and page.locator("[data-row]", has_text=mark).count() >= 25:
            return
        assert time.monotonic() - began < PATIENCE_SECONDS, "the comments did not reach the inbox"
        page.wait_for_timeout(500)


@pytest.mark.desk
def test_thirty_comments_are_sorted_without_a_mouse(browser: object, demo: Demo, person_at_desk: Sits) -> None:
    mark = new_mark()
    citizens_write(person_at_desk(""), demo, mark)
    eko = person_at_desk("eko")
    page = eko.page
    waits_for_thirty(page, demo, mark)
    eko.finds_no_barriers()
    archived = choose_thanks_and_archive(page, mark)
    eko.finds_no_barriers()
    page.keyboard.press("u")
    expect(page.get_by_text(f"{archived} percakapan dikembalikan untuk dipilah.")).to_be_visible()
    choose_thanks_and_archive(page, mark)
    sorted_by_hand = forward_with_the_keyboard(page, eko, mark)
    assert archived + sorted_by_hand >= 20
    page.goto(demo.at("/kotak-masuk/?tab=pilah"))
    eko.finds_no_barriers()


def choose_thanks_and_archive(page: Page, mark: str) -> int:
    """J to walk, X on every word of thanks, R to archive them together; how many they were."""
    page.wait_for_load_state()  # with its keys
    rows = page.locator("[data-row]")
    chosen = 0
    for number in range(rows.count()):
        page.keyboard.press("j")
        here = page.locator("a.msg:focus")
        if number == 0:
            page.locator("[data-row] a.msg").first.focus()
            here = page.locator("a.msg:focus")
        words = here.inner_text()
        if mark in words and any(thanks in words for thanks in THANKS):
            page.keyboard.press("x")
            chosen += 1
    page.keyboard.press("r")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Arsipkan {chosen} percakapan")
    page.locator("input[name=reason]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{chosen} percakapan diarsipkan.")).to_be_visible()
    return chosen


def forward_with_the_keyboard(page: Page, eko: Person, mark: str) -> int:
    """Enter opens the first; D, an agency, Ctrl+Enter sends it on and opens the next."""
    page.locator("a.msg", has_text=mark).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    eko.finds_no_barriers()
    done = 0
    for _ in range(12):
        page.wait_for_load_state()  # with its keys
        if mark not in page.locator(".pane-talk blockquote").inner_text():
            break
        before = page.url
        page.keyboard.press("d")
        field = page.locator("#id_agency")
        expect(field).to_be_focused()
        if not field.input_value():
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(re.compile(f"^(?!{re.escape(before)}$)"))
        expect(page.get_by_text(re.compile("^Diteruskan ke"))).to_be_visible()
        done += 1
        if not re.search(r"/kotak-masuk/\d+/", page.url):
            break
    return done


@pytest.mark.phone
def test_the_same_with_one_thumb(browser: object, demo: Demo, person_on_phone: Sits) -> None:
    mark = new_mark()
    citizens_write(person_on_phone(""), demo, mark)
    eko = person_on_phone("eko")
    page = eko.page
    waits_for_thirty(page, demo, mark)
    eko.finds_no_barriers()
    page.get_by_role("button", name="Pilih").tap()
    thanks = page.locator("[data-row]", has_text=THANKS[0]).filter(has_text=mark)
    for number in range(3):
        thanks.nth(number).locator("a.msg").tap()
    expect(page.get_by_text("3 dipilih")).to_be_visible()
    eko.finds_no_barriers()
    page.get_by_role("button", name="Arsipkan").tap()
    page.locator("label", has_text="Pujian atau sapaan").tap()
    page.get_by_role("button", name="Arsipkan").tap()
    expect(page.get_by_text("3 percakapan diarsipkan.")).to_be_visible()
    page.get_by_role("button", name="Urungkan").tap()
    expect(page.get_by_text("3 percakapan dikembalikan untuk dipilah.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Saring")).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saring kotak masuk")
    eko.finds_no_barriers()
    page.get_by_label("Jenis").select_option("pengaduan")
    page.get_by_role("button", name="Tampilkan").tap()
    expect(page.get_by_role("link", name=re.compile("Pengaduan.*lepas saringan"))).to_be_visible()
    eko.finds_no_barriers()
    page.locator("a.msg", has_text=mark).first.tap()
    page.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    eko.finds_no_barriers()
    page.get_by_role("button", name="Teruskan, lalu berikutnya").tap()
    expect(page.get_by_text(re.compile("^Diteruskan ke"))).to_be_visible()


@pytest.fixture
def person_at_desk(request: pytest.FixtureRequest) -> Sits:
    """Somebody at a desk."""
    return _sits(request, "desk")


@pytest.fixture
def person_on_phone(request: pytest.FixtureRequest) -> Sits:
    """Somebody with a phone."""
    return _sits(request, "phone")


def _sits(request: pytest.FixtureRequest, size: str) -> Sits:
    from tests.stories.people import someone

    browser, demo = request.getfixturevalue("browser"), request.getfixturevalue("demo")

    def sits(name: str = "") -> Person:
        one = someone(browser, demo, size, name)
        request.addfinalizer(one.page.context.close)
        return one

    return sits
