"""Story: a case goes three levels down and back up; is nobody's here; is opened again; runs out of time and climbs."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, new_mark
from tests.stories.running import Demo
from tests.stories.test_a_complaint_is_answered import comments
from tests.stories.trouble import deadline_passed

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
PATIENCE_SECONDS = 60.0


def becomes_a_case(person: Sits, demo: Demo, words: str, mark: str, name: str = "") -> tuple[Person, str]:
    """A citizen (called `name`) writes, Eko sends it to Dinas PU; the case's address."""
    comments(person(""), demo, words, name)
    eko = person("eko")
    page = eko.opens("/kotak-masuk/")
    waits(page, mark)
    page.locator("a.msg", has_text=mark).first.click()
    page.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    page.locator("#id_agency").select_option(label="Dinas Pekerjaan Umum dan Penataan Ruang")
    page.get_by_role("button", name="Teruskan ke dinas").click()
    page.wait_for_url(re.compile(r"/kasus/\d+/"))
    found = re.search(r"/kasus/\d+/", page.url)
    assert found
    return eko, found.group()


def waits(page: Page, words: str) -> None:
    """Reload until the words are there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while page.get_by_text(words).count() == 0:
        assert time.monotonic() < deadline, f"{words} did not appear"
        page.wait_for_timeout(400)
        page.reload()


def passes_on(one: Person, case: str, unit: str, instruction: str) -> None:
    page = one.opens(case)
    page.get_by_text("Teruskan ke unit lain").click()
    page.locator("#id_agency").select_option(label=unit)
    page.get_by_label(re.compile("^Instruksi")).fill(instruction)
    one.finds_no_barriers()
    page.get_by_role("button", name="Teruskan", exact=True).click()
    expect(
        page.get_by_text(f"Diteruskan ke {unit.replace('Kecamatan', 'Kec.').replace('Kelurahan', 'Kel.')}")
    ).to_be_visible()


def reports(one: Person, case: str, text: str) -> None:
    page = one.opens(case)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Menunggu jawaban Anda")
    page.get_by_label(re.compile("^Laporkan hasil ke")).fill(text)
    one.finds_no_barriers()
    page.get_by_role("button", name="Laporkan hasil").click()
    one.sees("Unit yang menjawab warga sudah diberi tahu")


def test_a_case_goes_three_levels_down_and_comes_back_up(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    _, case = becomes_a_case(person, demo, f"jalan lorong berlubang dekat pasar ({mark})", mark)
    fitri, zaki, rosma = person("fitri"), person("zaki"), person("rosma")
    passes_on(fitri, case, "Kecamatan Tempe", "Pasang rambu dan ukur lubangnya.")
    passes_on(zaki, case, "Kelurahan Siengkang", "Mohon foto lokasinya hari ini.")
    reports(rosma, case, f"Ada 4 lubang, rambu sudah dipasang. ({mark})")
    reports(zaki, case, "Kami periksa: benar, perlu ditambal dinas.")
    page = fitri.opens(case)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Menunggu jawaban Anda")
    expect(page.get_by_text("Ada 4 lubang").first).to_be_visible()
    units = page.locator(".units")
    for unit in ("Dinas PU", "Kec. Tempe", "Kel. Siengkang"):
        expect(units).to_contain_text(unit)
    fitri.finds_no_barriers()
    paper = fitri.opens(f"{case}cetak/")
    for name in ("Eko", "Fitri", "Zaki", "Rosma"):
        expect(paper.locator(".thread")).to_contain_text(name)
    fitri.finds_no_barriers()


def passes_its_part_on(one: Person, case: str, unit: str) -> None:
    page = one.opens(case)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Menunggu bagian Anda")
    page.get_by_text(re.compile("^Teruskan bagian .* ke unit lain")).click()
    page.locator("#bagian_agency").select_option(label=unit)
    one.finds_no_barriers()
    page.get_by_role("button", name="Teruskan bagian ini").click()
    one.sees(f"Diteruskan ke {unit.replace('Kelurahan', 'Kel.')}")


def hands_in(one: Person, case: str, label: str, text: str) -> None:
    page = one.opens(case)
    page.get_by_label(re.compile(label)).fill(text)
    page.get_by_role("button", name=re.compile("^(Laporkan hasil|Kirim bagian)")).click()
    one.sees("Unit yang menjawab warga sudah diberi tahu")


def test_a_part_goes_down_to_the_kelurahan_and_back_while_the_camat_keeps_the_case(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    _, case = becomes_a_case(person, demo, f"got pasar mampet, banyak jentik nyamuk ({mark})", mark)
    fitri, zaki, rosma, ayu = person("fitri"), person("zaki"), person("rosma"), person("ayu")
    page = fitri.opens(case)
    page.get_by_text("Teruskan ke unit lain").click()
    page.locator("#id_agency").select_option(label="Kecamatan Tempe")
    page.get_by_text("Tenggat, unit lain, tembusan").first.click()
    page.get_by_label(re.compile("^Ikut menangani")).select_option(label="Dinas Kesehatan")
    fitri.finds_no_barriers()
    page.get_by_role("button", name="Teruskan", exact=True).click()
    fitri.sees("Diteruskan ke Kec. Tempe")
    passes_its_part_on(ayu, case, "Kelurahan Siengkang")
    units = zaki.opens(case).locator(".units")
    expect(units).to_contain_text("belum ditanggapi")
    hands_in(rosma, case, "^Laporkan hasil ke", f"Jentik ada di 3 titik. ({mark})")
    hands_in(ayu, case, "^Bagian .* untuk jawaban", "Abate dibagikan Jumat.")
    page = zaki.opens(case)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Menunggu jawaban Anda")
    for words in (f"Jentik ada di 3 titik. ({mark})", "Abate dibagikan Jumat."):
        expect(page.get_by_text(words).first).to_be_visible()
    zaki.finds_no_barriers()


def test_what_is_another_bodys_is_returned_with_a_proposal_and_the_citizen_is_still_told(
    person: Sits, demo: Demo
) -> None:
    mark = new_mark()
    eko, case = becomes_a_case(person, demo, f"lampu dan jalan provinsi rusak ({mark})", mark)
    fitri = person("fitri")
    page = fitri.opens(case)
    page.get_by_text(re.compile("^Bukan wewenang Dinas PU")).click()
    page.get_by_label(re.compile("Mengapa bukan wewenang")).fill("Ini jalan provinsi.")
    page.get_by_label(re.compile("Atau pihak di luar")).fill("Dinas BMCK Sulawesi Selatan")
    fitri.finds_no_barriers()
    page.get_by_role("button", name=re.compile("^Kembalikan")).click()
    fitri.sees("dikembalikan ke Pak Eko")
    page = eko.opens(case)
    expect(page.locator(".thread")).to_contain_text("Usul: Dinas BMCK Sulawesi Selatan")
    page.get_by_text("Wewenang pihak lain").click()
    page.get_by_label("Wewenang siapa?").fill("Dinas BMCK Sulawesi Selatan")
    page.get_by_role("button", name="Catat bukan wewenang").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wewenang Dinas BMCK Sulawesi Selatan")
    expect(page.get_by_label(re.compile("^Jawaban untuk"))).to_be_visible()
    eko.finds_no_barriers()


def test_an_ended_case_is_opened_again_with_a_reason(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    eko, case = becomes_a_case(person, demo, f"got mampet di depan sekolah ({mark})", mark)
    page = eko.opens(case)
    page.get_by_text("Arsipkan", exact=True).first.click()
    page.get_by_label("Terlalu umum untuk ditindaklanjuti").check()
    page.get_by_role("button", name="Arsipkan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Diarsipkan")
    eko.finds_no_barriers()
    page.get_by_label("Mengapa dibuka kembali?").fill("Warga menyebut nama sekolahnya.")
    page.get_by_role("button", name="Buka kembali").click()
    eko.sees("Kasus dibuka kembali")
    expect(page.locator(".defs")).to_contain_text("Penyelesaian")
    eko.finds_no_barriers()


def test_a_case_that_runs_out_of_time_climbs_to_the_head(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    eko, case = becomes_a_case(person, demo, f"jembatan kayu lapuk ({mark})", mark)
    deadline_passed(demo, case.strip("/").split("/")[1], "D02", 9)
    page = eko.opens(case)
    waits(page, "memberi tahu")
    expect(page.locator(".thread")).to_contain_text("tindak lanjut pertama lewat")
    sekar = person("sekar")
    home = sekar.opens("/")
    waits(home, mark)
    sekar.finds_no_barriers()
    home.get_by_role("link", name=re.compile(mark)).first.click()
    sekar.sees("Menunggu Dinas PU")
    overdue = eko.opens("/kasus/?tab=lewat")
    waits(overdue, mark)
    eko.finds_no_barriers()


def test_a_word_without_end_makes_no_page_wider_than_the_screen(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    _, case = becomes_a_case(person, demo, f"plafon sekolah runtuh ({mark})", mark)
    fitri, endless = person("fitri"), f"https://contoh.go.id/{mark * 25}"
    page = fitri.opens(case)
    page.get_by_label("Tambahkan", exact=True).fill(endless)
    page.get_by_role("button", name="Tambahkan", exact=True).click()
    expect(page.locator(".to-do")).to_contain_text(endless)
    page.get_by_label("Tulis catatan").fill(endless)
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.locator(".said-by.further", has_text=endless)).to_be_visible()
    page.wait_for_load_state()  # with its styles
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
