"""The complete record of what became public and which call made it so: the judge in "never twice, never lost"."""

from __future__ import annotations

import time
from typing import Any

from kentongan.sandbox import worlds
from kentongan.sandbox.public import NOW_PUBLIC
from kentongan.sandbox.store import Row, Store, load

DUPLICATE = "refused_duplicate"
_KEEP_SILENT_CALLS = 5000
_PARTS = ("kiriman", "komentar", "panggilan", "terdengar")


def begin(store: Store, world: str, platform: str, method: str, host: str, path: str) -> int:
    """Note that a call has come in."""
    with store.write() as db:
        row = db.execute(
            "INSERT INTO call (world, at, platform, method, host, path) VALUES (?, ?, ?, ?, ?, ?)",
            (world, time.time(), platform, method, host, path),
        )
        seq = int(row.lastrowid or 0)
        if seq % 1000 == 0:
            db.execute("DELETE FROM call WHERE effect = '' AND seq < ?", (seq - _KEEP_SILENT_CALLS,))
    return seq


def end(store: Store, seq: int, status: int, effects: list[str], fault: str | None) -> None:
    """Note how a call ended and what it made."""
    with store.write() as db:
        db.execute(
            "UPDATE call SET status = ?, effect = ?, fault = ? WHERE seq = ?", (status, " ".join(effects), fault, seq)
        )


def _post(row: Row) -> dict[str, Any]:
    names = ("platform", "account", "remote_id", "title", "text", "at", "public_at", "via", "call", "views", "reactions",
             "shares", "deleted_at")  # fmt: skip
    media = [{name: item[name] for name in ("sha256", "mime", "size", "alt")} for item in load(row["media"])]
    more = {"media": media, "edits": load(row["edits"]), "extra": load(row["extra"])}
    return {**{name: row[name] for name in names}, **more}


def _comment(row: Row) -> dict[str, Any]:
    names = ("platform", "post", "remote_id", "parent", "author_id", "author_name", "text", "at", "via", "call",
             "deleted_at")  # fmt: skip
    return {**{name: row[name] for name in names}, "official": bool(row["official"]), "hidden": bool(row["hidden"])}


def _call(row: Row) -> dict[str, Any]:
    return {
        name: row[name] for name in ("seq", "at", "platform", "method", "host", "path", "status", "effect", "fault")
    }


def _counts(store: Store, world: str) -> list[dict[str, Any]]:
    posts = (
        f"SELECT count(*) FROM post WHERE world = ? AND platform = ? AND account = ? AND via = 'api' AND {NOW_PUBLIC}"  # noqa: S608
    )
    answers = (
        "SELECT count(*) FROM comment WHERE world = ? AND platform = ? AND author_id = ? AND official AND via = 'api'"
    )
    return [
        {
            "platform": it.platform,
            "remote_id": it.remote_id,
            "posts": store.number(posts, world, it.platform, it.remote_id, time.time()),
            "answers": store.number(answers, world, it.platform, it.remote_id),
        }
        for it in worlds.accounts(store, world)
    ]


def _deliveries(store: Store, world: str) -> dict[str, int]:
    rows = store.rows("SELECT state, count(*) AS n FROM delivery WHERE world = ? GROUP BY state", world)
    return {"waiting": 0, "delivered": 0, "given_up": 0} | {row["state"]: row["n"] for row in rows}


def whole(store: Store, world: str, parts: tuple[str, ...] = _PARTS, since: int = 0) -> dict[str, Any]:
    """Give the record. `since` leaves out calls up to that number."""
    public = (
        "SELECT * FROM post WHERE world = ? AND public_at <= ? ORDER BY seq"  # what was ever public, deleted or not
    )
    readers = {
        "kiriman": lambda: [_post(row) for row in store.rows(public, world, time.time())],
        "komentar": lambda: [
            _comment(row) for row in store.rows("SELECT * FROM comment WHERE world = ? ORDER BY seq", world)
        ],
        "panggilan": lambda: [
            _call(row)
            for row in store.rows("SELECT * FROM call WHERE world = ? AND seq > ? ORDER BY seq", world, since)
        ],
    }
    readers["terdengar"] = lambda: [
        dict(row) for row in store.rows("SELECT * FROM heard WHERE world = ? ORDER BY seq", world)
    ]
    refused = "SELECT count(*) FROM call WHERE world = ? AND effect = ?"
    return {
        "world": world,
        "accounts": _counts(store, world),
        "duplicates_refused": store.number(refused, world, DUPLICATE),
        "webhooks": _deliveries(store, world),
        **{part: readers[part]() for part in parts if part in readers},
    }
