"""What platforms push when someone comments: bodies and signatures."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from kentongan.sandbox import meta_push, tiktok_push, x_push
from kentongan.sandbox.heard import Heard
from kentongan.sandbox.public import Comment, Post
from kentongan.sandbox.store import Row, Store, dump, load
from kentongan.sandbox.worlds import World

ONE_BY_ONE = frozenset({tiktok_push.PLATFORM, x_push.PLATFORM})
"""Platforms that tell of one event in a delivery."""
OBJECTS = {"facebook": "page", "instagram": "instagram"}


def facebook_change(post: Post, comment: Comment, permalink: str) -> dict[str, Any]:
    """Write the change of a Page's `feed` when a comment is added."""
    value = {
        "item": "comment",
        "verb": "add",
        "comment_id": comment.remote_id,
        "parent_id": comment.parent or post.remote_id,
        "post_id": post.remote_id,
        "from": {"id": comment.author_id, "name": comment.author_name},
        "message": comment.text,
        "created_time": int(comment.at),
        "permalink_url": permalink,
    }
    return {"field": "feed", "value": value}


def instagram_change(post: Post, comment: Comment) -> dict[str, Any]:
    """Write the change of an account's `comments` when a comment is added."""
    product = {"reel": "REELS", "story": "STORY"}.get(str(post.extra.get("format")), "FEED")
    sender = {"id": comment.author_id, "username": comment.author_name}
    if not comment.official:
        sender["self_ig_scoped_id"] = comment.author_id
    value = {
        "id": comment.remote_id,
        "text": comment.text,
        "from": sender,
        "media": {"id": post.remote_id, "media_product_type": product},
    }
    return {"field": "comments", "value": value | ({"parent_id": comment.parent} if comment.parent else {})}


def enqueue(store: Store, world: World, post: Post, comment: Comment, permalink: str) -> bool:
    """Queue the webhook of a new comment; tell whether the world asks for it."""
    changes = {
        "facebook": lambda: [facebook_change(post, comment, permalink)],
        "instagram": lambda: [instagram_change(post, comment)],
        tiktok_push.PLATFORM: lambda: [tiktok_push.comment_change(comment, "insert")],
        x_push.PLATFORM: lambda: x_push.of_comment(store, world, post, comment),
    }
    told = world.webhooks.get(post.platform, {})
    if post.platform not in changes or not told.get("url"):
        return False
    return _queue(store, world, post.platform, post.account, changes[post.platform]())


def enqueue_heard(store: Store, world: World, said: Heard) -> bool:
    """Queue the webhook of a mention or a message; tell whether the world asks for it."""
    changes = {
        "facebook": lambda: meta_push.of_heard(said),
        "instagram": lambda: meta_push.of_heard(said),
        x_push.PLATFORM: lambda: x_push.of_heard(world, said),
    }
    if said.platform not in changes or not world.webhooks.get(said.platform, {}).get("url"):
        return False
    return _queue(store, world, said.platform, said.account, changes[said.platform]())


def enqueue_change(store: Store, world: World, post: Post, comment: Comment, verb: str) -> bool:
    """Queue the webhook of what was done to a comment; tell whether the world asks for it."""
    if post.platform != "facebook" or not world.webhooks.get(post.platform, {}).get("url"):
        return False
    return _queue(store, world, post.platform, post.account, [meta_push.comment_change(post, comment, verb)])


def _queue(store: Store, world: World, platform: str, account: str, changes: Sequence[dict[str, Any]]) -> bool:
    with store.write() as db:
        db.executemany(
            "INSERT INTO delivery (world, platform, account, change, at) VALUES (?, ?, ?, ?, ?)",
            [(world.slug, platform, account, dump(change), time.time()) for change in changes],
        )
    return bool(changes)


def agreed(platform: str, told: Mapping[str, Any]) -> bool:
    """Tell whether the address may be sent to: X first has it prove that it knows the secret."""
    return platform != x_push.PLATFORM or x_push.agreed(told["url"], str(told.get("app_secret", "")))


def body(platform: str, rows: Sequence[Row], *, flat: bool) -> bytes:
    """Write one delivery. `flat` puts field and value directly into the entry (Instagram login's shape)."""
    entries: list[dict[str, Any]] = []
    for account, group in groupby(rows, key=lambda row: str(row["account"])):
        changes = [load(row["change"]) for row in group]
        head = {"id": account, "time": int(time.time())}
        entries += meta_push.entry_of(head, changes, flat=flat)
    return json.dumps({"object": OBJECTS[platform], "entry": entries}, separators=(",", ":")).encode()


def parcel(platform: str, rows: Sequence[Row], told: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
    """Write the body and the headers of one delivery as the platform does."""
    kind, secret = {"Content-Type": "application/json"}, str(told.get("app_secret", ""))
    if platform == tiktok_push.PLATFORM:
        raw = tiktok_push.body(rows[0], str(told.get("client_key", "")))
        signed = tiktok_push.signature(raw, secret, int(time.time()))
        return raw, kind | {"User-Agent": "tiktok-webhook", "Tiktok-Signature": signed}
    if platform == x_push.PLATFORM:
        raw = x_push.body(rows[0])
        return raw, kind | {"x-twitter-webhooks-signature": x_push.signature(raw, secret)}
    raw = body(platform, rows, flat=told.get("shape") == "flat")
    return raw, kind | {"User-Agent": "facebookexternalua", "X-Hub-Signature-256": signature(raw, secret)}


def signature(raw: bytes, app_secret: str) -> str:
    """Sign the raw bytes as Meta does."""
    return "sha256=" + hmac.new(app_secret.encode(), raw, hashlib.sha256).hexdigest()
