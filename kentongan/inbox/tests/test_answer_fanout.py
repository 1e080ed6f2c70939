"""One answer to many comments, each in its own words and once; and an answer that goes on in private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.connectors.contract import Act, Rejected, RemoteComment
from kentongan.core import clock
from kentongan.inbox.answering import copying, fanout
from kentongan.inbox.answering.copying import CopyRefusedError
from kentongan.inbox.answering.models import AnswerCopy
from kentongan.inbox.answering.windows import POINTER
from kentongan.inbox.answering.wish import Wish
from kentongan.inbox.intake import process, store_polled
from kentongan.inbox.models import Answer, Case, Conversation, Message
from kentongan.inbox.services import answers
from kentongan.inbox.services.answers import AnswerRefusedError
from kentongan.inbox.tests.worker import outbox_works
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.outbox.models import Delivery
from kentongan.outbox.tests.fake import ONE_STEP, FakePlatform
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
REPLY = "Terima kasih, Bapak/Ibu. Petugas kami menambal jalan itu Kamis pagi."
pytestmark = pytest.mark.usefixtures("monday")


def url(case: Case, act: str = "") -> str:
    return f"/g/wajo/kasus/{case.pk}/{act}"


def also(case: Case, channel: Channel, remote_id: str, author: str = "baso_tempe") -> Conversation:
    """Another comment about the same matter, joined to the case."""
    comment = RemoteComment(
        remote_id=remote_id, post_id="p-9", text="jalan pasar berlubang", author_name=author, author_id="77",
        created_at=clock.now(),
    )  # fmt: skip
    store_polled(channel, [comment])
    process(channel.government_id)
    Conversation.objects.filter(root_id=remote_id).update(case=case, state="with_agency")
    return Conversation.objects.get(root_id=remote_id)


def handed_in(case: Case, by: Person, text: str = REPLY, **more: Any) -> Answer:
    return answers.submit_answer(
        actor=builders.actor_of(by), case=case, text=text, closes=True, revision=0, wish=Wish(**more)
    )


def release(by: Person, answer: Answer) -> Answer:
    return answers.release(actor=builders.actor_of(by), answer=answer)


@pytest.fixture
def x_account(leader_office: Agency) -> Channel:
    return builders.channel(leader_office, "x", standing=Channel.Standing.LEADER)


@pytest.fixture
def on_x(assigned: Case, x_account: Channel) -> Conversation:
    return also(assigned, x_account, "x-1")


@pytest.fixture
def on_instagram(assigned: Case, leader_account: Channel) -> Conversation:
    return also(assigned, leader_account, "c-7", "sitti_wajo")


@pytest.fixture
def everywhere(sender: Person, x_account: Channel) -> Person:
    """Gilang holds both accounts."""
    builders.grant(sender, x_account)
    return sender


@pytest.mark.as_worker
def test_one_answer_reaches_every_comment_of_the_case_once(
    assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation, on_instagram: Conversation
) -> None:
    release(everywhere, handed_in(assigned, fitri))
    platform = outbox_works(minutes=3)
    assert len(platform.public) == 3
    assert set(AnswerCopy.objects.values_list("conversation_id", "state")) == {
        (on_x.pk, "sent"),
        (on_instagram.pk, "sent"),
    }
    assert Message.objects.filter(ours=True).count() == 3
    assert Delivery.objects.count() == 3


def test_each_place_reads_its_own_words(
    assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation, on_instagram: Conversation
) -> None:
    release(everywhere, handed_in(assigned, fitri, words={on_x.pk: "Kamis pagi kami tambal."}))
    texts = {row.channel.platform + row.payload["reply_to"]: row.payload["text"] for row in Delivery.objects.all()}
    assert texts == {
        "instagramc-1": REPLY,
        "instagramc-7": f"@sitti_wajo {REPLY}",
        "xx-1": "Kamis pagi kami tambal.",
    }


def test_words_too_long_for_a_place_are_shortened_by_whole_sentences(on_x: Conversation) -> None:
    text = " ".join(f"Ini kalimat nomor {number} tentang perbaikan jalan." for number in range(20))
    words = fanout.wording(text, on_x)
    assert len(words) <= 280
    assert words.endswith(fanout.SHORTENED)
    assert words.startswith("Ini kalimat nomor 0 tentang perbaikan jalan.")


def test_own_words_that_are_too_long_for_x_are_held_before_anything_is_sent(
    assigned: Case, fitri: Person, on_x: Conversation, screen_of: ScreenOf, text_of: TextOf
) -> None:
    told = {"text": REPLY, "revision": 0, "submit": "1", f"salinan-{on_x.pk}": "a" * 300}
    refused = screen_of(fitri).post(url(assigned, "jawaban/"), told)
    assert refused.status_code == 422
    assert "300 dari 280" in text_of(refused)


def test_a_comment_that_was_deleted_is_skipped_and_told_so(
    assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answer = handed_in(assigned, fitri)
    Message.objects.filter(conversation=on_x).update(removed_at=clock.now())
    release(everywhere, answer)
    copy = AnswerCopy.objects.get()
    assert (copy.state, Delivery.objects.count()) == ("skipped", 1)
    assert "sudah dihapus warga" in text_of(screen_of(fitri).get(url(assigned)))


def test_a_comment_that_was_left_out_gets_nothing(
    assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation
) -> None:
    release(everywhere, handed_in(assigned, fitri, skipped=frozenset({on_x.pk})))
    assert Delivery.objects.count() == 1
    assert AnswerCopy.objects.get().state == "skipped"


def test_an_account_of_somebody_else_waits_for_its_holder(
    assigned: Case, fitri: Person, sender: Person, on_x: Conversation, x_account: Channel, nur: Person
) -> None:
    release(sender, handed_in(assigned, fitri))
    copy = AnswerCopy.objects.get()
    assert copy.state == "planned"
    assert "Menunggu pemegang izin" in copy.trouble
    with pytest.raises(NotAllowedError):
        copying.send_copy(actor=builders.actor_of(sender), case=assigned, copy_id=copy.pk)
    holder = builders.entitled(nur, x_account)
    copying.send_copy(actor=builders.actor_of(holder), case=assigned, copy_id=copy.pk)
    assert Delivery.objects.count() == 2
    with pytest.raises(CopyRefusedError, match="sudah ditangani"):
        copying.send_copy(actor=builders.actor_of(holder), case=assigned, copy_id=copy.pk)
    assert Delivery.objects.count() == 2


def test_no_copy_goes_before_its_answer(assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation) -> None:
    handed_in(assigned, fitri)
    with pytest.raises(CopyRefusedError, match="belum dikirim"):
        copying.send_copy(actor=builders.actor_of(everywhere), case=assigned, copy_id=AnswerCopy.objects.get().pk)


@pytest.mark.as_worker
def test_a_copy_the_platform_refused_is_told_and_can_be_given_there_by_hand(
    assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation
) -> None:
    release(everywhere, handed_in(assigned, fitri))
    first = Delivery.objects.get(subject_type=fanout.COPY_SUBJECT)
    Delivery.objects.exclude(pk=first.pk).update(state="cancelled")
    outbox_works(FakePlatform(plan_of=ONE_STEP, script={"publish": [Rejected("policy", "tidak boleh")]}))
    copy = AnswerCopy.objects.get()
    assert copy.state == "failed"
    assert copy.trouble
    copying.note_copy_by_hand(actor=builders.actor_of(everywhere), case=assigned, copy_id=copy.pk)
    copy.refresh_from_db()
    assert copy.state == "sent"


@pytest.mark.as_worker
def test_an_answer_goes_on_in_private_and_in_public_only_that_it_does(
    assigned: Case, fitri: Person, sender: Person
) -> None:
    answer = handed_in(assigned, fitri, "Halo, mohon kirim nomor meteran Bapak/Ibu.", private=True)
    release(sender, answer)
    message = Delivery.objects.get()
    assert (message.act, message.payload["target_kind"], message.payload["target_id"]) == (
        Act.MESSAGE, "comment", "c-1",
    )  # fmt: skip
    outbox_works(minutes=2)
    public = Delivery.objects.get(act=Act.REPLY)
    assert (public.payload["text"], public.state) == (POINTER, "published")


@pytest.mark.as_worker
def test_nothing_is_said_in_public_of_a_private_message_that_did_not_arrive(
    assigned: Case, fitri: Person, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    release(sender, handed_in(assigned, fitri, private=True))
    outbox_works(
        FakePlatform(plan_of=ONE_STEP, script={"publish": [Rejected("blocked", "warga memblokir")]}), minutes=2
    )
    assert not Delivery.objects.filter(act=Act.REPLY).exists()
    answer = Answer.objects.get()
    assert answer.state == "failed"
    assert "Belum terkirim" in text_of(screen_of(fitri).get(url(assigned)))


def test_seven_days_after_the_comment_the_private_door_is_closed(
    assigned: Case, fitri: Person, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        with pytest.raises(AnswerRefusedError, match="Lewat 7 hari"):
            handed_in(assigned, fitri, private=True)
        seen = text_of(screen_of(fitri).get(url(assigned)))
    assert "Lewat 7 hari sejak warga menulis" in seen
    assert 'name="private"' not in seen


def test_a_platform_without_such_a_door_says_so(
    assigned: Case, x_account: Channel, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    Conversation.objects.filter(pk=assigned.conversation_id).update(channel=x_account)
    assert "X tidak membuka pesan pribadi dari komentar" in text_of(screen_of(fitri).get(url(assigned)))


def test_a_private_message_is_answered_within_a_day_and_afterwards_by_hand_there(
    assigned: Case, fitri: Person, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    Conversation.objects.filter(pk=assigned.conversation_id).update(said_as="message")
    answer = handed_in(assigned, fitri)
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        with pytest.raises(AnswerRefusedError, match="24 jam"):
            release(sender, answer)
        seen = text_of(screen_of(sender).get(url(assigned)))
    assert "Jawab langsung di Instagram" in seen
    assert "Sudah saya kirim" in seen
