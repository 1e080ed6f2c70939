"""What a platform remembers between two calls of one flow: containers, photos, uploads, sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kentongan.sandbox.store import Store, dump, load


@dataclass(frozen=True, slots=True)
class Thing:
    """One remembered object."""

    platform: str
    remote_id: str
    kind: str
    account: str
    at: float
    data: Mapping[str, Any]


def put(store: Store, world: str, thing: Thing) -> Thing:
    """Remember a thing, or remember it anew."""
    with store.write() as db:
        db.execute(
            "INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)",
            (world, thing.platform, thing.remote_id, thing.kind, thing.account, thing.at, dump(dict(thing.data))),
        )
    return thing


def update(store: Store, world: str, thing: Thing, **changes: object) -> Thing:
    """Change some of what is remembered."""
    fresh = Thing(thing.platform, thing.remote_id, thing.kind, thing.account, thing.at, {**thing.data, **changes})
    return put(store, world, fresh)


def get(store: Store, world: str, platform: str, remote_id: str, kind: str) -> Thing | None:
    """Find a thing of one kind."""
    sql = "SELECT * FROM thing WHERE world = ? AND platform = ? AND remote_id = ? AND kind = ?"
    row = store.row(sql, world, platform, remote_id, kind)
    if row is None:
        return None
    return Thing(row["platform"], row["remote_id"], row["kind"], row["account"], row["at"], load(row["data"]))
