"""Eko changes a rule and brings it back; Ayu is stopped with the rule's source, and a named officer lets the passage stand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, new_mark

pytestmark = pytest.mark.story
RULE = "/aturan/endorsement-komersial/"
SECRET = "Dokumen ini bersifat rahasia. Hasil uji air sumur Kelurahan Tempe sudah keluar"


def switches(page: Page, *, off: bool, why: str) -> None:
    page.get_by_role("link", name=re.compile("Ubah untuk")).click()
    page.get_by_label("Matikan aturan ini").set_checked(off)
    page.get_by_label("Alasan perubahan").fill(why)
    page.get_by_role("button", name="Simpan versi baru").click()
    expect(page.get_by_text("Aturan disimpan sebagai versi baru.")).to_be_visible()


def test_eko_changes_a_rule_and_brings_it_back(person: Callable[[str], Person], size: str) -> None:
    eko, mark = person("eko"), new_mark()
    page = eko.opens("/aturan/")
    expect(page.get_by_role("heading", name="Ada NIK seseorang")).to_be_visible()
    eko.finds_no_barriers()
    page.goto(eko.demo.at(RULE))
    eko.finds_no_barriers()
    switches(page, off=True, why=f"Pekan belanja daerah {mark}")
    expect(page.get_by_text("Dimatikan", exact=True)).to_be_visible()
    switches(page, off=False, why=f"Pekan belanja selesai {mark}")
    expect(page.get_by_text("Dimatikan", exact=True)).to_have_count(0)
    earlier = page.get_by_role("listitem").filter(has_text=f"Pekan belanja daerah {mark}").last
    earlier.get_by_text("Kembalikan ke versi ini").click()
    earlier.get_by_label("Alasan").fill("Diperpanjang")
    eko.finds_no_barriers()
    earlier.get_by_role("button", name="Kembalikan").click()
    expect(page.get_by_text("Dimatikan", exact=True)).to_be_visible()
    switches(page, off=False, why="Selesai")
    page.get_by_role("link", name=re.compile("Ubah untuk")).click()
    eko.finds_no_barriers()


def test_a_named_officer_lets_a_passage_stand(person: Callable[[str], Person], size: str) -> None:
    ayu, mark = person("ayu"), new_mark()
    page = ayu.opens("/tulis/")
    page.get_by_label("Judul", exact=True).fill(f"Hasil uji air {mark}")
    page.get_by_label("Tulisan", exact=True).fill(f"{SECRET} ({mark}).")
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    desk = page.url.split("?")[0]
    page.goto(f"{desk}?langkah=periksa")
    stop = page.locator(".check-item.stop", has_text="Ada tanda informasi yang dikecualikan")
    expect(stop).to_contain_text("UU 14/2008")
    ayu.finds_no_barriers()
    stop.get_by_role("link", name=re.compile("Minta pengecualian")).click()
    page.get_by_label(re.compile("Indra")).check()
    page.get_by_label("Mengapa tulisan ini perlu tetap seperti itu?").fill("Sudah diuji konsekuensi dan dibuka.")
    ayu.finds_no_barriers()
    page.get_by_role("button", name="Kirim permintaan").click()
    expect(page.get_by_text("Permintaan dikirim kepada")).to_be_visible()
    indra = person("indra")
    asked = indra.opens("/")
    asked.get_by_role("link", name=re.compile(f"Hasil uji air {mark}")).filter(visible=True).first.click()
    expect(asked.get_by_text("bersifat rahasia").filter(visible=True).first).to_be_visible()
    asked.get_by_label("Alasan Anda").fill("Hasil uji konsekuensi tanggal 20 November: dibuka.")
    indra.finds_no_barriers()
    asked.get_by_role("button", name="Izinkan").click()
    expect(asked.get_by_text("Diizinkan")).to_be_visible()
    page.goto(f"{desk}?langkah=periksa")
    expect(page.locator(".check-item.warn", has_text="Dikecualikan oleh")).to_be_visible()
