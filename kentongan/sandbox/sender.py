"""Delivers webhooks in the background: one thread per target, order kept, quick tries first, then ever slower ones."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from kentongan.sandbox import webhooks, worlds
from kentongan.sandbox.store import Row, Store

BATCH = 50
TIMEOUT_SECONDS = 10
IDLE_SECONDS = 5.0
DELAYS = (0.2, 1.0, 5.0, 10.0, 20.0, 40.0, 60.0)
MOST_TRIES = 20
LATE_SECONDS = 8.0


class Target(threading.Thread):
    """Sends what waits for one world and platform; ends when nothing has come for a while."""

    def __init__(self, sender: Sender, world: str, platform: str) -> None:
        """Prepare; `start` begins."""
        super().__init__(name=f"webhook {world} {platform}", daemon=True)
        self.sender, self.world, self.platform = sender, world, platform
        self.wake, self.hurry = threading.Event(), threading.Event()
        self._connection: http.client.HTTPConnection | None = None
        self._agreed: tuple[object, object] = ("", "")

    def run(self) -> None:
        """Send until idle or stopped."""
        while not self.sender.stopped.is_set():
            self.wake.clear()
            self._agree()
            rows = self._waiting()
            if rows:
                self._attempt(rows)
            elif not self.wake.wait(IDLE_SECONDS) and self.sender.retire(self):
                break
        self._hang_up()

    def _waiting(self) -> list[Row]:
        sql = "SELECT * FROM delivery WHERE world = ? AND platform = ? AND state = 'waiting' ORDER BY seq LIMIT ?"
        most = 1 if self.platform in webhooks.ONE_BY_ONE else BATCH
        return self.sender.store.rows(sql, self.world, self.platform, most)

    def _told(self) -> Mapping[str, Any]:
        world = worlds.world(self.sender.store, self.world)
        told: Mapping[str, Any] = world.webhooks.get(self.platform, {}) if world else {}
        return told if told.get("url") else {}

    def _agree(self) -> bool:
        """Have a new address prove itself where the platform asks for it."""
        told = self._told()
        wanted = (told.get("url"), told.get("app_secret"))
        if told and wanted != self._agreed and webhooks.agreed(self.platform, told):
            self._agreed = wanted
        return bool(told) and wanted == self._agreed

    def _attempt(self, rows: Sequence[Row]) -> None:
        if self._post_as_told(rows):
            self._mark(rows, "delivered")
            return
        tries = max(row["tries"] for row in rows) + 1
        self._mark(rows, "given_up" if tries >= MOST_TRIES else "waiting")
        if tries < MOST_TRIES and not self.hurry.wait(DELAYS[min(tries, len(DELAYS)) - 1]):
            return
        self.hurry.clear()

    def _mark(self, rows: Sequence[Row], state: str) -> None:
        with self.sender.store.write() as db:
            db.executemany(
                "UPDATE delivery SET tries = tries + 1, state = ? WHERE seq = ?", [(state, r["seq"]) for r in rows]
            )

    def _post_as_told(self, rows: Sequence[Row]) -> bool:
        """Post, or do what this world's rule `webhooks` wants to go wrong."""
        world = worlds.world(self.sender.store, self.world)
        wrong = str(world.rules["webhooks"]) if world else ""
        if wrong == "missing":
            return True
        if wrong == "late" and self.sender.stopped.wait(LATE_SECONDS):
            return False
        if wrong == "reversed":
            rows = list(reversed(rows))
        return self._post(rows) and (wrong != "twice" or self._post(rows))

    def _post(self, rows: Sequence[Row]) -> bool:
        told = self._told()
        if not self._agree():
            return False
        raw, headers = webhooks.parcel(self.platform, rows, told)
        try:
            return self._send(told["url"], raw, headers)
        except (OSError, http.client.HTTPException):
            self._hang_up()
            return False

    def _send(self, url: str, raw: bytes, headers: dict[str, str]) -> bool:
        parts = urlsplit(url)
        if self._connection is None:
            kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
            self._connection = kind(parts.netloc, timeout=TIMEOUT_SECONDS)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        self._connection.request("POST", path or "/", raw, headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status == http.client.OK

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Sender:
    """Keeps a thread for each target that has something to send."""

    def __init__(self, store: Store) -> None:
        """Prepare; `resume` begins with what an earlier run left."""
        self.store = store
        self.stopped = threading.Event()
        self._lock = threading.Lock()
        self._targets: dict[tuple[str, str], Target] = {}

    def resume(self) -> None:
        """Try anew what is still waiting."""
        with self.store.write() as db:
            db.execute("UPDATE delivery SET tries = 0 WHERE state = 'waiting'")
        for row in self.store.rows("SELECT DISTINCT world, platform FROM delivery WHERE state = 'waiting'"):
            self.wake(row["world"], row["platform"])

    def wake(self, world: str, platform: str, *, hurry: bool = False) -> None:
        """Tell that something waits; `hurry` cuts a pause between tries short."""
        with self._lock:
            if self.stopped.is_set():
                return
            target = self._targets.get((world, platform))
            if target is None:
                target = self._targets[world, platform] = Target(self, world, platform)
                target.start()
            target.wake.set()
            if hurry:
                target.hurry.set()

    def retire(self, target: Target) -> bool:
        """Forget an idle target unless something came in between."""
        with self._lock:
            if target.wake.is_set():
                return False
            self._targets.pop((target.world, target.platform), None)
            return True

    def stop(self) -> None:
        """End every thread; what is not sent stays queued."""
        with self._lock:
            self.stopped.set()
            targets = list(self._targets.values())
        for target in targets:
            target.wake.set()
            target.hurry.set()
        for target in targets:
            target.join(1.0)
