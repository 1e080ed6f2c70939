"""What a reading shows differently from what we know: changes that no webhook told, or one was lost of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.core.hashing import fingerprint
from kentongan.inbox.changes import EDITED, HIDDEN, same_words
from kentongan.inbox.intake import polled_row, store
from kentongan.inbox.models import Message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import RemoteComment
    from kentongan.inbox.models import RawEvent


def store_differences(channel: Channel, pairs: Iterable[tuple[Message, RemoteComment]], began_at: datetime) -> int:
    """Store the changes of known comments that a reading found; return how many. Part of the caller's transaction.

    `began_at`: when the reading began. What we heard of later is newer than what it saw. That a comment is missing from a
    reading proves nothing: platforms leave out what is old or what they sort away.
    """
    listed = list(pairs)
    _fill_in_links(listed)
    return store(row for known, shown in listed for row in _differences(channel, known, shown, began_at))


def _differences(channel: Channel, known: Message, shown: RemoteComment, began_at: datetime) -> Iterable[RawEvent]:
    old_news = known.edited_at is None or known.edited_at < began_at
    if shown.text.strip() and old_news and not same_words(shown.text, known.text):
        mark = fingerprint([known.text, shown.text])[:16]
        yield polled_row(channel, shown, EDITED, f"edited:{shown.remote_id}:{len(known.earlier)}:{mark}")
    if shown.hidden and known.hidden_at is None:
        yield polled_row(channel, shown, HIDDEN, f"hidden:{shown.remote_id}:{began_at.isoformat()}")


def _fill_in_links(pairs: Iterable[tuple[Message, RemoteComment]]) -> None:
    """Some webhooks leave out where the public finds a comment; the reading knows it."""
    without = [(known, shown.permalink) for known, shown in pairs if shown.permalink and not known.permalink]
    for known, permalink in without:
        known.permalink = permalink[:500]
    Message.objects.bulk_update([known for known, _ in without], ["permalink"])
