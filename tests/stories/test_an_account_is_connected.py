"""An account is let go and connected again through the platform's own consent page; others are registered by hand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.stories.people import Person

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]


def test_eko_lets_an_account_go_and_connects_it_again(person: Sits) -> None:
    eko = person("eko")
    eko.opens("/akun/?q=youtube+komunikasi")
    eko.finds_no_barriers()
    eko.page.get_by_role("link", name=re.compile("Pemkab Wajo")).click()
    eko.sees("Kesehatan")
    eko.finds_no_barriers()

    eko.page.get_by_role("link", name="Putuskan akun ini").click()
    eko.finds_no_barriers()
    eko.page.get_by_label("Alasan").fill("Pengelola lama pindah tugas")
    eko.page.get_by_role("button", name="Putuskan akun").click()
    eko.sees("Diputus: Pengelola lama pindah tugas")
    eko.finds_no_barriers()

    eko.page.get_by_role("link", name="Sambungkan ulang").click()
    eko.finds_no_barriers()
    eko.page.get_by_role("button", name="Sambungkan ulang").click()
    eko.sees("Yang boleh dilakukan Kentongan")
    eko.finds_no_barriers()
    eko.page.get_by_role("link", name="Lanjut ke YouTube").click()
    eko.sees("Kentongan meminta izin")
    eko.finds_no_barriers()
    eko.page.get_by_label("Pemkab Wajo").check()
    eko.page.get_by_role("button", name="Izinkan").click()

    eko.sees("Pemegang izin")
    eko.sees("diperpanjang sendiri")
    eko.page.get_by_role("button", name="Periksa sekarang").click()
    eko.sees("sudah diperiksa")
    eko.finds_no_barriers()


def test_eko_says_no_by_mistake_and_connects_the_account_after_all(person: Sits) -> None:
    eko = person("eko")
    eko.opens("/akun/")
    eko.page.get_by_role("link", name="Sambungkan akun").click()
    eko.page.get_by_role("button", name="Sambungkan X", exact=True).click()
    eko.page.get_by_role("link", name="Lanjut ke X").click()
    eko.sees("Kentongan meminta izin")
    eko.page.get_by_role("button", name="Tolak").click()
    eko.sees("Akun belum tersambung")
    eko.sees("Izin tidak diberikan di X. Bila itu keliru, mulai lagi dan pilih mengizinkan.")
    eko.finds_no_barriers()

    eko.page.get_by_role("button", name="Mulai lagi").click()
    eko.page.get_by_role("link", name="Lanjut ke X").click()
    eko.page.get_by_label("Dinas Kesehatan Wajo").check()
    eko.page.get_by_role("button", name="Izinkan").click()
    eko.sees("Pilih akun X")
    eko.sees("Sudah tercatat milik Dinas Kesehatan")
    eko.finds_no_barriers()
    eko.page.get_by_role("button", name="Sambungkan yang dipilih").click()

    eko.sees("Tersambung: ")
    eko.page.get_by_role("heading", name="Dinas Kesehatan Wajo di X").wait_for()
    expect(eko.page.locator("header .state.done")).to_be_visible()
    expect(eko.page.locator("#kesehatan")).to_be_visible()
    eko.finds_no_barriers()


def test_eko_picks_which_page_belongs_to_whom(person: Sits) -> None:
    eko = person("eko")
    eko.opens("/akun/sambung/")
    eko.finds_no_barriers()
    eko.page.get_by_role("button", name="Sambungkan Facebook").click()
    eko.page.get_by_role("link", name="Lanjut ke Facebook").click()
    eko.finds_no_barriers()
    eko.page.get_by_label("read_insights").uncheck()
    eko.page.get_by_role("button", name="Izinkan").click()
    eko.sees("Pilih akun Facebook")
    eko.sees("Belum diizinkan: membaca angka jangkauan halaman")
    eko.finds_no_barriers()

    page = eko.page.get_by_role("group", name=re.compile("Dinas PU Wajo"))
    page.get_by_label("Sambungkan akun ini").check()
    eko.page.get_by_role("button", name="Sambungkan yang dipilih").click()
    eko.sees("Yang belum diizinkan untuk Dinas PU Wajo: membaca angka jangkauan halaman")
    eko.finds_no_barriers()
    eko.page.get_by_label("Sambungkan walau izinnya belum lengkap").check()
    eko.page.get_by_role("button", name="Sambungkan yang dipilih").click()
    eko.sees("Tersambung, perlu dilihat")
    eko.finds_no_barriers()


def test_eko_registers_an_account_that_is_uploaded_by_hand(person: Sits, size: str) -> None:
    eko = person("eko")
    eko.opens("/akun/sambung/")
    eko.page.get_by_role("link", name="Threads").click()
    eko.finds_no_barriers()
    eko.page.get_by_label("Nama", exact=True).fill(f"Wajo di Threads ({size})")
    eko.page.get_by_label("Pemilik").select_option(label="Dinas Kesehatan")
    eko.page.get_by_role("button", name="Catat akun").click()
    eko.sees("Alamat masih kosong")
    eko.finds_no_barriers()

    eko.page.get_by_label(re.compile("^Alamat")).fill("https://www.threads.net/@wajo.latihan")
    eko.page.get_by_role("button", name="Catat akun").click()
    eko.sees("Diunggah sendiri")
    eko.finds_no_barriers()


def test_ayu_reads_who_connects_accounts(person: Sits) -> None:
    ayu = person("ayu")
    ayu.opens("/akun/sambung/")
    ayu.sees("Yang dapat membantu")
    ayu.finds_no_barriers()
