"""After a gap more is read than usual, so that what was missed comes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from kentongan.channels.models import Channel
from kentongan.channels.services import remember
from kentongan.connectors import registry
from kentongan.connectors.contract import CommentPage, Platform, RemoteComment
from kentongan.core import clock
from kentongan.inbox import polling

pytestmark = pytest.mark.as_worker


@dataclass
class ManyPages:
    """A platform on which every post has ten pages of comments."""

    asked: list[str] = field(default_factory=list)
    capabilities = registry.capabilities(Platform.INSTAGRAM)

    def comments(self, post_id: str, _account: Any, cursor: str) -> CommentPage:
        self.asked.append(post_id)
        page = int(cursor or 1)
        written = RemoteComment(f"{post_id}-{page}", post_id, "Terima kasih", clock.now(), author_name="rani")
        return CommentPage((written,), str(page + 1) if page < 10 else "")


@pytest.fixture
def platform(instagram: Channel, monkeypatch: pytest.MonkeyPatch) -> ManyPages:
    """Ten posts of ours stand there."""
    for number in range(10):
        remember(
            channel=instagram,
            kind="post",
            remote_id=f"p{number}",
            permalink="",
            subject_type="uji",
            subject_id=number,
            text="",
            published_at=clock.now() - timedelta(days=number),
        )
    fake = ManyPages()
    monkeypatch.setattr(polling, "connector_for", lambda _channel: fake)
    return fake


def read(channel: Channel, **facts: object) -> int:
    Channel.objects.filter(pk=channel.pk).update(**facts)
    return polling.poll(channel.government_id, channel.pk)


def test_every_minute_the_latest_posts_are_read(instagram: Channel, platform: ManyPages) -> None:
    read(instagram, polled_at=clock.now() - timedelta(minutes=1), read_deeper=False)

    assert len(set(platform.asked)) == polling.POSTS
    assert len(platform.asked) == polling.POSTS * polling.PAGES


@pytest.mark.parametrize(
    "facts",
    [
        {"polled_at": None, "read_deeper": False},
        {"polled_at": clock.now() - timedelta(minutes=6), "read_deeper": False},
        {"polled_at": clock.now(), "read_deeper": True},
    ],
)
def test_after_a_gap_everything_is_read(instagram: Channel, platform: ManyPages, facts: dict[str, object]) -> None:
    assert read(instagram, **facts) == 100

    platform.asked.clear()
    read(instagram)
    assert len(set(platform.asked)) == polling.POSTS
