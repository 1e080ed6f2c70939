"""A claim is recorded, checked, decided by a second person, clarified, and read by everyone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.stories.people import Person, new_mark

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
CLAIM = re.compile(r"/hoaks/(\d+)/")


def begins_at_a_comment(eko: Person, size: str) -> None:
    """From what stands beside a conversation to the form for a claim."""
    page = eko.opens("/kotak-masuk/")
    page.locator("a.msg").first.click()
    page.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    if size == "phone":
        page.goto(page.url.split("?")[0] + "?lihat=konteks")
    eko.finds_no_barriers()
    if page.get_by_role("link", name="Catat untuk cek fakta").count():
        page.get_by_role("link", name="Catat untuk cek fakta").click()
    else:  # this comment was recorded by the story at the other size
        eko.opens("/hoaks/catat/")
    eko.finds_no_barriers()


def records_the_claim(eko: Person, title: str) -> str:
    """The claim's address."""
    page = eko.page
    page.get_by_label("Judul singkat").fill(title)
    page.get_by_label("Apa yang beredar?").fill("Ada tautan untuk mendaftar bantuan tunai.")
    page.get_by_role("button", name="Catat", exact=True).click()
    page.wait_for_url(CLAIM)
    found = CLAIM.search(page.url)
    assert found
    eko.finds_no_barriers()
    return found.group()


def proposes_a_verdict(eko: Person, fact: str) -> None:
    """With evidence, for a second person to announce; and begins the clarification from it."""
    page = eko.page
    page.get_by_label("Bukti apa?").fill("Pernyataan Dinas Sosial")
    page.locator("#bukti").get_by_label(re.compile("^Alamatnya")).fill("https://wajokab.go.id/berita")
    page.locator("#bukti").get_by_role("button", name="Tambahkan").click()
    page.locator("#bukti").get_by_role("link", name="Pernyataan Dinas Sosial").wait_for()
    page.get_by_text("Keliru", exact=True).click()
    page.get_by_label(re.compile("Apa yang benar")).fill(fact)
    page.get_by_role("button", name="Usulkan putusan").click()
    eko.sees("Orang kedua yang mengumumkan")
    eko.finds_no_barriers()
    page.get_by_role("button", name="Tulis klarifikasi dari putusan ini").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    expect(page.locator("#story")).to_have_value(re.compile(re.escape(fact)))


def announces_it(indra: Person, claim: str) -> None:
    page = indra.opens(claim)
    indra.finds_no_barriers()
    page.get_by_role("button", name="Umumkan putusan ini").click()
    indra.sees("Diumumkan")
    indra.finds_no_barriers()
    page.get_by_role("link", name=re.compile("^Faktanya")).wait_for()


def test_a_claim_from_a_comment_is_checked_decided_and_read_by_everyone(person: Sits, size: str) -> None:
    mark = new_mark()
    title, fact = f"Bantuan lewat tautan {mark}", f"Pendaftaran hanya di kantor desa ({mark})."
    eko = person("eko")
    begins_at_a_comment(eko, size)
    claim = records_the_claim(eko, title)
    proposes_a_verdict(eko, fact)
    announces_it(person("indra"), claim)

    rani = person("")
    public = rani.opens("/cek-fakta/")
    rani.finds_no_barriers()
    public.get_by_role("link", name=title).click()
    rani.sees(fact)
    rani.sees("Pernyataan Dinas Sosial")
    rani.finds_no_barriers()
    assert "Eko" not in public.content()
