"""Someone decides in another's place; an emergency goes out after one approval and is looked at afterwards; several at once."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

import pytest

from tests.stories.people import Person, new_mark, today
from tests.stories.posting import ayu_hands_in

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]


def test_bima_leaves_a_deputy_who_decides_in_his_place(person: Sits, size: str) -> None:
    bima = person("bima")
    page = bima.opens("/setujui/pengganti/")
    bima.finds_no_barriers()
    page.get_by_label("Siapa penggantinya?").select_option(label="Udin Pamungkas, Dinas Kesehatan")
    page.get_by_label("Nomor surat").fill("800/17/CONTOH")
    page.get_by_label("Mulai").fill(today().isoformat())
    page.get_by_label("Sampai dengan").fill(today().isoformat())
    page.get_by_role("button", name="Catat pengganti").click()
    bima.sees("Pak Udin tercatat menggantikan Pak Bima")
    mark = new_mark()
    ayu_hands_in(person, size, f"Posyandu {mark}", f"Posyandu buka pukul 08.00 ({mark}).", "Facebook")
    udin = person("udin")
    theirs = udin.opens("/")
    theirs.get_by_role("link", name=re.compile(mark)).first.click()
    udin.sees("Anda memutus sebagai Plh Pak Bima")
    udin.finds_no_barriers()
    theirs.get_by_role("button", name=re.compile("Setujui persis")).click()
    udin.sees("Disetujui.")
    bima.opens("/setujui/pengganti/")
    page.get_by_role("button", name=re.compile("^Akhiri")).first.click()
    bima.sees("tidak lagi menggantikan")


def test_an_emergency_goes_out_at_once_and_is_looked_at_afterwards(person: Sits, size: str) -> None:
    mark = new_mark()
    words = f"Banjir di tepi sungai. Mengungsi ke balai desa. Telepon 112 ({mark})."
    ayu_hands_in(person, size, f"Banjir {mark}", words, "Facebook", "Darurat atau serta-merta")
    eko = person("eko")
    page = eko.opens("/setujui/")
    page.get_by_role("link", name=re.compile(mark)).first.click()
    eko.sees("Kabar darurat: satu persetujuan cukup")
    page.get_by_role("button", name=re.compile("Setujui persis")).click()
    eko.sees("segera terbit")
    kartika = person("kartika")
    theirs = kartika.opens("/setujui/darurat/")
    kartika.finds_no_barriers()
    theirs.get_by_role("link", name=re.compile(mark)).click()
    theirs.get_by_text("Benar darurat").click()
    theirs.get_by_label("Catatan").fill("Sungai memang meluap.")
    kartika.finds_no_barriers()
    theirs.get_by_role("button", name="Simpan hasilnya").click()
    kartika.sees("Benar darurat, menurut Bu Kartika")


def test_what_is_of_low_risk_is_read_ticked_and_approved_together(person: Sits, size: str) -> None:
    marks = [new_mark() for _ in range(2)]
    for mark in marks:
        ayu_hands_in(person, size, f"Jadwal {mark}", f"Puskesmas buka pukul 08.00 ({mark}).", "Facebook")
    bima = person("bima")
    page = bima.opens("/setujui/")
    for mark in marks:
        row = page.locator("article", has_text=mark)
        row.get_by_text("Baca isinya").click()
        row.get_by_role("checkbox").check(force=True)
    bima.finds_no_barriers()
    page.get_by_role("button", name="Setujui yang dipilih").click()
    bima.sees("2 disetujui")
    bima.finds_no_barriers()


def test_a_path_is_tried_out_and_written(person: Sits, size: str) -> None:
    eko = person("eko")
    page = eko.opens("/setujui/jalur/")
    eko.finds_no_barriers()
    page.get_by_label("Jenis", exact=True).select_option(label="Ucapan")
    page.get_by_role("button", name="Lihat jalurnya").click()
    eko.sees("Kiriman seperti ini akan lewat jalur “Risiko rendah”")
    name = f"Ucapan {secrets.token_hex(2)}"
    eko.opens("/setujui/jalur/baru/")
    eko.finds_no_barriers()
    page.get_by_label("Nama jalur").fill(name)
    page.get_by_text("Ucapan", exact=True).click()
    page.get_by_label("Nama langkah").first.fill("Koordinator")
    page.get_by_label("Diputus oleh").first.select_option(label="Admin koordinator")
    page.get_by_role("button", name="Simpan jalur").click()
    eko.sees(f"Jalur “{name}” tersimpan")
    page.get_by_role("button", name=f"Hapus {name}").click()
    eko.sees("dihapus")
