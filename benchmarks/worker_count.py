"""One, two and four worker processes on the same backlog, on a platform that answers at once. No post may arrive twice.

`worker_count.py 10000` for the backlog that the figure is asked for; fewer by default.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass

import psycopg
from _demo import table
from _publishing import (
    Meter,
    Platform,
    assert_none_twice,
    at_work,
    await_all,
    backlog,
    database_processes,
    make_due,
    platform,
)

NAME = "kt_bench_workers"
POSTS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000 if os.environ.get("BENCH") == "full" else 3_000
ACCOUNTS, COUNTS = 1_000, (1, 2, 4)
LONGEST = 120 + POSTS * 0.2
CORES = os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Run:
    """One backlog worked off. The processor figures are cores in use."""

    workers: int
    per_second: float
    by_workers: float
    by_database: float
    by_platform: float

    def row(self, first: Run) -> tuple[str, ...]:
        used = (self.by_workers, self.by_workers / self.workers, self.by_database, self.by_platform)
        rates = (
            f"{self.per_second:.0f}",
            f"{self.per_second / self.workers:.0f}",
            f"{self.per_second / first.per_second:.2f}",
        )
        return (str(self.workers), *rates, *(f"{share:.2f}" for share in used), "0")


def measure(workers: int) -> Run:
    with platform(0) as there, backlog(NAME, POSTS, ACCOUNTS) as owner:
        run = work(owner, there, workers)
        assert_none_twice(owner, there.count)
    return run


def work(owner: psycopg.Connection, there: Platform, workers: int) -> Run:
    with at_work(NAME, there.port, workers) as hired:
        due = make_due(owner)
        time.sleep(max(0.0, due - time.time()))
        meters = [Meter(part) for part in ([one.pid for one in hired], database_processes(), [there.process])]
        seconds = await_all(owner, LONGEST) - due
        cores = [meter.used() / seconds for meter in meters]
    return Run(workers, POSTS / seconds, *cores)


def main() -> None:
    runs = [measure(count) for count in COUNTS]
    head = ("workers", "posts/s", "each", "× one", "cores: workers", "one worker", "database", "platform", "twice")
    table(
        f"{POSTS} posts of one call on {ACCOUNTS} accounts, platform 0 ms; {CORES} cores, load {os.getloadavg()[0]:.1f}",
        [head, *(run.row(runs[0]) for run in runs)],
    )


if __name__ == "__main__":
    main()
