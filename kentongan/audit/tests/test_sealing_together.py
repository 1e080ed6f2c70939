"""Sealing while people are at work: nothing is missed, nothing is sealed twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import connection

from kentongan.audit.models import Entry, Link
from kentongan.audit.registry import register_action
from kentongan.audit.selectors import verify
from kentongan.audit.services import record, seal
from kentongan.tenancy.scope import within
from tests import builders
from tests.builders import Clerk

register_action("test.worked", "{actor} bekerja")
CLERKS, ENTRIES = 4, 12


def in_threads(*works: Callable[[], None]) -> None:
    """Run each in a thread with a connection of its own."""
    troubles: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as trouble:  # noqa: BLE001 - told below
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not troubles


def test_sealing_while_many_people_work_misses_nothing(transactional_db: None, database_role: None) -> None:
    government = builders.government("wajo").pk
    done = threading.Event()
    left = threading.Semaphore(0)

    def work() -> None:
        for number in range(ENTRIES):
            with within(government):
                record(actor=Clerk(government), action="test.worked", subject_type="catatan", subject_id=number)
                time.sleep(0.003 * (number % 4))  # some commit later than those who began after them
        left.release()

    def close() -> None:
        for _ in range(CLERKS):
            left.acquire()
        done.set()

    def keep_sealing() -> None:
        while not done.is_set():
            with within(government):
                seal(government_id=government, limit=7)

    in_threads(*[work] * CLERKS, keep_sealing, keep_sealing, close)
    with within(government):
        while seal(government_id=government):
            pass
        verdict = verify(government)
        assert Entry.objects.count() == CLERKS * ENTRIES
        assert Link.objects.count() == CLERKS * ENTRIES
    assert (verdict.whole, verdict.unsealed) == (True, 0)
