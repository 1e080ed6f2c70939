"""Next week is moved by a day: by keyboard at the desk, by tapping on the phone; an approved post asks first."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stories.people import Person, new_mark

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
WAJO = ZoneInfo("Asia/Makassar")
POSTS = 3


def monday(weeks: int = 4) -> datetime:
    """A Monday that nobody has planned anything for, also when this story ran here before, at least so many weeks ahead.

    Its Thursday is of the same month: the phone shows no days of the next one.
    """
    now = datetime.now(WAJO)
    coming = [now + timedelta(days=7 * (weeks + number) - now.weekday()) for number in range(20)]
    return secrets.choice([day for day in coming if (day + timedelta(days=3)).month == day.month])


def writes(page: Page, size: str, title: str, day: datetime, hour: str = "10:00") -> None:
    page.get_by_label("Judul", exact=True).fill(title)
    page.get_by_label("Tulisan", exact=True).fill(f"{title}: puskesmas buka lebih awal.")
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    if size == "phone":
        for step in ("kanal", "media", "periksa"):
            if step != "kanal":
                page.get_by_role("button", name="Lanjut", exact=True).click()
                page.wait_for_url(re.compile(f"langkah={step}"))
    page.get_by_text("Pada waktu tertentu").click()
    with page.expect_response(lambda answer: f"T{hour[:2]}" in (answer.request.post_data or ""), timeout=60_000):
        page.locator("[name=publish_at]").fill(f"{day:%Y-%m-%d}T{hour}")
    page.wait_for_load_state("networkidle")


def stands_on(page: Page, title: str, day: datetime) -> None:
    """Wait until the calendar shows the post on that day."""
    cell = page.locator("[data-day]", has=page.locator(".t", has_text=title)).first
    expect(cell).to_have_attribute("data-day", f"{day:%Y-%m-%d}")


def test_a_week_of_posts_is_moved_by_a_day(person: Sits, size: str) -> None:
    mark, first = new_mark(), monday()
    titles = [f"Kabar {number} {mark}" for number in range(POSTS)]
    ayu = person("ayu")
    for number, title in enumerate(titles):
        writes(ayu.opens("/tulis/"), size, title, first + timedelta(days=number))
    page = ayu.opens(f"/kalender/?tampilan=agenda&hari={first:%Y-%m-%d}")
    ayu.finds_no_barriers()
    (by_keyboard if size == "desk" else by_tapping)(ayu, page, titles, first)
    ayu.finds_no_barriers()


def by_keyboard(ayu: Person, page: Page, titles: list[str], first: datetime) -> None:
    """Each post is picked up, carried a week on by one key, and put down; the last one is taken back."""
    ayu.opens(f"/kalender/?bulan={first:%Y-%m}")
    for number, title in reversed(list(enumerate(titles))):
        chip = page.locator("[data-post]", has_text=title)
        chip.focus()
        page.keyboard.press("Space")
        expect(page.locator("[data-voice]")).to_contain_text(title)
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-voice]")).to_contain_text("Tidak bentrok.")
        page.keyboard.press("Enter")
        after = f"{first + timedelta(days=number + 1):%Y-%m-%d}"
        expect(page.locator(f"[data-day='{after}'] [data-post]", has_text=title)).to_be_focused()
    page.keyboard.press("Control+z")
    ayu.sees("kembali ke waktu semula")
    stands_on(page, titles[0], first)
    expect(page.locator("[data-post]:focus")).to_be_visible()  # it was drawn anew
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    ayu.sees("tetap di tempatnya")
    page.reload()
    stands_on(page, titles[0], first)
    for number, title in list(enumerate(titles))[1:]:  # the last move alone was taken back
        stands_on(page, title, first + timedelta(days=number + 1))


def by_tapping(ayu: Person, page: Page, titles: list[str], first: datetime) -> None:
    """The row's button leads to a page with a date; the calendar offers the way back."""
    for number, title in reversed(list(enumerate(titles))):
        page.get_by_role("link", name=f"Pindahkan {title}").click()
        ayu.finds_no_barriers()
        page.get_by_label("Tanggal").fill(f"{first + timedelta(days=number + 1):%Y-%m-%d}")
        page.get_by_role("button", name="Pindahkan", exact=True).click()
        ayu.sees("dipindah ke")
        stands_on(page, title, first + timedelta(days=number + 1))
        ayu.opens(f"/kalender/?tampilan=agenda&hari={first:%Y-%m-%d}")
    page.get_by_role("link", name=f"Pindahkan {titles[0]}").click()
    page.get_by_label("Tanggal").fill(f"{first:%Y-%m-%d}")
    page.get_by_role("button", name="Pindahkan", exact=True).click()
    with page.expect_navigation():  # "dipindah ke" stands there of the move before
        page.get_by_role("button", name="Urungkan").click()
    ayu.sees("dipindah ke")
    stands_on(page, titles[0], first + timedelta(days=1))


