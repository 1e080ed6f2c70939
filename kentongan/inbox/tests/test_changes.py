"""A comment that changes on the platform changes here, in whatever order we hear of it, and our record loses nothing."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.channels import services as channel_services
from kentongan.channels.models import Channel, RemoteObject
from kentongan.connectors.contract import Inbound, RemoteComment
from kentongan.core import clock
from kentongan.inbox.intake import process
from kentongan.inbox.listening_models import Foretold
from kentongan.inbox.models import Conversation, Message
from kentongan.inbox.receiving import receive
from kentongan.organizations.models import Person

pytestmark = pytest.mark.usefixtures("monday")
BEFORE, AFTER = "jalan di depan pasar berlubang", "lampu jalan di gang kami mati"
Tells = Callable[..., None]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]


@pytest.fixture
def tells(leader_account: Channel) -> Tells:
    """The platform pushes: `tells("edited", "lampu mati")`."""
    numbers = itertools.count(1)

    def push(change: str, text: str = BEFORE, *, about: str = "c-1", mark: str = "", **more: Any) -> None:
        facts: dict[str, Any] = {
            "post_id": "p-1",
            "author_id": "55",
            "author_name": "rani_tempe",
            "created_at": clock.now(),
        } | more
        comment = RemoteComment(remote_id=about, text=text, **facts)
        event_id = mark or (f"added:{about}" if change == "added" else f"{change}:{about}:{next(numbers)}")
        event = Inbound(leader_account.remote_id, f"comment.{change}", event_id, comment, {})
        receive(leader_account.platform, [event])

    return push


@pytest.fixture
def understands(leader_account: Channel) -> Callable[[], None]:
    def work() -> None:
        while process(leader_account.government_id):
            pass

    return work


Understands = Callable[[], None]


def words() -> list[str]:
    message = Message.objects.get()
    return [*(one["text"] for one in message.earlier), message.text]


def test_new_words_are_shown_and_the_earlier_ones_are_kept(tells: Tells, understands: Understands) -> None:
    tells("added")
    understands()
    tells("edited", AFTER)
    understands()
    assert words() == [BEFORE, AFTER]
    assert Message.objects.get().edited_at == clock.now()


def test_suggestions_follow_the_new_words_as_long_as_nobody_sorted(tells: Tells, understands: Understands) -> None:
    tells("added")
    tells("edited", AFTER)
    understands()
    waiting = Conversation.objects.get()
    assert waiting.excerpt == AFTER
    assert waiting.topic != "Jalan rusak"
    assert {one["text"] for one in waiting.evidence} & set(AFTER.split())


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("order", list(itertools.permutations([("added", BEFORE), ("edited", AFTER), ("removed", "")])))
def test_whatever_the_order_the_same_stands_in_the_end(
    tells: Tells, understands: Understands, order: tuple[tuple[str, str], ...], *, together: bool
) -> None:
    for change, text in order:
        tells(change, text)
        if not together:
            understands()
    understands()
    assert words() == [BEFORE, AFTER]
    assert Message.objects.get().removed_at is not None
    assert not Foretold.objects.exists()


def test_the_same_change_told_twice_is_one_change(tells: Tells, understands: Understands) -> None:
    tells("added")
    for mark in ("a", "a", "b"):
        tells("edited", AFTER, mark=f"edited:{mark}")
        tells("hidden", mark=f"hidden:{mark}")
        understands()
    assert words() == [BEFORE, AFTER]
    assert Message.objects.get().hidden_at == clock.now()


def test_a_removal_that_comes_a_day_before_its_comment_is_remembered(tells: Tells, understands: Understands) -> None:
    at = clock.now()
    tells("removed", "")
    understands()
    assert not Message.objects.exists()
    with clock.stopped_at(at + timedelta(days=1)):
        tells("added", created_at=at)
        understands()
    assert Message.objects.get().removed_at == at


def test_what_was_hidden_and_shown_again_before_we_knew_it_is_shown(tells: Tells, understands: Understands) -> None:
    at = clock.now()
    for minute, change in enumerate(("hidden", "unhidden")):
        with clock.stopped_at(at + timedelta(minutes=minute)):
            tells(change, "")
            understands()
    tells("added")
    understands()
    assert Message.objects.get().hidden_at is None


def test_a_comment_taken_away_is_never_lost_from_our_record(
    tells: Tells, understands: Understands, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    tells("added")
    tells("edited", AFTER)
    tells("removed", "")
    understands()
    seen = text_of(screen_of(eko).get(f"/g/wajo/kotak-masuk/{Conversation.objects.get().pk}/"))
    assert "Sudah dihapus di Instagram" in seen
    assert AFTER in seen
    assert BEFORE in seen


def test_our_own_answer_that_was_taken_away_is_known_to_be_gone(
    tells: Tells, understands: Understands, leader_account: Channel
) -> None:
    tells("added")
    channel_services.remember(
        channel=leader_account, kind="comment", remote_id="a-1", permalink="", subject_type="inbox.answer",
        subject_id=1, text="Sedang dicek.", published_at=clock.now(),
    )  # fmt: skip
    tells("added", "Sedang dicek.", about="a-1", parent_id="c-1", author_id=leader_account.remote_id)
    tells("removed", "", about="a-1")
    understands()
    assert Message.objects.get(ours=True).removed_at is not None
    assert RemoteObject.objects.get(remote_id="a-1").removed_at is not None


def test_a_push_that_names_a_comment_and_not_what_happened_makes_us_read_at_once(leader_account: Channel) -> None:
    later, known = clock.now() + timedelta(minutes=1), RemoteComment("c-9", "p-1", "", clock.now())
    account = leader_account.remote_id
    for number, event in enumerate(
        [
            Inbound(account, "comment.added", "x-1", None, {"comment_id": "c-9"}),
            Inbound(account, "comment.update", "x-2", known, {}),
            Inbound(account, "post.reply.create", "x-3", None, {}),
        ]
    ):
        Channel.objects.update(next_poll_at=later, polled_at=clock.now() - timedelta(minutes=number + 1))
        receive(leader_account.platform, [event])
        leader_account.refresh_from_db()
        assert leader_account.next_poll_at == clock.now()


def test_a_flood_of_such_pushes_does_not_make_us_read_without_a_breath(leader_account: Channel) -> None:
    Channel.objects.update(next_poll_at=clock.now() + timedelta(minutes=1), polled_at=clock.now())
    for number in range(20):
        receive(leader_account.platform, [Inbound(leader_account.remote_id, "comment.added", f"x-{number}", None, {})])
    leader_account.refresh_from_db()
    assert leader_account.next_poll_at == clock.now() + timedelta(seconds=5)
