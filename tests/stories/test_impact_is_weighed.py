"""Ayu writes a clarification, weighs what it may do, hands it in, and Bima reads the analysis beside it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, all_saved, new_mark

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
PLACE = re.compile(r"/tulis/(\d+)/")


def begins(ayu: Person, kind: str, field: str, words: str) -> tuple[Page, str]:
    page = ayu.opens(f"/tulis/templat/{kind}/")
    page.get_by_label(field).fill(words)
    page.get_by_role("button", name="Susun tulisannya").click()
    page.wait_for_url(PLACE)
    found = PLACE.search(page.url)
    assert found
    number = found[1]
    page = ayu.opens(f"/tulis/{number}/?langkah=kanal")
    for box in page.locator("li.side input[name=channel]").all():
        box.set_checked(box.and_(page.get_by_role("checkbox", name=re.compile(r"^\W*Facebook\b"))).count() > 0)
    all_saved(page)
    return ayu.opens(f"/tulis/{number}/?langkah=periksa"), number


def hands_in(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Ajukan")).click()


def test_a_clarification_is_weighed_before_it_is_handed_in(person: Sits, size: str) -> None:
    mark = new_mark()
    ayu = person("ayu")
    page, _ = begins(ayu, "klarifikasi", "Apa faktanya?", f"Vaksin campak gratis di semua puskesmas ({mark}).")
    ayu.sees("Analisis dampak belum lengkap")
    ayu.finds_no_barriers()
    page.get_by_role("button", name="Jawab analisis dampak").click()
    page.wait_for_url(re.compile("/dampak/"))
    ayu.finds_no_barriers()
    with page.expect_response("**/dampak/simpan/"):
        page.get_by_text("Dapat, dan sudah dicegah").click()
    page.get_by_label("Bagaimana dicegah?").fill("Dimulai dari faktanya; judul kabar bohongnya tidak diulang.")
    with page.expect_response("**/dampak/simpan/"):
        page.get_by_text("Warga dirugikan, atau ramai diberitakan").click()
    expect(page.locator("#score")).to_contain_text("Semua terjawab")
    expect(page.get_by_label("Bagaimana dicegah?")).to_have_value(re.compile("Dimulai dari faktanya"))
    ayu.finds_no_barriers()
    page.get_by_role("button", name="Konfirmasi").click()
    page.wait_for_url(PLACE)
    expect(page.locator("#impact")).to_contain_text("Dikonfirmasi")
    ayu.finds_no_barriers()
    hands_in(page)
    page.wait_for_url(re.compile(r"/kiriman/\d+/"))

    bima = person("bima")
    bima.page.get_by_role("link", name=re.compile(mark)).first.click()
    bima.sees("Analisis dampak")
    bima.sees("Dimulai dari faktanya")
    bima.finds_no_barriers()
    bima.page.get_by_role("link", name="Cara menghitung").first.click()
    bima.sees("Kapan sebuah pertanyaan muncul")
    bima.finds_no_barriers()


def test_a_greeting_needs_one_tap(person: Sits, size: str) -> None:
    ayu = person("ayu")
    page, _ = begins(ayu, "ucapan", "Ucapannya?", f"Selamat Hari Guru Nasional {new_mark()}.")
    expect(page.locator("#impact")).to_contain_text("Dengan mengajukan, Anda membenarkan jawabannya.")
    hands_in(page)
    page.wait_for_url(re.compile(r"/kiriman/\d+/"))
