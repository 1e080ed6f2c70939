"""A citizen's comment is hidden for one of four reasons, and never because it hurts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.channels.models import Channel
from kentongan.connectors.contract import Act, Outbound, Outcome, Published, Reason, Rejected, Safety, Step
from kentongan.inbox.answering.models import ArchivedComment
from kentongan.inbox.models import Conversation, Message
from kentongan.inbox.services.moderating import moderate
from kentongan.inbox.tests.worker import outbox_works
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Person
from kentongan.outbox.models import Delivery
from kentongan.outbox.services import ActRefusedError
from kentongan.outbox.tests.fake import FakePlatform
from kentongan.work.models import Notice
from tests import builders

pytestmark = [pytest.mark.usefixtures("monday"), pytest.mark.as_worker]
Says = Callable[..., Conversation]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
GAMBLING = "SLOT gacor hari ini cuan bosku"


def obey(platform: FakePlatform, outbound: Outbound) -> Outcome:
    platform.public.append(f"{outbound.act} {outbound.target_id} {outbound.post_id}")
    return Published(outbound.target_id)


def obeying(*, refuses: Outcome | None = None) -> FakePlatform:
    return FakePlatform(plan_of=(Step("do", Safety.REPEATABLE),), script={"do": [refuses] if refuses else [obey] * 9})


@pytest.fixture
def gambling(says: Says) -> Message:
    says(GAMBLING)
    return Message.objects.select_related("channel", "conversation").get()


def url(message: Message, act: str = "") -> str:
    return f"/g/wajo/kotak-masuk/komentar/{message.pk}/{act}"


def ask(browser: Client, message: Message, act: str, **more: str) -> Any:
    return browser.post(url(message, "ubah/"), {"act": act} | more, follow=True)


def test_gambling_is_hidden_shown_again_and_hidden_again_and_stays_in_our_record(
    gambling: Message, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser, platform = screen_of(sender), obeying()
    for act, hidden in (("sembunyikan", True), ("tampilkan", False), ("sembunyikan", True)):
        ask(browser, gambling, act, ground="gambling", note="ketiga kalinya")
        outbox_works(platform)
        gambling.refresh_from_db()
        assert (gambling.hidden_at is not None) == hidden
    assert platform.public == ["hide c-1 p-1", "unhide c-1 p-1", "hide c-1 p-1"]
    assert gambling.text == GAMBLING
    seen = text_of(browser.get(url(gambling)))
    assert "Disembunyikan di Instagram" in seen
    assert "Sudah disembunyikan" in seen
    said = [entry.data["reason"] for entry in Entry.objects.filter(action="outbox.asked.hide")]
    assert said == ["Judi daring. ketiga kalinya"] * 2
    assert Notice.objects.filter(person=sender, sentence__startswith="Sudah disembunyikan").exists()


def test_a_comment_is_taken_away_where_the_platform_lets_us(
    gambling: Message, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(sender)
    ask(browser, gambling, "hapus", ground="gambling")
    outbox_works(obeying())
    gambling.refresh_from_db()
    assert gambling.removed_at is not None
    page = text_of(browser.get(f"/g/wajo/kotak-masuk/{gambling.conversation_id}/"))
    assert "Sudah dihapus di Instagram" in page
    assert "gacor" in page


@pytest.mark.parametrize("ground", ["", "kritik", "memalukan pimpinan"])
def test_criticism_is_no_reason_to_hide(
    says: Says, sender: Person, screen_of: ScreenOf, text_of: TextOf, ground: str
) -> None:
    says("kerja bupati tidak becus, jalan rusak terus")
    message = Message.objects.get()
    answer = ask(screen_of(sender), message, "sembunyikan", ground=ground, note="menyakitkan")
    assert answer.status_code == 409
    assert "tidak disembunyikan: jawablah" in text_of(answer)
    assert not Delivery.objects.exists()


def test_the_form_asks_which_of_four_reasons_and_offers_to_answer_first(
    gambling: Message, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    page = text_of(screen_of(sender).get(url(gambling)))
    for words in ("Ujaran kebencian", "data pribadi", "Iklan atau spam", "Judi daring", "jawablah"):
        assert words in page


def test_without_the_right_nothing_is_hidden_and_the_page_says_who_can(
    gambling: Message, sender: Person, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    page = text_of(screen_of(eko).get(url(gambling)))
    assert "Gilang" in page
    assert 'value="sembunyikan"' not in page
    with pytest.raises(NotAllowedError):
        moderate(actor=builders.actor_of(eko), message=gambling, act=Act.HIDE, ground="gambling")
    assert not Delivery.objects.exists()


def test_people_who_do_not_see_the_conversation_do_not_find_its_comments(
    gambling: Message, citra: Person, screen_of: ScreenOf
) -> None:
    browser = screen_of(citra)
    assert browser.get(url(gambling)).status_code == 404
    assert ask(browser, gambling, "sembunyikan", ground="spam").status_code == 404


def test_where_the_platform_has_no_way_to_take_a_comment_away_a_person_is_shown_the_way(
    gambling: Message, sender: Person, leader_account: Channel, screen_of: ScreenOf, text_of: TextOf
) -> None:
    link = "https://x.com/i/status/1"
    Channel.objects.filter(pk=leader_account.pk).update(platform="x")
    Message.objects.update(permalink=link)
    browser = screen_of(sender)
    page = text_of(browser.get(url(gambling)))
    assert 'value="hapus"' not in page
    assert link in page
    assert "Buka di X" in page
    refused = ask(browser, gambling, "hapus", ground="gambling")
    assert refused.status_code == 409
    assert "Lakukan langsung di X" in text_of(refused)


def test_what_was_said_elsewhere_or_in_private_is_not_ours_to_hide(
    gambling: Message, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    for said_as in ("mention", "message"):
        Conversation.objects.update(said_as=said_as)
        assert 'value="sembunyikan"' not in text_of(screen_of(sender).get(url(gambling)))
        fresh = Message.objects.get()
        with pytest.raises(ActRefusedError):
            moderate(actor=builders.actor_of(sender), message=fresh, act=Act.HIDE, ground="gambling")


def test_a_platform_that_refuses_to_hide_is_told_to_whoever_asked(
    gambling: Message, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(sender)
    ask(browser, gambling, "sembunyikan", ground="gambling")
    outbox_works(obeying(refuses=Rejected(Reason.PERMISSION, "10")))
    gambling.refresh_from_db()
    assert gambling.hidden_at is None
    assert Notice.objects.filter(person=sender, sentence__contains="belum berhasil").exists()
    assert "belum memberi izin" in text_of(browser.get(url(gambling)))


def test_what_is_hidden_is_kept_as_it_stood_with_the_reason_and_who_asked(
    gambling: Message, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(sender)
    for _ in range(2):  # a double click
        ask(browser, gambling, "sembunyikan", ground="gambling", note="akun baru")
    Message.objects.update(text="sudah diubah warga")
    kept = ArchivedComment.objects.get()
    assert (kept.text, kept.ground, kept.note, kept.asked_by) == (GAMBLING, "gambling", "akun baru", sender)
    assert GAMBLING in text_of(browser.get(url(gambling)))


def test_nothing_is_archived_for_what_was_refused(gambling: Message, sender: Person) -> None:
    with pytest.raises(ActRefusedError):
        moderate(actor=builders.actor_of(sender), message=gambling, act=Act.HIDE, ground="kritik")
    assert not ArchivedComment.objects.exists()
