"""A citizen blocked on a platform: noted with one of four reasons and a day to look again; nothing they write is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.channels.models import Channel
from kentongan.connectors.contract import Reason, Rejected, RemoteComment
from kentongan.core import clock
from kentongan.inbox.blocking.models import Block
from kentongan.inbox.blocking.reminding import ask_for_reviews
from kentongan.inbox.blocking.rules import LONGEST, MEANS
from kentongan.inbox.blocking.services import BlockRefusedError, Told, note_block
from kentongan.inbox.intake import process, store_polled
from kentongan.inbox.models import Answer, Case, Conversation, Message
from kentongan.inbox.services import answers
from kentongan.inbox.tests.worker import outbox_works
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.outbox.tests.fake import ONE_STEP, FakePlatform
from kentongan.work.models import Notice
from tests import builders

pytestmark = [pytest.mark.usefixtures("monday"), pytest.mark.as_worker]
Says = Callable[..., Conversation]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
INBOX = "/g/wajo/kotak-masuk/"
TODAY = date(2026, 11, 23)
TOLD = {"ground": "spam", "since": "2026-11-20", "review_on": "2027-02-01", "note": "jual pinjol tiap hari"}


def told(**changed: Any) -> Told:
    return replace(Told("spam", TODAY, TODAY + timedelta(days=60)), **changed)


def note(browser: Client, talk: Conversation, **changed: str) -> Any:
    return browser.post(f"{INBOX}{talk.pk}/blokir/", TOLD | changed, follow=True)


@pytest.fixture
def blocked(says: Says, eko: Person) -> Block:
    """Rani's account, which sold loans under every post."""
    return note_block(actor=builders.actor_of(eko), conversation=says(), told=told())


def test_who_answers_on_the_account_notes_a_block_with_reason_and_day_and_the_coordinator_is_told(
    says: Says, sender: Person, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    page = text_of(note(screen_of(sender), says()))
    kept = Block.objects.get()
    assert (kept.author_id, kept.ground, kept.review_on) == ("55", "spam", date(2027, 2, 1))
    for words in ("Iklan atau spam", "20 November 2026", "jual pinjol tiap hari", "Gilang"):
        assert words in page
    assert Notice.objects.get(person=eko, sentence__contains="diblokir di").path == f"/kotak-masuk/blokir/{kept.pk}/"
    assert Entry.objects.get(action="inbox.block.noted").data["ground"] == "Iklan atau spam yang berulang"
    assert kept.author_name in text_of(screen_of(eko).get(f"{INBOX}blokir/"))


@pytest.mark.parametrize("ground", ["", "kritik", "memalukan pimpinan"])
def test_criticism_is_no_reason_and_what_was_typed_stays(
    says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf, ground: str
) -> None:
    answer = note(screen_of(eko), says("bupati tidak becus"), ground=ground)
    assert answer.status_code == 422
    assert "bukan alasan memblokir: jawablah" in text_of(answer)
    assert "jual pinjol tiap hari" in text_of(answer)
    with pytest.raises(BlockRefusedError, match="bukan alasan memblokir"):
        note_block(actor=builders.actor_of(eko), conversation=Conversation.objects.get(), told=told(ground="kritik"))
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"since": TODAY + timedelta(days=1)}, "belum tiba"),
        ({"since": date(202, 11, 20)}, "sebelum tahun 2005"),
        ({"review_on": TODAY}, "sesudah hari ini"),
        ({"review_on": TODAY + LONGEST + timedelta(days=1)}, "180 hari"),
    ],
)
def test_days_that_cannot_be_are_refused(says: Says, eko: Person, changed: dict[str, date], problem: str) -> None:
    with pytest.raises(BlockRefusedError, match=problem):
        note_block(actor=builders.actor_of(eko), conversation=says(), told=told(**changed))


