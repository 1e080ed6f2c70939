"""Posts and replies as X writes them. Comments of the store are posts here: everything on X is one."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kentongan.sandbox import heard, public, worlds
from kentongan.sandbox.calls import Call
from kentongan.sandbox.heard import Heard
from kentongan.sandbox.public import Comment, Post
from kentongan.sandbox.x.media import key

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

    @property
    def text(self) -> str:
        """Give what was written."""
        return self.reply.text if self.reply else self.root.text

    @property
    def at(self) -> float:
        """Give when."""
        return self.reply.at if self.reply else self.root.at


def from_outside(said: Heard) -> Item:
    """Read a citizen's own post that names an account."""
    more = {"author_name": said.author_name, "mentions": said.account}
    return Item(Post(said.seq, "x", said.author_id, said.remote_id, "", said.text, (), said.at, said.at, "citizen", 0, 0, 0, 0, more))  # fmt: skip


def our_answer(call: Call, said: Heard) -> Item | None:
    """Read what an account said under a citizen's own post."""
    root = heard.one(call.store, call.world.slug, "x", said.conversation)
    if root is None:
        return None
    reply = Comment(said.seq, "x", root.remote_id, said.remote_id, "", said.author_id, said.author_name, True, said.text, said.at, 0)  # fmt: skip
    return Item(from_outside(root).root, reply)


def words(call: Call) -> dict[str, str]:
    """Choose the dialect."""
    for dialect, names in WORDS.items():
        if f"{dialect}.fields" in call.query:
            return names
    return WORDS[str(call.world.rules["x_vocabulary"])]


def _short_link(target: str) -> str:
    return "https://t.co/" + hashlib.sha256(target.encode()).hexdigest()[:10]


def _links(text: str) -> list[str]:
    """Give the links in a text, those without https:// too."""
    if "." not in text:
        return []
    from twitter_text import extract_urls  # start stays quick for those who never read a link

    return list(extract_urls(text))


def shown_text(item: Item) -> str:
    """Give the text as X returns it: links shortened, a link for the media at the end, &, < and > escaped."""
    links = sorted(_links(item.text), key=len, reverse=True)
    pattern = "|".join(re.escape(link) for link in links)
    text = re.sub(pattern, lambda found: _short_link(found[0]), item.text) if links else item.text
    if not item.reply and item.root.media:
        text = f"{text} {_short_link(item.root.remote_id)}".strip()
    return html.escape(text, quote=False)


def find(call: Call, remote_id: str) -> Item | None:
    """Find a post or a reply by its id."""
    post = public.post(call.store, call.world.slug, "x", remote_id)
    if post:
        return Item(post) if post.is_public else None
    reply = public.comment(call.store, call.world.slug, "x", remote_id)
    if reply:
        root = public.post(call.store, call.world.slug, "x", reply.post)
        return Item(root, reply) if root else None
    said = heard.one(call.store, call.world.slug, "x", remote_id)
    if said is None or said.kind == heard.MESSAGE:
        return None
    return from_outside(said) if said.kind == heard.MENTION else our_answer(call, said)


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
    links = [{"url": _short_link(link), "expanded_url": link} for link in _links(item.text)]
    return {"urls": links} if links else None


def _referenced(item: Item) -> list[dict[str, str]] | None:
    if not item.reply:
        return None
    return [{"type": "replied_to", "id": item.reply.parent or item.reply.post}]


def _addressed(call: Call, item: Item) -> str | None:
    """Give whom it answers."""
    if not item.reply:
        return None
    parent = find(call, item.reply.parent) if item.reply.parent else None
    return parent.author_id if parent else item.root.account


def _attachments(item: Item) -> dict[str, Any] | None:
    if item.reply:
        return None
    names = item.root.extra.get("media_ids") or [one["sha256"][:18] for one in item.root.media]
    keys = [key(name, one["mime"]) for name, one in zip(names, item.root.media, strict=True)]
    told = {"media_keys": keys} if keys else {}
    return (told | ({"poll_ids": [item.root.remote_id]} if item.root.extra.get("poll") else {})) or None


def write(call: Call, item: Item) -> dict[str, Any]:
    """Write one with the asked fields."""
    dialect = words(call)
    stamp = datetime.fromtimestamp(item.at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    getters: dict[str, Callable[[], Any]] = {
        "author_id": lambda: item.author_id,
        "conversation_id": lambda: item.root.remote_id,
        "created_at": lambda: stamp,
        "in_reply_to_user_id": lambda: _addressed(call, item),
        "lang": lambda: "in",
        "public_metrics": lambda: _metrics(call, item),
        "reply_settings": lambda: item.root.extra.get("reply_settings", "everyone"),
        "entities": lambda: _entities(item),
        dialect["refs"]: lambda: _referenced(item),
        "attachments": lambda: _attachments(item),
    }
    told = {"id": item.remote_id, "text": shown_text(item), dialect["history"]: [item.remote_id]}
    asked = call.query.get("tweet.fields", call.query.get("post.fields", "")).split(",")
    wanted = [dialect["refs"] if name in ("referenced_tweets", "referenced_posts") else name for name in asked]
    found = {name: getters[name]() for name in wanted if name in getters}
    return told | {name: value for name, value in found.items() if value is not None}


def user(call: Call, item: Item) -> dict[str, str]:
    """Write the author."""
    official = worlds.account(call.store, call.world.slug, "x", item.author_id)
    if official:
        return {"id": official.remote_id, "name": official.name, "username": official.handle}
    name = item.reply.author_name if item.reply else str(item.root.extra.get("author_name", ""))
    return {"id": item.author_id, "name": name, "username": handle(name)}


def handle(name: str) -> str:
    """Make a user name of a display name."""
    return re.sub(r"[^A-Za-z0-9_]", "_", name)[:15] or "warga"


def _poll(item: Item) -> dict[str, Any]:
    poll = item.root.extra["poll"]
    end = datetime.fromtimestamp(item.at + poll["minutes"] * 60, UTC)
    options = [{"position": place, "label": label, "votes": 0} for place, label in enumerate(poll["options"], 1)]
    return {
        "id": item.remote_id, "options": options, "duration_minutes": poll["minutes"],
        "end_datetime": end.strftime("%Y-%m-%dT%H:%M:%S.000Z"), "voting_status": "open",
    }  # fmt: skip


def included(call: Call, items: Sequence[Item]) -> dict[str, Any]:
    """Write the `includes` that the asked expansions bring."""
    asked, told = call.query.get("expansions", "").split(","), dict[str, Any]()
    if "author_id" in asked and items:
        told["users"] = list({item.author_id: user(call, item) for item in items}.values())
    polls = [_poll(item) for item in items if not item.reply and item.root.extra.get("poll")]
    if "attachments.poll_ids" in asked and polls:
        told["polls"] = polls
    return {"includes": told} if told else {}
