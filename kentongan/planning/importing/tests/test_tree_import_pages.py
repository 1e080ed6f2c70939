"""Impor program, as its people see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kentongan.organizations.models import Agency, Person
from kentongan.planning.importing.tests.test_tree_import import PROGRAMME, TREE, book
from kentongan.planning.models import Programme, TreeImport

Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
ROOT = "/g/wajo/rencana/program/"


def brought(browser: Client, data: bytes) -> Any:
    return browser.post(f"{ROOT}impor/", {"file": SimpleUploadedFile("rpjmd.xlsx", data)}, follow=True)


def test_a_coordinator_brings_a_file_reads_what_would_become_of_it_and_hangs_it_in(
    eko: Person, dinas_kesehatan: Agency, screen_of: Screen, text_of: Text
) -> None:
    browser = screen_of(eko)
    assert "Impor dari Excel" in text_of(browser.get(ROOT))
    assert "Belum ada impor" in text_of(browser.get(f"{ROOT}impor/"))
    page = text_of(brought(browser, book(TREE)))
    assert "3 baris baru, 0 berubah. Belum ada yang berubah di pohon." in page
    assert "di bawah 1 Layanan dasar" in page
    found = TreeImport.objects.get()
    late = browser.post(f"{ROOT}impor/{found.pk}/masukkan/", {"added": "2", "changed": "0"})
    assert late.status_code == 409
    assert "Belum ada yang dimasukkan" in late.content.decode()
    page = text_of(browser.post(f"{ROOT}impor/{found.pk}/masukkan/", {"added": "3", "changed": "0"}, follow=True))
    assert "3 baris baru masuk ke pohon" in page
    assert "Ibu dan anak sehat" in page
    assert "Sudah masuk ke pohon" in text_of(browser.get(f"{ROOT}impor/"))
    assert browser.get(f"{ROOT}impor/pohon-program.xlsx").content[:2] == b"PK"


def test_a_bad_row_is_shown_with_its_cell_and_keeps_the_whole_file_out(
    eko: Person, dinas_kesehatan: Agency, screen_of: Screen, text_of: Text
) -> None:
    page = text_of(brought(screen_of(eko), book((*TREE, (*PROGRAMME[:3], "9", *PROGRAMME[4:])))))
    assert "1 baris perlu diperbaiki" in page
    assert "B5 · Kode" in page
    assert "D5 · Kode induk" in page
    assert "Masukkan ke pohon" not in page
    assert not Programme.objects.exists()


def test_what_is_no_table_is_refused_in_three_parts(eko: Person, screen_of: Screen, text_of: Text) -> None:
    page = text_of(brought(screen_of(eko), b"%PDF-1.7"))
    assert "Berkas ini bukan tabel" in page
    assert "Yang dapat dibaca" in page
    nothing = screen_of(eko).post(f"{ROOT}impor/", {})
    assert nothing.status_code == 422
    assert "Belum ada berkas yang dipilih" in nothing.content.decode()


def test_who_may_not_change_the_plan_is_told_who_can(
    ayu: Person, eko: Person, screen_of: Screen, text_of: Text
) -> None:
    assert "Impor dari Excel" not in text_of(screen_of(ayu).get(ROOT))
    page = screen_of(ayu).get(f"{ROOT}impor/")
    assert page.status_code == 403
    assert "Untuk mengimpor program diperlukan peran" in text_of(page)