def test_without_the_right_nothing_is_noted_and_the_page_says_whose_task_it_is(
    says: Says, kartika: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    talk, browser = says(), screen_of(kartika)
    assert "tugas pemegang izin akun ini" in text_of(browser.get(f"{INBOX}{talk.pk}/blokir/"))
    assert note(browser, talk).status_code == 403
    with pytest.raises(NotAllowedError):
        note_block(actor=builders.actor_of(kartika), conversation=talk, told=told())


def test_who_does_not_see_the_conversation_finds_no_block(
    blocked: Block, citra: Person, kartika: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    assert screen_of(citra).get(f"{INBOX}blokir/{blocked.pk}/").status_code == 404
    assert "Tidak ada warga yang diblokir" in text_of(screen_of(citra).get(f"{INBOX}blokir/"))
    assert blocked.author_name in text_of(screen_of(kartika).get(f"{INBOX}blokir/{blocked.pk}/"))


def test_the_same_citizen_is_noted_once_an_account(blocked: Block, eko: Person) -> None:
    with pytest.raises(BlockRefusedError, match="sudah tercatat"):
        note_block(actor=builders.actor_of(eko), conversation=blocked.conversation, told=told())


def test_a_report_for_the_inspectorate_and_a_nameless_account_are_not_noted(says: Says, eko: Person) -> None:
    talk, actor = says(), builders.actor_of(eko)
    for changed, problem in (({"watched": True}, "pelapornya"), ({"watched": False, "author_id": ""}, "penulisnya")):
        Conversation.objects.update(**changed)
        talk.refresh_from_db()
        with pytest.raises(BlockRefusedError, match=problem):
            note_block(actor=actor, conversation=talk, told=told())


def test_the_conversation_says_that_answers_do_not_arrive_and_names_the_account_where_they_would(
    blocked: Block, says: Says, eko: Person, leader_office: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    other = builders.channel(leader_office, "instagram")
    Channel.objects.filter(pk=other.pk).update(name="Humas Wajo")
    comment = RemoteComment(
        remote_id="h-1", post_id="p-7", text="di sini juga", author_id="55", author_name="rani_tempe",
        created_at=clock.now(),
    )  # fmt: skip
    store_polled(other, [comment])
    process(other.government_id)
    elsewhere = Conversation.objects.get(channel=other)
    page = text_of(screen_of(eko).get(f"{INBOX}{blocked.conversation_id}/"))
    assert "jawaban di sana tidak akan sampai" in page
    assert MEANS["instagram"] in page
    assert f'<a href="{INBOX}{elsewhere.pk}/">{elsewhere.channel}</a>' in page
    assert "tidak akan sampai" not in text_of(screen_of(eko).get(f"{INBOX}{elsewhere.pk}/"))


def test_the_case_and_the_release_warn_and_the_answer_may_still_go_for_others_to_read(
    assigned: Case, eko: Person, fitri: Person, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    note_block(actor=builders.actor_of(eko), conversation=assigned.conversation, told=told())
    address, browser = f"/g/wajo/kasus/{assigned.pk}/", screen_of(sender)
    assert "tautan halaman warga" in text_of(screen_of(fitri).get(address))
    answers.submit_answer(actor=builders.actor_of(fitri), case=assigned, text="Kami tambal.", closes=True, revision=0)
    page = text_of(browser.get(address))
    assert "Orang lain membaca jawaban ini, warga itu tidak" in page
    assert "Kirim sebagai" in page
    browser.post(f"{address}jawaban/kirim/")
    assert Answer.objects.get().state == "released"


def test_what_a_blocked_citizen_still_writes_comes_in_and_is_sorted_like_anything_else(
    blocked: Block, says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    talk = says("lampu jalan mati di gang kami", remote_id="c-9", later=timedelta(hours=1))
    assert (talk.state, talk.spam) == ("new", False)
    assert Message.objects.filter(conversation=talk).exists()
    browser = screen_of(eko)
    assert "lampu jalan mati" in text_of(browser.get(INBOX))
    assert "Teruskan ke dinas" in text_of(browser.get(f"{INBOX}{talk.pk}/"))


def test_a_block_is_lifted_with_a_reason_and_can_be_noted_again_later(
    blocked: Block, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser, address = screen_of(sender), f"{INBOX}blokir/{blocked.pk}/"
    assert browser.post(address, {"act": "buka", "buka-why": " "}).status_code == 422
    page = text_of(browser.post(address, {"act": "buka", "buka-why": "Iklannya berhenti"}, follow=True))
    assert "tidak lagi diblokir" in page
    assert "Iklannya berhenti" in page
    assert Entry.objects.get(action="inbox.block.ended").data["why"] == "Iklannya berhenti"
    late = browser.post(address, {"act": "lagi", "lagi-why": "Masih perlu sekali", "lagi-review_on": "2027-02-01"})
    assert late.status_code == 422
    for words in ("sudah mencatat blokir ini dibuka, 23 Nov", "Masih perlu sekali"):
        assert words in text_of(late)
    assert "tidak akan sampai" not in text_of(browser.get(f"{INBOX}{blocked.conversation_id}/"))
    assert "rani_tempe" in text_of(browser.get(f"{INBOX}blokir/?dibuka"))
    note_block(actor=builders.actor_of(sender), conversation=blocked.conversation, told=told())


def test_the_review_comes_onto_the_coordinators_day_and_keeping_needs_a_reason(
    blocked: Block, eko: Person, monday: Any, screen_of: ScreenOf, text_of: TextOf
) -> None:
    assert ask_for_reviews(blocked.government_id) == 0
    with clock.stopped_at(monday + timedelta(days=55)):
        for _ in range(2):
            assert ask_for_reviews(blocked.government_id) == 1
        browser, address = screen_of(eko), f"{INBOX}blokir/{blocked.pk}/"
        assert text_of(browser.get("/g/wajo/")).count("Tinjau pemblokiran rani_tempe") == 1
        far = {"act": "lagi", "lagi-why": "Masih beriklan", "lagi-review_on": "2028-01-01"}
        refused = browser.post(address, far)
        assert refused.status_code == 422
        assert "Masih beriklan" in text_of(refused)
        browser.post(address, far | {"lagi-review_on": "2027-03-01"})
        assert "Tinjau pemblokiran" not in text_of(browser.get("/g/wajo/"))
        assert ask_for_reviews(blocked.government_id) == 0
    blocked.refresh_from_db()
    assert (blocked.review_on, blocked.kept_why) == (date(2027, 3, 1), "Masih beriklan")


def test_a_platform_that_refuses_because_of_a_block_says_so_in_plain_words_and_no_hand_is_asked(
    assigned: Case, fitri: Person, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answer = answers.submit_answer(
        actor=builders.actor_of(fitri), case=assigned, text="Kami tambal.", closes=True, revision=0
    )
    answers.release(actor=builders.actor_of(sender), answer=answer)
    outbox_works(FakePlatform(plan_of=ONE_STEP, script={"publish": [Rejected(Reason.BLOCKED, "BlockedByActor")]}))
    answer.refresh_from_db()
    assert answer.state == "failed"
    assert "terhalang pemblokiran" in answer.trouble
    assert "sampaikan lewat akun lain" in answer.trouble
    page = text_of(screen_of(sender).get(f"/g/wajo/kasus/{assigned.pk}/"))
    assert "Catat bila akun kita yang memblokir" in page
    assert "Sudah saya kirim" not in page
    assert "Ambil kembali untuk diubah" in page
