"""Every citizen is answered where they wrote: in public under it, in private to them, or by hand where no API takes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.connectors.contract import Inbound, OutcomeUnknown, Reason, ReconcileRule, Rejected, RemoteComment
from kentongan.core import clock
from kentongan.inbox.intake import process
from kentongan.inbox.models import Answer, Case, Conversation, Message
from kentongan.inbox.receiving import receive
from kentongan.inbox.services import answers, sorting
from kentongan.inbox.tests.worker import outbox_works
from kentongan.organizations.models import Agency, Person
from kentongan.outbox.models import Delivery
from kentongan.outbox.tests.fake import ONE_STEP, FakePlatform
from tests import builders

pytestmark = [pytest.mark.usefixtures("monday"), pytest.mark.as_worker]
Hears = Callable[..., Conversation]
Answered = Callable[..., Answer]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
REPLY = "Besok pagi petugas kami datang."


@pytest.fixture
def hears(leader_account: Channel) -> Hears:
    """Something is pushed: `hears("message", "m-1")`."""

    def push(kind: str, remote_id: str, text: str = "lampu jalan mati di gang kami", **more: Any) -> Conversation:
        facts: dict[str, Any] = {"post_id": "", "author_id": "77", "author_name": "Rani", "created_at": clock.now()}
        said = RemoteComment(remote_id=remote_id, text=text, kind=kind, **(facts | more))
        event = Inbound(leader_account.remote_id, f"{kind}.added", f"{kind}.added:{remote_id}", said, {})
        receive(leader_account.platform, [event])
        process(leader_account.government_id)
        return Conversation.objects.get(pk=Message.objects.get(remote_id=remote_id).conversation_id)

    return push


@pytest.fixture
def answered(eko: Person, fitri: Person, dinas_pu: Agency) -> Answered:
    """Eko passes it on and Fitri answers."""

    def write(conversation: Conversation) -> Answer:
        actor = builders.actor_of(eko)
        case = sorting.forward(
            actor=actor, conversation=conversation, to_agency=dinas_pu, instruction="", kind="complaint"
        )
        return answers.submit_answer(actor=builders.actor_of(fitri), case=case, text=REPLY, closes=True, revision=0)

    return write


def url(answer: Answer, act: str = "") -> str:
    return f"/g/wajo/kasus/{answer.case_id}/{act}"


def test_what_one_person_writes_in_private_is_one_conversation(hears: Hears, eko: Person, screen_of: ScreenOf) -> None:
    first = hears("message", "m-1", post_id="77")
    again = hears("message", "m-2", "di gang melati", post_id="77")
    other = hears("message", "m-3", post_id="78", author_id="78")
    assert first == again != other
    listed = screen_of(eko).get("/g/wajo/kotak-masuk/").content.decode()
    assert listed.count("Pesan pribadi ·") == 2


def test_a_private_message_is_answered_in_private_to_whoever_wrote_it(
    hears: Hears, answered: Answered, fitri: Person, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answer = answered(hears("message", "m-1", post_id="77"))
    assert "Kirim pesan sebagai" in text_of(screen_of(sender).get(url(answer)))
    screen_of(sender).post(url(answer, "jawaban/kirim/"))
    sent = Delivery.objects.get()
    assert (sent.act, sent.content.target_id, sent.content.reply_to) == ("message", "77", "")
    outbox_works()
    answer.refresh_from_db()
    assert answer.state == "sent"
    assert Case.objects.get().state == "closed"
    hears("message", "m-9", "sampai sekarang belum", post_id="77", created_at=clock.now() + timedelta(hours=1))
    assert Case.objects.get().state == "reopened"


def test_who_answers_in_private_is_told_who_reads_it(
    hears: Hears, eko: Person, fitri: Person, dinas_pu: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    talk = hears("message", "m-1", post_id="77")
    case = sorting.forward(
        actor=builders.actor_of(eko), conversation=talk, to_agency=dinas_pu, instruction="", kind="complaint"
    )
    page = text_of(screen_of(fitri).get(f"/g/wajo/kasus/{case.pk}/"))
    assert "hanya dibaca Rani" in page
    assert "Dibaca semua orang" not in page


def test_a_mention_is_answered_in_public_under_itself(hears: Hears, answered: Answered, sender: Person) -> None:
    mention = hears("mention", "s-1", post_id="t-9", parent_id="stranger-1")
    assert (mention.said_as, mention.root_id) == ("mention", "s-1")
    answers.release(actor=builders.actor_of(sender), answer=answered(mention))
    sent = Delivery.objects.get()
    assert (sent.act, sent.content.reply_to, sent.content.post_id) == ("reply", "s-1", "t-9")


def test_what_a_citizen_says_to_our_answer_to_a_mention_joins_it(
    hears: Hears, answered: Answered, sender: Person
) -> None:
    mention = hears("mention", "s-1")
    answers.release(actor=builders.actor_of(sender), answer=answered(mention))
    outbox_works()
    ours = Message.objects.get(ours=True)
    assert hears("mention", "s-2", "belum juga", parent_id=ours.remote_id) == mention


def test_a_mention_under_a_post_of_ours_is_a_comment_whichever_way_we_hear_of_it(
    hears: Hears, leader_account: Channel
) -> None:
    from kentongan.channels.services import remember

    remember(
        channel=leader_account, kind="post", remote_id="p-1", permalink="", subject_type="x", subject_id=1, text="",
        published_at=clock.now(),
    )  # fmt: skip
    first = hears("mention", "c-1", post_id="p-1")
    assert first.said_as == "comment"
    assert hears("comment", "c-1", post_id="p-1") == first
    assert Message.objects.count() == 1


@pytest.fixture
def refused(hears: Hears, answered: Answered, sender: Person) -> Answer:
    """X does not let this citizen be answered through its API."""
    Channel.objects.update(platform="x")
    answer = answered(hears("comment", "c-1", post_id="p-1", permalink="https://x.com/i/status/1"))
    answers.release(actor=builders.actor_of(sender), answer=answer)
    refusal = Rejected(Reason.REPLY, "403")
    outbox_works(FakePlatform(plan_of=ONE_STEP, script={"publish": [refusal]}))
    answer.refresh_from_db()
    return answer


@pytest.fixture(autouse=True)
def routed_by_x(leader_account: Channel) -> None:
    """Whatever the account's platform becomes, its webhooks arrive."""
    from kentongan.channels.models import Route

    Route.objects.create(
        platform="x", remote_id=leader_account.remote_id, government_id=leader_account.government_id,
        channel_id=leader_account.pk,
    )  # fmt: skip


