"""Replay 17,547 real comments through the sandbox, as citizens, and watch the inbox while they arrive.

    make bench                                            all figures
    .venv/bin/python benchmarks/replay_comments.py        this one (`--rows 2000` for fewer, `--per-second 50` for slower)

The comments lie in the shared folder (`KENTONGAN_SHARED`, default `../shared`) and are never copied. Each is written by a
made-up citizen under a post of Wajo's practice Instagram, goes out as a signed webhook, and must be stored once.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import _demo

from kentongan.config import embedded, places
from tests.real_comments import FIRST_ID, citizens, in_batches, source

FOLDER = places.REPOSITORY / "var" / "bench-replay"

AIM_LIST_MS, AIM_ARRIVAL_SECONDS = 300, 5
PASSWORD = "kentongan-demo"


@dataclass
class Watch:
    """Opens the list as Eko, again and again, until told to stop."""

    web: str
    seconds: list[float] = field(default_factory=list)
    problems: list[int] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        with httpx.Client(base_url=self.web, follow_redirects=True, timeout=30) as browser:
            sign_in(browser)
            while not self.stop.is_set():
                began = time.perf_counter()
                answer = browser.get("/g/wajo/kotak-masuk/")
                self.seconds.append(time.perf_counter() - began)
                if answer.status_code != 200:
                    self.problems.append(answer.status_code)
                self.stop.wait(0.25)


def sign_in(browser: httpx.Client) -> None:
    page = browser.get("/g/wajo/akun-saya/login/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, page[:500]
    form = {"csrfmiddlewaretoken": token.group(1), "login": "eko", "password": PASSWORD}
    answer = browser.post("/g/wajo/akun-saya/login/", data=form, headers={"Referer": str(browser.base_url)})
    assert answer.status_code == 200, answer.status_code


def stored(database: psycopg.Connection[Any]) -> tuple[int, int, int]:
    """Conversations under the post, distinct ones among them, and events still waiting to be understood."""
    first, last = str(FIRST_ID), str(FIRST_ID + 1_000_000)
    found = database.execute(
        "SELECT count(*), count(DISTINCT remote_id) FROM inbox_message WHERE remote_id BETWEEN %s AND %s", [first, last]
    ).fetchone()
    waiting = database.execute("SELECT count(*) FROM inbox_rawevent WHERE processed_at IS NULL").fetchone()
    database.commit()
    assert found
    assert waiting
    return found[0], found[1], waiting[0]


def delays(database: psycopg.Connection[Any], sent: dict[str, float], source: str = "webhook") -> list[float]:
    """Seconds from a citizen's tap to the conversation's row, of every comment that came this way."""
    rows = database.execute(
        "SELECT body->>'remote_id', extract(epoch FROM processed_at) FROM inbox_rawevent WHERE source = %s AND processed_at IS NOT NULL",
        [source],
    ).fetchall()
    return [float(at) - sent[remote_id] for remote_id, at in rows if remote_id in sent]


def quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def replay(sandbox: str, key: str, batches: Iterator[list[dict[str, Any]]], per_second: float) -> dict[str, float]:
    """Write the comments as citizens; return when each was written."""
    sent: dict[str, float] = {}
    began = time.monotonic()
    with httpx.Client(base_url=sandbox, headers={"X-Kendali": key}, timeout=60) as control:
        for batch in batches:
            moment = time.time()
            control.post("/_kendali/dunia/wajo/warga", json=batch).raise_for_status()
            sent |= {one["remote_id"]: moment for one in batch}
            ahead = len(sent) / per_second - (time.monotonic() - began) if per_second else 0
            if ahead > 0:
                time.sleep(ahead)
    return sent


def measure(running: _demo.Running, database: psycopg.Connection[Any], told: argparse.Namespace) -> int:
    row = database.execute(
        "SELECT o.remote_id FROM channels_remoteobject o JOIN channels_channel c ON c.id = o.channel_id "
        "WHERE c.world = 'wajo' AND c.platform = 'instagram' AND c.standing = 'pejabat' AND o.kind = 'post' "
        "ORDER BY o.published_at LIMIT 1"
    ).fetchone()
    assert row, "the demo has no post of the head on Instagram"
    post_id = str(row[0])
    watch = Watch(running.web)
    thread = threading.Thread(target=watch.run)
    thread.start()
    began = time.monotonic()
    try:
        batches = in_batches(citizens(source(), post_id, told.rows))
        sent = replay(running.sandbox, running.sandbox_key.strip(), batches, told.per_second)
        writing = time.monotonic() - began
        wait_for_all(database, len(sent))
        arriving = time.monotonic() - began
    finally:
        watch.stop.set()
        thread.join()
    return report(len(sent), stored(database), (writing, arriving), watch, delays(database, sent))


def wait_for_all(database: psycopg.Connection[Any], wanted: int, patience: float = 60) -> None:
    """Until all are there and nothing waits, or nothing has moved for a minute."""
    before, since = -1, time.monotonic()
    while time.monotonic() - since < patience:
        found, _, waiting = stored(database)
        if found >= wanted and not waiting:
            return
        if found != before:
            before, since = found, time.monotonic()
        time.sleep(0.2)


def report(sent: int, kept: tuple[int, int, int], took: tuple[float, float], watch: Watch, late: list[float]) -> int:
    found, distinct, waiting = kept
    lines = [
        ("comments written by citizens", f"{sent:,}", ""),
        ("stored", f"{found:,}", f"= {sent:,}"),
        ("stored twice", f"{found - distinct}", "= 0"),
        ("events left unread", f"{waiting}", "= 0"),
        ("all written after / all stored after", f"{took[0]:.0f} s / {took[1]:.0f} s", ""),
        ("stored per second", f"{found / took[1]:.0f}", "17 for the whole nation"),
        ("tap → conversation p50 / p95", f"{quantile(late, 0.5):.2f} / {quantile(late, 0.95):.2f} s", f"≤ {AIM_ARRIVAL_SECONDS} s at a lasting rate"),
        ("list page while they arrive: opened", f"{len(watch.seconds)} times", ""),
        ("list page p50 / p95 / max", " / ".join(f"{1000 * value:.0f}" for value in (
            statistics.median(watch.seconds), quantile(watch.seconds, 0.95), max(watch.seconds))) + " ms", f"p95 ≤ {AIM_LIST_MS} ms"),
        ("list pages not answered with 200", str(len(watch.problems)), "= 0"),
    ]  # fmt: skip
    for label, value, aim in lines:
        print(f"{label:<40} {value:>24}   {aim}")
    return 0 if (found, distinct, waiting, len(watch.problems)) == (sent, sent, 0, 0) else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    short = 4_000 if os.environ.get("BENCH") == "short" else None  # as `make bench` does
    parser.add_argument("--rows", type=int, default=short, help="only the first so many")
    parser.add_argument(
        "--per-second", type=float, default=0, help="at this rate; 0: as fast as the sandbox takes them"
    )
    told = parser.parse_args()
    if not source().exists():
        print(f"Skipped: {source()} is not there. Set KENTONGAN_SHARED to the folder that holds data/.")
        return 0
    _demo.FOLDER, _demo.WEB_PORT, _demo.SANDBOX_PORT = FOLDER, 8230, 8980
    embedded.erase(embedded.cluster(folder=FOLDER))
    shutil.rmtree(FOLDER, ignore_errors=True)
    with _demo.demo() as running, psycopg.connect(embedded.cluster(folder=FOLDER).urls.owner) as database:
        database.execute("SELECT set_config('kentongan.government', '*', false)")
        return measure(running, database, told)


if __name__ == "__main__":
    sys.exit(main())
