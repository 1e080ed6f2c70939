"""What Facebook and Instagram push when someone comments: bodies and signatures."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from kentongan.sandbox.public import Comment, Post
from kentongan.sandbox.store import Row, Store, dump, load
from kentongan.sandbox.worlds import World

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
    sender = {"id": comment.author_id, "username": comment.author_name}
    if not comment.official:
        sender["self_ig_scoped_id"] = comment.author_id
    value = {
        "id": comment.remote_id,
        "text": comment.text,
        "from": sender,
        "media": {"id": post.remote_id, "media_product_type": "FEED"},
    }
    return {"field": "comments", "value": value | ({"parent_id": comment.parent} if comment.parent else {})}


def enqueue(store: Store, world: World, post: Post, comment: Comment, permalink: str) -> bool:
    """Queue the webhook of a new comment; tell whether the world asks for it."""
    if post.platform not in OBJECTS or not world.webhooks.get(post.platform, {}).get("url"):
        return False
    facebook = post.platform == "facebook"
    change = facebook_change(post, comment, permalink) if facebook else instagram_change(post, comment)
    with store.write() as db:
        db.execute(
            "INSERT INTO delivery (world, platform, account, change, at) VALUES (?, ?, ?, ?, ?)",
            (world.slug, post.platform, post.account, dump(change), time.time()),
        )
    return True


def body(platform: str, rows: Sequence[Row], *, flat: bool) -> bytes:
    """Write one delivery. `flat` puts field and value directly into the entry (Instagram login's shape)."""
    entries: list[dict[str, Any]] = []
    for account, group in groupby(rows, key=lambda row: str(row["account"])):
        changes = [load(row["change"]) for row in group]
        head = {"id": account, "time": int(time.time())}
        entries += [head | change for change in changes] if flat else [head | {"changes": changes}]
    return json.dumps({"object": OBJECTS[platform], "entry": entries}, separators=(",", ":")).encode()


def signature(raw: bytes, app_secret: str) -> str:
    """Sign the raw bytes as Meta does."""
    return "sha256=" + hmac.new(app_secret.encode(), raw, hashlib.sha256).hexdigest()
