"""What stories do behind the scenes: break a platform, and let time pass."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

import psycopg

from kentongan.config import database, places

if TYPE_CHECKING:
    from tests.stories.running import Demo

SECONDS = 10
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """The sandbox's control API, for one world."""

    demo: Demo
    world: str = "wajo"

    def strikes(self, kind: str, platform: str, method: str, path: str, times: int = 1) -> None:
        """Break the next `times` calls that fit."""
        told = {"kind": kind, "platform": platform, "method": method, "path": path, "times": times}
        self._call("POST", told)

    def ends(self) -> None:
        """Mend everything; calls that are held go on."""
        self._call("DELETE")

    def _call(self, method: str, told: dict[str, object] | None = None) -> None:
        key = (self.demo.folder / "demo" / "sandbox-key").read_text("ascii").strip()
        headers = {"X-Kendali": key, "Content-Type": "application/json"}
        address = f"{self.demo.sandbox}/_kendali/dunia/{self.world}/gangguan"
        body = json.dumps(told).encode() if told is not None else None
        with urlopen(Request(address, body, headers, method=method), timeout=SECONDS):
            pass


def time_passes_until(demo: Demo, delivery: str, wanted: str) -> None:
    """Let the minutes pass at once that a delivery waits between its turns, until it is in the wanted state."""
    url = database.embedded_urls(places.place(folder=demo.folder)).worker
    deadline = time.monotonic() + PATIENCE_SECONDS
    with psycopg.connect(url, connect_timeout=SECONDS, autocommit=True) as db:
        db.execute("SELECT set_config('kentongan.government', '*', false)")
        while db.execute("SELECT state FROM outbox_delivery WHERE id = %s", (delivery,)).fetchone() != (wanted,):
            assert time.monotonic() < deadline, f"the delivery did not become {wanted}"
            db.execute("UPDATE outbox_delivery SET next_at = now() WHERE id = %s AND next_at > now()", (delivery,))
            time.sleep(0.3)


def deadline_passed(demo: Demo, case: str, code: str, days: int) -> None:
    """Let a promise of a case have run out so many days ago; the worker finds it at its next look."""
    url = database.embedded_urls(places.place(folder=demo.folder)).worker
    with psycopg.connect(url, connect_timeout=SECONDS, autocommit=True) as db:
        db.execute("SELECT set_config('kentongan.government', '*', false)")
        db.execute(
            "UPDATE inbox_deadline SET due_at = now() - %s * interval '1 day', next_step_at = now() "
            "WHERE case_id = %s AND code = %s AND met_at IS NULL",
            (days, case, code),
        )
        db.execute("UPDATE inbox_case SET due_at = now() - %s * interval '1 day' WHERE id = %s", (days, case))


def first_answer_late(demo: Demo, words: str, days: int) -> None:
    """Let the first answer to what a citizen wrote have been due so many days ago."""
    url = database.embedded_urls(places.place(folder=demo.folder)).worker
    with psycopg.connect(url, connect_timeout=SECONDS, autocommit=True) as db:
        db.execute("SELECT set_config('kentongan.government', '*', false)")
        db.execute(
            "UPDATE inbox_conversation SET touch_by = now() - %s * interval '1 day', touch_step_at = now() "
            "WHERE excerpt LIKE %s",
            (days, f"%{words}%"),
        )


def offices_open(demo: Demo) -> None:
    """Let the worker look now at the blocks that are to be reviewed, as it does before offices open."""
    url = database.embedded_urls(places.place(folder=demo.folder)).worker
    with psycopg.connect(url, connect_timeout=SECONDS, autocommit=True) as db:
        db.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
            "VALUES ('default', 'kentongan.inbox.jobs.review_blocks', '{\"timestamp\": 0}')"
        )
