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


def test_a_claim_from_a_comment_is_checked_decided_and_read_by_everyone(person: Sits, size: str) -> None:
    mark = new_mark()
    title, fact = f"Bantuan lewat tautan {mark}", f"Pendaftaran hanya di kantor desa ({mark})."
    eko = person("eko")
    inbox = eko.opens("/kotak-masuk/")
    inbox.locator("a.msg").first.click()
    inbox.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    if size == "phone":
        inbox.goto(inbox.url.split("?")[0] + "?lihat=konteks")
    eko.finds_no_barriers()
    if inbox.get_by_role("link", name="Catat untuk cek fakta").count():
        inbox.get_by_role("link", name="Catat untuk cek fakta").click()
    else:  # this comment was recorded by the story at the other size
        eko.opens("/hoaks/catat/")
    eko.finds_no_barriers()
    inbox.get_by_label("Judul singkat").fill(title)
    inbox.get_by_label("Apa yang beredar?").fill("Ada tautan untuk mendaftar bantuan tunai.")
    inbox.get_by_role("button", name="Catat", exact=True).click()
    inbox.wait_for_url(CLAIM)
    found = CLAIM.search(inbox.url)
    assert found
    place = f"/hoaks/{found[1]}/"
    eko.finds_no_barriers()
    inbox.get_by_label("Bukti apa?").fill("Pernyataan Dinas Sosial")
    inbox.locator("#bukti").get_by_label(re.compile("^Alamatnya")).fill("https://wajokab.go.id/berita")
    inbox.locator("#bukti").get_by_role("button", name="Tambahkan").click()
    inbox.locator("#bukti").get_by_role("link", name="Pernyataan Dinas Sosial").wait_for()
    inbox.get_by_text("Keliru", exact=True).click()
    inbox.get_by_label(re.compile("Apa yang benar")).fill(fact)
    inbox.get_by_role("button", name="Usulkan putusan").click()
    eko.sees("Orang kedua yang mengumumkan")
    eko.finds_no_barriers()
    inbox.get_by_role("button", name="Tulis klarifikasi dari putusan ini").click()
    inbox.wait_for_url(re.compile(r"/tulis/\d+/"))
    expect(inbox.locator("#story")).to_have_value(re.compile(re.escape(fact)))

    indra = person("indra")
    page = indra.opens(place)
    indra.finds_no_barriers()
    page.get_by_role("button", name="Umumkan putusan ini").click()
    indra.sees("Diumumkan")
    indra.finds_no_barriers()
    page.get_by_role("link", name=re.compile("^Faktanya")).wait_for()

    rani = person("")
    public = rani.opens("/cek-fakta/")
    rani.finds_no_barriers()
    public.get_by_role("link", name=title).click()
    rani.sees(fact)
    rani.sees("Pernyataan Dinas Sosial")
    rani.finds_no_barriers()
    assert "Eko" not in public.content()
