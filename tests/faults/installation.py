"""One whole installation for the tests of this folder: database, sandbox, web server, and workers to be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from kentongan.config import embedded, postgres_binaries
from kentongan.config.database import Urls, embedded_urls, environment
from kentongan.config.processes import Child, answers, free_port, wait_until
from tests import database, loopback

SHORT = os.environ.get("FAULTS", "short") == "short"
"""`make faults` says "long": everything, also what has to wait for a proof of absence."""
WORLD = "gangguan"
WORKER = "from kentongan.config.worker import run; run('outbox')"
LEASE = 2.0
PATIENCE = 60.0
RULES = {
    **{f"{name}_processing_seconds": 0 for name in ("facebook", "instagram", "youtube", "tiktok", "x")},
    "tiktok_moderation_seconds": 0, "instagram_quota": 1_000_000, "facebook_reels_per_day": 1_000, "refuse_duplicates": True,
}  # fmt: skip
Wanted = tuple[str, str] | tuple[str, str, str]
"""Platform, text and, where it is no plain post, its shape: see `prepare.SHAPES`."""


@dataclass
class Installation:
    """The processes, and what a test does with them."""

    folder: Path
    name: str
    sandbox_port: int
    web_port: int
    promises: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    cluster: embedded.Cluster = field(default_factory=database.cluster)
    lease: float = LEASE
    timeout: float = 2.0
    children: list[Child] = field(default_factory=list)
    worker: Child | None = None
    workers: int = 0

    # ---------------------------------------------------------------- processes

    def start(self, name: str, *arguments: str, role: str = "app") -> Child:
        child = Child(name, [sys.executable, *arguments], self.environment(role), self.folder / "log" / f"{name}.log")
        child.start()
        self.children.append(child)
        return child

    def environment(self, role: str) -> dict[str, str]:
        own = {
            "KENTONGAN_ROLE": role,
            "KENTONGAN_DEMO": "1",
            "KENTONGAN_TESTS": "1",
            "KENTONGAN_VAR": str(self.folder),
            "KENTONGAN_BASE_URL": f"http://127.0.0.1:{self.web_port}",
            "KENTONGAN_SANDBOX_URL": self.sandbox_url,
            "KENTONGAN_OUTBOX_LEASE": str(self.lease),
            "KENTONGAN_PLATFORM_TIMEOUT": str(self.timeout),
            "PYTHONUNBUFFERED": "1",
        }
        return dict(os.environ) | environment(self.urls) | own

    @property
    def urls(self) -> Urls:
        return embedded_urls(self.cluster.place, self.name)

    @property
    def sandbox_url(self) -> str:
        return f"http://127.0.0.1:{self.sandbox_port}"

    def hire(self) -> Child:
        """A worker at work."""
        if self.worker is None:
            self.worker = self.another()
        return self.worker

    def another(self, program: str = WORKER) -> Child:
        """One more worker beside those at work."""
        self.workers += 1
        return self.start(f"worker-{self.workers}", "-c", program, role="worker")

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is said."""
        assert self.worker is not None
        assert self.worker.process is not None
        self.worker.process.kill()
        self.worker.process.wait()
        self.worker = None

    def stop(self) -> None:
        for child in reversed(self.children):
            child.stop(patience=3)

    # ---------------------------------------------------------------- the ledger

    @contextmanager
    def ledger(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self.urls.worker) as connection:
            connection.execute("SELECT set_config('kentongan.government', '*', true)")
            yield connection

    def make_due(self, text: str) -> str:
        """Let its time come now; return the delivery's id."""
        key = self.promises[text][0]
        with self.ledger() as connection:
            connection.execute("UPDATE outbox_delivery SET run_at = now(), next_at = now() WHERE id = %s", [key])
        return key

    def state(self, text: str) -> tuple[str, str, str]:
        """State, remote id, and the last word about a delivery."""
        with self.ledger() as connection:
            statement = "SELECT state, remote_id, last_code FROM outbox_delivery WHERE id = %s"
            row = connection.execute(statement, [self.promises[text][0]]).fetchone()
        assert row is not None
        return row[0], row[1], row[2]

    def await_state(self, text: str, *states: str, seconds: float = PATIENCE) -> str:
        reached = wait_until(lambda: self.state(text)[0] in states, seconds=seconds, step=0.1)
        assert reached, f"{text}: {self.state(text)}; the worker says: {self.worker.tail(30) if self.worker else '-'}"
        return self.state(text)[0]

    # ---------------------------------------------------------------- the sandbox

    def control(self, method: str, path: str = "", told: object = None) -> Any:
        answer = loopback.call(method, f"{self.sandbox_url}/_kendali/dunia/{WORLD}{path}", json=told)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def fault(self, kind: str, platform: str, method: str = "", path: str = "", times: int = 1) -> None:
        told = {"kind": kind, "platform": platform, "method": method, "path": path, "times": times}
        self.control("POST", "/gangguan", told)

    def calm(self) -> None:
        """No fault left, no call held."""
        self.control("DELETE", "/gangguan")

    def await_held(self) -> dict[str, Any]:
        """The call that waits at the pause point."""
        held: list[dict[str, Any]] = []

        def look() -> bool:
            held[:] = self.control("GET", "/tertahan")["tertahan"]
            return bool(held)

        assert wait_until(look, seconds=PATIENCE, step=0.05), (
            f"nothing was held; {self.worker and self.worker.tail(30)}"
        )
        return held[0]

    def release(self) -> None:
        self.control("POST", "/lepas", {})

    def public(self, text: str) -> list[dict[str, Any]]:
        """What the public sees from the account of a promise: its posts, then what it said under them."""
        account = self.promises[text][1]
        record = self.control("GET", "/catatan?bagian=kiriman,komentar")
        posts = [post for post in record["kiriman"] if post["account"] == account]
        return posts + [said for said in record["komentar"] if said["author_id"] == account]


