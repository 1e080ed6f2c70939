"""The threads of one worker: many make calls, one writes what came of them, one tells the news.

Only the loop and the writer touch the ledger for rows that go out, so that a batch of rows costs a few statements and a worker
three connections, however many calls it makes at a time.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import structlog
from django.db import DatabaseError, close_old_connections, connection

from kentongan.outbox.claim import Claim
from kentongan.outbox.doors import Doors
from kentongan.outbox.engine import inquire, make
from kentongan.outbox.job import Call, Result
from kentongan.outbox.ledger import trace
from kentongan.outbox.news import tell_some
from kentongan.outbox.steps import begin, close

log = structlog.get_logger(__name__)
STOP_WITHIN = 8.0
TOGETHER = 64
"""Results that are written in one transaction at most."""
GATHER = 0.025
"""Between two such transactions, in seconds: the results of a busy moment come together."""
BREATH = 0.1
AHEAD = 32
"""So many rows at most are begun before a thread is idle: as many as will be idle by the time they are begun."""
BEGINNING = 0.15
"""How long beginning a batch of rows takes in a busy moment, in seconds."""
NEWS_WAIT = 5.0
"""For so long news waits while more is due than can be sent, in seconds."""
Task = Callable[[], None]


@dataclass(slots=True)
class Pool:
    """Threads, and the claims in their hands."""

    doors: Doors
    size: int
    _calls: queue.SimpleQueue[Task | None] = field(default_factory=queue.SimpleQueue)
    _results: queue.SimpleQueue[Result | None] = field(default_factory=queue.SimpleQueue)
    _held: set[Claim] = field(default_factory=set)
    _busy: set[Claim] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ended: deque[float] = field(default_factory=lambda: deque(maxlen=AHEAD))
    _freed: threading.Event = field(default_factory=threading.Event)
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _hurried: float | None = None

    def start(self) -> None:
        """Start the threads."""
        self._threads = [self._thread(f"outbox-{number}", self._call) for number in range(self.size)]
        self._threads += [self._thread("outbox-writer", self._write), self._thread("outbox-news", self._tell)]
        for thread in self._threads:
            thread.start()

    # ---------------------------------------------------------------- the loop's side

    def send(self, claims: list[Claim]) -> None:
        """Begin claimed rows, and hand their calls to idle threads."""
        if not claims:
            return
        self._take(claims)
        try:
            calls = begin(claims, self.doors)
        except Exception:
            self._drop(claims)
            raise
        self._drop({*claims} - {one.claim for one in calls})
        self._hand_out(calls)

    def ask(self, claims: list[Claim]) -> None:
        """Let idle threads ask after rows in doubt."""
        self._take(claims)
        for one in claims:
            self._calls.put(lambda one=one: self._inquire(one))  # type: ignore[misc]

    def hurry(self, *, more: bool) -> None:
        """Say whether more rows are due than there are threads."""
        self._hurried = (self._hurried or time.monotonic()) if more else None

    def hurried_for(self) -> float:
        """For how many seconds more has been due than could be sent; 0 when nothing waits."""
        return max(time.monotonic() - self._hurried, 0.001) if self._hurried else 0.0

    def held(self) -> list[Claim]:
        """The claims whose end is not written yet."""
        with self._lock:
            return list(self._held)

    def room(self) -> int:
        """How many threads are idle, or will be by the time that a batch of rows is begun, judged by the last calls.

        A row that has more calls to make keeps its thread while its last one is written.
        """
        since = time.monotonic() - BEGINNING
        with self._lock:
            soon = sum(at > since for at in self._ended)
            return max(0, self.size + soon - len(self._busy))

    def wait_for_room(self, wanted: int, seconds: float) -> None:
        """Pause until so many threads are idle, but not longer than this."""
        until = time.monotonic() + seconds
        while self.room() < wanted and (left := until - time.monotonic()) > 0:
            self.pause(left)

    def pause(self, seconds: float) -> None:
        """Pause, but not longer than until a row is out of our hands."""
        self._freed.wait(seconds)
        self._freed.clear()

    def close(self) -> None:
        """Let the threads finish what they hold and end."""
        until = time.monotonic() + STOP_WITHIN
        while self.held() and time.monotonic() < until:
            time.sleep(BREATH / 10)
        self._over.set()
        self._results.put(None)
        for _ in range(self.size):
            self._calls.put(None)
        for thread in self._threads:
            thread.join(max(0.1, until - time.monotonic()))

    # ---------------------------------------------------------------- the threads' side

    def _call(self) -> None:
        while task := self._calls.get():
            task()

    def _make(self, one: Call) -> None:
        result = make(one, self.doors)
        if not one.job.more_after(one.step):
            with self._lock:
                self._busy.discard(one.claim)
                self._ended.append(time.monotonic())
            self._freed.set()
        self._results.put(result)

    def _inquire(self, one: Claim) -> None:
        try:
            inquire(one, self.doors)
        except Exception:  # noqa: BLE001 - the lease runs out and the row is looked at again; this thread goes on
            log.error("inquiry broke", delivery=str(one.delivery_id), trace=trace())  # noqa: TRY400
        finally:
            connection.close()
            self._drop([one])

    def _write(self) -> None:
        while results := self._next_results():
            calls = self._written(results)
            self._drop({one.claim for one in results} - {one.claim for one in calls})
            self._hand_out(calls)
            time.sleep(GATHER)
        connection.close()

    def _written(self, results: list[Result]) -> list[Call]:
        """Write results; while the database is away try again, for as long as the rows may still be ours."""
        until = time.monotonic() + self.doors.lease.total_seconds()
        while True:
            try:
                close_old_connections()
                return close(results, self.doors)
            except DatabaseError:
                connection.close()
                if time.monotonic() < until:
                    time.sleep(BREATH)
                    continue
                log.error("results not written", rows=len(results), trace=trace())  # noqa: TRY400
            except Exception:  # noqa: BLE001 - the leases run out and the rows are recovered; this thread goes on
                log.error("results not written", rows=len(results), trace=trace())  # noqa: TRY400
            return []

    def _next_results(self) -> list[Result]:
        """Wait for a result and take with it what else is there; empty when it is over."""
        results = list[Result]()
        while found := self._results.get():
            results.append(found)
            if len(results) >= TOGETHER or self._results.empty():
                return results
        if results:
            self._results.put(None)  # it is over once these are written
        return results

    def _tell(self) -> None:
        """Tell news; in a hurry only once that has lasted, and with a breath between."""
        while not self._over.wait(BREATH):
            if self.hurried_for() > 0 and self.hurried_for() < NEWS_WAIT:
                continue
            try:
                close_old_connections()
                while tell_some() and not self.hurried_for():
                    pass
            except Exception:  # noqa: BLE001 - told again later; this thread goes on
                log.error("news not told", trace=trace())  # noqa: TRY400
                connection.close()
        connection.close()

    # ---------------------------------------------------------------- what is in whose hands

    def _take(self, claims: Iterable[Claim]) -> None:
        with self._lock:
            self._held.update(claims)
            self._busy.update(claims)

    def _drop(self, claims: Iterable[Claim]) -> None:
        with self._lock:
            self._held.difference_update(claims)
            self._busy.difference_update(claims)
        self._freed.set()

    def _hand_out(self, calls: list[Call]) -> None:
        for one in calls:
            self._calls.put(lambda one=one: self._make(one))  # type: ignore[misc]

    def _thread(self, name: str, live: Callable[[], None]) -> threading.Thread:
        return threading.Thread(target=live, name=name, daemon=True)
