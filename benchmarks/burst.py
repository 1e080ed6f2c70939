"""A thousand one-call posts on a thousand accounts, due in the same second, on a platform that takes 200 ms; one worker process.

Beside it the same posts as one Procrastinate job each (`_one_job_each.py`), with as many slots. `burst.py 200` for fewer.
"""

from __future__ import annotations

import math
import os
import statistics
import sys
from dataclasses import dataclass

import psycopg
from _demo import table
from _publishing import Platform, assert_none_twice, at_work, await_all, backlog, make_due, platform

NAME = "kt_bench_burst"
POSTS, SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, 0.2
ONE_JOB_EACH = ("-c", "import django; django.setup(); from _one_job_each import main; main()")
LONGEST = 120 + POSTS * 0.5
SETTLE = 5 + POSTS / 1_000  # seconds that the jobs need to be made and the worker to be there, before they are due


@dataclass(frozen=True, slots=True)
class Run:
    """How late each post reached the platform, and when all was written; seconds after the moment they were due."""

    late: list[float]
    finished: float

    def share(self, part: float) -> float:
        return self.late[math.ceil(len(self.late) * part) - 1]


def slots() -> int:
    """How many posts one worker process has in hand at once."""
    import django

    django.setup()
    from kentongan.outbox.runner import THREADS

    return THREADS


def ours(owner: psycopg.Connection, there: Platform) -> Run:
    with at_work(NAME, there.port):
        due = make_due(owner)
        finished = await_all(owner, LONGEST)
    return run(owner, there, due, finished)


def one_job_each(owner: psycopg.Connection, there: Platform, hands: int) -> Run:
    program = (*ONE_JOB_EACH, str(hands), str(SETTLE))
    with at_work(NAME, there.port, program=program):
        row = owner.execute("SELECT extract(epoch FROM min(scheduled_at)) FROM procrastinate_jobs").fetchone()
        finished = await_all(owner, LONGEST)
    assert row is not None
    return run(owner, there, float(row[0]), finished)


def run(owner: psycopg.Connection, there: Platform, due: float, finished: float) -> Run:
    arrivals = there.arrivals
    assert_none_twice(owner, len(arrivals))
    assert len(arrivals) == POSTS, f"{len(arrivals)} calls for {POSTS} posts: not one call each"
    return Run(sorted(at - due for at in arrivals), finished - due)


def main() -> None:
    hands = slots()
    with platform(SECONDS) as there, backlog(NAME, POSTS, POSTS) as owner:
        product = ours(owner, there)
    with platform(SECONDS) as there, backlog(NAME, POSTS, POSTS) as owner:
        engine = one_job_each(owner, there, hands)
    report(product, engine, hands)


def report(product: Run, engine: Run, hands: int) -> None:
    ideal = POSTS * SECONDS / hands
    both = (product, engine)
    rows: list[tuple[str, ...]] = [
        ("seconds after the moment", "this product", "one job each", "ideal"),
        ("lateness p50", *(f"{statistics.median(one.late):.2f}" for one in both), f"{ideal / 2:.2f}"),
        ("lateness p99", *(f"{one.share(0.99):.2f}" for one in both), ""),
        ("first request of the last one", *(f"{one.late[-1]:.2f}" for one in both), f"{ideal - SECONDS:.2f}"),
        ("all finished and written", *(f"{one.finished:.2f}" for one in both), f"{ideal:.2f}"),
        ("all finished / ideal", *(f"{one.finished / ideal:.2f}" for one in both), "1.00"),
    ]
    table(
        f"{POSTS} posts of one call, platform {SECONDS * 1000:.0f} ms, one worker process with {hands} slots; "
        f"ideal = Σ call time ÷ slots; load {os.getloadavg()[0]:.1f}",
        rows,
    )


if __name__ == "__main__":
    main()
