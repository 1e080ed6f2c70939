"""The loop: time passes, rows are claimed, threads work them. Any number of processes on any number of machines."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from django.db import close_old_connections, connection

from kentongan.core import clock
from kentongan.outbox.claim import claim, claim_doubts, renew
from kentongan.outbox.doors import Doors, real
from kentongan.outbox.engine import deliver, inquire
from kentongan.outbox.news import tell_some
from kentongan.outbox.pool import Pool
from kentongan.outbox.sweep import tidy, wake

if TYPE_CHECKING:
    from threading import Event

    from kentongan.outbox.claim import Claim

log = structlog.get_logger(__name__)
POLL = 0.1
TIDY_EVERY = 1.0
THREADS = 48
"""Calls that one process makes at a time. The platforms' answers take most of a thread's life, not our work."""
BATCH = 32
WORTH_CLAIMING = 24
LINGER = 0.08
"""While everything is busy the loop waits until there is room for a good batch, but not longer than a moment, in seconds: a
batch of rows costs hardly more than one."""


def run_once(at: datetime | None = None, limit: int = 50, doors: Doors | None = None) -> int:
    """Let the ledger live through one moment, in this thread: time's own moves, then every claim to its end.

    `at`: the moment (now by default). Returns how many rows were worked on.
    """
    with clock.stopped_at(at or clock.now()):
        through, now = doors or real(), clock.now()
        tidy(now)
        wake(now)
        claims = claim(at=now, lease=through.lease, limit=limit)
        for one in claims:
            deliver(one, through)
        doubts = claim_doubts(at=now, lease=through.lease, limit=limit)
        for one in doubts:
            inquire(one, through)
        while tell_some():
            pass
        return len(claims) + len(doubts)


def run_forever(stop: Event, threads: int = THREADS, doors: Doors | None = None) -> None:
    """Work until `stop` is set; what is in hand is finished first. A broken database connection ends it with an exception."""
    pool = Pool(doors or real(), threads)
    pool.start()
    try:
        _loop(stop, pool)
    finally:
        pool.close()
        connection.close()
        clock.weigh_anchor()


def _loop(stop: Event, pool: Pool) -> None:
    set_clock(clock.now())
    rounds: list[tuple[float, Callable[[datetime], object]]] = [
        (TIDY_EVERY, set_clock),
        (TIDY_EVERY, tidy),
        (pool.doors.lease.total_seconds() / 3, lambda now: renew(pool.held(), until=now + pool.doors.lease)),
        (POLL, wake),
        (POLL, lambda now: pool.ask(_doubts(pool, now))),
    ]
    done = [0.0 for _ in rounds]
    while not stop.is_set():
        close_old_connections()
        for number, (every, work) in enumerate(rounds):
            if (beat := time.monotonic()) - done[number] >= every:
                work(clock.now())
                done[number] = beat
        due = _due(pool)
        pool.send(due)
        if not due:
            pool.pause(POLL)


def _due(pool: Pool) -> list[Claim]:
    """Claim no more than there are threads idle or soon idle, so that no claimed row waits for one; wait a moment for several."""
    pool.wait_for_room(min(WORTH_CLAIMING, pool.size // 2), LINGER)
    room = min(pool.room(), BATCH)
    due = claim(at=clock.now(), lease=pool.doors.lease, limit=room) if room else []
    pool.hurry(more=len(due) == room)
    return due


def _doubts(pool: Pool, now: datetime) -> list[Claim]:
    room = min(pool.room(), BATCH)
    return claim_doubts(at=now, lease=pool.doors.lease, limit=room) if room else []


def set_clock(_now: datetime) -> None:
    """Go by the database's clock: leases and proofs of absence are shared with other machines, whose own clocks may be wrong."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        clock.anchor(cursor.fetchone()[0])
