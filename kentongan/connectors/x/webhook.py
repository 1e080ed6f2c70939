"""What X pushes (X Activity API): the check of the secret, the signature, the envelope. Meta signs in hex, X in base64.

docs.x.com x-api/activity/event-payloads and x-api/webhooks/introduction, read 2026-11. One event to a delivery.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Mapping

from kentongan.connectors.contract import Inbound, RemoteComment, Secret
from kentongan.connectors.reading import Json, items, sub, text
from kentongan.connectors.x.messages import message, one_to_one
from kentongan.connectors.x.schemas import authors, comment

SIGNATURE = "x-twitter-webhooks-signature"
_POSTS = {"post.reply.create": ("comment.added", "comment"), "post.mention.create": ("mention.added", "mention")}
_MESSAGES = frozenset({"dm.received", "dm.sent"})


class ActivityWebhook:
    """The contract's `WebhookParser` for X. `secret` is the application's consumer secret (API secret key)."""

    def challenge(self, query: Mapping[str, str], secret: Secret, verify_token: Secret) -> str | None:  # noqa: ARG002
        """Show that we know the secret; X asks when the address is set, and every half hour after that."""
        token = query.get("crc_token", "")
        if not token or not secret.value:
            return None
        return json.dumps({"response_token": _signed(token.encode(), secret)})

    def genuine(self, body: bytes, headers: Mapping[str, str], secret: Secret) -> bool:
        """Check the signature over the raw bytes."""
        given = headers.get(SIGNATURE, "")
        return bool(secret.value) and hmac.compare_digest(_signed(body, secret).encode(), given.encode())

    def parse(self, body: bytes) -> tuple[Inbound, ...]:
        """Read the event; what we do not read is kept under X's own name."""
        event = sub(json.loads(body), "data")
        name = text(event, "event_type")
        if not name:
            return ()
        if name in _MESSAGES:
            return tuple(_inbound(event, "message.added", one) for one in _messages(event)) or (_inbound(event, name),)
        kind, what = _POSTS.get(name, (name, ""))
        told = sub(event, "payload")
        if not what or not text(told, "id"):
            return (_inbound(event, name),)
        return (_inbound(event, kind, comment(told, text(told, "conversation_id"), authors(event), what)),)


def _signed(raw: bytes, secret: Secret) -> str:
    return "sha256=" + b64encode(hmac.new(secret.value.encode(), raw, hashlib.sha256).digest()).decode()


def _inbound(event: Json, kind: str, told: RemoteComment | None = None) -> Inbound:
    mark = text(event, "event_uuid") or hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()[:32]
    event_id = f"{kind}:{mark}" + (f":{told.remote_id}" if told and told.kind == "message" else "")
    return Inbound(text(sub(event, "filter"), "user_id"), kind, event_id, told, event)


def _messages(event: Json) -> tuple[RemoteComment, ...]:
    """Pushed messages still have the older form; a plain one is read as well."""
    told = sub(event, "payload")
    old = tuple(_of_old(one) for one in items(told, "direct_message_events"))
    plain = (told,) if text(told, "id") else ()
    people = sub(told, "users")
    return tuple(message(one, _name(people, text(one, "sender_id"))) for one in old + plain if text(one, "id"))


def _of_old(told: Json) -> Json:
    said = sub(told, "message_create")
    sender, target = text(said, "sender_id"), text(sub(said, "target"), "recipient_id")
    milliseconds = text(told, "created_timestamp")
    return told | {
        "sender_id": sender,
        "dm_conversation_id": one_to_one(sender, target),
        "text": text(sub(said, "message_data"), "text"),
        "created_at": milliseconds[:-3] if milliseconds.isdecimal() else "",
    }


def _name(people: Json, person: str) -> str:
    held = sub(people, person)
    return text(sub(held, "data") or held, "name", "username", "screen_name")


WEBHOOK = ActivityWebhook()
