"""Several workers on one backlog, one that stalls beyond its lease, one whose clock jumps. Never twice, never lost."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator

import pytest

from kentongan.config import embedded
from kentongan.config.processes import Child, wait_until
from tests import database
from tests.faults.boundaries import OBJECT, PHOTOS
from tests.faults.installation import Installation, build, erase
from tests.faults.judgement import await_rest, judge, make_all_due, still_open

FACEBOOK_STALL = "facebook: the worker stalls while it publishes"
INSTAGRAM_STALL = "instagram: the worker stalls while it waits for the container"
STALLS = [
    (FACEBOOK_STALL, "facebook", "POST", PHOTOS, "hold_after_commit"),
    (INSTAGRAM_STALL, "instagram", "GET", OBJECT, "hold_before"),
]
BATCH = 40
PROOF = 900.0
"""Seconds in which an absence is proved."""
SHARE = 0.1
KINDS = ("lost_after_commit", "html_502_after_commit", "truncate_json")
pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def installation(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    embedded.start(database.cluster())
    wanted = [(platform, text, "") for text, platform, *_ in STALLS]
    made = build(
        tmp_path_factory.mktemp("gangguan"), wanted, crowd={"accounts": 4, "count": 6 * BATCH}, timeout=10.0, lease=8.0
    )
    try:
        yield made
    finally:
        erase(made)


@pytest.fixture(autouse=True)
def alone(installation: Installation) -> Iterator[None]:
    """Every test has workers of its own, and nothing broken at the platforms unless it says so."""
    chaos(installation, 0.0)
    yield
    installation.calm()
    for child in installation.children:
        if child.name.startswith("worker"):
            end(child)


def chaos(installation: Installation, share: float) -> None:
    installation.control("PUT", "", {"rules": {"chaos_share": share, "chaos_seed": 7, "chaos_kinds": KINDS}})


def end(worker: Child) -> None:
    tell(worker, signal.SIGKILL)
    assert worker.process is not None
    worker.process.wait()


def tell(worker: Child, what: signal.Signals) -> None:
    assert worker.process is not None
    worker.process.send_signal(what)


def ready(*workers: Child) -> None:
    for worker in workers:
        assert wait_until(lambda one=worker: "worker ready" in one.tail(50), seconds=60), worker.tail()  # type: ignore[misc]


def all_public(installation: Installation, texts: list[str], seconds: float = 300.0) -> None:
    """Everything due has gone out, and everything ever sent stands there once."""
    await_rest(installation, seconds, of=texts)
    found = judge(installation, of=texts)
    assert found.complaints == []
    assert found.states == {"published": len(texts)}


@pytest.mark.parametrize("count", [2, pytest.param(4, marks=pytest.mark.long)])
def test_workers_on_one_backlog_never_send_a_post_twice(installation: Installation, count: int) -> None:
    ready(*[installation.another() for _ in range(count)])
    texts = make_all_due(installation, limit=BATCH)
    all_public(installation, texts)


@pytest.mark.long
def test_a_worker_that_slept_in_the_middle_of_a_backlog_changes_nothing_when_it_wakes(
    installation: Installation,
) -> None:
    sleeper = installation.another()
    ready(sleeper)
    texts = make_all_due(installation, limit=BATCH)
    assert wait_until(lambda: still_open(installation, of=texts) < BATCH - 5, seconds=60)
    tell(sleeper, signal.SIGSTOP)
    installation.another()
    await_rest(installation, PROOF, of=texts)  # what it was about to call has to be proved absent
    assert not still_open(installation, of=texts)
    before = histories(installation, texts)
    tell(sleeper, signal.SIGCONT)
    time.sleep(3)
    assert histories(installation, texts) == before
    all_public(installation, texts)


@pytest.mark.parametrize(
    ("text", "platform", "method", "path", "stage"),
    STALLS,
)
def test_a_worker_that_slept_beyond_its_lease_changes_nothing_when_it_wakes(
    installation: Installation, text: str, platform: str, method: str, path: str, stage: str
) -> None:
    sleeper = installation.another()
    ready(sleeper)
    installation.fault(stage, platform, method, path)
    installation.make_due(text)
    installation.await_held()
    tell(sleeper, signal.SIGSTOP)
    installation.another()
    installation.await_state(text, "published")
    before = histories(installation, [text])
    installation.release()
    tell(sleeper, signal.SIGCONT)
    assert wait_until(lambda: "row was taken over" in sleeper.tail(50), seconds=30), sleeper.tail()
    assert histories(installation, [text]) == before
    all_public(installation, [text])


JUMPING = """
import signal
from datetime import timedelta
from kentongan.core import clock
true, shift = clock._wall, [timedelta(0)]
def jump(*_):
    shift[0] = timedelta(hours={hours})
signal.signal(signal.SIGUSR1, jump)
clock._wall = lambda: true() + shift[0]
from kentongan.config.worker import run
run("outbox")
"""
"""A worker whose machine's clock is set while it works."""


@pytest.mark.parametrize("hours", [pytest.param(1, id="an hour ahead"), pytest.param(-1, id="an hour back")])
def test_a_clock_that_jumps_on_one_machine_neither_doubles_nor_loses_a_post(
    installation: Installation, hours: int
) -> None:
    chaos(installation, SHARE)
    odd = installation.another(JUMPING.format(hours=hours))
    ready(odd, installation.another())
    texts = make_all_due(installation, limit=BATCH)
    assert wait_until(lambda: still_open(installation, of=texts) < BATCH - 5, seconds=60)
    tell(odd, signal.SIGUSR1)
    all_public(installation, texts)


def histories(installation: Installation, texts: list[str]) -> list[tuple[object, ...]]:
    """Rows and everything that ever happened to them."""
    keys = [installation.promises[text][0] for text in texts]
    statement = """SELECT d.id, d.state, d.fence, d.attempt, d.remote_id, count(e.id), max(e.id) FROM outbox_delivery d
        LEFT JOIN outbox_deliveryevent e ON e.delivery_id = d.id WHERE d.id = ANY(%s::uuid[]) GROUP BY d.id ORDER BY d.id"""
    with installation.ledger() as connection:
        return connection.execute(statement, [keys]).fetchall()
