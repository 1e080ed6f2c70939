"""Mentions and private messages are read where the platform shows them, each once, however often reading breaks off."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from kentongan.channels.models import Channel
from kentongan.connectors.contract import CommentPage, Inbound, RemoteComment, Unread, Usage
from kentongan.core import clock
from kentongan.inbox import listening, polling
from kentongan.inbox.intake import process
from kentongan.inbox.listening_models import Bookmark
from kentongan.inbox.models import Conversation, Message
from kentongan.inbox.receiving import receive
from kentongan.outbox import governor

pytestmark = [pytest.mark.usefixtures("monday"), pytest.mark.as_worker]
WORDS = "lampu jalan mati di gang kami"


@pytest.fixture(autouse=True)
def keys(settings: Any) -> None:
    settings.CREDENTIAL_KEYS = {"test": "a-long-random-text"}


class Talkative:
    """A platform with mentions, newest first, and private messages by conversation."""

    def __init__(self, *, mentions: bool = True, messages: bool = True) -> None:
        able = {"reads_comments": True, "reads_mentions": mentions, "reads_messages": messages}
        self.capabilities = type("Able", (), able)
        self.said: dict[str, list[RemoteComment]] = {"mention": [], "message": []}
        self.single: dict[str, RemoteComment] = {}
        self.asked: list[tuple[str, str]] = []
        self.troubles: dict[str, Unread] = {}
        self.size = 10

    def says(self, kind: str, remote_id: str, at: datetime | None = None, **more: Any) -> RemoteComment:
        facts: dict[str, Any] = {"post_id": "", "text": WORDS, "author_id": remote_id, "author_name": "Rani"}
        comment = RemoteComment(remote_id=remote_id, created_at=at or clock.now(), kind=kind, **(facts | more))
        self.said[kind].insert(0, comment)
        return comment

    def comments(self, post_id: str, account: object, cursor: str) -> CommentPage:
        return CommentPage(())

    def mentions(self, account: object, cursor: str) -> CommentPage | Unread:
        if cursor in self.single:
            self.asked.append(("mention", cursor))
            return CommentPage((self.single[cursor],))
        return self._page("mention", cursor)

    def messages(self, account: object, cursor: str) -> CommentPage | Unread:
        return self._page("message", cursor)

    def _page(self, kind: str, cursor: str) -> CommentPage | Unread:
        self.asked.append((kind, cursor))
        if trouble := self.troubles.get(cursor):
            return trouble
        at = int(cursor or 0)
        more = str(at + self.size) if at + self.size < len(self.said[kind]) else ""
        return CommentPage(tuple(self.said[kind][at : at + self.size]), more)


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch, leader_account: Channel) -> Talkative:
    return connected(monkeypatch, leader_account, Talkative())


def connected(monkeypatch: pytest.MonkeyPatch, channel: Channel, talkative: Talkative) -> Talkative:
    """The account's first reading, which begins to listen."""
    for module in (polling, listening):
        monkeypatch.setattr(module, "connector_for", lambda _: talkative)
    polling.poll(channel.government_id, channel.pk)
    return talkative


def hear(channel: Channel, later: timedelta = timedelta()) -> int:
    with clock.stopped_at(clock.now() + later):
        new = listening.listen_due()
        while process(channel.government_id):
            pass
    return new


def heard() -> list[str]:
    return sorted(Message.objects.values_list("remote_id", flat=True))


def test_mentions_and_messages_become_conversations_to_sort(platform: Talkative, leader_account: Channel) -> None:
    platform.says("mention", "s-1")
    platform.says("message", "m-1", post_id="77")
    assert hear(leader_account) == 2
    told = Conversation.objects.order_by("said_as").values_list("said_as", "excerpt")
    assert list(told) == [("mention", WORDS), ("message", WORDS)]
    assert hear(leader_account, timedelta(minutes=6)) == 0
    assert heard() == ["m-1", "s-1"]


def test_they_are_read_at_a_calmer_rhythm_than_comments(platform: Talkative, leader_account: Channel) -> None:
    hear(leader_account)
    asked = len(platform.asked)
    hear(leader_account, timedelta(minutes=4))
    assert len(platform.asked) == asked
    hear(leader_account, timedelta(minutes=6))
    assert len(platform.asked) > asked


def test_only_what_the_platform_shows_is_asked_for(monkeypatch: pytest.MonkeyPatch, leader_account: Channel) -> None:
    silent = connected(monkeypatch, leader_account, Talkative(mentions=True, messages=False))
    hear(leader_account)
    assert {kind for kind, _ in silent.asked} == {"mention"}
    assert Bookmark.objects.count() == 1


