"""What no webhook told, our own reading finds; what it saw before a newer word came changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kentongan.channels import services as channel_services
from kentongan.channels.freshness import reads_deeper
from kentongan.channels.models import Channel
from kentongan.connectors.contract import CommentPage, Inbound, RemoteComment
from kentongan.core import clock
from kentongan.inbox import polling
from kentongan.inbox.intake import process
from kentongan.inbox.models import Conversation, Message, RawEvent
from kentongan.inbox.receiving import receive

pytestmark = pytest.mark.usefixtures("monday")
BEFORE, AFTER = "jalan di depan pasar berlubang", "lampu jalan di gang kami mati"


@pytest.fixture(autouse=True)
def keys(settings: Any) -> None:
    settings.CREDENTIAL_KEYS = {"test": "a-long-random-text"}


def comment(remote_id: str = "c-1", text: str = BEFORE, **more: Any) -> RemoteComment:
    facts: dict[str, Any] = {"post_id": "180", "created_at": clock.now(), "author_id": "55", "author_name": "rani"}
    return RemoteComment(remote_id=remote_id, text=text, **(facts | more))


class Shown:
    """A platform's post with comments under it, told in pages."""

    capabilities = type("Able", (), {"reads_comments": True, "reads_mentions": False, "reads_messages": False})

    def __init__(self, size: int = 50) -> None:
        self.comments_of: dict[str, list[RemoteComment]] = {"180": []}
        self.size = size
        self.calls = 0

    def comments(self, post_id: str, account: object, cursor: str) -> CommentPage:
        self.calls += 1
        at, under = int(cursor or 0), self.comments_of.get(post_id, [])
        more = str(at + self.size) if at + self.size < len(under) else ""
        return CommentPage(tuple(under[at : at + self.size]), more)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, leader_account: Channel) -> Shown:
    platform = Shown()
    monkeypatch.setattr(polling, "connector_for", lambda _: platform)
    remember(leader_account, "180")
    return platform


def remember(channel: Channel, remote_id: str) -> None:
    channel_services.remember(
        channel=channel, kind="post", remote_id=remote_id, permalink="", subject_type="x", subject_id=remote_id,
        text="", published_at=clock.now(),
    )  # fmt: skip


def read(channel: Channel) -> int:
    found = polling.poll(channel.government_id, channel.pk)
    while process(channel.government_id):
        pass
    return found


def test_new_words_that_no_webhook_told_are_found_by_reading(shown: Shown, leader_account: Channel) -> None:
    began = clock.now()
    for minute, text in enumerate((BEFORE, AFTER, BEFORE, AFTER, AFTER)):
        shown.comments_of["180"] = [comment(text=text)]
        with clock.stopped_at(began + timedelta(minutes=minute)):
            read(leader_account)
    message = Message.objects.get()
    assert [*(one["text"] for one in message.earlier), message.text] == [BEFORE, AFTER, BEFORE, AFTER]


def test_a_comment_that_somebody_hid_on_the_platform_is_found_hidden(shown: Shown, leader_account: Channel) -> None:
    shown.comments_of["180"] = [comment(), comment("c-2", hidden=True)]
    read(leader_account)
    assert Message.objects.get(remote_id="c-2").hidden_at is not None
    shown.comments_of["180"] = [comment(hidden=True), comment("c-2", hidden=True)]
    assert read(leader_account) == 0
    assert Message.objects.get(remote_id="c-1").hidden_at is not None


def test_what_a_reading_saw_before_a_push_came_does_not_undo_the_push(shown: Shown, leader_account: Channel) -> None:
    shown.comments_of["180"] = [comment()]
    read(leader_account)
    pushed = Inbound(leader_account.remote_id, "comment.edited", "e-1", comment(text=AFTER), {})
    plain = shown.comments

    def meanwhile(post_id: str, account: object, cursor: str) -> CommentPage:
        page = plain(post_id, account, cursor)
        with clock.stopped_at(clock.now() + timedelta(seconds=1)):
            receive(leader_account.platform, [pushed])
            process(leader_account.government_id)
        return page

    shown.comments = meanwhile  # type: ignore[method-assign]
    read(leader_account)
    assert Message.objects.get().text == AFTER


def test_other_white_space_is_no_change(shown: Shown, leader_account: Channel) -> None:
    for text in (BEFORE, BEFORE.replace(" ", "  ") + "\n"):
        shown.comments_of["180"] = [comment(text=text)]
        read(leader_account)
    assert Message.objects.get().earlier == []


def test_the_link_that_a_webhook_left_out_is_filled_in_by_reading(shown: Shown, leader_account: Channel) -> None:
    receive(leader_account.platform, [Inbound(leader_account.remote_id, "comment.added", "x", comment(), {})])
    shown.comments_of["180"] = [comment(permalink="https://contoh.id/c-1")]
    process(leader_account.government_id)
    read(leader_account)
    assert Message.objects.get().permalink == "https://contoh.id/c-1"


def test_after_an_hour_without_a_worker_every_comment_is_there_exactly_once(
    shown: Shown, leader_account: Channel
) -> None:
    began = clock.now()
    for number in range(20):
        remember(leader_account, f"k-{number}")
    shown.comments_of |= {f"k-{post}": [comment(f"old-{post}", post_id=f"k-{post}")] for post in range(20)}
    read(leader_account)
    leader_account.refresh_from_db()
    assert not reads_deeper(leader_account, began + timedelta(minutes=1))
    with clock.stopped_at(began + timedelta(hours=1)):
        # An hour of the worker's absence: more than the usual reading's pages under one post, and some under all the others.
        shown.comments_of["180"] = [comment(f"n-{number}") for number in range(700)]
        for post in range(20):
            shown.comments_of[f"k-{post}"] += [comment(f"m-{post}-{turn}", post_id=f"k-{post}") for turn in range(3)]
        told = [comment(f"n-{number}") for number in range(0, 700, 7)]
        account = leader_account.remote_id
        receive(
            leader_account.platform,
            [Inbound(account, "comment.added", f"comment.added:{one.remote_id}", one, {}) for one in told],
        )
        leader_account.refresh_from_db()
        assert reads_deeper(leader_account, clock.now())
        assert read(leader_account) == 700 + 60
    everything = {one.remote_id for under in shown.comments_of.values() for one in under}
    assert set(Message.objects.values_list("remote_id", flat=True)) == everything
    assert Conversation.objects.count() == len(everything)
    with clock.stopped_at(began + timedelta(hours=1, minutes=1)):
        calls = shown.calls
        assert read(leader_account) == 0
        assert shown.calls - calls < 20
    assert not RawEvent.objects.filter(processed_at=None).exists()
