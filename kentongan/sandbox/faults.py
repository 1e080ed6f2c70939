"""Faults on demand, and pause points at which a client can be killed."""

from __future__ import annotations

import itertools
import random
import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kentongan.sandbox.store import Row, Store, dump, load

HOLD_SECONDS = 60.0
BEFORE = ("html_502", "hang", "reset", "late", "ok_with_error", "answer", "hold_before")
"""Faults that strike before the call takes effect; after `late` and `hold_before` it then does."""
AFTER = ("lost_after_commit", "html_502_after_commit", "delay", "truncate", "truncate_json", "hold_after_commit")
"""Faults that strike once the call has taken effect."""
_TIMED = ("hang", "late", "delay")
TOO_MANY = {"status": 429, "body": {"title": "Too Many Requests", "status": 429}, "headers": {"Retry-After": "1"}}
"""What `answer` says when bad luck chose it: busy, without a word of the platform's own."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault as it strikes one call."""

    kind: str
    seconds: float = 0.0
    answer: Mapping[str, Any] | None = None


def add(store: Store, world: str, told: Mapping[str, Any]) -> int:
    """Switch a fault on for the next `times` matching calls. ValueError says what is wrong with it."""
    kind, _, seconds = str(told.get("kind", "")).partition(":")
    if kind not in BEFORE + AFTER:
        message = f"kind is one of {', '.join(BEFORE + AFTER)}"
        raise ValueError(message)
    if kind in _TIMED and not seconds:
        message = f"{kind} needs seconds, as in {kind}:5"
        raise ValueError(message)
    pattern = str(told.get("path", ""))
    try:
        re.compile(pattern)
    except re.error as wrong:
        message = f"path is not a regular expression: {wrong}"
        raise ValueError(message) from wrong
    answer = {name: told[name] for name in ("status", "body", "headers") if name in told}
    values = (world, told.get("platform", ""), str(told.get("method", "")).upper(), pattern, kind, float(seconds or 0),
              int(told.get("times", 1)), dump(answer))  # fmt: skip
    with store.write() as db:
        row = db.execute(
            "INSERT INTO fault (world, platform, method, path, kind, seconds, left, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        return int(row.lastrowid or 0)


def listed(store: Store, world: str) -> list[dict[str, Any]]:
    """List the faults that are still on."""
    rows = store.rows("SELECT * FROM fault WHERE world = ? AND left > 0 ORDER BY seq", world)
    names = ("platform", "method", "path", "kind", "seconds", "left")
    return [{name: row[name] for name in names} for row in rows]


def clear(store: Store, world: str) -> None:
    """Switch every fault off."""
    with store.write() as db:
        db.execute("DELETE FROM fault WHERE world = ?", (world,))


def _hits(row: Row, platform: str, method: str, path: str) -> bool:
    return row["platform"] in ("", platform) and row["method"] in ("", method) and bool(re.search(row["path"], path))


def take(store: Store, world: str, platform: str, method: str, path: str) -> Fault | None:
    """Give the fault that strikes this call and use up one of its times."""
    if not store.number("SELECT count(*) FROM fault WHERE world = ? AND left > 0", world):
        return None
    with store.write() as db:
        rows = store.rows("SELECT * FROM fault WHERE world = ? AND left > 0 ORDER BY seq", world)
        row = next((row for row in rows if _hits(row, platform, method, path)), None)
        if row is None:
            return None
        db.execute("UPDATE fault SET left = left - 1 WHERE seq = ?", (row["seq"],))
    return Fault(row["kind"], row["seconds"], load(row["answer"]))


def by_chance(rules: Mapping[str, Any], seq: int) -> Fault | None:
    """Give the fault of a world's own bad luck for its call number `seq`, decided by its seed alone."""
    share = float(rules["chaos_share"])
    if not share:
        return None
    dice = random.Random(f"{rules['chaos_seed']}:{seq}")  # noqa: S311  luck that can be repeated
    if dice.random() >= share:
        return None
    kind, _, seconds = str(dice.choice(list(rules["chaos_kinds"]))).partition(":")
    return Fault(kind, float(seconds or 0), TOO_MANY if kind == "answer" else None)


class Holds:
    """Calls that wait at a pause point until they are let go, or for a minute."""

    def __init__(self) -> None:
        """Start with none."""
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._held: dict[int, tuple[dict[str, Any], threading.Event]] = {}
        self._closed = False

    def wait(self, world: str, told: Mapping[str, Any]) -> None:
        """Hold the calling thread."""
        go = threading.Event()
        with self._lock:
            if self._closed:
                return
            number = next(self._numbers)
            self._held[number] = ({"id": number, "world": world, "since": time.time(), **told}, go)
        go.wait(HOLD_SECONDS)
        with self._lock:
            self._held.pop(number, None)

    def listed(self, world: str) -> list[dict[str, Any]]:
        """List the calls held in a world."""
        with self._lock:
            return [told for told, _ in self._held.values() if told["world"] == world]

    def release(self, world: str, number: int | None = None) -> int:
        """Let one call go, or all of a world; give how many."""
        with self._lock:
            wanted = [go for told, go in self._held.values() if told["world"] == world and number in (None, told["id"])]
        for go in wanted:
            go.set()
        return len(wanted)

    def close(self) -> None:
        """Let every call go and hold none any more."""
        with self._lock:
            self._closed = True
            for _, go in self._held.values():
                go.set()