def test_what_is_a_year_old_when_we_first_read_is_history(platform: Talkative, leader_account: Channel) -> None:
    platform.says("message", "old", clock.now() - timedelta(days=365), post_id="1")
    platform.says("message", "new", post_id="2")
    hear(leader_account)
    assert heard() == ["new"]


def test_a_long_absence_is_made_up_for_over_several_readings(platform: Talkative, leader_account: Channel) -> None:
    hear(leader_account)
    began = clock.now()
    for number in range(180):
        platform.says("mention", f"s-{number:03}", began + timedelta(minutes=number))
    later = timedelta(hours=4)
    for turn in range(5):
        hear(leader_account, later + timedelta(minutes=6 * turn))
        with_more = Bookmark.objects.get(said_as="mention").cursor
    assert with_more == ""
    assert len(heard()) == 180
    asked = len(platform.asked)
    hear(leader_account, later + timedelta(hours=1))
    assert len([kind for kind, _ in platform.asked[asked:] if kind == "mention"]) == 1


def test_a_page_mark_that_died_costs_nothing(platform: Talkative, leader_account: Channel) -> None:
    hear(leader_account)
    for number in range(80):
        platform.says("mention", f"s-{number:03}", clock.now() + timedelta(minutes=number))
    hear(leader_account, timedelta(hours=4))
    assert len(heard()) == 50
    platform.troubles = {"50": Unread("unreadable")}
    hear(leader_account, timedelta(hours=5))
    platform.troubles = {}
    for turn in range(3):
        hear(leader_account, timedelta(hours=6 + turn))
    assert len(heard()) == 80


def test_where_the_account_lacks_the_right_posts_and_comments_go_on(
    platform: Talkative, leader_account: Channel
) -> None:
    platform.troubles = {"": Unread("permission_missing", expired=True)}
    hear(leader_account)
    leader_account.refresh_from_db()
    assert leader_account.state == "active"
    assert set(Bookmark.objects.values_list("trouble", flat=True)) == {"permission_missing"}
    asked = len(platform.asked)
    hear(leader_account, timedelta(hours=5))
    assert len(platform.asked) == asked


def test_an_account_whose_permission_ended_is_marked(platform: Talkative, leader_account: Channel) -> None:
    platform.troubles = {"": Unread("token_expired", expired=True)}
    hear(leader_account)
    leader_account.refresh_from_db()
    assert leader_account.state == "disconnected"


def test_reading_rests_when_the_budget_is_kept_for_posts(platform: Talkative, leader_account: Channel) -> None:
    governor.note(leader_account, Usage("reads", "account", 0.95, timedelta(hours=1)))
    hear(leader_account)
    assert not platform.asked
    assert Bookmark.objects.filter(next_at__gt=clock.now()).count() == 2


def test_a_mention_pushed_without_its_words_is_read_by_its_id(platform: Talkative, leader_account: Channel) -> None:
    hear(leader_account)
    bare = RemoteComment("media/1", "", "", clock.now(), kind="mention")
    for turn in ("a", "b"):
        receive(
            leader_account.platform,
            [Inbound(leader_account.remote_id, "mention.added", f"mention.added:{turn}", bare, {})],
        )
    platform.single["media/1"] = RemoteComment("media/1", "", WORDS, clock.now(), "9", "Rani", kind="mention")
    hear(leader_account)
    assert [row.excerpt for row in Conversation.objects.all()] == [WORDS]
    assert platform.asked.count(("mention", "media/1")) == 1
    assert Bookmark.objects.get(said_as="mention").wanted == []


def test_what_was_pushed_and_read_is_one(platform: Talkative, leader_account: Channel) -> None:
    told = platform.says("message", "m-1", post_id="77")
    receive(
        leader_account.platform, [Inbound(leader_account.remote_id, "message.added", "message.added:m-1", told, {})]
    )
    hear(leader_account)
    assert heard() == ["m-1"]
    assert Conversation.objects.count() == 1


def test_what_the_account_itself_said_in_private_opens_no_conversation(
    platform: Talkative, leader_account: Channel
) -> None:
    platform.says("message", "m-1", post_id="77", author_id=leader_account.remote_id)
    hear(leader_account)
    assert not Conversation.objects.exists()


def test_a_message_that_its_writer_took_back_is_shown_as_such(platform: Talkative, leader_account: Channel) -> None:
    told = platform.says("message", "m-1", post_id="77")
    hear(leader_account)
    gone = Inbound(leader_account.remote_id, "message.removed", "message.removed:m-1", told, {})
    receive(leader_account.platform, [gone])
    process(leader_account.government_id)
    assert Message.objects.get().removed_at == clock.now()
