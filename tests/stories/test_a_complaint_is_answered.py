"""Story B: a citizen's comment becomes a case, goes to the right agency, and comes back as an answer under the comment."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, new_mark
from tests.stories.running import Demo

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
PATIENCE_SECONDS = 60.0
SENT = 60_000


def comments(rani: Person, demo: Demo, words: str, name: str = "") -> str:
    """Comment as a visitor (called `name`) on the head's newest Instagram post; return the post's address."""
    page = rani.page
    page.goto(demo.feed("instagram"))
    page.get_by_label("Akun").get_by_text("bupatiwajo").click()  # the feed of all accounts shows the newest ten only
    page.wait_for_url(re.compile(r"[?&]akun="))
    card = page.locator("article", has_text="Bupati Wajo").first
    card.get_by_role("link", name=re.compile("Komentar")).click()
    page.locator("textarea[name=teks]").first.fill(words)
    if name:
        page.get_by_label("Nama Anda").first.fill(name)
    page.get_by_role("button", name=re.compile("^Kirim")).first.click()
    page.get_by_text(words).first.wait_for()
    return page.url.split("#")[0].split("?")[0]


def finds_under_the_comment(rani: Person, feed: str, answer: str) -> None:
    """Reload the public page until the answer stands there."""
    rani.page.goto(feed)
    deadline = time.monotonic() + SENT / 1000
    while rani.page.get_by_text(answer).count() == 0:
        assert time.monotonic() < deadline, "the answer did not appear under the comment"
        rani.page.wait_for_timeout(500)
        rani.page.reload()
    rani.finds_no_barriers()


def finds(page: Page, words: str) -> None:
    """Reload the inbox until the words stand there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while page.get_by_text(words).count() == 0:
        assert time.monotonic() < deadline, "the comment did not reach the inbox"
        page.wait_for_timeout(300)
        page.reload()


def sends_it_to_dinas_pu(eko: Person, mark: str) -> str:
    """Find it in the inbox within seconds, with the right agency proposed, and pass it on; the case's address."""
    inbox = eko.opens("/kotak-masuk/")
    finds(inbox, mark)
    eko.finds_no_barriers()
    inbox.get_by_text(mark).first.click()
    inbox.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    expect(inbox.locator("#id_agency option:checked")).to_have_text(re.compile("Pekerjaan Umum"))
    eko.finds_no_barriers()
    inbox.get_by_label(re.compile("Instruksi")).fill("Cek lokasi hari ini, jawab dengan rencana perbaikan.")
    inbox.get_by_role("button", name="Teruskan ke dinas").click()
    inbox.wait_for_url(re.compile(r"/kasus/\d+/"))
    case = re.search(r"/kasus/\d+/", inbox.url)
    assert case
    eko.sees("hari kerja lagi")
    return case.group()


def writes_the_answer(fitri: Person, mark: str, answer: str) -> None:
    """Find the case on her day and hand an answer in; sending it is not hers."""
    page = fitri.opens("/")
    page.get_by_role("link", name=re.compile(mark)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Menunggu jawaban Anda")
    fitri.finds_no_barriers()
    page.get_by_label(re.compile("Jawaban untuk")).fill(answer)
    page.get_by_role("button", name="Ajukan jawaban").click()
    fitri.sees("Siap dikirim")
    expect(page.get_by_role("button", name=re.compile("^Kirim sebagai"))).to_have_count(0)
    fitri.sees("Yang dapat mengirim")


def reads_the_whole_way(eko: Person, case: str, mark: str) -> None:
    """Who wrote, sent on, answered and released, in one thread; and the conversation among those that are done."""
    page = eko.opens(case)
    deadline = time.monotonic() + SENT / 1000  # the public reads it before we are told that it arrived
    while page.get_by_role("heading", level=1, name=re.compile("Selesai")).count() == 0:
        assert time.monotonic() < deadline, "the case was not closed after its answer"
        page.wait_for_timeout(500)
        page.reload()
    for name in ("Rani", "Eko", "Fitri", "Gilang"):
        expect(page.locator(".thread")).to_contain_text(re.compile(name, re.IGNORECASE))
    eko.finds_no_barriers()
    page = eko.opens("/kotak-masuk/?tab=selesai&q=" + mark)
    expect(page.locator("a.msg")).to_have_count(1)


@pytest.mark.main
def test_ranis_complaint_reaches_dinas_pu_and_comes_back_as_an_answer(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    eko, rani = person("eko"), person("")
    feed = comments(rani, demo, f"jalan di depan pasar berlubang sudah 3 bulan, tolong diperbaiki ({mark})")
    case = sends_it_to_dinas_pu(eko, mark)
    answer = f"Terima kasih, Bu Rani. Tim kami menambal lubang itu besok pagi. ({mark})"
    writes_the_answer(person("fitri"), mark, answer)
    gilang = person("gilang")
    release = gilang.opens(case)
    gilang.finds_no_barriers()
    release.get_by_role("button", name=re.compile("^Kirim sebagai")).click()
    finds_under_the_comment(rani, feed, answer)
    reads_the_whole_way(eko, case, mark)


def test_an_agency_returns_what_is_not_its_own(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    comments(person(""), demo, f"jalan provinsi rusak parah dekat jembatan {mark}")
    eko = person("eko")
    page = eko.opens("/kotak-masuk/")
    finds(page, mark)
    page.get_by_text(mark).first.click()
    page.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    page.get_by_role("button", name="Teruskan ke dinas").click()
    page.wait_for_url(re.compile(r"/kasus/\d+/"))
    case = re.search(r"/kasus/\d+/", page.url)
    assert case
    fitri, reason = person("fitri"), f"Ini jalan provinsi, wewenang Dinas PU provinsi ({mark})."
    theirs = fitri.opens(case.group())
    theirs.get_by_text(re.compile("^Bukan wewenang")).click()
    theirs.get_by_label(re.compile("Mengapa bukan wewenang")).fill(reason)
    theirs.get_by_role("button", name=re.compile("^Kembalikan")).click()
    fitri.sees("dikembalikan ke Pak Eko")
    page = eko.opens("/")
    expect(page.get_by_text(reason).first).to_be_visible()


def test_citra_sees_no_case_of_another_agency(person: Sits) -> None:
    page = person("eko").opens("/kasus/?tab=selesai")
    address = page.locator("main a.title", has_text="").first.get_attribute("href")
    others = page.locator("main .row", has_text="Dinas Kesehatan").locator("a.title").first
    address = others.get_attribute("href") if others.count() else address
    assert address
    citra = person("citra")
    answer = citra.page.goto(citra.demo.web + address)
    assert answer is not None
    assert answer.status == 404
