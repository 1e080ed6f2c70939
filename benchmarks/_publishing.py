"""Worker processes of the product, or others that do their work, beside a slow platform. Imported by the scripts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psycopg
from _demo import descendants
from _ledger import add_channels, add_deliveries, ledger, surroundings

from kentongan.config.processes import free_port, wait_until
from tests import database

HERE = Path(__file__).parent
WORKER = ("-c", "from kentongan.config.worker import run; run('outbox')")
READY = "worker ready"
TICKS = os.sysconf("SC_CLK_TCK")
OPEN = "state NOT IN ('published', 'cancelled', 'expired') AND subject_type <> 'pattern'"


@dataclass(frozen=True, slots=True)
class Platform:
    """The simulated platform, in a process of its own."""

    port: int
    process: int

    @property
    def arrivals(self) -> list[float]:
        """When each post arrived, in seconds since 1970."""
        return [float(at) for at in json.loads(self._get("arrivals"))]

    @property
    def count(self) -> int:
        return int(self._get("count"))

    def _get(self, what: str) -> bytes:
        with urlopen(f"http://127.0.0.1:{self.port}/{what}") as answer:
            return bytes(answer.read())


@contextmanager
def platform(seconds: float) -> Iterator[Platform]:
    """A platform that answers every post after so many seconds."""
    port = free_port(18950)
    process = subprocess.Popen([sys.executable, str(HERE / "_slow_platform.py"), str(port), str(seconds)])
    try:
        yield Platform(port, process.pid)
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def backlog(name: str, posts: int, channels: int) -> Iterator[psycopg.Connection]:
    """A ledger with so many posts of one call each, spread evenly over the accounts; none is due yet. The owner's connection."""
    with ledger(name, world="bench") as owner:
        add_channels(owner, channels)
        add_deliveries(owner, "scheduled", posts, channels, 0)
        owner.execute("UPDATE outbox_delivery SET run_at = 'infinity', next_at = 'infinity'")
        owner.execute("DELETE FROM outbox_appbucket")  # no day's budget of an application is to end the run
        owner.execute("VACUUM ANALYZE")
        yield owner


@contextmanager
def at_work(
    name: str, port: int, count: int = 1, program: tuple[str, ...] = WORKER
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many worker processes on that ledger, ready. They are stopped at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        logs = [folder / f"{number}.log" for number in range(count)]
        hired = [stack.enter_context(_worker(name, port, log, program)) for log in logs]
        assert wait_until(lambda: all(READY in log.read_text() for log in logs), seconds=90), logs[0].read_text()[
            -2000:
        ]
        yield hired


@contextmanager
def _worker(name: str, port: int, log: Path, program: tuple[str, ...]) -> Iterator[subprocess.Popen[bytes]]:
    told = {"KENTONGAN_SANDBOX_URL": f"http://127.0.0.1:{port}", "KENTONGAN_DEMO": "1"}
    told |= {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(HERE)}
    command = [sys.executable, "-W", "ignore", *program]
    with log.open("wb") as output:
        worker = subprocess.Popen(
            command, env=surroundings(name, "worker") | told, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield worker
    finally:
        worker.terminate()
        worker.wait(30)


def make_due(owner: psycopg.Connection, in_seconds: float = 1) -> float:
    """Let everything be due at one moment; return it as seconds since 1970."""
    due = time.time() + in_seconds
    owner.execute(
        "UPDATE outbox_delivery SET run_at = to_timestamp(%s), next_at = to_timestamp(%s) WHERE subject_type <> 'pattern'",
        [due, due],
    )
    return due


def await_all(owner: psycopg.Connection, seconds: float) -> float:
    """Wait until everything is published and written; return when that was."""
    assert wait_until(lambda: not some_open(owner), seconds=seconds, step=0.1), (
        f"not finished after {seconds:.0f} s: {states(owner)}"
    )
    return time.time()


def some_open(owner: psycopg.Connection) -> bool:
    row = owner.execute(f"SELECT EXISTS (SELECT FROM outbox_delivery WHERE {OPEN})").fetchone()
    return bool(row and row[0])


def states(owner: psycopg.Connection) -> dict[str, int]:
    """How many deliveries stand in each state."""
    rows = owner.execute(
        "SELECT state, count(*) FROM outbox_delivery WHERE subject_type <> 'pattern' GROUP BY state"
    ).fetchall()
    return {str(state): int(count) for state, count in rows}


def assert_none_twice(owner: psycopg.Connection, arrived: int) -> None:
    """Every arrival got an id of its own: as many arrivals as published rows with different ids leave none over."""
    row = owner.execute(
        "SELECT count(*), count(DISTINCT remote_id) FROM outbox_delivery WHERE state = 'published' AND subject_type <> 'pattern'"
    ).fetchone()
    assert row is not None
    assert row[0] == row[1] == arrived, (
        f"{row[0]} published with {row[1]} ids, but {arrived} posts reached the platform"
    )


class Meter:
    """Processor time that some processes use from now on; those that end in between are left out."""

    def __init__(self, processes: Iterable[int]) -> None:
        self.before = {one: _cpu_seconds(one) for one in processes}

    def used(self) -> float:
        return sum(max(0.0, _cpu_seconds(one) - before) for one, before in self.before.items())


def _cpu_seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def database_processes() -> list[int]:
    """The database server and its connections."""
    return descendants(int((database.cluster().place.data / "postmaster.pid").read_text().split()[0]))
