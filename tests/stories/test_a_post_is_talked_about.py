"""A template becomes a story, a reviewer remarks on a passage, the writer answers, and the history tells who changed what."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, new_mark

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
PLACE = re.compile(r"/tulis/(\d+)/")


def begins_an_emergency(ayu: Person) -> tuple[Page, str]:
    page = ayu.opens("/tulis/templat/darurat/")
    mark = new_mark()
    page.get_by_label("Apa bahayanya").fill(f"Sungai Walanae meluap {mark}, air setinggi 1 meter.")
    page.get_by_label("Siapa dan wilayah mana").fill("Warga di tepi sungai.")
    ayu.finds_no_barriers()
    page.get_by_role("button", name="Susun tulisannya").click()
    page.wait_for_url(PLACE)
    found = PLACE.search(page.url)
    assert found
    return page, found[1]


def test_an_emergency_with_six_answers_missing_is_reminded_and_can_be_completed_later(person: Sits, size: str) -> None:
    ayu = person("ayu")
    page, number = begins_an_emergency(ayu)
    expect(page.locator("#story")).to_have_value(re.compile("^Sungai Walanae meluap"))
    ayu.opens(f"/tulis/{number}/?langkah=periksa")
    ayu.sees("2 dari 8 hal kabar darurat sudah disebut")
    ayu.finds_no_barriers()
    page.get_by_role("link", name="Lengkapi").click()
    page.get_by_label("Bagaimana mendapat bantuan?").fill("Telepon 112.")
    page.get_by_role("button", name="Simpan dan perbarui tulisan").click()
    page.wait_for_url(PLACE)
    expect(page.locator("#story")).to_have_value(re.compile(r"Bantuan: Telepon 112\."))


def test_a_reviewer_marks_a_passage_the_writer_answers_and_the_history_shows_the_change(person: Sits) -> None:
    ayu, bima = person("ayu"), person("bima")
    page, number = begins_an_emergency(ayu)
    desk = bima.opens(f"/kiriman/{number}/catatan/")
    bima.finds_no_barriers()
    desk.locator("[data-remark-text]").first.evaluate(
        """text => {
          const words = text.firstChild, start = words.data.indexOf("1 meter");
          getSelection().setBaseAndExtent(words, start, words, start + 7);
        }"""
    )
    expect(desk.locator("#passage")).to_have_value("1 meter")
    desk.get_by_role("textbox", name="Catatan").fill("Sumbernya dari mana?")
    desk.get_by_role("button", name="Beri catatan").click()
    expect(desk.locator("mark")).to_have_text("1 meter")
    bima.finds_no_barriers()

    page.goto(ayu.demo.at(f"/tulis/{number}/?langkah=tulis"))
    page.get_by_role("link", name="Catatan (1 menunggu)").click()
    page.get_by_label("Jawaban").fill("Dari petugas di lapangan; saya perbaiki.")
    page.get_by_role("button", name=re.compile("^Jawab")).click()
    ayu.sees("saya perbaiki.")
    page.goto(ayu.demo.at(f"/tulis/{number}/?langkah=tulis"))
    story = page.locator("#story").input_value()
    with page.expect_response("**/simpan/"):
        page.locator("#story").fill(story.replace("1 meter", "80 sentimeter"))

    desk.reload()
    bima.sees("Bagian ini sudah berubah sejak catatan ditulis.")
    desk.get_by_role("button", name=re.compile("^Selesai")).click()
    bima.sees("Selesai, menurut")
    bima.opens(f"/kiriman/{number}/riwayat/")
    expect(desk.locator(".compared ins").first).to_contain_text("80")
    bima.finds_no_barriers()


def test_a_hashtag_is_suggested_and_taken_by_keyboard(person: Sits, size: str) -> None:
    if size == "phone":
        pytest.skip("phones have no keys")
    ayu = person("ayu")
    page = ayu.opens("/tulis/tagar/")
    page.get_by_label("Tagar atau sebutan").fill("#WajoSiagaBanjir")
    page.get_by_role("button", name="Simpan").click()
    ayu.sees("#WajoSiagaBanjir tersimpan")
    ayu.finds_no_barriers()
    page, _ = begins_an_emergency(ayu)
    page.locator("#story").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" #wajosia")
    expect(page.get_by_role("option", name="#WajoSiagaBanjir")).to_be_visible()
    ayu.finds_no_barriers()
    page.keyboard.press("Enter")
    expect(page.locator("#story")).to_have_value(re.compile(r" #WajoSiagaBanjir $"))