def build(
    folder: Path, wanted: Sequence[Wanted], *, crowd: Mapping[str, int] | None = None, **own: Any
) -> Installation:
    """Start everything but a worker, with one account and one promise for each wanted; `crowd`: see `prepare.gather`."""
    made = Installation(folder, f"kt_{os.getpid()}_faults", free_port(18801), free_port(18901), **own)
    _make_database(made)
    made.start(
        "sandbox", "-m", "kentongan.sandbox", "--port", str(made.sandbox_port), "--data", str(folder / "sandbox")
    )
    made.start("web", "-m", "kentongan.config.cli", "web", "--port", str(made.web_port))
    told = _prepare(made, {"wanted": wanted, "crowd": crowd or {}})
    made.promises = {text: (key, account) for text, (key, account) in told["promises"].items()}
    assert wait_until(lambda: answers(made.sandbox_port), seconds=60), "the sandbox did not start"
    made.control("PUT", "", {"title": "Gangguan", "rules": RULES, "accounts": told["accounts"]})
    assert wait_until(lambda: answers(made.web_port), seconds=60), f"no web: {made.children[1].tail()}"
    return made


def _prepare(made: Installation, told: Mapping[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.prepare"],
        env=made.environment("owner"), input=json.dumps(told), capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _make_database(made: Installation) -> None:
    with database.maintenance() as connection:
        database.drop(connection, made.name)
        database.create(connection, made.name, database.template_name())
    if made.cluster != database.cluster():
        _carry(made)


def _carry(made: Installation) -> None:
    """Bring the database to a cluster of the test's own, which a test may stop without disturbing any other."""
    embedded.start(made.cluster)
    with psycopg.connect(made.cluster.urls.owner, autocommit=True) as connection:
        database.create(connection, made.name, "template0")
    programs = postgres_binaries.find()
    source, target = embedded_urls(database.cluster().place, made.name).owner, made.urls.owner
    dump, everything = made.folder / "database.sql", dict(os.environ) | {"PGOPTIONS": "-c kentongan.government=*"}
    for command in (
        [programs.program("pg_dump"), "--enable-row-security", "--inserts", "-f", str(dump), source],
        [programs.program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(dump), target],
    ):
        done = subprocess.run(command, env=everything, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr


def erase(made: Installation) -> None:
    made.stop()
    time.sleep(0.2)
    with database.maintenance() as connection:
        database.drop(connection, made.name)
    if made.cluster != database.cluster():
        embedded.erase(made.cluster)
