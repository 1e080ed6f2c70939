"""What a citizen writes arrives once, whichever way it comes, and nothing that is not genuine is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.channels import services as channel_services
from kentongan.channels.models import Channel
from kentongan.connectors.contract import CommentPage, RemoteComment, Unread
from kentongan.core import clock
from kentongan.inbox import polling
from kentongan.inbox.intake import process, process_waiting
from kentongan.inbox.models import Conversation, Message, RawEvent
from kentongan.organizations.models import Agency
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from kentongan.work.models import Task
from tests import builders

SECRET = "app-secret"
MORNING = datetime(2026, 11, 23, 1, tzinfo=UTC)
WORDS = "jalan di depan pasar berlubang sudah 3 bulan, tolong pak"


@pytest.fixture(autouse=True)
def keys(settings: Any) -> None:
    settings.CREDENTIAL_KEYS = {"test": "a-long-random-text"}
    keys = {"client_id": "app", "client_secret": SECRET, "verify_token": "verify"}
    settings.PLATFORM_APPS = {**settings.PLATFORM_APPS, "instagram": keys, "facebook": keys}


@pytest.fixture
def bupati(leader_office: Agency) -> Channel:
    return builders.channel(leader_office, "instagram", standing=Channel.Standing.LEADER, remote_id="17841400000000001")


def told(remote_id: str = "1790", text: str = WORDS, account: str = "17841400000000001", **value: Any) -> bytes:
    comment = {
        "id": remote_id,
        "text": text,
        "from": {"id": "55", "username": "rani_tempe"},
        "media": {"id": "180", "media_product_type": "FEED"},
        **value,
    }
    body = {
        "object": "instagram",
        "entry": [
            {"id": account, "time": int(MORNING.timestamp()), "changes": [{"field": "comments", "value": comment}]}
        ],
    }
    return json.dumps(body).encode()


def push(body: bytes, secret: str = SECRET, platform: str = "instagram") -> int:
    signature = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    answer = Client().post(
        f"/kait/{platform}/", body, content_type="application/json", headers={"X-Hub-Signature-256": signature}
    )
    return answer.status_code


def comment(remote_id: str = "1790", text: str = WORDS, **more: Any) -> RemoteComment:
    facts: dict[str, Any] = {
        "post_id": "180",
        "created_at": MORNING,
        "author_id": "55",
        "author_name": "rani_tempe",
    } | more
    return RemoteComment(remote_id=remote_id, text=text, **facts)


class Platform:
    """Shows the comments it was given."""

    def __init__(self, *comments: RemoteComment, answer: Unread | None = None) -> None:
        self.shown, self.answer = comments, answer

    @property
    def capabilities(self) -> Any:
        return type("Able", (), {"reads_comments": True, "reads_mentions": False, "reads_messages": False})

    def comments(self, post_id: str, account: object, cursor: str) -> CommentPage | Unread:
        return self.answer or CommentPage(self.shown)


def poll(monkeypatch: pytest.MonkeyPatch, channel: Channel, platform: Platform) -> int:
    monkeypatch.setattr(polling, "connector_for", lambda _: platform)
    channel_services.remember(
        channel=channel, kind="post", remote_id="180", permalink="", subject_type="x", subject_id=1, text="", published_at=clock.now()
    )  # fmt: skip
    return polling.poll(channel.government_id, channel.pk)


def test_a_comment_told_by_webhook_waits_in_the_inbox(wajo: Government, bupati: Channel) -> None:
    assert push(told()) == 200
    process(wajo.pk)
    waiting = Conversation.objects.get()
    assert (waiting.author_name, waiting.excerpt, waiting.kind, waiting.topic) == (
        "rani_tempe",
        WORDS,
        "complaint",
        "Jalan rusak",
    )


def test_the_agency_that_carries_the_affair_is_suggested_with_the_words_it_rests_on(
    wajo: Government, bupati: Channel, dinas_pu: Agency
) -> None:
    push(told())
    process(wajo.pk)
    waiting = Conversation.objects.get()
    assert waiting.suggested_agency == dinas_pu
    assert {one["text"] for one in waiting.evidence} >= {"jalan", "berlubang"}


def test_the_same_webhook_twice_makes_one_message(wajo: Government, bupati: Channel) -> None:
    for _ in range(3):
        assert push(told()) == 200
        process(wajo.pk)
    assert (Message.objects.count(), Conversation.objects.count(), RawEvent.objects.count()) == (1, 1, 1)


def test_the_poll_finds_what_the_webhook_told_and_makes_no_second_one(
    wajo: Government, bupati: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    push(told())
    process(wajo.pk)
    assert poll(monkeypatch, bupati, Platform(comment(), comment("1791", "Di mana bayar PBB?"))) == 1
    process(wajo.pk)
    assert set(Message.objects.values_list("remote_id", flat=True)) == {"1790", "1791"}


def test_webhook_and_poll_that_cross_before_anyone_understood_either_make_one(
    wajo: Government, bupati: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    push(told())
    poll(monkeypatch, bupati, Platform(comment()))
    while process(wajo.pk):
        pass
    assert Message.objects.count() == 1


def test_a_wrong_signature_is_refused_and_nothing_is_stored(wajo: Government, bupati: Channel) -> None:
    assert push(told(), secret="guessed") == 403
    assert Client().post("/kait/instagram/", told(), content_type="application/json").status_code == 403
    assert RawEvent.objects.count() == 0


def test_a_genuine_envelope_around_nonsense_stores_nothing(wajo: Government, bupati: Channel) -> None:
    assert push(b"<html>502</html>") == 400
    assert RawEvent.objects.count() == 0


def test_an_account_we_do_not_know_is_answered_and_forgotten(wajo: Government, bupati: Channel) -> None:
    assert push(told(account="999")) == 200
    assert RawEvent.objects.count() == 0


def test_a_platform_that_pushes_nothing_has_no_door(db: None) -> None:
    assert Client().post("/kait/youtube/", b"{}", content_type="application/json").status_code == 404
    assert Client().post("/kait/myspace/", b"{}", content_type="application/json").status_code == 404


def test_the_handshake_is_answered_to_whoever_knows_our_word(db: None) -> None:
    query = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "verify"}
    assert Client().get("/kait/facebook/", query).content == b"1158201444"
    assert Client().get("/kait/facebook/", query | {"hub.verify_token": "guess"}).status_code == 403


def test_a_reply_joins_the_conversation_it_answers(wajo: Government, bupati: Channel) -> None:
    push(told())
    process(wajo.pk)
    push(told("1795", "betul, saya juga jatuh kemarin", parent_id="1790"))
    process(wajo.pk)
    conversation = Conversation.objects.get()
    assert Message.objects.filter(conversation=conversation).count() == 2


def test_what_we_answered_ourselves_comes_back_and_never_becomes_a_matter(wajo: Government, bupati: Channel) -> None:
    push(told())
    ours: dict[str, Any] = {"from": {"id": bupati.remote_id, "username": "bupati"}}
    push(told("1796", "Sedang dicek Dinas PU.", parent_id="1790", **ours))
    process(wajo.pk)
    assert Conversation.objects.count() == 1
    assert Message.objects.get(remote_id="1796").ours


def test_all_that_waits_is_one_line_for_the_coordinator(wajo: Government, bupati: Channel) -> None:
    for number in range(5):
        push(told(str(2000 + number), f"jalan rusak nomor {number}"))
    process(wajo.pk)
    assert Task.objects.get(kind="inbox.triage", done_at=None).title == "5 percakapan menunggu dipilah"


def test_gambling_talk_does_not_ask_for_anyone(wajo: Government, bupati: Channel) -> None:
    push(told("3000", "SLOT gacor hari ini cuan bosku"))
    process(wajo.pk)
    assert Conversation.objects.get().spam
    assert not Task.objects.filter(kind="inbox.triage", done_at=None).exists()


def test_an_account_whose_permission_ended_is_marked_and_not_asked_again(
    wajo: Government, bupati: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll(monkeypatch, bupati, Platform(answer=Unread(code="token_expired", detail="190", expired=True)))
    bupati.refresh_from_db()
    assert bupati.state == "disconnected"


def test_a_platform_in_trouble_is_asked_again_later(
    wajo: Government, bupati: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll(monkeypatch, bupati, Platform(answer=Unread(code="unreadable", retry_after=timedelta(minutes=5))))
    bupati.refresh_from_db()
    assert bupati.state == "active"
    assert bupati.next_poll_at is not None
    assert bupati.next_poll_at > clock.now() + timedelta(minutes=4)


@pytest.mark.as_worker
def test_the_worker_understands_what_waits_in_every_government(wajo: Government, bupati: Channel) -> None:
    push(told())
    assert process_waiting() == 1
    assert process_waiting() == 0
    assert Conversation.objects.get().author_name == "rani_tempe"


def test_words_of_another_government_never_arrive_here(
    wajo: Government, palembang: Government, bupati: Channel
) -> None:
    elsewhere = builders.agency("Diskominfo", of=palembang)
    with within(palembang.pk):
        builders.channel(elsewhere, "instagram", remote_id="17841400000000002")
    push(told(account="17841400000000002"))
    assert RawEvent.objects.count() == 0
    with within(palembang.pk):
        assert RawEvent.objects.count() == 1


def test_x_is_shown_that_we_know_the_secret_it_signs_with(db: None, settings: Any) -> None:
    settings.PLATFORM_APPS = settings.PLATFORM_APPS | {
        "x": settings.PLATFORM_APPS["x"] | {"webhook_secret": "rahasia-konsumen"}
    }
    answer = Client().get("/kait/x/", {"crc_token": "tantangan"})
    wanted = base64.b64encode(hmac.digest(b"rahasia-konsumen", b"tantangan", "sha256")).decode()
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {"response_token": f"sha256={wanted}"}
