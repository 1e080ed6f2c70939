"""What Instagram pushes: comments, mentions, messages; in both documented shapes (`meta_webhook`).

docs/graph-api/webhooks/reference/instagram and instagram-platform/webhooks/examples (2025-11-24). Edits and deletions of
comments are not pushed.
"""

from __future__ import annotations

from kentongan.connectors.contract import Inbound, RemoteComment
from kentongan.connectors.instagram.schemas import mention_id, pushed_comment, pushed_message
from kentongan.connectors.meta_webhook import MetaWebhook, unknown
from kentongan.connectors.reading import Json, moment_or_epoch, sub, text

_MESSAGES = ("messaging", "messages")


def read_change(entry: Json, change: Json) -> Inbound:
    """One change. Anything that is no comment, mention or message is kept unread."""
    field = text(change, "field")
    if field in _MESSAGES:
        return _message(entry, change)
    return {"comments": _comment, "mentions": _mention}.get(field, unknown)(entry, change)


def _comment(entry: Json, change: Json) -> Inbound:
    value = sub(change, "value")
    if not text(value, "id"):
        return unknown(entry, change)
    event_id = f"comment.added:{text(value, 'id')}"
    return Inbound(text(entry, "id"), "comment.added", event_id, pushed_comment(entry, value), change)


def _mention(entry: Json, change: Json) -> Inbound:
    """A mention comes without its words: they are read by its id (`heard.mentions`)."""
    value = sub(change, "value")
    media_id = text(value, "media_id")
    if not media_id:
        return unknown(entry, change)
    remote_id = mention_id(media_id, text(value, "comment_id"))
    told = RemoteComment(remote_id, "", "", moment_or_epoch(entry, "time"), raw=value, kind="mention")
    return Inbound(text(entry, "id"), "mention.added", f"mention.added:{remote_id}", told, change)


def _message(entry: Json, change: Json) -> Inbound:
    value = sub(change, "value")
    mid = text(sub(value, "message"), "mid")
    if not mid:
        return unknown(entry, change)  # read receipts, reactions, postbacks
    kind = "message.removed" if sub(value, "message").get("is_deleted") is True else "message.added"
    return Inbound(text(entry, "id"), kind, f"{kind}:{mid}", pushed_message(value), change)


WEBHOOK = MetaWebhook(read_change)
