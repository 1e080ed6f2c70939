"""Something bad happened: the coordinator stops everything, and lets it go on again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.stories.people import Person
from tests.stories.posting import OUT_MS, ayu_writes_and_bima_approves, times_in_feed
from tests.stories.running import Demo

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
WHY = "Gempa di Pitumpanua, kabar dipastikan dulu ke BPBD"


@pytest.fixture
def eko(person: Sits) -> Iterator[Person]:
    """Whatever happens to the story, nothing stays frozen for the next one."""
    eko = person("eko")
    yield eko
    for _ in range(5):
        eko.opens("/pembekuan/")
        if eko.page.locator(".frozen-now").count() == 0:
            return
        ends(eko, "Latihan selesai")


def ends(eko: Person, why: str) -> None:
    frozen = eko.page.locator(".frozen-now").first
    frozen.locator("summary").click()
    frozen.get_by_label("Alasan").fill(why)
    with eko.page.expect_navigation():  # "diakhiri" stands there of an earlier freeze as well
        frozen.get_by_role("button", name=re.compile("^Akhiri pembekuan")).click()
    eko.sees("diakhiri")


def test_a_due_post_waits_while_everything_is_frozen_and_goes_out_once_afterwards(
    person: Sits, demo: Demo, size: str, eko: Person
) -> None:
    page = eko.opens("/pembekuan/")
    eko.finds_no_barriers()
    page.get_by_role("button", name="Bekukan sekarang").click()
    eko.sees("Alasannya belum ada")
    eko.finds_no_barriers()
    page.get_by_label("Apa yang dibekukan?").select_option("all")
    page.get_by_label("Alasan").last.fill(WHY)
    page.get_by_role("button", name="Bekukan sekarang").click()
    eko.sees("Tidak ada yang keluar dari sana")
    eko.finds_no_barriers()

    post = ayu_writes_and_bima_approves(person, size, "Layanan kesehatan darurat", "Facebook")
    post.ayu.sees(WHY)
    expect(post.row("Dinas Kesehatan Wajo")).to_contain_text("Ditahan karena pembekuan", timeout=OUT_MS)
    post.opens_delivery("Dinas Kesehatan Wajo")
    post.ayu.sees("membekukan pengiriman")
    post.ayu.finds_no_barriers()
    visitor = person("")
    assert times_in_feed(visitor, demo, "facebook", post.mark) == 0

    eko.opens("/pembekuan/")
    eko.sees("1 pengiriman ditahan")
    ends(eko, "BPBD sudah memastikan kabarnya")
    eko.finds_no_barriers()

    post.ayu.page.goto(post.address)
    expect(post.row("Dinas Kesehatan Wajo")).to_contain_text("Sudah tayang", timeout=OUT_MS)
    assert times_in_feed(visitor, demo, "facebook", post.mark) == 1
