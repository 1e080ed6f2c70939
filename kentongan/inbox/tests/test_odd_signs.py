"""Signs that PostgreSQL cannot keep do not hold back the comments around them, when we ask as when we are told."""

from __future__ import annotations

import pytest

from kentongan.channels.models import Channel
from kentongan.connectors.contract import RemoteComment
from kentongan.core import clock
from kentongan.inbox.intake import store_polled
from kentongan.inbox.models import RawEvent

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]


def said(number: int, text: str) -> RemoteComment:
    return RemoteComment(
        remote_id=f"k-{number}", post_id="p-1", text=text, author_name="rani", created_at=clock.now(), raw={"m": text}
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [("jalan\x00 rusak", "jalan rusak"), ("rusak \ud83d", "rusak ?"), (r"tulis \u0000 saja", r"tulis \u0000 saja")],
    ids=["NUL", "half an emoji", "typed out"],
)
def test_a_comment_with_signs_nobody_can_keep_is_read_with_its_neighbours(
    instagram: Channel, text: str, kept: str
) -> None:
    assert store_polled(instagram, [said(1, text), said(2, "lampu mati")]) == 2
    assert [row.body["text"] for row in RawEvent.objects.order_by("pk")] == [kept, "lampu mati"]
