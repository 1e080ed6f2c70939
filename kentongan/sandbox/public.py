"""What the public sees: posts, comments, reactions. Every platform and the feed write through these functions."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kentongan.sandbox import ids
from kentongan.sandbox.media import Media
from kentongan.sandbox.store import Row, Store, dump, load

NOW_PUBLIC = "public_at IS NOT NULL AND public_at <= ? AND deleted_at IS NULL"


@dataclass(frozen=True, slots=True)
class Post:
    """One post of an official account."""

    seq: int
    platform: str
    account: str
    remote_id: str
    title: str
    text: str
    media: tuple[Mapping[str, Any], ...]
    at: float
    public_at: float | None
    via: str
    views: int
    reactions: int
    shares: int
    base_comments: int
    extra: Mapping[str, Any]
    deleted_at: float | None = None

    @property
    def is_public(self) -> bool:
        """Tell whether the public sees it now."""
        return self.deleted_at is None and self.public_at is not None and self.public_at <= time.time()


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment or answer under a post."""

    seq: int
    platform: str
    post: str
    remote_id: str
    parent: str
    author_id: str
    author_name: str
    official: bool
    text: str
    at: float
    likes: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be made. `public_at` None means that nobody sees it for now."""

    platform: str
    account: str
    text: str
    at: float
    public_at: float | None
    title: str = ""
    media: Sequence[Media] = ()
    via: str = "api"
    call: int | None = None
    remote_id: str = ""
    key: str | None = None
    figures: Mapping[str, int] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewComment:
    """A comment to be made."""

    post: Post
    author_id: str
    author_name: str
    text: str
    parent: str = ""
    official: bool = False
    at: float = 0.0
    via: str = "api"
    call: int | None = None
    remote_id: str = ""


def _post(row: Row) -> Post:
    known = {name: row[name] for name in Post.__dataclass_fields__ if name not in ("media", "extra")}
    return Post(media=tuple(load(row["media"])), extra=load(row["extra"]), **known)


def _comment(row: Row) -> Comment:
    known = {name: row[name] for name in Comment.__dataclass_fields__ if name not in ("official", "hidden")}
    return Comment(official=bool(row["official"]), hidden=bool(row["hidden"]), **known)


def publish(store: Store, world: str, new: NewPost) -> Post:
    """Make a post; an id or a key already known gives the post that has it."""
    remote_id = new.remote_id or ids.post_id(new.platform, new.account, new.at)
    figures = new.figures
    with store.write() as db:
        db.execute(
            "INSERT OR IGNORE INTO post (world, platform, account, remote_id, title, text, media, at, public_at, via, call,"
            " views, reactions, shares, base_comments, extra, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                world, new.platform, new.account, remote_id, new.title, new.text,
                dump([item.as_dict() for item in new.media]), new.at, new.public_at, new.via, new.call,
                int(figures.get("views", 0)), int(figures.get("reactions", 0)), int(figures.get("shares", 0)),
                int(figures.get("comments", 0)), dump(dict(new.extra)), new.key,
            ),
        )  # fmt: skip
        by_key = "SELECT * FROM post WHERE world = ? AND (key = ? OR (platform = ? AND remote_id = ?))"
        return _post(store.rows(by_key, world, new.key, new.platform, remote_id)[0])


def post(store: Store, world: str, platform: str, remote_id: str) -> Post | None:
    """Find a post, public or not."""
    row = store.row("SELECT * FROM post WHERE world = ? AND platform = ? AND remote_id = ?", world, platform, remote_id)
    return _post(row) if row else None


def posts(store: Store, world: str, platform: str, account: str = "", *, limit: int = 25, before: tuple[float, int] | None = None,
          since: float = 0.0, until: float | None = None) -> list[Post]:  # fmt: skip
    """List public posts, newest first. `before` is the time and number of the last one already seen."""
    clauses, values = (
        [f"world = ? AND platform = ? AND {NOW_PUBLIC} AND at >= ?"],
        [world, platform, time.time(), since],
    )
    if account:
        clauses.append("account = ?")
        values.append(account)
    if until is not None:
        clauses.append("at <= ?")
        values.append(until)
    if before is not None:
        clauses.append("(at, seq) < (?, ?)")
        values.extend(before)
    sql = f"SELECT * FROM post WHERE {' AND '.join(clauses)} ORDER BY at DESC, seq DESC LIMIT ?"  # noqa: S608  fixed clauses
    return [_post(row) for row in store.rows(sql, *values, limit)]


def add_comment(store: Store, world: str, new: NewComment) -> Comment:
    """Make a comment; an id already known gives the comment that has it."""
    at = new.at or time.time()
    remote_id = new.remote_id or ids.comment_id(new.post.platform, new.post.remote_id, new.parent, at)
    with store.write() as db:
        db.execute(
            "INSERT OR IGNORE INTO comment (world, platform, post, remote_id, parent, author_id, author_name, official, text,"
            " at, via, call) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (world, new.post.platform, new.post.remote_id, remote_id, new.parent, new.author_id, new.author_name,
             int(new.official), new.text, at, new.via, new.call),
        )  # fmt: skip
        sql = "SELECT * FROM comment WHERE world = ? AND platform = ? AND remote_id = ?"
        return _comment(store.rows(sql, world, new.post.platform, remote_id)[0])


def comment(store: Store, world: str, platform: str, remote_id: str) -> Comment | None:
    """Find a comment."""
    sql = "SELECT * FROM comment WHERE world = ? AND platform = ? AND remote_id = ? AND deleted_at IS NULL"
    row = store.row(sql, world, platform, remote_id)
    return _comment(row) if row else None


def comments(store: Store, world: str, of: Post, *, parent: str | None = "", limit: int = 25, after: int = 0,
             newest_first: bool = False, since: float = 0.0) -> list[Comment]:  # fmt: skip
    """List comments of a post in the order they came. `parent` "" = on the post itself, None = all, else the answers to it.

    `after` is the number of the last one already seen.
    """
    clauses = ["world = ? AND platform = ? AND post = ? AND at >= ? AND deleted_at IS NULL"]
    values: list[object] = [world, of.platform, of.remote_id, since]
    if parent is not None:
        clauses.append("parent = ?")
        values.append(parent)
    if after:
        clauses.append("seq < ?" if newest_first else "seq > ?")
        values.append(after)
    order = "DESC" if newest_first else "ASC"
    sql = f"SELECT * FROM comment WHERE {' AND '.join(clauses)} ORDER BY seq {order} LIMIT ?"  # noqa: S608  fixed clauses
    return [_comment(row) for row in store.rows(sql, *values, limit)]


def comment_count(store: Store, world: str, of: Post, parent: str | None = None) -> int:
    """Count the comments under a post (all, or the answers to one of them)."""
    sql = "SELECT count(*) FROM comment WHERE world = ? AND platform = ? AND post = ? AND deleted_at IS NULL"
    if parent is None:
        return of.base_comments + store.number(sql, world, of.platform, of.remote_id)
    return store.number(f"{sql} AND parent = ?", world, of.platform, of.remote_id, parent)


def view(store: Store, seen: Sequence[Post]) -> None:
    """Count one view of each post."""
    with store.write() as db:
        db.executemany("UPDATE post SET views = views + 1 WHERE seq = ?", [(it.seq,) for it in seen])


def share(store: Store, world: str, of: Post) -> None:
    """Count one share."""
    with store.write() as db:
        db.execute("UPDATE post SET shares = shares + 1 WHERE seq = ? AND world = ?", (of.seq, world))


def react(store: Store, world: str, of: Post, visitor: str) -> bool:
    """Turn a visitor's reaction on or off; tell whether it is on now."""
    key = (world, of.platform, of.remote_id, visitor)
    with store.write() as db:
        gone = db.execute("DELETE FROM reaction WHERE (world, platform, post, visitor) = (?, ?, ?, ?)", key).rowcount
        if not gone:
            db.execute("INSERT INTO reaction VALUES (?, ?, ?, ?)", key)
        db.execute("UPDATE post SET reactions = reactions + ? WHERE seq = ?", (-1 if gone else 1, of.seq))
    return not gone


def liked_by(store: Store, world: str, platform: str, visitor: str) -> set[str]:
    """List the posts a visitor reacts to."""
    sql = "SELECT post FROM reaction WHERE world = ? AND platform = ? AND visitor = ?"
    return {row["post"] for row in store.rows(sql, world, platform, visitor)}
