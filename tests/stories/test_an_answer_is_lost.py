"""The platform publishes and its answer gets lost: nobody sends twice; the platform tells, or a person does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.stories.people import Person
from tests.stories.posting import OUT_MS, ayu_writes_and_bima_approves, times_in_feed
from tests.stories.running import Demo
from tests.stories.trouble import Trouble, time_passes_until

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
ACCOUNT = "Dinas Kesehatan Wajo"
FINDING_OUT = "Sedang dipastikan sudah tayang atau belum"


def test_a_post_whose_answer_was_lost_is_found_and_stands_in_the_feed_once(
    person: Sits, demo: Demo, size: str, trouble: Trouble
) -> None:
    trouble.strikes("lost_after_commit", "facebook", "POST", "/feed$")
    trouble.strikes("hold_before", "facebook", "GET", "/published_posts$", times=20)
    post = ayu_writes_and_bima_approves(person, size, "Donor darah di aula dinas", "Facebook")
    expect(post.row(ACCOUNT)).to_contain_text(FINDING_OUT, timeout=OUT_MS)
    delivery = post.opens_delivery(ACCOUNT)
    post.ayu.sees("Kentongan sedang bertanya kepadanya")
    post.ayu.sees("kiriman ini tidak dikirim ulang")
    post.ayu.sees("Anda tidak perlu melakukan apa pun")
    post.ayu.finds_no_barriers()

    trouble.ends()  # a question that was held for too long is asked again later
    time_passes_until(demo, delivery.strip("/").rpartition("/")[2], "published")
    post.ayu.page.goto(post.address)
    expect(post.row(ACCOUNT)).to_contain_text("Sudah tayang", timeout=OUT_MS)
    post.ayu.opens(delivery)
    post.ayu.sees("Ditemukan sudah tayang di platform")
    expect(post.ayu.page.get_by_role("link", name="Lihat di Facebook").first).to_be_visible()
    post.ayu.finds_no_barriers()
    assert times_in_feed(person(""), demo, "facebook", post.mark) == 1


def test_eko_decides_about_a_post_that_the_platform_cannot_tell_of(
    person: Sits, demo: Demo, size: str, trouble: Trouble
) -> None:
    trouble.strikes("lost_after_commit", "x", "POST", "/2/tweets$")
    trouble.strikes("html_502", "x", "GET", r"/2/users/\d+/tweets$", times=1000)
    post = ayu_writes_and_bima_approves(person, size, "Posyandu lansia di Sengkang", "X")
    expect(post.row(ACCOUNT)).to_contain_text(FINDING_OUT, timeout=OUT_MS)
    delivery = post.opens_delivery(ACCOUNT)
    time_passes_until(demo, delivery.strip("/").rpartition("/")[2], "needs_person")

    eko = person("eko")
    page = eko.opens("/perlu-diperiksa/")
    eko.finds_no_barriers()
    page.get_by_role("link", name=post.title).first.click()
    eko.sees("Platform tidak dapat memastikan sudah tayang atau belum")
    eko.finds_no_barriers()
    page.get_by_label("Sudah tayang: saya melihatnya di platform").check()
    page.get_by_role("button", name="Simpan jawaban").click()
    eko.sees("Tautannya belum ada")
    eko.sees("Alasannya belum ada")
    eko.finds_no_barriers()

    visitor = person("")
    assert times_in_feed(visitor, demo, "x", post.mark) == 1
    with visitor.page.expect_navigation():
        visitor.page.locator("article", has_text=post.mark).locator("a:has(time)").click()
    page.get_by_label("Tautan kiriman").fill(visitor.page.url)
    page.get_by_label("Alasan").fill("Saya melihatnya di linimasa X dinas.")
    page.get_by_role("button", name="Simpan jawaban").click()

    eko.sees("Dicatat. Pengiriman ini selesai.")
    eko.sees("Dinyatakan sudah tayang")
    eko.sees("Saya melihatnya di linimasa X dinas.")
    eko.finds_no_barriers()
    trouble.ends()
    expect(eko.opens("/perlu-diperiksa/").get_by_role("link", name=post.title)).to_have_count(0)
    assert times_in_feed(visitor, demo, "x", post.mark) == 1
