"""A set of cards: filled in once, seen in every shape, hung on a post."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
DRAWN_MS = 30_000


def begins(ayu: Person, kind: str) -> Page:
    page = ayu.opens("/kartu/")
    page.get_by_role("link", name=re.compile("^Buat kartu")).first.click()
    page.get_by_role("link", name=re.compile(f"^{kind}")).click()
    page.get_by_role("heading", name=f"Kartu {kind.lower()}").wait_for()
    expect(page.locator("#pratinjau img.card-large")).to_be_visible(timeout=DRAWN_MS)
    ayu.finds_no_barriers()
    return page


def keeps(ayu: Person, page: Page) -> None:
    page.get_by_role("button", name="Simpan kartu").click()
    page.wait_for_url(re.compile(r"/kartu/\d+/"), timeout=DRAWN_MS)
    ayu.sees("Kartu disimpan dalam lima bentuk.")
    expect(page.get_by_role("link", name=re.compile("^PNG"))).to_have_count(5)


def test_ayu_makes_a_set_of_cards_and_hangs_one_on_her_post(person: Sits, size: str) -> None:
    ayu = person("ayu")
    page = begins(ayu, "Angka")
    page.get_by_label("Judul").fill(f"Imunisasi dalam angka ({size})")
    page.locator("#figures-1-value").fill("12480")
    page.locator("#figures-1-label").fill("anak diimunisasi")
    page.get_by_role("button", name="Simpan kartu").click()
    expect(page.get_by_role("alert").first).to_contain_text("Sumber masih kosong", timeout=DRAWN_MS)
    ayu.finds_no_barriers()
    page.get_by_label("Sumber").fill("Dinas Kesehatan Kabupaten Wajo")
    keeps(ayu, page)
    expect(page.locator("#figures-1-value")).to_have_value("12.480")

    page = begins(ayu, "Pengumuman")
    title = f"Posyandu pindah ke balai desa ({size})"
    page.get_by_label("Judul", exact=True).fill(title)
    page.get_by_label("Kapan").fill("Mulai Senin, 08.00 WITA")
    page.locator("#bentuk-9x16").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#bentuk-16x9")).to_be_checked(timeout=DRAWN_MS)
    expect(page.get_by_alt_text("Pratinjau kartu, bentuk 16:9")).to_be_visible(timeout=DRAWN_MS)
    keeps(ayu, page)
    expect(page.get_by_label("Teks alternatif")).to_have_value(re.compile("Kapan: Mulai Senin, 08.00 WITA"))
    ayu.finds_no_barriers()
    made = page.url

    page = ayu.opens("/tulis/")
    page.get_by_label("Judul").fill(title)
    page.get_by_label("Tulisan").fill("Posyandu pindah. Bawa buku KIA.")
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    page.goto(made)
    page.get_by_label("Pasang pada kiriman").select_option(label=f"{title} · draf")
    page.get_by_role("button", name="Pasang kartu").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/\?langkah=media"))
    ayu.sees("Kartu dipasang. Tiap kanal memakai bentuk yang pas.")
    ayu.sees("1080 × 1350 untuk")
    ayu.finds_no_barriers()