def lifts(page: Page, chip: Locator, size: str) -> None:
    """Picks a post up by mouse, or by a finger that rests on it."""
    chip.scroll_into_view_if_needed()
    box = chip.bounding_box()
    assert box
    if size == "phone":
        chip.evaluate(
            "(el, at) => el.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true, pointerType: 'touch', clientX: at.x + 9, clientY: at.y + 9}))",
            box,
        )
    else:
        page.mouse.move(box["x"] + 20, box["y"] + 8)
        page.mouse.down()
        page.mouse.move(box["x"] + 60, box["y"] + 8, steps=4)
    expect(page.locator("[data-holding]")).to_be_visible()


def test_what_a_post_runs_into_is_told_while_it_is_carried(person: Sits, size: str) -> None:
    """By mouse and by keys at the desk, by finger on the phone; each time before it is put down."""
    mark, day = new_mark(), monday(7)
    ayu, title = person("ayu"), f"Larut {mark}"
    writes(ayu.opens("/tulis/"), size, title, day, "22:00")
    page = ayu.opens(f"/kalender/?bulan={day:%Y-%m}")
    chip, quiet = page.locator("[data-post]", has_text=title), "Jam tenang: pukul 21.00 sampai 06.00."
    lifts(page, chip, size)
    expect(page.locator("[data-clashes]")).to_contain_text(quiet)
    expect(page.locator(f"[data-day='{day:%Y-%m-%d}']").first).to_have_attribute("data-clash", "! 1 bentrok")
    ayu.finds_no_barriers()
    page.keyboard.press("Escape")
    ayu.sees("tetap di tempatnya")
    if size == "desk":
        page.mouse.up()
        chip.focus()
        page.keyboard.press("Space")
        expect(page.locator("[data-voice]")).to_contain_text(quiet)
        page.keyboard.press("Escape")


def test_a_post_is_dragged_to_another_day(person: Sits, size: str) -> None:
    """By mouse at the desk; by holding it a moment on the phone's list, where the days without posts open up."""
    mark, first = new_mark(), monday(6)
    ayu = person("ayu")
    title = f"Seret {mark}"
    writes(ayu.opens("/tulis/"), size, title, first)
    page = ayu.opens(f"/kalender/?bulan={first:%Y-%m}")
    lifts(page, page.locator("[data-post]", has_text=title), size)
    target = page.locator(f"[data-day='{first + timedelta(days=1):%Y-%m-%d}']").first
    if size == "phone":
        target.scroll_into_view_if_needed()
    there = target.bounding_box()
    assert there
    if size == "phone":
        for kind in ("pointermove", "pointerup"):
            page.evaluate(
                "([kind, at]) => document.dispatchEvent(new PointerEvent(kind, {bubbles: true, pointerType: 'touch', clientX: at.x + 9, clientY: at.y + 9}))",
                [kind, there],
            )
    else:
        page.mouse.move(there["x"] + 30, there["y"] + 40, steps=6)
        expect(page.locator("[data-voice]")).to_contain_text("Tidak bentrok.")
        page.mouse.up()
    ayu.sees("dipindah ke")
    stands_on(page, title, first + timedelta(days=1))


def test_an_approved_post_asks_before_it_loses_its_approval(person: Sits, size: str) -> None:
    ayu = person("ayu")
    page = ayu.opens("/kalender/?tampilan=agenda&keadaan=terjadwal")
    page.get_by_role("link", name=re.compile("^Pindahkan")).first.click()
    ayu.sees("persetujuan itu batal")
    ayu.finds_no_barriers()
    page.get_by_role("button", name="Pindahkan", exact=True).click()  # the box is not ticked: the browser asks for it
    expect(page).to_have_url(re.compile("/pindah/"))
