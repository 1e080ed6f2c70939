"""The frame of every page: in by one tap, around by keyboard, dark at once, honest about the line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.stories.people import Person

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_component_can_be_used_by_everyone_in_light_and_dark(person: Sits, theme: str) -> None:
    visitor = person("")
    visitor.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    visitor.opens("/desain/")
    visitor.sees("Bambu dan tinta")
    visitor.finds_no_barriers()
    wider = visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wider, "the page scrolls sideways"


def test_a_guest_of_the_demo_comes_in_with_one_tap_and_finds_the_way_around(person: Sits, size: str) -> None:
    guest = person("")
    guest.opens("/")
    guest.sees("Coba sebagai")
    guest.finds_no_barriers()
    guest.page.locator(".cast-one").first.click()
    guest.page.wait_for_url(guest.demo.at("/"))
    if size == "phone":
        guest.page.get_by_role("button", name="Lainnya").click()
        guest.page.locator("#lainnya").get_by_role("button", name="Keluar").wait_for()
        guest.finds_no_barriers()
        guest.page.locator("#lainnya").get_by_role("link", name="Aturan").click()
    else:
        guest.page.keyboard.press("Control+k")
        guest.page.keyboard.type("atur")
        guest.finds_no_barriers()
        guest.page.keyboard.press("Enter")
    guest.page.wait_for_url(guest.demo.at("/aturan/"))


def test_eko_works_by_keyboard_alone(person: Sits, size: str) -> None:
    if size == "phone":
        pytest.skip("phones have no keys")
    eko = person("eko")
    eko.page.keyboard.press("j")
    assert eko.page.evaluate("document.activeElement.matches('[data-keys] a.title')")
    eko.page.keyboard.press("?")
    eko.page.get_by_role("heading", name="Tombol pintas").wait_for()
    eko.finds_no_barriers()
    eko.page.keyboard.press("Escape")
    eko.page.keyboard.type("gk")  # in one breath: the first of the two counts for a second only
    eko.page.wait_for_url(eko.demo.at("/kalender/"))
    eko.finds_no_barriers()


def test_the_keys_of_a_page_are_told_and_are_silent_where_words_are_written(person: Sits, size: str) -> None:
    eko = person("eko")
    eko.opens("/kotak-masuk/")
    opener, dialog = eko.page.locator(".rail [data-open=pintasan]"), eko.page.locator("dialog#pintasan")
    if size == "phone":
        assert not opener.is_visible()
        return
    opener.click()
    dialog.get_by_role("heading", name="Di Kotak masuk").wait_for()
    eko.finds_no_barriers()
    eko.page.keyboard.press("x")
    assert not eko.page.locator("[name=pilih]:checked").count(), "keys of the page are silent under the dialog"
    eko.page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    search = eko.page.locator("[data-search]")
    search.focus()
    eko.page.keyboard.press("?")
    expect(search).to_have_value("?")
    expect(dialog).to_be_hidden()
    eko.opens("/kalender/")
    eko.page.keyboard.press("?")
    dialog.get_by_role("heading", name="Di kalender").wait_for()
    eko.finds_no_barriers()


def test_dark_is_there_at_once_and_stays(person: Sits, size: str) -> None:
    ayu = person("ayu")
    dark = "document.documentElement.dataset.theme === 'dark'"
    opener = (
        ayu.page.get_by_role("button", name="Lainnya") if size == "phone" else ayu.page.locator(".rail-foot summary")
    )
    opener.click()
    with ayu.page.expect_response("**/tampilan/"):
        ayu.page.get_by_role("button", name="Gelap").locator("visible=true").click()
    assert ayu.page.evaluate(dark)
    ayu.page.reload()
    assert ayu.page.evaluate(dark)
    ayu.finds_no_barriers()


def test_the_page_says_so_when_the_line_is_gone_and_when_it_is_back(person: Sits) -> None:
    ayu = person("ayu")
    ayu.page.context.set_offline(True)
    ayu.sees("Anda sedang luring")
    ayu.finds_no_barriers()
    ayu.page.context.set_offline(False)
    ayu.sees("Tersambung lagi.")
