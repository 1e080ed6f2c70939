"""Posts and replies as X writes them. Comments of the store are posts here: everything on X is one."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kentongan.sandbox import public, worlds
from kentongan.sandbox.calls import Call
from kentongan.sandbox.public import Comment, Post

_LINK = re.compile(r"https?://\S+")
WORDS = {
    "tweet": {
        "retweets": "retweet_count",
        "history": "edit_history_tweet_ids",
        "included": "tweets",
        "refs": "referenced_tweets",
    },
    "post": {
        "retweets": "repost_count",
        "history": "edit_history_post_ids",
        "included": "posts",
        "refs": "referenced_posts",
    },
}
"""X speaks two dialects; a request's own spelling decides, else the world's rule."""


@dataclass(frozen=True, slots=True)
class Item:
    """One post or reply."""

    root: Post
    reply: Comment | None = None

    @property
    def remote_id(self) -> str:
        """Give its id."""
        return self.reply.remote_id if self.reply else self.root.remote_id

    @property
    def author_id(self) -> str:
        """Give who wrote it."""
        return self.reply.author_id if self.reply else self.root.account


def words(call: Call) -> dict[str, str]:
    """Choose the dialect."""
    for dialect, names in WORDS.items():
        if f"{dialect}.fields" in call.query:
            return names
    return WORDS[str(call.world.rules["x_vocabulary"])]


def _short_link(target: str) -> str:
    return "https://t.co/" + hashlib.sha256(target.encode()).hexdigest()[:10]


def shown_text(item: Item) -> str:
    """Give the text as X returns it: links shortened, a link for the media at the end, &, < and > escaped."""
    text = _LINK.sub(lambda found: _short_link(found[0]), item.reply.text if item.reply else item.root.text)
    if not item.reply and item.root.media:
        text = f"{text} {_short_link(item.root.remote_id)}".strip()
    return html.escape(text, quote=False)


def find(call: Call, remote_id: str) -> Item | None:
    """Find a post or a reply by its id."""
    post = public.post(call.store, call.world.slug, "x", remote_id)
    if post:
        return Item(post) if post.is_public else None
    reply = public.comment(call.store, call.world.slug, "x", remote_id)
    root = public.post(call.store, call.world.slug, "x", reply.post) if reply else None
    return Item(root, reply) if root else None


def _metrics(call: Call, item: Item) -> dict[str, int]:
    store, world, dialect = call.store, call.world.slug, words(call)
    if item.reply:
        replies, likes, views, shares = (
            public.comment_count(store, world, item.root, item.remote_id),
            item.reply.likes,
            0,
            0,
        )
    else:
        replies = public.comment_count(store, world, item.root)
        likes, views, shares = item.root.reactions, item.root.views, item.root.shares
    return {
        dialect["retweets"]: shares,
        "reply_count": replies,
        "like_count": likes,
        "quote_count": 0,
        "bookmark_count": 0,
        "impression_count": views,
    }


def _entities(item: Item) -> dict[str, Any] | None:
    text = item.reply.text if item.reply else item.root.text
    links = [{"url": _short_link(found[0]), "expanded_url": found[0]} for found in _LINK.finditer(text)]
    return {"urls": links} if links else None


def _referenced(item: Item) -> list[dict[str, str]] | None:
    if not item.reply:
        return None
    return [{"type": "replied_to", "id": item.reply.parent or item.reply.post}]


def write(call: Call, item: Item) -> dict[str, Any]:
    """Write one with the asked fields."""
    dialect = words(call)
    at = item.reply.at if item.reply else item.root.at
    stamp = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    getters: dict[str, Callable[[], Any]] = {
        "author_id": lambda: item.author_id,
        "conversation_id": lambda: item.root.remote_id,
        "created_at": lambda: stamp,
        "in_reply_to_user_id": lambda: item.root.account if item.reply else None,
        "lang": lambda: "in",
        "public_metrics": lambda: _metrics(call, item),
        "entities": lambda: _entities(item),
        dialect["refs"]: lambda: _referenced(item),
        "attachments": lambda: (
            {"media_keys": [f"3_{one['sha256'][:18]}" for one in item.root.media]}
            if item.root.media and not item.reply
            else None
        ),
    }
    told = {"id": item.remote_id, "text": shown_text(item), dialect["history"]: [item.remote_id]}
    asked = call.query.get("tweet.fields", call.query.get("post.fields", "")).split(",")
    found = {name: getters[name]() for name in asked if name in getters}
    return told | {name: value for name, value in found.items() if value is not None}


def user(call: Call, item: Item) -> dict[str, str]:
    """Write the author."""
    official = worlds.account(call.store, call.world.slug, "x", item.author_id)
    if official:
        return {"id": official.remote_id, "name": official.name, "username": official.handle}
    name = item.reply.author_name if item.reply else ""
    return {"id": item.author_id, "name": name, "username": handle(name)}


def handle(name: str) -> str:
    """Make a user name of a display name."""
    return re.sub(r"[^A-Za-z0-9_]", "_", name)[:15] or "warga"


def included(call: Call, items: Sequence[Item]) -> dict[str, Any]:
    """Write the `includes` that the asked expansions bring."""
    if "author_id" not in call.query.get("expansions", "").split(",") or not items:
        return {}
    authors = {item.author_id: user(call, item) for item in items}
    return {"includes": {"users": list(authors.values())}}
