"""A worker that publishes for long: its memory and its database connections must not grow after the first tenth.

    .venv/bin/python benchmarks/long_run.py                              20,000 posts, five minutes at most
    .venv/bin/python benchmarks/long_run.py 100000 --minutes 120         what the figure is asked for

It stops by itself: when all is published, or when the time is over; then it reports what was done until then.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import dataclass

import psycopg
from _demo import table
from _publishing import Platform, assert_none_twice, at_work, await_all, backlog, make_due, platform, states
from memory import pss_kilobytes

NAME = "kt_bench_long"
ACCOUNTS, SAMPLES, STANDSTILL = 1_000, 10, 60
CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND usename = 'kentongan_worker'"


@dataclass(frozen=True, slots=True)
class Sample:
    """Where the worker stands after so many posts."""

    posts: int
    seconds: float
    megabytes: float
    connections: int


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks at one worker while it works."""

    owner: psycopg.Connection
    there: Platform
    worker: int
    began: float

    def look(self) -> Sample:
        row = self.owner.execute(CONNECTIONS, [NAME]).fetchone()
        assert row is not None
        return Sample(self.there.count, time.time() - self.began, pss_kilobytes(self.worker) / 1024, int(row[0]))

    def follow(self, posts: int, step: int, until: float) -> list[Sample]:
        """A sample after each `step`, until all have arrived, the time is over, or nothing moves any more."""
        samples: list[Sample] = []
        moved, before = time.monotonic(), -1
        while time.monotonic() < until and time.monotonic() - moved < STANDSTILL:
            count = self.there.count
            if count != before:
                moved, before = time.monotonic(), count
            if count >= step * (len(samples) + 1):
                samples.append(self.look())
            if count >= posts:
                break
            time.sleep(0.2)
        return samples


def measure(posts: int, minutes: float) -> list[Sample]:
    with platform(0) as there, backlog(NAME, posts, ACCOUNTS) as owner:
        with at_work(NAME, there.port) as (worker,):
            watch = Watch(owner, there, worker.pid, make_due(owner))
            samples = watch.follow(posts, posts // SAMPLES, time.monotonic() + minutes * 60)
            if there.count >= posts:
                await_all(owner, STANDSTILL)
        if there.count >= posts:
            assert_none_twice(owner, there.count)
        else:
            print(f"stopped after {minutes:g} minutes: {states(owner)}")
    return samples


def report(posts: int, samples: list[Sample]) -> None:
    rows: list[tuple[str, ...]] = [("posts", "after s", "posts/s", "PSS MB", "connections")]
    for before, one in zip([Sample(0, 0, 0, 0), *samples], samples, strict=False):
        rate = (one.posts - before.posts) / (one.seconds - before.seconds)
        rows.append(
            (f"{one.posts:,}", f"{one.seconds:.0f}", f"{rate:.0f}", f"{one.megabytes:.1f}", str(one.connections))
        )
    table(f"One worker, {posts:,} posts, platform 0 ms, {ACCOUNTS} accounts; load {os.getloadavg()[0]:.1f}", rows)
    first, last = samples[0], samples[-1]
    print(
        f"  growth after the first tenth: {last.megabytes - first.megabytes:+.1f} MB ({last.megabytes / first.megabytes - 1:+.1%}), "
        f"{last.connections - first.connections:+d} connections (aim: none)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    whole = os.environ.get("BENCH") == "full"
    parser.add_argument("posts", type=int, nargs="?", default=100_000 if whole else 20_000)
    parser.add_argument("--minutes", type=float, default=120 if whole else 5)
    told = parser.parse_args()
    samples = measure(told.posts, told.minutes)
    if not samples:
        sys.exit(f"Fewer than a tenth of the posts went out in {told.minutes:g} minutes.")
    report(told.posts, samples)


if __name__ == "__main__":
    main()
