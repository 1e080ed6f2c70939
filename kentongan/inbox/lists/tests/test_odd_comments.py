"""What citizens and spammers really write, and how each looks in the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.connectors.contract import RemoteComment
from kentongan.core import clock
from kentongan.inbox import changes
from kentongan.inbox.bodies import as_body
from kentongan.inbox.intake import process, store_polled
from kentongan.inbox.models import Conversation, Message, RawEvent
from kentongan.inbox.search import asking
from kentongan.inbox.search.finding import Scope, find
from kentongan.organizations.models import Person

Says = Callable[..., Conversation]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
LIST = "/g/wajo/kotak-masuk/"
pytestmark = pytest.mark.usefixtures("monday")


def test_fifty_thousand_letters_are_one_short_row_found_by_how_they_begin(
    says: Says, eko: Person, screen_of: ScreenOf
) -> None:
    says("jembatan gantung putus. " + "tolong pak " * 4_600)
    browser = screen_of(eko)
    page = browser.get(LIST).content.decode()
    assert page.count("tolong pak") < 40
    assert "<mark>gantung</mark>" in browser.get(LIST, {"q": "gantung"}).content.decode()
    assert len(Message.objects.get().text) > 50_000


@pytest.mark.parametrize(
    "text",
    ["\u202eslot gacor maxwin\u202c", "\U0001d5e6\U0001d5df\U0001d5e2\U0001d5e7 \U0001d5da\U0001d5d4\U0001d5d6\U0001d5e2\U0001d5e5", "z\u0335\u0321\u0322a\u0335l\u0335g\u0335o" * 50, "الطريق سيئة جدا"],
    ids=["right to left", "styled", "stacked", "arabic"],
)  # fmt: skip
def test_a_text_in_its_own_direction_or_dress_stays_in_its_row(
    says: Says, eko: Person, screen_of: ScreenOf, text: str
) -> None:
    says(text)
    page = screen_of(eko).get(LIST).content.decode()
    row = page.partition('<span class="two-lines" dir="auto">')[2].partition("</span>")[0]
    assert text[:5] in row


def test_styled_letters_are_found_by_plain_ones(says: Says, eko: Person, screen_of: ScreenOf) -> None:
    says("\U0001d5e6\U0001d5df\U0001d5e2\U0001d5e7 GACOR")
    assert 'data-row="' in screen_of(eko).get(LIST, {"q": "slot"}).content.decode()


def test_a_sticker_without_words_says_so_and_an_emoji_is_shown(
    says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    empty = says("", remote_id="c-1")
    says("👍👍", remote_id="c-2", later=timedelta(minutes=1))
    browser = screen_of(eko)
    page = text_of(browser.get(LIST))
    assert "Stiker atau gambar, tanpa tulisan" in page
    assert "👍👍" in page
    assert "Stiker atau gambar, tanpa tulisan" in text_of(browser.get(f"{LIST}{empty.pk}/"))


def test_what_the_citizen_took_away_is_marked_and_stays_readable(
    says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    talk = says("jalan rusak")
    changes.apply(talk.channel, "c-1", changes.REMOVED, text="", at=clock.now())
    page = text_of(screen_of(eko).get(LIST))
    assert "dihapus warga" in page
    assert "jalan rusak" in page


def test_an_answer_to_a_comment_that_is_gone_is_a_conversation_of_its_own(
    leader_account: Channel, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    orphan = RemoteComment(
        remote_id="c-5", post_id="p-unknown", parent_id="c-gone", text="betul, sudah lama", author_name="x", created_at=clock.now()
    )  # fmt: skip
    store_polled(leader_account, [orphan])
    process(leader_account.government_id)
    talk = Conversation.objects.get()
    browser = screen_of(eko)
    assert "betul, sudah lama" in text_of(browser.get(LIST))
    page = text_of(browser.get(f"{LIST}{talk.pk}/"))
    assert "betul, sudah lama" in page
    assert "Mengomentari" not in page


def test_an_edit_that_comes_before_its_comment_leaves_both_wordings_findable(
    leader_account: Channel, eko: Person, screen_of: ScreenOf
) -> None:
    one = {"post_id": "p", "author_name": "x", "created_at": clock.now()}
    for kind, text in (("comment.edited", "jembatan diperbaiki"), ("comment.added", "jembatan putus")):
        body = as_body(RemoteComment(remote_id="e-1", text=text, **one))  # type: ignore[arg-type]
        RawEvent.objects.create(
            government_id=leader_account.government_id, channel=leader_account, event_id=kind, source="webhook",
            kind=kind, body=body, received_at=clock.now(),
        )  # fmt: skip
        process(leader_account.government_id)
    browser = screen_of(eko)
    assert 'data-row="' in browser.get(LIST, {"q": "diperbaiki"}).content.decode()
    assert "Lihat tulisan sebelumnya" in browser.get(f"{LIST}{Conversation.objects.get().pk}/").content.decode()


def test_the_same_comment_by_push_and_by_reading_is_one_row_and_found_once(leader_account: Channel) -> None:
    comment = RemoteComment(remote_id="d-1", post_id="p", text="lampu mati", author_name="x", created_at=clock.now())
    store_polled(leader_account, [comment])
    RawEvent.objects.create(
        government_id=leader_account.government_id, channel=leader_account, event_id="push", source="webhook",
        kind="comment.added", body=as_body(comment), received_at=clock.now(),
    )  # fmt: skip
    process(leader_account.government_id)
    assert Message.objects.count() == 1
    assert len(find(leader_account.government_id, asking.read("lampu"), Scope())) == 1
