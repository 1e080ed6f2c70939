"""A person at a screen: signs in, opens pages, and has every page they see checked for accessibility."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

from kentongan.config import cast

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState

    from tests.stories.running import Demo

SIZES = {"phone": (390, 844), "desk": (1440, 900)}
PATIENCE_MS = 30_000
_signed_in: dict[tuple[str, str], StorageState] = {}
"""The cookies of whoever signed in, by demo and name: a password takes the server half a second each time, on purpose."""


@dataclass(slots=True)
class Person:
    """Someone of the cast (or a visitor) with a browser of their own."""

    page: Page
    demo: Demo
    name: str

    def opens(self, path: str) -> Page:
        """Go to a page of the government."""
        self.page.goto(self.demo.at(path))
        return self.page

    def sees(self, text: str) -> None:
        """Wait until the words are visible."""
        self.page.get_by_text(text).first.wait_for(state="visible")

    def finds_no_barriers(self) -> None:
        """Run axe over the page, once all of it has arrived: a click waits only for its first bytes."""
        self.page.wait_for_load_state()
        answer = Axe().run(self.page)
        report = [
            f"{v['id']}: {v['help']} → {[n['target'] for n in v['nodes']][:4]}" for v in answer.response["violations"]
        ]
        assert not report, f"{self.name} at {self.page.url}: " + "; ".join(report)


def someone(browser: Browser, demo: Demo, size: str, name: str = "") -> Person:
    """Open a browser window of that size; sign in when a name is given."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="id-ID",
        timezone_id="Asia/Makassar",
        has_touch=size == "phone",
        is_mobile=size == "phone",
        reduced_motion="reduce",
        storage_state=_signed_in.get((demo.web, name)),
    )
    context.set_default_timeout(PATIENCE_MS)
    person = Person(context.new_page(), demo, name or "pengunjung")
    if name:
        _sign_in(person, name)
    return person


def _sign_in(person: Person, name: str) -> None:
    """Come in as they did before, or by the password."""
    person.opens("/")
    if person.page.url == person.demo.at("/"):
        return
    form = person.page.locator("form:has(#id_login)")
    form.locator("#id_login").fill(name)
    form.locator("#id_password").fill(cast.PASSWORD)
    form.locator("[type=submit]").click()
    person.page.wait_for_url(person.demo.at("/"))
    _signed_in[person.demo.web, name] = person.page.context.storage_state()


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds in the page, whichever page that is by then.

    Playwright's own waiting tries it again from inside the page, where our content security policy lets no string be run.
    """
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not _holds(page, condition):
        assert time.monotonic() < deadline, f"never true: {condition}"
        page.wait_for_timeout(100)


def _holds(page: Page, condition: str) -> bool:
    try:
        return bool(page.evaluate(f"async () => {condition}"))
    except Error:  # the page went while it was asked
        page.wait_for_load_state()
        return False


def all_saved(page: Page) -> None:
    """Wait until the server has every word of the post at the desk: this device keeps what was typed until then.

    A word stands on the device 120 ms after it was typed, by the page's clock, so that clock is asked first.
    """
    page.wait_for_load_state()
    page.evaluate("() => new Promise((passed) => setTimeout(passed, 150))")
    kept = "`tulis:${tulis.dataset.person}:${tulis.dataset.post}:`"
    until(page, f"!Object.keys(localStorage).some((key) => key.startsWith({kept}))")


def today() -> date:
    """The day it is in Wajo: in the evening of Greenwich it is tomorrow there."""
    return datetime.now(ZoneInfo("Asia/Makassar")).date()


def new_mark() -> str:
    """Six letters that stand in one story's words and nowhere else. No digits: a number a citizen wrote may not be repeated to her."""
    return "".join(secrets.choice("bcdfghjkmnpqrtvwxz") for _ in range(6))
