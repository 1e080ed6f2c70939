"""Story: a block made on a platform is noted with a reason and a day, warns whoever answers, is looked at again and lifted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import Person, new_mark, today
from tests.stories.running import Demo
from tests.stories.test_a_case_goes_its_way import becomes_a_case, waits
from tests.stories.test_a_complaint_is_answered import comments
from tests.stories.trouble import offices_open

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
ADVERT = "Pinjaman cair lima menit, klik tautan di profil"
NOTE = "Tautan yang sama di lima kiriman"
BLOCK = re.compile(r"/kotak-masuk/blokir/\d+/")


def somebody_advertises(person: Sits, demo: Demo, mark: str) -> str:
    """A stranger writes under the head's post; the conversation's address, as Gilang finds it."""
    comments(person(""), demo, f"{ADVERT} ({mark})", f"kredit_{mark}")
    page = person("gilang").opens(f"/kotak-masuk/?tab=semua&q={mark}")
    waits(page, ADVERT)
    page.locator("a.msg", has_text=mark).first.click()
    return conversation_at(page)


def conversation_at(page: Page) -> str:
    """The address of the conversation this page shows."""
    page.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    found = re.search(r"/kotak-masuk/\d+/", page.url)
    assert found
    return found.group()


def begins_a_note(gilang: Person, talk: str) -> Page:
    """From what stands beside the conversation to the form."""
    page = gilang.opens(f"{talk}?lihat=konteks")
    page.get_by_role("link", name="Catat pemblokiran").filter(visible=True).click()
    page.wait_for_url(re.compile(r"/blokir/$"))
    return page


def notes_a_block(gilang: Person, talk: str, days: int) -> str:
    """Note it with a reason of the list and a day to look at it again; the address of what was noted."""
    page = begins_a_note(gilang, talk)
    page.get_by_role("radio", name="Iklan atau spam yang berulang").check()
    page.get_by_label("Ditinjau lagi tanggal").fill((today() + timedelta(days=days)).isoformat())
    page.get_by_label(re.compile("^Catatan")).fill(NOTE)
    page.get_by_role("button", name="Catat pemblokiran").click()
    gilang.sees("Tercatat. Admin koordinator diberi tahu")
    found = BLOCK.search(page.url)
    assert found
    return found.group()


def test_a_block_needs_a_reason_of_the_list_and_then_stands_in_the_register(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    talk, gilang = somebody_advertises(person, demo, mark), person("gilang")
    page = begins_a_note(gilang, talk)
    gilang.finds_no_barriers()
    page.get_by_label(re.compile("^Catatan")).fill(NOTE)
    page.get_by_role("button", name="Catat pemblokiran").click()
    expect(page.locator(".problem")).to_contain_text("bukan alasan memblokir: jawablah")
    expect(page.get_by_label(re.compile("^Catatan"))).to_have_value(NOTE)
    gilang.finds_no_barriers()
    notes_a_block(gilang, talk, 60)
    for words in ("Iklan atau spam yang berulang", NOTE, "Pak Gilang"):
        expect(page.locator(".defs")).to_contain_text(words)
    gilang.finds_no_barriers()
    eko = person("eko")
    row = eko.opens("/kotak-masuk/blokir/").locator("main .row", has_text=f"kredit_{mark}")
    expect(row).to_contain_text("Iklan atau spam yang berulang")
    expect(row).to_contain_text("ditinjau")
    eko.finds_no_barriers()


def test_who_may_not_keep_the_register_gets_no_form_and_who_does_not_see_the_account_finds_nothing(
    person: Sits, demo: Demo
) -> None:
    mark = new_mark()
    talk = somebody_advertises(person, demo, mark)
    kartika = person("kartika")
    page = kartika.opens(f"{talk}blokir/")
    kartika.sees("Mencatat pemblokiran adalah tugas pemegang izin akun ini dan admin koordinator")
    expect(page.get_by_role("button", name="Catat pemblokiran")).to_have_count(0)
    kartika.finds_no_barriers()
    block = notes_a_block(person("gilang"), talk, 60)
    page = kartika.opens(block)
    kartika.sees("Yang meninjau dan membuka: pemegang izin akun ini dan admin koordinator")
    expect(page.get_by_role("button", name=re.compile("Sudah saya buka|Pertahankan"))).to_have_count(0)
    kartika.finds_no_barriers()
    citra = person("citra")
    expect(citra.opens("/kotak-masuk/blokir/").locator("main")).not_to_contain_text(mark)
    for hidden in (block, f"{talk}blokir/"):
        answer = citra.page.goto(demo.at(hidden))
        assert answer is not None
        assert answer.status == 404


def test_an_answer_to_a_blocked_citizen_is_warned_before_and_ways_around_are_named(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    eko, case = becomes_a_case(person, demo, f"jalan dusun rusak berat ({mark})", mark, f"warga_{mark}")
    page = eko.opens(f"/kotak-masuk/?tab=semua&q={mark}")
    page.locator("a.msg", has_text=mark).first.click()
    notes_a_block(person("gilang"), conversation_at(page), 60)
    fitri, gilang = person("fitri"), person("gilang")
    page = fitri.opens(case)
    warning = page.locator(".banner", has_text="jawaban di sana tidak akan sampai")
    expect(warning).to_contain_text(f"warga_{mark} diblokir di")
    expect(warning).to_contain_text("sampaikan secara pribadi")
    fitri.finds_no_barriers()
    page.get_by_label(re.compile("^Jawaban untuk")).fill(f"Jalan itu kami ratakan pekan depan. ({mark})")
    page.get_by_role("button", name="Ajukan jawaban").click()  # waits for a save that is under way
    fitri.sees("Siap dikirim")
    page = gilang.opens(case)
    expect(page.locator(".answer")).to_contain_text("Orang lain membaca jawaban ini, warga itu tidak")
    expect(page.get_by_role("button", name=re.compile("^Kirim sebagai"))).to_be_visible()
    gilang.finds_no_barriers()


def test_the_review_comes_onto_the_coordinators_day_and_the_block_is_lifted(person: Sits, demo: Demo) -> None:
    mark = new_mark()
    block = notes_a_block(person("gilang"), somebody_advertises(person, demo, mark), 3)
    offices_open(demo)
    eko = person("eko")
    home = eko.opens("/")
    waits(home, f"Tinjau pemblokiran kredit_{mark}")
    eko.finds_no_barriers()
    home.get_by_role("link", name=re.compile(f"Tinjau pemblokiran kredit_{mark}")).first.click()
    home.wait_for_url(re.compile(block))
    home.get_by_label("Mengapa dibuka?").fill("Iklannya berhenti sejak pekan lalu")
    home.get_by_role("button", name=re.compile("^Sudah saya buka di")).click()
    eko.sees(f"kredit_{mark} tidak lagi diblokir")
    eko.finds_no_barriers()
    expect(eko.opens("/").locator("main")).not_to_contain_text(f"Tinjau pemblokiran kredit_{mark}")
    expect(eko.opens("/kotak-masuk/blokir/").locator("main")).not_to_contain_text(mark)
    lifted = eko.opens("/kotak-masuk/blokir/?dibuka").locator("main .row", has_text=f"kredit_{mark}")
    expect(lifted).to_contain_text("dibuka")
    eko.finds_no_barriers()
