"""Who may act, until when, and why: told on the person's page, changed by Omar, read back by Kartika."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.stories.people import Person, today

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]


def test_omar_records_a_decree_for_someone_whose_own_has_run_out(person: Sits, size: str) -> None:
    omar, day = person("omar"), today()
    omar.opens("/orang/?q=tirta")
    omar.sees("Tirta Buana")
    omar.finds_no_barriers()
    omar.page.get_by_role("link", name="Tirta Buana").click()
    omar.sees("Mengapa boleh atau tidak")
    omar.finds_no_barriers()

    omar.page.get_by_role("link", name="Catat SK").click()
    omar.finds_no_barriers()
    number = f"188.45/{size}/{day.year}"
    omar.page.get_by_label("Nomor SK").fill(number)
    omar.page.get_by_label("Berlaku sejak").fill(day.isoformat())
    omar.page.get_by_label("Berlaku sampai").fill((day + timedelta(days=300)).isoformat())
    omar.page.get_by_role("button", name="Simpan").click()

    omar.sees(f"SK {number} tercatat untuk Pak Tirta.")
    omar.finds_no_barriers()


def test_eko_pauses_an_account_and_sets_it_going_again(person: Sits) -> None:
    eko = person("eko")
    eko.opens("/akun/?q=facebook+pekerjaan")
    eko.finds_no_barriers()
    eko.page.get_by_role("link", name=re.compile("Dinas PU Wajo")).click()
    eko.sees("Pemegang izin")
    eko.finds_no_barriers()

    eko.page.get_by_role("link", name="Jeda akun").click()
    eko.page.get_by_label("Alasan").fill("Latihan menjeda akun")
    eko.page.get_by_role("button", name="Jeda akun").click()
    eko.sees("Dijeda: Latihan menjeda akun")
    eko.finds_no_barriers()

    eko.page.get_by_role("button", name="Aktifkan lagi").click()
    eko.sees("aktif lagi")


def test_kartika_reads_the_trail_and_has_its_seals_checked(person: Sits) -> None:
    kartika = person("kartika")
    kartika.opens("/jejak/")
    kartika.finds_no_barriers()

    kartika.page.get_by_role("button", name="Periksa keutuhan").click()

    kartika.sees("Jejak utuh")
    kartika.finds_no_barriers()


def test_ayu_may_not_read_the_trail_and_learns_who_can(person: Sits) -> None:
    ayu = person("ayu")
    ayu.opens("/jejak/")
    ayu.sees("Untuk membaca jejak diperlukan peran")
    ayu.sees("Bu Kartika")
    ayu.finds_no_barriers()


def test_bima_finds_what_is_asked_of_him_behind_the_bell(person: Sits) -> None:
    bima = person("bima")
    bima.opens("/kabar/?jenis=action")
    bima.sees("meminta persetujuan")
    bima.finds_no_barriers()
