"""What is said to an account away from its posts: mentions, and messages of private conversations."""

from __future__ import annotations

import time
from dataclasses import dataclass

from kentongan.sandbox import ids
from kentongan.sandbox.store import Row, Store

MENTION, MESSAGE = "mention", "message"
ANSWER = "answer"  #: what the account says under a mention; `conversation` is the mention


@dataclass(frozen=True, slots=True)
class Heard:
    """One mention or message. `conversation` is the other side's id, `official` tells that the account itself said it."""

    seq: int
    platform: str
    account: str
    kind: str
    remote_id: str
    conversation: str
    author_id: str
    author_name: str
    official: bool
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class NewHeard:
    """A mention or message to be made."""

    platform: str
    account: str
    kind: str
    author_id: str
    author_name: str
    text: str
    conversation: str = ""
    official: bool = False
    at: float = 0.0
    remote_id: str = ""
    call: int | None = None


def _heard(row: Row) -> Heard:
    known = {name: row[name] for name in Heard.__dataclass_fields__ if name != "official"}
    return Heard(official=bool(row["official"]), **known)


def add(store: Store, world: str, new: NewHeard) -> Heard:
    """Make one; an id already known gives the one that has it."""
    at = new.at or time.time()
    remote_id = new.remote_id or ids.post_id(new.platform, new.account, at)
    values = (world, new.platform, new.account, new.kind, remote_id, new.conversation or new.author_id, new.author_id,
              new.author_name, int(new.official), new.text, at, new.call)  # fmt: skip
    with store.write() as db:
        db.execute(
            "INSERT OR IGNORE INTO heard (world, platform, account, kind, remote_id, conversation, author_id, author_name,"
            " official, text, at, call) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        sql = "SELECT * FROM heard WHERE world = ? AND platform = ? AND remote_id = ?"
        return _heard(store.rows(sql, world, new.platform, remote_id)[0])


def listed(store: Store, world: str, platform: str, account: str, kind: str, *, after: int = 0, limit: int = 100,
           conversation: str = "") -> list[Heard]:  # fmt: skip
    """List what was said to an account, oldest first; `after` is the number of the last one already seen."""
    sql = "SELECT * FROM heard WHERE world = ? AND platform = ? AND account = ? AND kind = ? AND seq > ?"
    values: list[object] = [world, platform, account, kind, after]
    if conversation:
        sql, values = f"{sql} AND conversation = ?", [*values, conversation]
    return [_heard(row) for row in store.rows(f"{sql} ORDER BY seq LIMIT ?", *values, limit)]


def one(store: Store, world: str, platform: str, remote_id: str) -> Heard | None:
    """Find one by its id."""
    row = store.row(
        "SELECT * FROM heard WHERE world = ? AND platform = ? AND remote_id = ?", world, platform, remote_id
    )
    return _heard(row) if row else None
