"""The line goes, the window closes, two windows write, the session ends: every word typed is still there."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, Route, expect

from kentongan.config import cast
from kentongan.media.tests.files import jpeg
from tests.stories.people import Person, new_mark, until

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
PLACE = re.compile(r"^[^?]*/tulis/(\d+)/")
NOTHING_ON_DEVICE = "Object.keys(localStorage).every((key) => !key.startsWith('tulis:'))"
ON_DEVICE = "Belum tersambung – tersimpan di perangkat ini"


def begins(ayu: Person, story: str) -> str:
    """A post just begun; its address, at the step of writing."""
    page = ayu.opens("/tulis/")
    page.get_by_label("Judul", exact=True).fill(f"Imunisasi {new_mark()}")
    page.get_by_label("Tulisan", exact=True).fill(story)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url(PLACE)
    found = PLACE.search(page.url)
    assert found
    return ayu.demo.at(f"/tulis/{found[1]}/?langkah=tulis")


def adds(page: Page, words: str) -> None:
    """Go on typing where the story ends."""
    page.locator("#story").click()  # waits until what this device still holds has come first
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def saved(page: Page, words: str) -> None:
    """Wait until the line says that it is kept, and find it kept by opening the page anew."""
    page.wait_for_timeout(900)
    expect(page.locator("#saved[data-state=saved]")).to_contain_text("Tersimpan", timeout=15_000)
    until(page, NOTHING_ON_DEVICE)
    page.reload()
    expect(page.locator("#story")).to_have_value(words)


def test_words_typed_without_a_line_outlive_the_window_and_arrive_when_it_returns(person: Sits) -> None:
    ayu = person("ayu")
    address = begins(ayu, "Imunisasi gratis.")
    page = ayu.page
    page.goto(address)
    page.context.set_offline(True)
    adds(page, " Bawa buku KIA.")
    ayu.sees(ON_DEVICE)
    ayu.finds_no_barriers()
    page.close()
    page.context.set_offline(False)
    ayu.page = page.context.new_page()
    ayu.page.goto(address)
    expect(ayu.page.locator("#story")).to_have_value("Imunisasi gratis. Bawa buku KIA.")
    saved(ayu.page, "Imunisasi gratis. Bawa buku KIA.")


def test_the_line_returns_while_she_is_there_and_nothing_has_to_be_pressed(person: Sits) -> None:
    ayu = person("ayu")
    page = ayu.page
    page.goto(begins(ayu, "Posyandu."))
    page.context.set_offline(True)
    adds(page, " Jam 8.")
    ayu.sees(ON_DEVICE)
    page.context.set_offline(False)
    saved(page, "Posyandu. Jam 8.")


def test_two_windows_on_one_post_are_told_of_each_other_and_both_texts_can_be_had(person: Sits) -> None:
    ayu = person("ayu")
    address = begins(ayu, "Baris satu.\nBaris dua.\nBaris tiga.")
    first = ayu.page
    first.goto(address)
    second = first.context.new_page()
    second.goto(address)
    expect(first.get_by_text("Kiriman ini juga terbuka di jendela lain")).to_be_visible()
    first.locator("#story").fill("Baris satu, diubah.\nBaris dua.\nBaris tiga.")
    expect(second.get_by_text("Jendela lain menyimpan kiriman ini pukul")).to_be_visible()
    second.locator("#story").fill("Baris satu.\nBaris dua.\nBaris tiga, ditambah.")
    expect(second.locator("#conflict")).to_contain_text("Anda mengubah kiriman ini di jendela lain")
    expect(second.locator("#mine-story")).to_have_value("Baris satu.\nBaris dua.\nBaris tiga, ditambah.")
    expect(second.locator("#their-story")).to_have_value("Baris satu, diubah.\nBaris dua.\nBaris tiga.")
    ayu.page = second
    ayu.finds_no_barriers()
    second.get_by_role("button", name="Pakai gabungan").click()
    expect(second.locator("#story")).to_have_value("Baris satu, diubah.\nBaris dua.\nBaris tiga, ditambah.")
    expect(second.locator("#conflict")).to_be_empty()


GOES_AND_TYPES = """([address, words]) => {
  setTimeout(() => location.assign(address));
  setTimeout(() => {
    const field = document.getElementById("story");
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, 1500);
}"""
"""By the page itself: the hand of a test waits until a page that goes has gone."""


def holding(page: Page, address: str, *, drawn: bool = False) -> list[Callable[[], None]]:
    """Keep the first answer from `address` back until what this list will hold is called; `drawn`: the server has given it."""
    held: list[Callable[[], None]] = []

    def holds(route: Route) -> None:
        if held:
            route.continue_()
        elif drawn:
            answer = route.fetch()
            held.append(lambda: route.fulfill(response=answer))
        else:
            held.append(route.continue_)

    page.route(address, holds)
    return held


def has(page: Page, came: Sequence[object]) -> None:
    """Wait until something has come."""
    deadline = time.monotonic() + 15
    while not came:
        assert time.monotonic() < deadline, "nothing came"
        page.wait_for_timeout(50)


def test_words_typed_before_the_page_has_all_arrived_are_saved_too(person: Sits) -> None:
    ayu = person("ayu")
    address = begins(ayu, "Posyandu.")
    page = ayu.page
    held = holding(page, "**/keep*.js")
    page.goto(address, wait_until="commit")
    page.locator("#story").fill("Posyandu. Jam 8.")
    has(page, held)
    held[0]()
    page.locator("#tulis[data-settled]").wait_for()
    saved(page, "Posyandu. Jam 8.")


def test_a_page_that_was_drawn_before_the_last_save_is_drawn_anew(person: Sits) -> None:
    ayu = person("ayu")
    address = begins(ayu, "Posyandu.")
    page = ayu.page
    page.goto(address)
    held = holding(page, f"{address}&lagi", drawn=True)
    answered: list[Response] = []
    page.on("response", lambda one: answered.append(one) if one.url.endswith("/simpan/") else None)
    page.evaluate(GOES_AND_TYPES, [f"{address}&lagi", "Posyandu. Jam 8."])
    has(page, held)
    has(page, answered)
    page.wait_for_timeout(200)  # what the page makes of it
    held[0]()
    page.wait_for_url("**&lagi")
    expect(page.locator("#story")).to_have_value("Posyandu. Jam 8.")
    adds(page, " Bawa buku KIA.")
    saved(page, "Posyandu. Jam 8. Bawa buku KIA.")
    no_conflict_and_nothing_left(page)


def test_photos_chosen_without_a_line_are_kept_and_arrive_when_it_returns(person: Sits, tmp_path: Path) -> None:
    ayu = person("ayu")
    address = begins(ayu, "Posyandu.").replace("langkah=tulis", "langkah=media")
    photo = tmp_path / "posyandu.jpg"
    photo.write_bytes(jpeg((1400, 1000), gps=True))
    page = ayu.page
    page.goto(address)
    page.context.set_offline(True)
    page.locator("#file").set_input_files(photo)
    ayu.sees("Tersimpan di perangkat ini, menunggu sambungan")
    ayu.finds_no_barriers()
    page.close()
    page.context.set_offline(False)
    ayu.page = page.context.new_page()
    ayu.page.goto(address)
    expect(ayu.page.locator(".assets .asset", has_text="posyandu.jpg")).to_have_count(1, timeout=30_000)
    expect(ayu.page.locator("#menunggu li")).to_have_count(0)
    expect(ayu.page.get_by_text("Dihapus dari berkas").first).to_be_visible()
    ayu.page.get_by_label("Apa yang tampak di foto?").fill("Ibu menimbang bayi")
    ayu.page.wait_for_timeout(900)
    expect(ayu.page.locator("#saved[data-state=saved]")).to_contain_text("Tersimpan", timeout=15_000)
    ayu.page.reload()
    expect(ayu.page.locator(".assets .asset")).to_have_count(1)
    expect(ayu.page.get_by_label("Apa yang tampak di foto?")).to_have_value("Ibu menimbang bayi")
    no_conflict_and_nothing_left(ayu.page)
    ayu.finds_no_barriers()


def no_conflict_and_nothing_left(page: Page) -> None:
    """Everything typed is there, and nobody is shown a conflict with themselves."""
    until(page, NOTHING_ON_DEVICE)
    expect(page.locator(".conflict")).to_have_count(0)


def test_a_button_pressed_while_a_save_is_under_way_waits_for_it(person: Sits, size: str) -> None:
    ayu = person("ayu")
    page = ayu.page
    page.goto(begins(ayu, "Posyandu."))
    under_way: list[Route] = []

    def holds(route: Route) -> None:
        if under_way:
            route.continue_()
        else:
            under_way.append(route)

    page.route("**/simpan/", holds)
    adds(page, " Jam 8.")
    expect(page.locator("#saved")).to_contain_text("Menyimpan")
    adds(page, " Bawa buku KIA.")
    before = page.url
    page.get_by_role("button", name=re.compile("^Lanjut" if size == "phone" else "^Simpan draf")).click()
    page.wait_for_timeout(800)
    assert page.url == before
    with page.expect_navigation(url=re.compile("langkah=kanal" if size == "phone" else "langkah=tulis")):
        under_way[0].continue_()
    page.goto(before)
    no_conflict_and_nothing_left(page)
    expect(page.locator("#story")).to_have_value("Posyandu. Jam 8. Bawa buku KIA.")


def test_going_on_at_once_after_leaving_in_the_middle_of_a_save_is_no_conflict_with_oneself(person: Sits) -> None:
    ayu = person("ayu")
    page = ayu.page
    address = begins(ayu, "Posyandu.")
    page.goto(address.replace("langkah=tulis", "langkah=kanal"))
    for box in page.locator("li.side input[name=channel]").all():
        box.set_checked(not box.is_checked())
    page.goto(address)
    adds(page, " Jam 8.")
    page.reload()
    adds(page, " Bawa buku KIA.")
    saved(page, "Posyandu. Jam 8. Bawa buku KIA.")
    no_conflict_and_nothing_left(page)


def test_words_outlive_a_session_that_ended(person: Sits) -> None:
    ayu = person("ayu")
    page = ayu.page
    page.goto(begins(ayu, "Posyandu."))
    page.context.clear_cookies()
    adds(page, " Jam 8.")
    ayu.sees("Anda perlu masuk lagi – tersimpan di perangkat ini.")
    page.get_by_role("link", name="Masuk lagi").click()
    form = page.locator("form:has(#id_login)")
    form.locator("#id_login").fill("ayu")
    form.locator("#id_password").fill(cast.PASSWORD)
    form.locator("[type=submit]").click()
    page.wait_for_url(PLACE)
    saved(page, "Posyandu. Jam 8.")


def test_going_back_and_forward_brings_no_old_words(person: Sits) -> None:
    ayu = person("ayu")
    page = ayu.page
    page.goto(begins(ayu, "Posyandu."))
    adds(page, " Jam 8.")
    page.goto(ayu.demo.at("/kiriman/"))
    page.go_back()
    expect(page.locator("#story")).to_have_value("Posyandu. Jam 8.")
    saved(page, "Posyandu. Jam 8.")
