"""A citizen's tap to the conversation in the list, by webhook: at a lasting 100 a second, then a burst within a minute; and by asking.

Short by default (20 seconds, 2,000 in the burst); `--seconds 60 --burst 10000` is the whole figure. The list is opened as the
coordinator all the while. A comment that is lost, or kept twice, fails.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import _demo
import httpx
import psycopg
from _demo import table
from replay_comments import Watch, delays, quantile, replay, stored, wait_for_all

from kentongan.config import embedded, places
from tests.real_comments import FIRST_ID, in_batches

FOLDER = places.REPOSITORY / "var" / "bench-arrival"
AIM_SECONDS, AIM_LIST_MS = 2.0, 300
SETTLED_WITHIN = 90.0
WORDS = (
    "jalan di depan pasar berlubang sudah 3 bulan, tolong diperbaiki pak",
    "lampu jln mati dari kemarin, gelap sekali kalau malam",
    "terima kasih pelayanan puskesmas cepat dan ramah",
    "sampah menumpuk di lorong, baunya sampai ke rumah",
    "kapan jadwal pembuatan ktp di kecamatan?",
)


def citizens(post_id: str, first: int, count: int) -> Iterator[dict[str, Any]]:
    for number in range(first, first + count):
        yield {
            "platform": "instagram", "post_id": post_id, "remote_id": str(FIRST_ID + number), "at": datetime.now(UTC).isoformat(),
            "text": f"{WORDS[number % len(WORDS)]} ({number})", "author_id": str(number), "author_name": f"warga_{number}",
        }  # fmt: skip


def post_of(database: psycopg.Connection[Any]) -> str:
    row = database.execute(
        "SELECT o.remote_id FROM channels_remoteobject o JOIN channels_channel c ON c.id = o.channel_id "
        "WHERE c.world = 'wajo' AND c.platform = 'instagram' AND c.standing = 'pejabat' AND o.kind = 'post' "
        "ORDER BY o.published_at DESC LIMIT 1"
    ).fetchone()
    assert row, "the demo has no post of the head on Instagram"
    return str(row[0])


def lose_webhooks(running: _demo.Running) -> None:
    """From now on the platform tells nobody: what citizens write is found by asking."""
    key = {"X-Kendali": running.sandbox_key.strip()}
    told = {"rules": {"webhooks": "missing"}}
    httpx.put(f"{running.sandbox}/_kendali/dunia/wajo", json=told, headers=key, timeout=30).raise_for_status()


def run(
    running: _demo.Running,
    database: psycopg.Connection[Any],
    first: int,
    count: int,
    rate: float,
    *,
    polled: bool = False,
) -> tuple[str, ...]:
    """Comments told by webhook as they come, or `polled`: one by one, and nobody tells."""
    told_by = citizens(post_of(database), first, count)
    batches = ([one] for one in told_by) if polled else in_batches(told_by)
    watch = Watch(running.web)
    thread = threading.Thread(target=watch.run)
    thread.start()
    began = time.monotonic()
    try:
        sent = replay(running.sandbox, running.sandbox_key.strip(), batches, rate)
        written = time.monotonic() - began
        wait_for_all(database, first - 1 + count, 200 if polled else 60)
    finally:
        watch.stop.set()
        thread.join()
    found, distinct, waiting = stored(database)
    late = delays(database, sent, "poll" if polled else "webhook")
    assert (found, distinct, waiting) == (first - 1 + count, first - 1 + count, 0), (found, distinct, waiting)
    assert not watch.problems, watch.problems
    told = (quantile(late, 0.5), quantile(late, 0.95), max(late))
    pages = (statistics.median(watch.seconds), quantile(watch.seconds, 0.95), max(watch.seconds))
    return (
        f"{count:,}", f"{count / written:.0f}", " / ".join(f"{one:.2f}" for one in told) + " s",
        " / ".join(f"{one * 1000:.0f}" for one in pages) + " ms", str(len(watch.seconds)),
    )  # fmt: skip


def let_it_settle(database: psycopg.Connection[Any]) -> None:
    """A new demo first reads the words in its pictures, on every core there is: that is not what is measured."""
    busy = (
        "SELECT 1 FROM procrastinate_jobs WHERE status = 'doing' OR (status = 'todo' AND scheduled_at IS NULL) LIMIT 1"
    )
    until = time.monotonic() + SETTLED_WITHIN
    while time.monotonic() < until and database.execute(busy).fetchone():
        database.commit()
        time.sleep(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--burst", type=int, default=2_000)
    parser.add_argument("--polled", type=int, default=90, help="so many, one a second, without a webhook")
    told = parser.parse_args()
    _demo.FOLDER, _demo.WEB_PORT, _demo.SANDBOX_PORT = FOLDER, 8240, 8990
    embedded.erase(embedded.cluster(folder=FOLDER))
    shutil.rmtree(FOLDER, ignore_errors=True)
    with _demo.demo() as running, psycopg.connect(embedded.cluster(folder=FOLDER).urls.owner) as database:
        database.execute("SELECT set_config('kentongan.government', '*', false)")
        let_it_settle(database)
        lasting = run(running, database, 1, 100 * told.seconds, 100.0)
        so_far = 100 * told.seconds
        burst = run(running, database, 1 + so_far, told.burst, told.burst / 60 if told.burst > 5_000 else 0)
        lose_webhooks(running)
        asked = run(running, database, 1 + so_far + told.burst, told.polled, 1.0, polled=True)
    head = (
        "",
        "comments",
        "written a second",
        "tap → conversation p50 / p95 / max",
        "list page p50 / p95 / max",
        "opened",
    )
    table(
        f"By webhook; aims: p95 ≤ {AIM_SECONDS} s at 100/s, list p95 ≤ {AIM_LIST_MS} ms, none lost; load {os.getloadavg()[0]:.1f}",
        [head, ("lasting", *lasting), ("burst", *burst), ("found by asking", *asked)],
    )


if __name__ == "__main__":
    main()
