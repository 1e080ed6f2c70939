"""A thousand one-call posts on a thousand accounts, due in the same second, on a platform that takes 200 ms; one worker process."""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import psycopg
from _ledger import add_channels, add_deliveries, ledger, surroundings

from kentongan.config.processes import free_port, wait_until

NAME = "kt_bench_burst"
POSTS, SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, 0.2
HERE = Path(__file__).parent
WORKER = "from kentongan.config.worker import run; run('outbox')"


def main() -> None:
    port = free_port(18950)
    platform = subprocess.Popen([sys.executable, str(HERE / "_slow_platform.py"), str(port), str(SECONDS)])
    try:
        with ledger(NAME, world="bench") as owner:
            add_channels(owner, POSTS)
            add_deliveries(owner, "scheduled", POSTS, POSTS, 0)
            owner.execute("UPDATE outbox_delivery SET run_at = 'infinity', next_at = 'infinity'")
            owner.execute("VACUUM ANALYZE")
            due, finished = work(owner, port)
        report(due, finished, json.load(urlopen(f"http://127.0.0.1:{port}/arrivals")))
    finally:
        platform.terminate()
        platform.wait(10)


def work(owner: psycopg.Connection, port: int) -> tuple[float, float]:
    """Let everything be due at one moment while a worker waits; return that moment and when all was published."""
    told = {"KENTONGAN_SANDBOX_URL": f"http://127.0.0.1:{port}", "KENTONGAN_DEMO": "1", "PYTHONUNBUFFERED": "1"}
    log = Path("/tmp/kt_bench_burst.log")
    with log.open("wb") as output:
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER],
            env=surroundings(NAME, "worker") | told,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        assert wait_until(lambda: "worker ready" in log.read_text(), seconds=60), log.read_text()[-2000:]
        due = time.time() + 1
        statement = "UPDATE outbox_delivery SET run_at = to_timestamp(%s), next_at = to_timestamp(%s) WHERE subject_type <> 'pattern'"
        owner.execute(statement, [due, due])
        assert wait_until(lambda: left(owner) == 0, seconds=300, step=0.1), (
            f"{left(owner)} left; {log.read_text()[-2000:]}"
        )
        return due, time.time()
    finally:
        worker.terminate()
        worker.wait(20)


def left(owner: psycopg.Connection) -> int:
    row = owner.execute(
        "SELECT count(*) FROM outbox_delivery WHERE state <> 'published' AND subject_type <> 'pattern'"
    ).fetchone()
    return int(row[0]) if row else 0


def report(due: float, finished: float, arrivals: list[float]) -> None:
    late = sorted(at - due for at in arrivals)
    print(f"{len(late)} posts, platform {SECONDS * 1000:.0f} ms, one worker process")
    print(f"{'first request of the last one':<36}{late[-1]:>8.2f} s")
    print(f"{'lateness p50 / p99':<36}{statistics.median(late):>8.2f} / {late[math.ceil(len(late) * 0.99) - 1]:.2f} s")
    print(f"{'all finished and written':<36}{finished - due:>8.2f} s")


if __name__ == "__main__":
    main()
