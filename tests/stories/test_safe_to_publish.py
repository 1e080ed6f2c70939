"""Ayu is stopped by a rule with its source, corrects, weighs, two decide, it is scheduled; and a request nobody decided comes back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, all_saved, new_mark
from tests.stories.posting import writes_for_only

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
NIK = "7313011203850001"
UNDECIDED = {"phone": "Senam lansia di lapangan", "desk": "Kelas ibu hamil bulan ini"}


def at_step(page: Page, step: str) -> None:
    page.goto(re.sub(r"\?.*", "", page.url) + f"?langkah={step}")


def begins(ayu: Person, size: str, title: str, words: str) -> Page:
    page = ayu.opens("/tulis/")
    page.get_by_label("Judul", exact=True).fill(title)
    page.get_by_label("Tulisan", exact=True).fill(words)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    writes_for_only(page, "Facebook", size)
    return page


def weighs(ayu: Person) -> None:
    page = ayu.page
    page.get_by_role("button", name=re.compile("^(Lihat jawabannya|Jawab analisis dampak)")).click()
    page.wait_for_url(re.compile("/dampak/"))
    for answer in ("Sangat mungkin", "Warga dirugikan, atau ramai diberitakan", "Dapat, dan sudah dicegah"):
        with page.expect_response("**/dampak/simpan/"):
            page.get_by_text(answer).click()
    page.get_by_label("Bagaimana dicegah?").fill("Hari, jam, dan tempatnya ditulis lengkap.")
    ayu.finds_no_barriers()
    page.get_by_role("button", name="Konfirmasi").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))


def decides(person: Sits, name: str, mark: str) -> Person:
    officer = person(name)
    page = officer.opens("/setujui/")
    page.get_by_role("link", name=re.compile(mark)).first.click()
    officer.sees("Analisis dampak")
    officer.finds_no_barriers()
    page.get_by_role("button", name=re.compile("Setujui persis")).click()
    return officer


def test_from_a_rule_that_stops_to_a_post_that_is_scheduled(person: Sits, size: str) -> None:
    mark = new_mark()
    words = f"Bantuan obat untuk pemegang NIK {NIK} dapat diambil di puskesmas ({mark})."
    ayu = person("ayu")
    page = begins(ayu, size, f"Pengambilan obat {mark}", words)
    at_step(page, "periksa")
    stop = page.locator(".check-item.stop", has_text="NIK")
    expect(stop).to_contain_text("UU 27/2022")
    ayu.finds_no_barriers()
    page.get_by_role("button", name=re.compile("^Ajukan")).click()
    ayu.sees("Belum dapat diajukan")

    at_step(page, "tulis")
    page.locator("#story").fill(words.replace(f"pemegang NIK {NIK}", "warga lansia"))
    all_saved(page)
    at_step(page, "periksa")
    expect(page.locator(".check-item.stop")).to_have_count(0)
    page.get_by_text("Pada waktu tertentu").click()
    page.locator("#publish_at").fill("2030-01-07T09:00")
    all_saved(page)
    weighs(ayu)
    page.get_by_role("button", name=re.compile("^Ajukan")).click()
    page.wait_for_url(re.compile(r"/kiriman/\d+/"))

    decides(person, "bima", mark).sees("Langkah 2 dari 2 kini menunggu Pak Eko")
    decides(person, "eko", mark).sees("dijadwalkan terbit")
    page.reload()
    ayu.sees("Terjadwal")
    expect(page.get_by_text(re.compile("7 Jan")).first).to_be_visible()
    ayu.finds_no_barriers()


def test_a_request_nobody_decided_in_time_comes_back_and_is_handed_in_again(person: Sits, size: str) -> None:
    title = UNDECIDED[size]
    bima = person("bima")
    bima.opens("/setujui/")
    expect(bima.page.get_by_role("link", name=re.compile(title))).to_have_count(0)
    ayu = person("ayu")
    page = ayu.opens("/")
    task = page.get_by_role("article").filter(has_text=f"Ajukan lagi “{title}”").first
    expect(task).to_contain_text("belum diputus sampai waktunya lewat")
    ayu.finds_no_barriers()
    task.get_by_role("link").filter(visible=True).first.click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    at_step(page, "periksa")
    page.get_by_text("Segera setelah disetujui", exact=True).click()
    all_saved(page)
    ayu.finds_no_barriers()
    page.get_by_role("button", name=re.compile("^Ajukan")).click()
    page.wait_for_url(re.compile(r"/kiriman/\d+/"))
    bima.opens("/setujui/")
    bima.page.get_by_role("link", name=re.compile(title)).first.click()
    bima.page.get_by_role("button", name=re.compile("Setujui persis")).click()
    bima.sees("Disetujui.")
