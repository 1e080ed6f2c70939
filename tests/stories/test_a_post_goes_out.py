"""Story A: one story, five channels, a check that stops an NIK, an approval, and five public posts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kentongan.media.tests.files import jpeg, mp4
from kentongan.media.tests.films import film
from tests.stories.people import Person, all_saved, new_mark
from tests.stories.running import Demo

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
FIVE = ("Facebook", "Instagram", "X", "YouTube", "TikTok")
OUT = 90_000


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    photo, video = tmp_path / "imunisasi.jpg", tmp_path / "imunisasi.mp4"
    photo.write_bytes(jpeg((1200, 1200), gps=True))
    if shutil.which("ffmpeg"):
        film(video, size="720x1280", seconds=6)
    else:  # nobody looks whether it plays
        video.write_bytes(mp4(seconds=20))
    return photo, video


def step(page: Page, size: str, name: str) -> None:
    """On the phone, one step at a time; at the desk everything is in view."""
    if size == "phone":
        all_saved(page)
        page.goto(re.sub(r"\?.*", "", page.url) + f"?langkah={name}")


def begins(ayu: Person, title: str, story: str) -> Page:
    page = ayu.opens("/tulis/")
    page.get_by_label("Judul", exact=True).fill(title)
    page.get_by_label("Tulisan", exact=True).fill(story)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    return page


def takes_all_five_channels(page: Page, size: str) -> None:
    step(page, size, "kanal")
    for name in FIVE:
        page.locator("li.side", has_text=name).first.get_by_role("checkbox").check()
    all_saved(page)


def chooses_on_tiktok(page: Page, size: str) -> None:
    """TikTok lets nothing be chosen beforehand: who may see it and comment is the author's own word."""
    step(page, size, "kanal")
    card = page.locator("li.side", has_text="TikTok").first
    card.locator("details.more").evaluate("it => { it.open = true; }")
    card.get_by_label("Siapa yang boleh melihat").select_option(label="Semua orang")
    card.get_by_label("Orang boleh berkomentar").select_option(label="Boleh")
    all_saved(page)


def attaches(page: Page, size: str, files: tuple[Path, Path]) -> None:
    for file in files:
        step(page, size, "media")
        page.locator("#file").set_input_files(file)
        page.locator(".asset", has_text=file.name).wait_for()
    page.get_by_label("Apa yang tampak di foto?").fill("Petugas menyuntik anak di halaman puskesmas")
    all_saved(page)


def is_stopped_by_the_number(ayu: Person, size: str) -> None:
    """The check names the number and its legal source, and covers it on request."""
    page = ayu.page
    step(page, size, "periksa")
    ayu.sees("Segera setelah disetujui")
    page.get_by_role("button", name=re.compile("^Ajukan")).click()
    expect(page.get_by_text("Belum dapat diajukan")).to_be_visible()
    finding = page.locator(".check-item.stop", has_text="NIK").first
    expect(finding).to_contain_text("UU")
    ayu.finds_no_barriers()
    finding.get_by_role("button", name="Tutupi").click()
    expect(page.locator(".check-item.stop", has_text="NIK")).to_have_count(0)


def hands_it_in(ayu: Person, size: str) -> str:
    """Submit it; the post's address."""
    page = ayu.page
    step(page, size, "periksa")
    page.get_by_role("button", name=re.compile("^Ajukan")).click()
    page.wait_for_url(re.compile(r"/kiriman/\d+/"))
    ayu.sees("Menunggu persetujuan")
    ayu.finds_no_barriers()
    return page.url


def may_not_approve_it_herself(ayu: Person, title: str) -> None:
    page = ayu.opens("/setujui/")
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("button", name=re.compile("Setujui persis"))).to_have_count(0)
    ayu.sees("Yang dapat menyetujui")


def approves_exactly_this(bima: Person, mark: str) -> None:
    page = bima.opens("/")
    page.get_by_role("link", name=re.compile(mark)).first.click()
    bima.finds_no_barriers()
    page.get_by_role("button", name=re.compile("Setujui persis")).click()
    bima.sees("Disetujui.")


@pytest.mark.main
def test_ayu_writes_once_and_five_feeds_show_it_after_bima_approved(
    person: Sits, demo: Demo, size: str, files: tuple[Path, Path]
) -> None:
    mark = new_mark()
    title = f"Imunisasi campak gratis {mark}"
    ayu = person("ayu")
    page = begins(
        ayu, title, f"Imunisasi campak gratis di semua puskesmas ({mark}). Contoh pendaftar: NIK 7313065002010003."
    )
    takes_all_five_channels(page, size)
    chooses_on_tiktok(page, size)
    attaches(page, size, files)
    expect(page.get_by_text("Dihapus dari berkas").first).to_be_visible()
    is_stopped_by_the_number(ayu, size)
    post_address = hands_it_in(ayu, size)
    may_not_approve_it_herself(ayu, title)
    approves_exactly_this(person("bima"), mark)

    ayu.page.goto(post_address)
    for name in FIVE:
        row = ayu.page.locator("#deliveries .row", has_text=name).filter(has=ayu.page.get_by_text("Sudah tayang"))
        expect(row).to_have_count(1, timeout=OUT)
        expect(row.get_by_role("link", name=f"Lihat di {name}")).to_be_visible()
    expect(ayu.page.get_by_text("dari platform").first).to_be_attached(timeout=OUT)
    ayu.finds_no_barriers()

    visitor = person("")
    for platform in ("facebook", "instagram", "x", "youtube", "tiktok"):
        visitor.page.goto(demo.feed(platform))
        visitor.sees(mark)
        expect(visitor.page.get_by_text("7313065002010003")).to_have_count(0)
    visitor.finds_no_barriers()


def test_a_channel_that_cannot_carry_a_version_says_why(person: Sits, size: str) -> None:
    ayu = person("ayu")
    page = begins(ayu, "Hanya tulisan", "Puskesmas buka seperti biasa.")
    takes_all_five_channels(page, size)
    page.reload()
    step(page, size, "periksa")
    for name in ("Instagram", "YouTube", "TikTok"):
        expect(page.locator(".check-item", has_text=name).first).to_be_visible()
    ayu.finds_no_barriers()


def test_citra_of_another_agency_does_not_find_ayus_draft(person: Sits) -> None:
    page = begins(person("ayu"), "Rahasia draf", "Belum boleh dilihat dinas lain.")
    address = page.url
    citra = person("citra")
    answer = citra.page.goto(address)
    assert answer is not None
    assert answer.status == 404
    citra.finds_no_barriers()
