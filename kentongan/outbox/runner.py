"""The loop: time passes, rows are claimed, threads work them. Any number of processes on any number of machines."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from django.db import close_old_connections, connection

from kentongan.core import clock
from kentongan.outbox import states
from kentongan.outbox.claim import claim, claim_doubts
from kentongan.outbox.doors import Doors, real
from kentongan.outbox.engine import deliver, inquire
from kentongan.outbox.ledger import trace
from kentongan.outbox.models import Delivery
from kentongan.outbox.sweep import tidy, wake
from kentongan.tenancy.scope import across_governments

if TYPE_CHECKING:
    from threading import Event

    from kentongan.outbox.claim import Claim

log = structlog.get_logger(__name__)
POLL = 0.1
TIDY_EVERY = 1.0
THREADS = 8
STOP_WITHIN = 8.0
Work = Callable[["Claim", Doors], None]


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


def _loop(stop: Event, pool: Pool) -> None:
    tidied = renewed = 0.0
    while not stop.is_set():
        close_old_connections()
        now, beat = clock.now(), time.monotonic()
        if beat - tidied >= TIDY_EVERY:
            tidy(now)
            tidied = beat
        if beat - renewed >= pool.doors.lease.total_seconds() / 3:
            renew(pool.held(), now, pool.doors)
            renewed = beat
        wake(now)
        if not _fill(pool, now):
            pool.wait_for_room(POLL)


def _fill(pool: Pool, now: datetime) -> int:
    """Claim no more than there are idle threads, so that no claimed row waits for one."""
    room = pool.room()
    due = claim(at=now, lease=pool.doors.lease, limit=room) if room else []
    for one in due:
        pool.take(deliver, one)
    room -= len(due)
    doubts = claim_doubts(at=now, lease=pool.doors.lease, limit=room) if room else []
    for one in doubts:
        pool.take(inquire, one)
    return len(due) + len(doubts)


def renew(claims: list[Claim], now: datetime, doors: Doors) -> int:
    """Keep the rows that threads of this process still work on; a fence that has moved on is left alone."""
    if not claims:
        return 0
    kept = 0
    with across_governments():
        for one in claims:
            row = Delivery.objects.filter(government_id=one.government_id, pk=one.delivery_id, fence=one.fence)
            kept += row.filter(state__in=[*states.AT_WORK, states.UNKNOWN]).update(lease_until=now + doors.lease)
    return kept


@dataclass(slots=True)
class Pool:
    """Threads with a database connection each."""

    doors: Doors
    size: int
    _queue: queue.SimpleQueue[tuple[Work, Claim] | None] = field(default_factory=queue.SimpleQueue)
    _held: set[Claim] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _freed: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Start the threads."""
        self._threads = [
            threading.Thread(target=self._live, name=f"outbox-{number}", daemon=True) for number in range(self.size)
        ]
        for thread in self._threads:
            thread.start()

    def take(self, work: Work, one: Claim) -> None:
        """Hand a claim to an idle thread."""
        with self._lock:
            self._held.add(one)
        self._queue.put((work, one))

    def held(self) -> list[Claim]:
        """The claims in the threads' hands."""
        with self._lock:
            return list(self._held)

    def room(self) -> int:
        """How many threads are idle."""
        with self._lock:
            return self.size - len(self._held)

    def wait_for_room(self, seconds: float) -> None:
        """Pause, but not longer than until a thread is done."""
        self._freed.wait(seconds)
        self._freed.clear()

    def close(self) -> None:
        """Let the threads finish what they hold and end."""
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join(STOP_WITHIN)

    def _live(self) -> None:
        try:
            while job := self._queue.get():
                self._work(*job)
        finally:
            connection.close()

    def _work(self, work: Work, one: Claim) -> None:
        close_old_connections()
        try:
            work(one, self.doors)
        except Exception:  # noqa: BLE001 - the lease runs out and the row is recovered; this thread goes on
            log.error("delivery broke", delivery=str(one.delivery_id), trace=trace())  # noqa: TRY400
            connection.close()
        finally:
            with self._lock:
                self._held.discard(one)
            self._freed.set()
