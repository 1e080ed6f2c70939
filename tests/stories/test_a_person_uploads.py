"""An account without rights on an API: what was approved becomes somebody's task, with everything at hand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.stories.people import Person
from tests.stories.posting import OUT_MS, ayu_writes_and_bima_approves

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]


def eko_registers_an_account_for_ayu(eko: Person, name: str) -> str:
    """The number of an account on Telegram on which Ayu may write."""
    page = eko.opens("/akun/sambung/sendiri/?jenis=telegram")
    page.get_by_label("Nama", exact=True).fill(name)
    page.get_by_label("Pemilik").select_option(label="Dinas Kesehatan")
    page.get_by_label(re.compile("^Alamat")).fill("https://t.me/dinkeswajo_latihan")
    page.get_by_role("button", name="Catat akun").click()
    page.wait_for_url(re.compile(r"/akun/\d+/$"))
    eko.sees("Belum ada pemegang izin")
    eko.finds_no_barriers()
    page.get_by_role("link", name="Beri izin").click()
    page.get_by_label("Orang").select_option(label="Ayu Larasati (Dinas Kesehatan)")
    page.get_by_role("button", name="Beri izin").click()
    eko.sees("Bu Ayu memegang izin")
    return str(re.findall(r"/akun/(\d+)/", page.url)[0])


def test_an_approved_post_becomes_ayus_task_and_she_notes_where_it_stands(person: Sits, size: str) -> None:
    name = f"Dinkes di Telegram ({size})"
    account = eko_registers_an_account_for_ayu(person("eko"), name)
    post = ayu_writes_and_bima_approves(person, size, "Puskesmas keliling pekan ini", account)
    expect(post.row(name)).to_contain_text("Menunggu diunggah orang", timeout=OUT_MS)

    ayu, page = post.ayu, post.ayu.opens("/")
    page.get_by_role("link", name=re.compile(post.mark)).first.click()
    page.wait_for_url(re.compile("/pengiriman/"))
    page.get_by_role("heading", name=f"Unggah ke Telegram {name}").wait_for()
    ayu.finds_no_barriers()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Salin tulisan").click()
    ayu.sees("Tersalin")
    assert page.evaluate("navigator.clipboard.readText()") == post.words

    page.get_by_role("button", name="Sudah diunggah").click()
    expect(page.locator(".problem")).not_to_have_count(0)
    ayu.finds_no_barriers()
    page.get_by_label("Tautan kiriman").fill("https://t.me/dinkeswajo_latihan/42")
    page.get_by_role("button", name="Sudah diunggah").click()
    ayu.sees("Dicatat: sudah tayang. Buktinya tersimpan.")
    ayu.sees("Diunggah di platform oleh orang")
    ayu.finds_no_barriers()
    expect(ayu.opens("/").locator("a[href*='/pengiriman/']", has_text=post.mark)).to_have_count(0)
