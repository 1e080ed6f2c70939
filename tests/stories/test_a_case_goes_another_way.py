"""A case goes to SP4N-LAPOR! and its answer comes back; a question finds its lane; a link on WhatsApp reaches the liaison."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, new_mark
from tests.stories.running import Demo
from tests.stories.test_a_complaint_is_answered import PATIENCE_SECONDS, comments

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
CASE = re.compile(r"/kasus/(\d+)/")


def becomes_a_case(eko: Person, mark: str, *, kind: str = "") -> str:
    """Wait for the comment in the inbox, send it to Dinas PU, and return the case's address."""
    began, inbox = time.monotonic(), eko.opens("/kotak-masuk/")
    while inbox.get_by_text(mark).count() == 0:
        assert time.monotonic() - began < PATIENCE_SECONDS, "the comment did not reach the inbox"
        inbox.wait_for_timeout(300)
        inbox.reload()
    inbox.get_by_text(mark).first.click()
    inbox.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    inbox.locator("#id_agency").select_option(label="Dinas Pekerjaan Umum dan Penataan Ruang")
    if kind:
        inbox.locator("#id_kind").select_option(kind)
    inbox.get_by_role("button", name="Teruskan ke dinas").click()
    inbox.wait_for_url(CASE)
    found = CASE.search(inbox.url)
    assert found
    return found.group()


def joins(eko: Person, words: str, case: str) -> None:
    """Another citizen's comment about the same matter comes to the case."""
    code = re.search(r"Kasus (\d+/\d+)", eko.opens(case).title())
    assert code
    began, inbox = time.monotonic(), eko.opens("/kotak-masuk/")
    while inbox.get_by_text(words).count() == 0:
        assert time.monotonic() - began < PATIENCE_SECONDS, "the comment did not reach the inbox"
        inbox.wait_for_timeout(300)
        inbox.reload()
    inbox.get_by_text(words).first.click()
    inbox.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    inbox.goto(inbox.url.split("?", maxsplit=1)[0] + "?lihat=konteks")
    inbox.get_by_role("button", name=f"Tambahkan ke kasus {code[1]}").first.click()
    inbox.wait_for_url(re.compile(case))


def fills_the_sheet(page: Page, mark: str) -> None:
    page.get_by_label("Judul laporan").fill(f"Jalan berlubang di depan pasar {mark}")
    page.get_by_role("button", name="Simpan lembar").click()
    page.get_by_role("heading", name=re.compile("Salin ke LAPOR")).wait_for()