def test_after_a_refusal_the_answer_is_copied_and_given_on_the_platform(
    refused: Answer, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(sender)
    page = text_of(browser.get(url(refused)))
    assert "Belum terkirim" in page
    assert "Komentar ini tidak dapat dijawab" in page or "komentar ini tidak dapat dijawab" in page
    assert f'data-copy="{REPLY}"' in page
    assert 'href="https://x.com/i/status/1"' in page
    assert "Jawab di X" in page
    browser.post(url(refused, "jawaban/dikirim-sendiri/"))
    refused.refresh_from_db()
    assert (refused.state, refused.released_by_id) == ("sent", sender.pk)
    assert Delivery.objects.get().state == "cancelled"
    assert Case.objects.get().state == "closed"


def test_an_answer_in_doubt_cannot_be_noted_as_given_by_hand(
    hears: Hears, answered: Answered, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answer = answered(hears("comment", "c-1", post_id="p-1"))
    answers.release(actor=builders.actor_of(sender), answer=answer)
    fake = FakePlatform(plan_of=ONE_STEP, script={"publish": [OutcomeUnknown(Reason.TIMEOUT)]})
    fake.rule = ReconcileRule(askable=False)
    outbox_works(fake, minutes=60)
    browser = screen_of(sender)
    page = text_of(browser.get(url(answer)))
    assert "Buka Perlu diperiksa" in page
    assert "Sudah saya kirim" not in page
    assert browser.post(url(answer, "jawaban/dikirim-sendiri/")).status_code == 409
    answer.refresh_from_db()
    assert answer.state == "failed"
