"""What words alone tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.inbox.lanes.rules import asks_for_document, cannot_wait, knows, report_link, tracking_number


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("1234567", "1234567"),
        ("#1234567", "1234567"),
        ("Nomor laporan Anda 8.123.456", "8123456"),
        ("8123456, ulang 8123456", "8123456"),
        ("12", ""),
        ("laporan 8123456 dan 8123457", ""),
    ],
)
def test_a_number_is_read_out_of_what_was_pasted(told: str, number: str) -> None:
    assert tracking_number(told) == number


@given(st.integers(min_value=1000, max_value=10**12 - 1), st.text(alphabet="abc #\n:", max_size=20))
def test_a_number_is_found_whatever_words_stand_around_it(number: int, words: str) -> None:
    assert tracking_number(f"{words} {number} {words}") == str(number)


@given(st.text(max_size=200))
def test_whatever_is_pasted_a_number_is_digits_or_nothing(told: str) -> None:
    number = tracking_number(told)
    assert number == "" or 4 <= len(number) <= 12


@pytest.mark.parametrize(
    "asked",
    [
        "mohon salinan DPA dinas pendidikan 2026",
        "Saya minta dokumen kontrak perbaikan jalan",
        "sesuai UU 14/2008 saya berhak tahu",
        "ini lewat PPID ya?",
        "Minta laporan keuangan desa, UU No. 14 tahun 2008",
    ],
)
def test_a_document_or_the_law_makes_it_a_request(asked: str) -> None:
    assert asks_for_document(asked)


@pytest.mark.parametrize(
    "asked",
    [
        "Cetak KTP di kecamatan bisa diwakilkan?",
        "Jadwal angkut sampah hari apa?",
        "berkas saya kok belum selesai",
        "Konseling di puskesmas harus bawa rujukan?",
    ],
)
def test_an_ordinary_question_stays_one(asked: str) -> None:
    assert not asks_for_document(asked)


@pytest.mark.parametrize("said", ["tolong ada KEBAKARAN di pasar", "anak tenggelam di danau", "kabel putus di jalan"])
def test_danger_is_heard(said: str) -> None:
    assert cannot_wait([said])


@pytest.mark.parametrize("said", ["jalan berlubang", "antre dari jam 6", "kapan pemadam latihan?"])
def test_what_can_wait_is_not_called_danger(said: str) -> None:
    assert not cannot_wait([said])


def test_only_lapors_own_pages_count_as_lapor() -> None:
    assert report_link("Lihat https://www.lapor.go.id/laporan/8123456 ya") == "https://www.lapor.go.id/laporan/8123456"
    assert report_link("https://lapor.go.id.contoh.com/1") == ""
    assert report_link("http://www.lapor.go.id/ dan https://[x") == ""
    assert tracking_number("https://www.lapor.go.id/laporan/8123456") == "8123456"


def test_an_authority_is_known_by_its_words() -> None:
    assert knows("PLN, listrik", ["", "Listrik"])
    assert not knows("PLN, listrik", ["Air"])
    assert not knows("", [""])