def test_a_comment_goes_to_lapor_and_the_answer_comes_back(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    comments(person(""), demo, f"jalan di depan pasar berlubang, sudah lapor ke mana-mana ({mark})")
    eko = person("eko")
    case = becomes_a_case(eko, mark)
    comments(person(""), demo, f"motor saya jatuh di jalan berlubang itu ({mark} dua)")
    joins(eko, f"{mark} dua", case)
    page = eko.opens(case)
    eko.finds_no_barriers()
    page.get_by_role("link", name=re.compile("Serahkan ke SP4N-LAPOR")).click()
    expect(page.get_by_label("Isi laporan")).to_have_value(
        re.compile(r"sudah lapor ke mana-mana.*motor saya jatuh", re.DOTALL)
    )
    eko.finds_no_barriers()
    fills_the_sheet(page, mark)
    expect(page.locator("#lembar")).not_to_contain_text("Rani")
    eko.finds_no_barriers()
    number = str(secrets.randbelow(9_000_000) + 1_000_000)
    page.get_by_label("Nomor laporan di LAPOR").fill("belum ada")
    page.get_by_role("button", name="Catat nomor LAPOR").click()
    eko.sees("Nomornya belum terbaca")
    page.get_by_label("Nomor laporan di LAPOR").fill(f"#{number}")
    page.get_by_role("button", name="Catat nomor LAPOR").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    expect(page.get_by_role("table")).to_contain_text("Di LAPOR")
    eko.finds_no_barriers()
    page.get_by_label("Jawaban dari LAPOR").fill(f"Lubang ditambal kemarin ({mark}).")
    page.get_by_role("button", name="Bawa ke draf jawaban").click()
    page.wait_for_url(CASE)
    expect(page.get_by_label(re.compile("^Jawaban untuk"))).to_have_value(
        re.compile(f"ditambal kemarin.*{number}", re.DOTALL)
    )
    eko.finds_no_barriers()
    eko.opens("/jalur/")
    eko.sees(f"LAPOR {number}")
    eko.finds_no_barriers()


def test_a_question_that_asks_for_a_document_goes_to_the_ppid(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    comments(person(""), demo, f"mohon salinan kontrak perbaikan jalan pasar {mark}")
    eko = person("eko")
    case = becomes_a_case(eko, mark, kind="question")
    page = eko.opens(case)
    page.get_by_role("link", name="Pertanyaan layanan atau PPID?").click()
    expect(page.get_by_role("radio", name=re.compile("Permintaan informasi publik"))).to_be_checked()
    eko.finds_no_barriers()
    page.get_by_role("button", name="Pilih jalur ini").click()
    page.wait_for_url(re.compile(r"/ppid/\d+/"))
    address = re.search(r"/ppid/\d+/", page.url)
    assert address
    eko.finds_no_barriers()

    indra = person("indra")
    register = indra.opens("/")
    register.get_by_role("link", name=re.compile("Permintaan informasi PPID-")).first.wait_for()
    register = indra.opens(address.group())
    indra.finds_no_barriers()
    register.get_by_text("Perpanjang 7 hari kerja").click()
    register.get_by_label(re.compile("^Alasan tertulis")).fill("Kontrak masih di bagian arsip")
    register.get_by_role("button", name="Perpanjang satu kali").click()
    expect(register.get_by_role("heading", level=1)).to_contain_text("Diperpanjang satu kali")
    register.get_by_role("radio", name="Diberikan seluruhnya").check()
    register.get_by_role("button", name="Catat pemberitahuan").click()
    expect(register.get_by_role("heading", level=1)).to_contain_text("Sudah diberi tahu tertulis")
    indra.finds_no_barriers()


def test_the_liaison_opens_a_link_from_whatsapp(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    comments(person(""), demo, f"selokan di depan pasar tersumbat, jalan tergenang {mark}")
    eko = person("eko")
    case = becomes_a_case(eko, mark)
    page = eko.opens(f"{case}tautan/")
    page.get_by_role("button", name=re.compile("^Tautan disposisi")).click()
    sent = page.get_by_role("link", name="Buka WhatsApp").get_attribute("href") or ""
    assert sent.startswith("https://wa.me/?text=Ada%20disposisi%20baru%20untuk")
    assert mark not in sent
    eko.finds_no_barriers()
    message = unquote(sent)
    address = message[message.index("http", 8) :]

    fitri = person("fitri")
    theirs = fitri.page
    theirs.goto(address)
    theirs.wait_for_url(re.compile(rf"{re.escape(case)}#jawab"))
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("Menunggu jawaban Anda")
    ayu = person("ayu")
    answer = ayu.page.goto(address)
    assert answer is not None
    assert answer.status == 404
    page = eko.opens(f"{case}tautan/")
    eko.sees("Fitri Maharani membuka")
    page.get_by_role("button", name=re.compile("^Cabut")).first.click()
    eko.sees("Tautan dicabut")
    theirs.goto(address)
    fitri.sees("Tautan ini sudah dicabut")
    fitri.finds_no_barriers()


def test_a_wish_is_gathered_answered_and_read_by_everyone(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    comments(person(""), demo, f"usul pasang lampu di jembatan dekat sekolah {mark}")
    eko = person("eko")
    case = becomes_a_case(eko, mark, kind="aspiration")
    page = eko.opens(case)
    page.get_by_role("link", name="Catat sebagai usul baru").click()
    eko.finds_no_barriers()
    title = f"Lampu jembatan dekat sekolah {mark}"
    page.get_by_label("Usulnya apa?").fill(title)
    page.get_by_label(re.compile("^Ringkasan")).fill("Anak-anak pulang sore lewat jembatan yang gelap.")
    page.get_by_label(re.compile("^Atau kebijakan")).fill("Penerangan jalan")
    page.get_by_label(re.compile("^Dinas pemilik")).select_option(label="Dinas Pekerjaan Umum dan Penataan Ruang")
    page.get_by_role("button", name="Catat usul").click()
    page.wait_for_url(re.compile(r"/usulan/\d+/"))
    place = re.search(r"/usulan/\d+/", page.url)
    assert place
    eko.sees("1 warga")
    eko.finds_no_barriers()
    page.get_by_role("button", name="Serahkan", exact=True).click()
    eko.sees("Menunggu tanggapan dinas")

    fitri = person("fitri")
    theirs = fitri.opens(place.group())
    fitri.finds_no_barriers()
    theirs.get_by_role("radio", name="Diterima").check()
    theirs.get_by_label(re.compile("^Penjelasan")).fill(f"Lampu dipasang Januari ({mark}).")
    theirs.get_by_role("button", name="Simpan tanggapan").click()
    fitri.sees("Orang kedua yang mengumumkan")

    page = eko.opens(place.group())
    page.get_by_role("button", name="Umumkan kepada warga").click()
    eko.sees("Halaman untuk warga")
    eko.finds_no_barriers()
    rani = person("")
    public = rani.opens("/anda-usul/")
    rani.finds_no_barriers()
    public.get_by_role("link", name=title).click()
    rani.sees(f"Lampu dipasang Januari ({mark}).")
    rani.finds_no_barriers()
    assert "Fitri" not in public.content()
    page = eko.opens(place.group())
    page.get_by_role("button", name="Tulis kirimannya").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    expect(page.locator("#story")).to_have_value(re.compile(re.escape(mark)))
