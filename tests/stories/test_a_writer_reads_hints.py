"""Ayu writes and is told at once what readers would miss; the passage is marked where it stands, and nothing waits for it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.stories.people import Person

pytestmark = pytest.mark.story
STORY = "👍 Dinas Kesehatan mengadakan senam bersama warga di Lapangan Merdeka, Minggu pukul 06.00, agar sehat. Semua OPD ikut."
LATE_MS = 1500


def at_the_desk(ayu: Person) -> Page:
    page = ayu.opens("/tulis/")
    page.get_by_label("Judul", exact=True).fill("Senam bersama hari Minggu")
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    page.goto(page.url.split("?")[0] + "?langkah=tulis")
    return page


def test_ayu_is_told_while_typing_and_sees_the_passage(person: Callable[[str], Person]) -> None:
    ayu = person("ayu")
    page = at_the_desk(ayu)
    page.get_by_label("Tulisan utama").fill(STORY)
    short = page.locator("#saran [data-aid]", has_text="OPD")
    short.focus()
    expect(page.locator(".aid-over mark")).to_have_text("OPD")
    ayu.finds_no_barriers()
    short.press("Enter")
    chosen = page.evaluate(
        "() => { const it = document.activeElement; return it.value.slice(it.selectionStart, it.selectionEnd); }"
    )
    assert chosen == "OPD"
    page.keyboard.type("organisasi perangkat daerah (OPD)")
    expect(page.locator("#saran")).to_contain_text("Tidak ada saran")


def test_a_late_answer_never_takes_the_place_of_a_newer_one(person: Callable[[str], Person]) -> None:
    page = at_the_desk(person("ayu"))
    held: list[Route] = []

    def answers(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)  # the network keeps the first question until the second is answered

    page.route("**/tulis/saran/", answers)
    field = page.get_by_label("Tulisan utama")
    with page.expect_request("**/tulis/saran/"):
        field.fill(STORY)
    field.fill(STORY.replace("Semua OPD ikut.", "Bikin heboh!"))
    expect(page.locator("#saran [data-aid]", has_text="Bikin heboh")).to_be_visible()
    held[0].continue_()
    page.wait_for_timeout(LATE_MS)
    expect(page.locator("#saran [data-aid]", has_text="Bikin heboh")).to_be_visible()
    expect(page.locator("#saran [data-aid]", has_text="OPD")).to_have_count(0)


def test_hints_do_not_move_the_page_while_something_is_pressed(person: Callable[[str], Person]) -> None:
    page = at_the_desk(person("ayu"))
    title = page.get_by_role("heading", level=1)
    place = title.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 5, place["y"] + 5)
    page.mouse.down()  # before the words: a quick answer must find the button down
    with page.expect_response("**/tulis/saran/"):
        page.get_by_label("Tulisan utama").fill(STORY)
    page.wait_for_timeout(300)
    expect(page.locator("#saran [data-aid]")).to_have_count(0)
    page.mouse.up()
    expect(page.locator("#saran [data-aid]", has_text="OPD")).to_be_visible()
