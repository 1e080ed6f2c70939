"""From a story to an approved post on one account, the short way: what other stories begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.stories.people import all_saved, new_mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.stories.people import Person
    from tests.stories.running import Demo

OUT_MS = 60_000


@dataclass(frozen=True, slots=True)
class Approved:
    """A post that Ayu wrote and Bima approved; `mark` stands in its words and nowhere else."""

    mark: str
    title: str
    words: str
    address: str
    ayu: Person

    def row(self, name: str) -> Locator:
        """Its line for that account on the post's page, as Ayu sees it."""
        return self.ayu.page.locator("#deliveries .row", has_text=name)

    def opens_delivery(self, name: str) -> str:
        """Follow the line to what we know of the delivery; the address."""
        page = self.ayu.page
        self.row(name).get_by_role("link").filter(visible=True).first.click()
        page.wait_for_url(re.compile(r"/pengiriman/[0-9a-f-]+/"))
        return page.url.removeprefix(self.ayu.demo.at(""))


def ayu_writes_and_bima_approves(person: Callable[[str], Person], size: str, about: str, channel: str) -> Approved:
    """`channel`: the platform's name or, where two accounts are on one platform, the account's number."""
    mark = new_mark()
    title, words = f"{about} {mark}", f"{about}. Layanan dibuka pukul 08.00 di semua puskesmas ({mark})."
    ayu = ayu_hands_in(person, size, title, words, channel)
    bima_approves(person, mark)
    ayu.page.reload()
    return Approved(mark, title, words, ayu.page.url, ayu)


def ayu_hands_in(
    person: Callable[[str], Person],
    size: str,
    title: str,
    words: str,
    channel: str,
    content_class: str = "",
    before: Callable[[Person], None] = lambda _ayu: None,
) -> Person:
    """A story on one account, submitted; Ayu sits on the post's page afterwards. `before`: what she does before she hands it in."""
    ayu = person("ayu")
    page = ayu.opens("/tulis/")
    page.get_by_label("Judul", exact=True).fill(title)
    page.get_by_label("Tulisan", exact=True).fill(words)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    writes_for_only(page, channel, size)
    if content_class:
        page.get_by_label("Jenis kiriman").select_option(label=content_class)
    before(ayu)
    page.get_by_role("button", name=re.compile("^Ajukan")).click()
    page.wait_for_url(re.compile(r"/kiriman/\d+/"))
    return ayu


def writes_for_only(page: Page, channel: str, size: str) -> None:
    """Leave one account ticked, and the desk with nothing unsaved. On the phone this is a step of its own."""
    all_saved(page)
    if size == "phone":
        page.goto(re.sub(r"\?.*", "", page.url) + "?langkah=kanal")
    for box in page.locator("li.side input[name=channel]").all():
        named = box.and_(page.get_by_role("checkbox", name=re.compile(rf"^\W*{channel}\b"))).count() > 0
        box.set_checked(named or box.get_attribute("value") == channel)
    for step in ("media", "periksa") if size == "phone" else ():
        page.get_by_role("button", name="Lanjut", exact=True).click()
        page.wait_for_url(re.compile(f"langkah={step}"))
    all_saved(page)


def bima_approves(person: Callable[[str], Person], mark: str) -> None:
    """He finds it among what waits for him."""
    bima = person("bima")
    bima.page.get_by_role("link", name=re.compile(mark)).first.click()
    bima.page.get_by_role("button", name=re.compile("Setujui persis")).click()
    bima.sees("Disetujui.")  # without its full stop it stands on the page before, as "segera setelah disetujui"


def times_in_feed(visitor: Person, demo: Demo, platform: str, mark: str) -> int:
    """How many public posts carry these words now."""
    visitor.page.goto(demo.feed(platform))
    return visitor.page.locator("article", has_text=mark).count()
