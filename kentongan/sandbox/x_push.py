"""What X pushes (X Activity API): the check of the secret, one signed event to a delivery.

Outside the folder `x`, because the sender must not know the platforms' handlers.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import re
import secrets
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from kentongan.sandbox import heard, public, worlds
from kentongan.sandbox.heard import Heard
from kentongan.sandbox.public import Comment, Post
from kentongan.sandbox.store import Row, Store, load
from kentongan.sandbox.worlds import World

PLATFORM = "x"
SECONDS = 10
EVENTS = ("post.reply.create", "post.mention.create", "dm.received")
_WORDS = {"tweet": ("edit_history_tweet_ids", "referenced_tweets"), "post": ("edit_history_post_ids", "referenced_posts")}  # fmt: skip


def signature(raw: bytes, secret: str) -> str:
    """Sign as X does: base64 where Meta has hex."""
    return "sha256=" + b64encode(hmac.new(secret.encode(), raw, hashlib.sha256).digest()).decode()


def agreed(url: str, secret: str) -> bool:
    """Ask the address to prove that it knows the secret."""
    token, parts = secrets.token_urlsafe(24), urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=SECONDS)
    asked = f"{parts.path or '/'}?{urlencode({'crc_token': token, 'nonce': secrets.token_hex(8)})}"
    try:
        connection.request("GET", asked + (f"&{parts.query}" if parts.query else ""))
        answer = connection.getresponse()
        told = json.loads(answer.read())
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()
    given = str(told.get("response_token", "")) if isinstance(told, dict) else ""
    expected = signature(token.encode(), secret)
    return answer.status == http.client.OK and hmac.compare_digest(given.encode(), expected.encode())


def body(row: Row) -> bytes:
    """Write one delivery."""
    return json.dumps({"data": load(row["change"])}, separators=(",", ":")).encode()


def of_comment(store: Store, world: World, post: Post, comment: Comment) -> list[dict[str, Any]]:
    """Write the events of a reply: a direct answer to the account, and one that names it."""
    owner = worlds.account(store, world.slug, "x", post.account)
    if comment.official or owner is None:
        return []
    parent = public.comment(store, world.slug, "x", comment.parent) if comment.parent else None
    direct = parent.author_id == owner.remote_id if parent else True
    names = [*(["post.reply.create"] if direct else []), *(["post.mention.create"] if _names(owner.handle, comment.text) else [])]  # fmt: skip
    told = _post(world, comment.remote_id, comment.text, comment.at, comment.author_id, post.remote_id)
    told[_WORDS[str(world.rules["x_vocabulary"])][1]] = [{"type": "replied_to", "id": comment.parent or post.remote_id}]
    return [
        _event(owner.remote_id, name, told, _people(comment.author_id, comment.author_name))
        for name in names
        if _wanted(world, name)
    ]


def of_heard(world: World, said: Heard) -> list[dict[str, Any]]:
    """Write the event of a mention or a message."""
    name = "post.mention.create" if said.kind == heard.MENTION else "dm.received"
    if said.official or not _wanted(world, name):
        return []
    if said.kind == heard.MENTION:
        told = _post(world, said.remote_id, said.text, said.at, said.author_id, said.remote_id)
        return [_event(said.account, "post.mention.create", told, _people(said.author_id, said.author_name))]
    created = {
        "target": {"recipient_id": said.account},
        "sender_id": said.author_id,
        "message_data": {"text": said.text},
    }
    message = {"type": "message_create", "id": said.remote_id, "created_timestamp": str(int(said.at * 1000)), "message_create": created}  # fmt: skip
    people = {said.author_id: {"data": {"id": said.author_id, "name": said.author_name}}}
    return [_event(said.account, "dm.received", {"direct_message_events": [message], "users": people}, None)]


def _wanted(world: World, name: str) -> bool:
    """Tell whether the world subscribed to it; one that lists nothing gets all."""
    return name in world.webhooks.get(PLATFORM, {}).get("events", EVENTS)


def _names(handle: str, text: str) -> bool:
    return bool(re.search(rf"@{re.escape(handle)}\b", text, re.IGNORECASE))


def _post(world: World, remote_id: str, text: str, at: float, author: str, conversation: str) -> dict[str, Any]:
    stamp = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return {
        "id": remote_id, "text": text, "author_id": author, "conversation_id": conversation, "created_at": stamp,
        "reply_settings": "everyone", "lang": "in", _WORDS[str(world.rules["x_vocabulary"])][0]: [remote_id],
    }  # fmt: skip


def _people(person: str, name: str) -> dict[str, Any]:
    user = {"id": person, "name": name, "username": re.sub(r"[^A-Za-z0-9_]", "_", name)[:15] or "warga"}
    return {"users": [user]}


def _event(account: str, name: str, payload: dict[str, Any], includes: dict[str, Any] | None) -> dict[str, Any]:
    head = {
        "event_uuid": str(secrets.randbits(62)),
        "filter": {"user_id": account},
        "event_type": name,
        "tag": "kentongan",
    }
    return head | {"payload": payload} | ({"includes": includes} if includes else {})
