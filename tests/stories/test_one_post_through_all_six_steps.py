"""One post from plan to evaluation: planned, written, approved, published, talked about, measured, judged in its programme."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, new_mark
from tests.stories.posting import bima_approves, times_in_feed, writes_for_only
from tests.stories.running import Demo

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
PROGRAMME = "Ibu dan anak sehat"
SOON = 60_000
LESSON = "Jam buka di kalimat pertama membuat warga bertanya lebih sedikit. Lain kali tambahkan peta puskesmas."


@dataclass(frozen=True, slots=True)
class Walk:
    """The post on its way."""

    mark: str
    title: str
    address: str

    @property
    def evaluation(self) -> str:
        """Where it is held against what was expected."""
        return f"{self.address}evaluasi/"


def test_one_post_is_carried_from_its_programme_to_what_was_learnt(person: Sits, demo: Demo, size: str) -> None:
    ayu = person("ayu")
    post = it_is_planned(ayu)
    it_is_written_and_approved(person, ayu, post, size)
    it_is_published(person(""), demo, ayu, post)
    a_citizen_asks_and_is_answered(person, demo, post)
    it_is_measured(ayu, post)
    it_is_evaluated_where_it_was_planned(ayu, post)


def it_is_planned(ayu: Person) -> Walk:
    """From the programme, with what it is meant to reach written down before anybody can read it."""
    page = ayu.opens("/rencana/program/")
    page.get_by_role("link", name=PROGRAMME).first.click()
    page.wait_for_url(re.compile(r"/program/\d+/"))
    ayu.finds_no_barriers()
    page.get_by_role("button", name=re.compile(f"^Tulis.*{PROGRAMME}")).click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    number = re.findall(r"/tulis/(\d+)/", page.url)[0]
    mark = new_mark()
    post = Walk(mark, f"Posyandu pekan ini {mark}", f"/kiriman/{number}/")
    ayu.opens(post.address)
    page.get_by_role("link", name="Tetapkan yang diharapkan").click()
    page.get_by_label("Yang dihitung").select_option(label="Komentar")
    page.get_by_label(re.compile("^Jumlah yang diharapkan")).fill("1")
    page.get_by_role("button", name="Simpan yang diharapkan").click()
    ayu.sees("Yang diharapkan tersimpan.")
    ayu.sees("belum tayang")
    ayu.finds_no_barriers()
    return post


def it_is_written_and_approved(person: Sits, ayu: Person, post: Walk, size: str) -> None:
    page = ayu.opens(f"{post.address.replace('kiriman', 'tulis')}?langkah=tulis")
    page.get_by_label("Judul", exact=True).fill(post.title)
    page.get_by_label("Tulisan utama").fill(
        f"Posyandu buka pukul 08.00 di semua puskesmas Wajo, Senin sampai Jumat. Bawa buku KIA. ({post.mark})"
    )
    writes_for_only(page, "Facebook", size)
    expect(page.locator(".check-item.stop")).to_have_count(0)
    ayu.finds_no_barriers()
    page.get_by_role("button", name=re.compile("^Ajukan")).click()
    page.wait_for_url(re.compile(r"/kiriman/\d+/"))
    ayu.sees("Menunggu persetujuan")
    bima_approves(person, post.mark)


def it_is_published(visitor: Person, demo: Demo, ayu: Person, post: Walk) -> None:
    ayu.opens(post.address)
    row = ayu.page.locator("#deliveries .row", has_text="Facebook").filter(has=ayu.page.get_by_text("Sudah tayang"))
    expect(row).to_have_count(1, timeout=SOON)
    assert times_in_feed(visitor, demo, "facebook", post.mark) == 1


def a_citizen_asks_and_is_answered(person: Sits, demo: Demo, post: Walk) -> None:
    question, answer = f"Apakah Sabtu juga buka? ({post.mark})", f"Sabtu tutup, Bu. Senin buka lagi. ({post.mark})"
    citizen = person("")
    asks(citizen.page, demo, post, question)

    eko = person("eko")
    inbox = eko.opens("/kotak-masuk/")
    until(inbox, question)
    inbox.get_by_text(question).first.click()
    inbox.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    inbox.locator("#id_agency").select_option(label="Dinas Kesehatan")
    inbox.get_by_role("button", name="Teruskan ke dinas").click()
    inbox.wait_for_url(re.compile(r"/kasus/\d+/"))
    case = re.findall(r"/kasus/\d+/", inbox.url)[0]

    ayu = person("ayu")
    page = ayu.opens(case)
    page.get_by_label(re.compile("Jawaban untuk")).fill(answer)
    page.get_by_role("button", name="Ajukan jawaban").click()
    ayu.sees("Siap dikirim")
    page.get_by_role("button", name=re.compile("^Kirim sebagai")).click()
    ayu.finds_no_barriers()
    until(citizen.page, answer)


def asks(page: Page, demo: Demo, post: Walk, question: str) -> None:
    """Comment below the post as anybody may."""
    page.goto(demo.feed("facebook"))
    page.locator("article", has_text=post.mark).get_by_role("link", name=re.compile("Komentar")).click()
    page.locator("textarea[name=teks]").first.fill(question)
    page.get_by_role("button", name=re.compile("^Kirim")).first.click()
    page.get_by_text(question).first.wait_for()
    page.goto(page.url.split("#")[0].split("?")[0])


def until(page: Page, words: str) -> None:
    """Look again until the words stand there."""
    deadline = time.monotonic() + SOON / 1000
    while page.get_by_text(words).count() == 0:
        assert time.monotonic() < deadline, f"“{words}” did not appear at {page.url}"
        page.wait_for_timeout(500)
        page.reload()


def it_is_measured(ayu: Person, post: Walk) -> None:
    """The figure arrives from the platform by itself, with where it comes from."""
    page = ayu.opens(post.evaluation)
    until(page, "% dari yang diharapkan; dari platform, 1 kanal")
    ayu.finds_no_barriers()


def it_is_evaluated_where_it_was_planned(ayu: Person, post: Walk) -> None:
    page = ayu.page
    page.get_by_role("radio", name="Tercapai", exact=True).check()
    page.get_by_label(re.compile("^Pelajaran")).fill(LESSON)
    page.get_by_role("button", name="Simpan evaluasi").click()
    ayu.sees("Evaluasi tersimpan.")
    page.get_by_role("link", name=PROGRAMME).first.click()
    page.wait_for_url(re.compile(r"/program/\d+/"))
    row = page.locator("article.row", has_text=post.title)
    expect(row).to_contain_text("Diharapkan komentar 1; tercapai")
    expect(row).to_contain_text(LESSON)
    expect(row).to_contain_text("Terbit")
    ayu.finds_no_barriers()
    ayu.opens(post.address)
    ayu.sees(LESSON)
    ayu.finds_no_barriers()
