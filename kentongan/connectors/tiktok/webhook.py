"""What TikTok pushes: the life of a post, the end of a permission, and (from the Business app) comments.

doc/webhooks-overview, -events, -verification, read 2026-11; `comment.update` is third-party knowledge.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping

from kentongan.connectors.contract import Inbound, RemoteComment, Secret
from kentongan.connectors.reading import Json, moment_or_epoch, text

_ACTIONS = {"insert": "comment.added", "delete": "comment.removed", "set_to_hidden": "comment.hidden"}
_COMMENT = "comment.update"


class TikTokWebhook:
    """The contract's `WebhookParser`."""

    def challenge(self, query: Mapping[str, str], secret: Secret, verify_token: Secret) -> str | None:  # noqa: ARG002
        """TikTok shakes no hands: the address is entered in its portal."""
        return None

    def genuine(self, body: bytes, headers: Mapping[str, str], secret: Secret) -> bool:
        """Check `Tiktok-Signature: t=…,s=…` over `t.` and the raw bytes. An old delivery told again changes nothing here."""
        told = dict(part.strip().partition("=")[::2] for part in headers.get("tiktok-signature", "").split(","))
        signed = told.get("t", "").encode() + b"." + body
        expected = hmac.new(secret.value.encode(), signed, hashlib.sha256).hexdigest()
        right = hmac.compare_digest(expected.encode(), told.get("s", "").encode())
        return bool(secret.value) and bool(told.get("t")) and right

    def parse(self, body: bytes) -> tuple[Inbound, ...]:
        """One event a delivery; its `content` is JSON written into a text."""
        told = json.loads(body)
        if not isinstance(told, dict) or not text(told, "event"):
            return ()
        content = _content(told)
        if told["event"] == _COMMENT and text(content, "comment_id"):
            return (_comment(told, content),)
        return (
            Inbound(text(told, "user_openid"), text(told, "event"), _mark(told), None, {**told, "content": content}),
        )


def _content(told: Json) -> Json:
    try:
        found = json.loads(text(told, "content") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _comment(told: Json, content: Json) -> Inbound:
    """A comment's change. Of a new one TikTok tells neither whether it is our own nor surely the words: the poll reads it."""
    kind = _ACTIONS.get(text(content, "comment_action"), _COMMENT)
    comment_id = text(content, "comment_id")
    known = RemoteComment(
        remote_id=comment_id,
        post_id=text(content, "video_id"),
        text=text(content, "text"),
        created_at=moment_or_epoch(content, "timestamp"),
        author_id=text(content, "unique_identifier"),
        parent_id="" if text(content, "parent_comment_id") == "0" else text(content, "parent_comment_id"),
        raw=content,
        hidden=kind == "comment.hidden",
    )
    added = kind == "comment.added"
    event_id = f"{kind}:{comment_id}" if added else f"{kind}:{comment_id}:{text(content, 'timestamp')}"
    return Inbound(text(told, "user_openid"), kind, event_id, None if added else known, {**told, "content": content})


def _mark(told: Json) -> str:
    """A mark of an event that has none of its own: the same when it comes again."""
    canonical = json.dumps([told.get(name) for name in ("user_openid", "create_time", "content")])
    return f"{text(told, 'event')}:{hashlib.sha256(canonical.encode()).hexdigest()[:32]}"


WEBHOOK = TikTokWebhook()
