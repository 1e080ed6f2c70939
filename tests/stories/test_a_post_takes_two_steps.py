"""Two people decide in order; a sentence is remarked on and rewritten; the next request shows what changed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.stories.people import Person, new_mark
from tests.stories.posting import ayu_hands_in

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]


def weighs(ayu: Person) -> None:
    """What it may do is not little, so that two people decide."""
    page = ayu.page
    page.get_by_role("button", name="Lihat jawabannya").click()
    page.wait_for_url(re.compile("/dampak/"))
    for answer in ("Sangat mungkin", "Warga dirugikan, atau ramai diberitakan", "Dapat, dan sudah dicegah"):
        with page.expect_response("**/dampak/simpan/"):
            page.get_by_text(answer).click()
    page.get_by_label("Bagaimana dicegah?").fill("Hari, jam, dan tempatnya ditulis lengkap.")
    ayu.finds_no_barriers()
    page.get_by_role("button", name="Konfirmasi").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))


def test_two_taps_from_the_notice_and_then_the_second_step(person: Sits, size: str) -> None:
    mark = new_mark()
    ayu = ayu_hands_in(person, size, f"Donor darah {mark}", f"Donor darah dibuka ({mark}).", "Facebook", before=weighs)
    bima = person("bima")
    page = bima.opens("/kabar/")
    page.get_by_role("button", name=re.compile(mark)).click()  # the first tap
    bima.sees("jalur “Risiko sedang”")
    bima.finds_no_barriers()
    page.get_by_role("button", name=re.compile("Setujui persis")).click()  # the second
    bima.sees("Langkah 2 dari 2 kini menunggu Pak Eko")
    ayu.page.reload()
    ayu.sees("Menunggu Pak Eko")
    eko = person("eko")
    page = eko.opens("/setujui/")
    eko.finds_no_barriers()
    page.get_by_role("link", name=re.compile(mark)).first.click()
    eko.sees("menyetujui (langkah 1 dari 2)")
    page.get_by_role("button", name=re.compile("Setujui persis")).click()
    eko.sees("segera terbit")


def test_a_sentence_is_tapped_remarked_on_rewritten_and_only_that_is_read_again(person: Sits, size: str) -> None:
    mark = new_mark()
    words = f"Imunisasi campak gratis. Datang pagi hari. Bawa buku KIA ({mark})."
    ayu = ayu_hands_in(person, size, f"Imunisasi {mark}", words, "Facebook")
    bima = person("bima")
    page = bima.opens("/setujui/")
    page.get_by_role("link", name=re.compile(mark)).first.click()
    page.get_by_role("link", name="Minta perbaikan").click()
    page.locator("summary", has_text="Datang pagi hari.").click()
    page.get_by_label(re.compile("^Catatan")).filter(visible=True).fill("Pukul berapa?")
    bima.finds_no_barriers()
    page.get_by_role("button", name="Kirim ke penulis").click()
    bima.sees("dikembalikan untuk diperbaiki")

    desk = ayu.page
    post = re.search(r"/kiriman/(\d+)/", desk.url)
    assert post
    ayu.opens(f"/kiriman/{post[1]}/catatan/")
    ayu.sees("Pukul berapa?")
    ayu.opens(f"/tulis/{post[1]}/?langkah=tulis")
    with desk.expect_response("**/simpan/"):
        desk.locator("#story").fill(words.replace("pagi hari", "pukul 08.00"))
    ayu.opens(f"/tulis/{post[1]}/?langkah=periksa")
    desk.get_by_role("button", name=re.compile("^Ajukan")).click()
    desk.wait_for_url(re.compile(r"/kiriman/\d+/"))

    bima.opens("/setujui/")
    page.get_by_role("link", name=re.compile(mark)).first.click()
    bima.sees("Hanya tulisan Facebook")
    expect(page.locator(".compared ins").first).to_contain_text("pukul")
    bima.finds_no_barriers()
    page.get_by_role("button", name=re.compile("Setujui persis")).click()
    bima.sees("Disetujui.")
