"""Kotak masuk as a list: what waits, finding, paging, what is new, and what needs nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.channels.models import Channel
from kentongan.inbox.models import Case, Conversation, Message
from kentongan.inbox.services import answers
from kentongan.inbox.states import ARCHIVED, DONE, NEW, SENT
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from tests import builders

Says = Callable[..., Conversation]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
LIST = "/g/wajo/kotak-masuk/"
pytestmark = pytest.mark.usefixtures("monday")


def many(says: Says, number: int, words: str = "sampah menumpuk di lorong") -> None:
    for one in range(number):
        says(f"{words} {one:03}", remote_id=f"m-{one:03}", later=timedelta(minutes=one))


def numbers_on(page: str) -> list[int]:
    return [one for one in range(100) if f"lorong {one:03}" in page]


def test_each_stage_says_how_many_wait_there(
    says: Says, assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    says("lampu jalan mati", remote_id="c-2")
    says("got mampet", remote_id="c-3")
    page = text_of(screen_of(eko).get(LIST))
    assert 'Dipilah <span class="n">2</span>' in page
    assert 'Di dinas <span class="n">1</span>' in page
    assert assigned.title not in page


def test_older_ones_follow_page_by_page_and_none_is_shown_twice_or_left_out(
    says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    many(says, 60)
    browser, address, seen = screen_of(eko), LIST, []
    while address:
        page = browser.get(address)
        seen += sorted(numbers_on(text_of(page)), reverse=True)
        older = page.content.decode().partition('<div class="pager in-pane"><a class="btn small" href="')[2]
        address = older.partition('"')[0].replace("&amp;", "&")
        says(f"baru saja {len(seen)}", remote_id=f"n-{len(seen)}", later=timedelta(hours=2))
    assert seen == list(range(59, -1, -1))


def test_a_word_a_person_or_a_place_is_found(says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf) -> None:
    says("lampu jalan mati di Paria", remote_id="c-1")
    says("got mampet", remote_id="c-2")
    browser = screen_of(eko)
    found = text_of(browser.get(LIST, {"q": "lampu"}))
    assert "<mark>lampu</mark> jalan mati di Paria" in found
    assert "got mampet" not in found
    assert "got mampet" in text_of(browser.get(LIST, {"q": "rani_tempe"}))
    assert "Tidak ada yang cocok" in text_of(browser.get(LIST, {"q": "helikopter"}))


def test_a_search_for_percent_signs_finds_percent_signs(
    says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    says("harga naik 50% di kios", remote_id="c-1")
    says("harga naik 500 rupiah", remote_id="c-2")
    page = text_of(screen_of(eko).get(LIST, {"q": "50%"}))
    assert "<mark>50</mark>% di kios" in page
    assert "500 rupiah" not in page


def test_the_list_does_not_jump_but_says_how_many_are_new(
    says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    says("got mampet", remote_id="c-1")
    browser = screen_of(eko)
    since = re.search(r'data-since="(\d+)"', text_of(browser.get(LIST)))
    assert since
    asked = {"tab": "pilah", "sejak": since[1]}
    assert browser.get(f"{LIST}baru/", asked).status_code == 204
    many(says, 3)
    assert "3 baru" in text_of(browser.get(f"{LIST}baru/", asked))


@pytest.mark.parametrize("asked", [{}, {"tab": "apa", "sejak": "1"}, {"tab": "pilah", "sejak": "-1"}])
def test_what_nobody_asked_sensibly_is_answered_with_nothing(
    eko: Person, screen_of: ScreenOf, text_of: TextOf, asked: dict[str, str]
) -> None:
    assert text_of(screen_of(eko).get(f"{LIST}baru/", asked)) == ""


@pytest.mark.parametrize(
    "asked", [{"tab": "apa"}, {"sebelum": "kemarin"}, {"sebelum": "_"}, {"sebelum": "2026-01-01_1"}]
)
def test_a_broken_address_still_shows_the_list(eko: Person, screen_of: ScreenOf, asked: dict[str, str]) -> None:
    assert screen_of(eko).get(LIST, asked).status_code == 200


def test_thanks_are_archived_with_a_reason_and_can_come_back(says: Says, eko: Person, screen_of: ScreenOf) -> None:
    thanks = says("Terima kasih bidan pustu, ramah sekali")
    browser = screen_of(eko)
    browser.post(f"{LIST}{thanks.pk}/arsipkan/", {"reason": "pujian atau sapaan"})
    thanks.refresh_from_db()
    assert thanks.state == ARCHIVED
    assert Entry.objects.get(action="inbox.conversation.archived").data["reason"] == "pujian atau sapaan"
    browser.post(f"{LIST}{thanks.pk}/kembalikan/")
    thanks.refresh_from_db()
    assert thanks.state == NEW


def test_archiving_without_a_reason_asks_for_one(says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf) -> None:
    thanks = says("mantap")
    page = screen_of(eko).post(f"{LIST}{thanks.pk}/arsipkan/", {})
    assert page.status_code == 422
    assert "Pilih salah satu alasan" in text_of(page)
    thanks.refresh_from_db()
    assert thanks.state == NEW


def test_a_case_cannot_be_archived_behind_its_agency(assigned: Case, eko: Person, screen_of: ScreenOf) -> None:
    screen_of(eko).post(f"{LIST}{assigned.conversation_id}/arsipkan/", {"reason": "sudah dijawab"})
    assigned.conversation.refresh_from_db()
    assert assigned.conversation.state != ARCHIVED


def test_the_words_a_suggestion_rests_on_are_marked_and_a_citizens_markup_is_only_text(
    says: Says, eko: Person, screen_of: ScreenOf, dinas_pu: Agency
) -> None:
    heard = says("<script>x</script> jalan berlubang")
    page = screen_of(eko).get(f"{LIST}{heard.pk}/").content.decode()
    assert "<mark>berlubang</mark>" in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page


@pytest.mark.parametrize("act", ["", "teruskan/", "arsipkan/", "kembalikan/"])
def test_citra_does_not_find_a_conversation_that_is_not_hers(
    says: Says, citra: Person, screen_of: ScreenOf, act: str
) -> None:
    heard = says()
    browser = screen_of(citra)
    answer = browser.post(f"{LIST}{heard.pk}/{act}", {"reason": "x"}) if act else browser.get(f"{LIST}{heard.pk}/")
    assert answer.status_code == 404


def test_kartika_reads_everything_and_is_told_who_sorts(
    says: Says, kartika: Person, eko: Person, screen_of: ScreenOf
) -> None:
    heard = says("terima kasih")
    browser = screen_of(kartika)
    assert browser.get(f"{LIST}{heard.pk}/").status_code == 200
    refused = browser.post(f"{LIST}{heard.pk}/arsipkan/", {"reason": "x"})
    assert refused.status_code == 403
    assert "Bu Eko" in refused.content.decode()


def test_another_government_sees_nothing_of_it(says: Says, palembang: Government, screen_of: ScreenOf) -> None:
    heard = says("jalan berlubang di Tempe")
    with within(palembang.pk):
        zahra = builders.person("Zahra", (), builders.agency("Kominfo", of=palembang))
    browser = screen_of(zahra)
    assert browser.get(f"/g/palembang/kotak-masuk/{heard.pk}/").status_code == 404
    assert b"Tempe" not in browser.get("/g/palembang/kotak-masuk/").content
    assert browser.get(f"{LIST}{heard.pk}/").status_code == 404


def test_where_no_reply_goes_through_an_interface_the_answer_is_copied_sent_and_noted_by_hand(
    assigned: Case, fitri: Person, gilang: Person, leader_account: Channel, screen_of: ScreenOf, text_of: TextOf
) -> None:
    # TikTok takes public answers, and no private messages.
    Channel.objects.filter(pk=leader_account.pk).update(platform="tiktok")
    Conversation.objects.update(said_as="message")
    builders.entitled(gilang, leader_account)
    actor = builders.actor_of(fitri)
    answer = answers.submit_answer(actor=actor, case=assigned, text="Besok ditambal.", closes=True, revision=0)
    browser, address = screen_of(gilang), f"/g/wajo/kasus/{assigned.pk}/"
    page = text_of(browser.get(address))
    assert "TikTok tidak menerima pesan pribadi lewat aplikasi lain" in page
    assert 'data-copy="Besok ditambal."' in page
    assert "jawaban/kirim/" not in page
    assert browser.post(f"{address}jawaban/kirim/").status_code == 409
    browser.post(f"{address}jawaban/dikirim-sendiri/")
    answer.refresh_from_db()
    assert (answer.state, answer.released_by_id) == (SENT, gilang.pk)
    assert Conversation.objects.get().state == DONE
    assert Message.objects.filter(ours=True).count() <= 1


def test_sorting_one_that_a_colleague_just_sent_on_makes_no_second_case(
    assigned: Case, eko: Person, dinas_pu: Agency, screen_of: ScreenOf
) -> None:
    told = {"agency": dinas_pu.pk, "instruction": "", "kind": "complaint"}
    answer = screen_of(eko).post(f"{LIST}{assigned.conversation_id}/teruskan/", told)
    assert answer.status_code in {302, 409}
    assert Case.objects.count() == 1
