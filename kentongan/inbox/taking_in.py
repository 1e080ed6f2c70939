"""One channel's raw events, understood together: first what is new, then what changed, so that their order does not matter."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from kentongan.inbox import changes
from kentongan.inbox.arrival import arrive

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.channels.models import Channel
    from kentongan.inbox.models import RawEvent

    Body = dict[str, Any]

ADDED = "added"


def take_in(channel: Channel, events: Iterable[RawEvent]) -> None:
    """Make messages of what is new and note what changed. Part of the caller's transaction."""
    listed = list(events)
    new = [event for event in listed if event.kind.endswith(f".{ADDED}") and _says_something(event.body)]
    bodies = [_read(event.body) for event in new]
    came = arrive(channel, bodies)
    changes.fulfil(channel, came)
    pushed = {str(event.body["remote_id"]): event for event in new if event.source == "webhook"}
    told_at = {remote_id: event.received_at for remote_id, event in pushed.items()}
    changes.keep_originals(channel, {remote_id: event.body for remote_id, event in pushed.items()}, told_at)
    hidden = [body for body in bodies if body.get("hidden")]
    for body in hidden:
        changes.apply(channel, str(body["remote_id"]), changes.HIDDEN, text="", at=body["at"])
    for event in listed:
        if change := changes.change_in(event.kind):
            _change(channel, event, change)


def _change(channel: Channel, event: RawEvent, change: str) -> None:
    remote_id, text, at = str(event.body["remote_id"]), str(event.body.get("text") or ""), event.received_at
    if changes.apply(channel, remote_id, change, text=text, at=at):
        return
    if change != changes.EDITED:
        changes.foretell(channel, remote_id, change, at)
    elif _says_something(event.body):
        # The words it had before may still come: the push of the new comment brings them.
        changes.fulfil(channel, arrive(channel, [_read(event.body)]))


def _says_something(body: Body) -> bool:
    """A mention is pushed without its words: it is read by its id (`listening`)."""
    return body.get("kind") != "mention" or bool(str(body.get("text") or "").strip())


def _read(body: Body) -> Body:
    return body | {"at": datetime.fromisoformat(body["created_at"])}
