"""Story: a PDF is kept with a case, fetched byte for byte by whoever sees the case, and nothing else passes for one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.stories.people import Person, new_mark, today
from tests.stories.running import Demo
from tests.stories.test_a_case_goes_its_way import becomes_a_case

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
WHOLE = b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
WORD = b"PK\x03\x04 a letter of a word processor"


def brings(page: Page, content: bytes, said: str) -> None:
    """Choose a file called like a PDF, say what it is, and save."""
    form = page.locator("#bukti + *, section:has(#bukti)").locator("form[enctype]")
    if not form.is_visible():
        page.get_by_text("Tambahkan foto, video, atau PDF").click()
    file: FilePayload = {"name": "KTP warga.pdf", "mimeType": "application/pdf", "buffer": content}
    form.get_by_label("Foto, video, atau PDF").set_input_files(file)
    form.get_by_label("Tanggal foto atau dokumennya").fill(today().isoformat())
    form.get_by_label(re.compile("^Keterangan")).fill(said)
    form.get_by_role("button", name="Simpan").click()


def fetches(page: Page, said: str) -> tuple[str, bytes]:
    """Follow the document's link: under which name it arrives, and its bytes."""
    with page.expect_download() as download:
        page.locator(".case-documents").get_by_role("link", name=said).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_pdf_is_kept_with_a_case_and_fetched_byte_for_byte(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    _, case = becomes_a_case(person, demo, f"jembatan desa retak ({mark})", mark)
    fitri, gilang = person("fitri"), person("gilang")
    page = fitri.opens(case)
    brings(page, WHOLE + mark.encode(), f"Surat balai jalan {mark}")
    fitri.sees("PDF tersimpan apa adanya, supaya tanda tangan elektroniknya tetap sah")
    expect(page.locator("main")).not_to_contain_text("KTP warga")
    fitri.finds_no_barriers()
    page = gilang.opens(case)
    expect(page.locator(".case-documents")).to_contain_text("PDF, diunduh")
    name, content = fetches(page, f"Surat balai jalan {mark}")
    assert re.fullmatch(r"lampiran-kasus-\d{4}-\d{4}-\d+\.pdf", name)
    assert content == WHOLE + mark.encode()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(WORD, "bukan foto, video, atau PDF", id="a letter of a word processor"),
        pytest.param(WHOLE[:-8], "terpotong atau rusak", id="a download that broke off"),
    ],
)
def test_what_is_no_whole_pdf_is_refused_with_a_way_on_and_nothing_typed_is_lost(
    person: Sits, demo: Demo, content: bytes, problem: str
) -> None:
    mark = new_mark()
    _, case = becomes_a_case(person, demo, f"tanggul jebol ({mark})", mark)
    fitri = person("fitri")
    page = fitri.opens(case)
    answer = page.get_by_label(re.compile("^Jawaban untuk"))
    answer.fill(f"Kami sedang memeriksa tanggul itu. ({mark})")
    brings(page, content, f"Surat balai {mark}")
    expect(page.get_by_role("alert")).to_contain_text(problem)
    expect(page.get_by_label(re.compile("^Keterangan"))).to_have_value(f"Surat balai {mark}")
    expect(page.get_by_label("Tanggal foto atau dokumennya")).to_have_value(today().isoformat())
    expect(answer).to_have_value(f"Kami sedang memeriksa tanggul itu. ({mark})")
    fitri.finds_no_barriers()
    brings(page, WHOLE, f"Surat balai {mark}")
    expect(page.locator(".case-documents")).to_contain_text(f"Surat balai {mark}")
    expect(answer).to_have_value(f"Kami sedang memeriksa tanggul itu. ({mark})")


def test_who_does_not_see_the_case_does_not_fetch_its_document(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    _, case = becomes_a_case(person, demo, f"drainase pasar ambrol ({mark})", mark)
    page = person("fitri").opens(case)
    brings(page, WHOLE, f"Berita acara {mark}")
    link = page.locator(".case-documents").get_by_role("link", name=f"Berita acara {mark}").get_attribute("href")
    assert link
    ayu = person("ayu")
    for hidden in (demo.web + link, demo.at(case)):
        answer = ayu.page.goto(hidden)
        assert answer is not None
        assert answer.status == 404
    ayu.finds_no_barriers()
