"""`kentongan demo`: database, sandbox, web and worker under one roof; one Ctrl-C stops them all.

This process only watches. It never imports Django, so it stays small, and it stops what it started in order.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from kentongan.config import cast, database, embedded, places, stamps
from kentongan.config.postgres_binaries import EmbeddedError
from kentongan.config.processes import LOOPBACK, Child, answers, free_port, wait_until

WEB_PORT = 8000
SANDBOX_PORT = 8801
STEP = 0.2


class Stopped(Exception):  # noqa: N818 - not a failure: somebody pressed Ctrl-C
    """The person at the terminal, or the machine, asked us to stop."""


class DemoProblem(Exception):  # noqa: N818 - its text is for the person at the terminal
    """The demo cannot go on; the text says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What runs where."""

    web_port: int
    sandbox_port: int
    sandbox_key: str

    @property
    def web(self) -> str:
        return f"http://{LOOPBACK}:{self.web_port}"

    @property
    def sandbox(self) -> str:
        return f"http://{LOOPBACK}:{self.sandbox_port}"

    def environment(self) -> dict[str, str]:
        own = {
            "KENTONGAN_DEMO": "1",
            "KENTONGAN_VAR": str(places.var()),
            "KENTONGAN_BASE_URL": self.web,
            "KENTONGAN_SANDBOX_URL": self.sandbox,
            "KENTONGAN_SANDBOX_KEY": self.sandbox_key,
            "DJANGO_SETTINGS_MODULE": "kentongan.config.settings",
            "PYTHONUNBUFFERED": "1",
        }
        return os.environ | own

    def child(self, name: str, *arguments: str) -> Child:
        command = [sys.executable, "-m", *arguments]
        return Child(name, command, self.environment(), places.var() / "log" / f"{name}.log")


@dataclass(slots=True)
class Demo:
    """The running demo. ``children`` are in the order in which they were started."""

    plan: Plan
    children: list[Child] = field(default_factory=list)

    def run(self) -> int:
        began = time.monotonic()
        try:
            self._bring_up()
            self._welcome(time.monotonic() - began)
            self._watch()
        except Stopped:
            return 0
        except (DemoProblem, EmbeddedError) as problem:
            print(f"\nThe demo stopped: {problem}", file=sys.stderr)
            return 1
        finally:
            self._bring_down()
        return 0

    def _bring_up(self) -> None:
        sandbox = self._start("sandbox", "kentongan.sandbox", *self._sandbox_arguments())
        cluster = embedded.cluster()
        if database.embedded_in_use():
            embedded.start(cluster)
        self._prepare(cluster, sandbox)
        web = self._start("web", "kentongan.config.cli", "web", "--port", str(self.plan.web_port))
        self._start("worker", "kentongan.config.cli", "worker")
        self._await(web, self.plan.web_port, cast.START)
        self._await(sandbox, self.plan.sandbox_port, "/")

    def _prepare(self, cluster: embedded.Cluster, sandbox: Child) -> None:
        """Migrate, collect static files and seed, unless all of it was done for exactly this code and these ports."""
        mark = stamps.fingerprint([*stamps.CODE, *stamps.STATIC], self.plan.web, self.plan.sandbox)
        marks = [
            cluster.place.stamps / "prepared",
            places.var() / "sandbox" / "prepared",
            places.var() / "static-prepared",
        ]
        if database.embedded_in_use() and all(stamps.holds(stamp, mark) for stamp in marks):
            return
        self._await(sandbox, self.plan.sandbox_port, "/")
        print("Preparing the database and the example governments (only after a change) …", flush=True)
        child = self._start("prepare", "kentongan.config.cli", "prepare")
        while child.exit_status is None:
            self._check_children(but=child)
            time.sleep(STEP)
        self.children.remove(child)
        if child.exit_status != 0:
            raise DemoProblem(f"preparing the database failed; the end of {child.log}:\n{child.tail()}")
        for stamp in marks:
            stamps.write(stamp, mark)

    def _sandbox_arguments(self) -> list[str]:
        store = places.var() / "sandbox"
        store.mkdir(parents=True, exist_ok=True)
        return ["--host", LOOPBACK, "--port", str(self.plan.sandbox_port), "--data", str(store)]

    def _start(self, name: str, *arguments: str) -> Child:
        child = self.plan.child(name, *arguments)
        self.children.append(child)
        child.start()
        return child

    def _await(self, child: Child, port: int, path: str) -> None:
        def ready() -> bool:
            self._check_children()
            return answers(port, path)

        if not wait_until(ready, seconds=60):
            raise DemoProblem(f"{child.name} did not answer within a minute; the end of {child.log}:\n{child.tail()}")

    def _check_children(self, but: Child | None = None) -> None:
        for child in self.children:
            if child is not but and child.exit_status is not None:
                raise DemoProblem(f"{child.name} ended by itself; the end of {child.log}:\n{child.tail()}")

    def _watch(self) -> None:
        while True:
            self._check_children()
            time.sleep(STEP)

    def _bring_down(self) -> None:
        """Worker first, so that nothing is in flight; the database last."""
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        print("\nStopping …", flush=True)
        for child in reversed(self.children):
            child.stop()
        if database.embedded_in_use():
            embedded.stop(embedded.cluster())
        print("Everything is stopped; the next `make demo` continues here.", flush=True)

    def _welcome(self, seconds: float) -> None:
        print(f"\nKentongan is ready after {seconds:.1f} s:  {self.plan.web}{cast.START}")
        print(f"What the public sees (practice feeds):  {self.plan.sandbox}/\n")
        print(f"Sign in as (password for all: {cast.PASSWORD})")
        for login in cast.LOGINS:
            print(f"  {login.username:<10} {login.who}")
        print("\nTry:")
        for number, sentence in enumerate(cast.TO_TRY, start=1):
            print(f"  {number}. {sentence}")
        print(f"\nLogs: {places.var() / 'log'}    Stop: Ctrl-C", flush=True)


def main(*, web_port: int = WEB_PORT, sandbox_port: int = SANDBOX_PORT) -> int:
    """Run the demo until somebody stops it."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _stop)
    try:
        with _only_one():
            return Demo(_plan(web_port, sandbox_port)).run()
    except DemoProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except Stopped:
        return 0


def _plan(web_port: int, sandbox_port: int) -> Plan:
    web, sandbox = free_port(web_port), free_port(sandbox_port)
    for wanted, found in ((web_port, web), (sandbox_port, sandbox)):
        if wanted != found:
            print(f"Port {wanted} is taken, using {found}.")
    return Plan(web, sandbox, _sandbox_key())


def _sandbox_key() -> str:
    file = places.var() / "demo" / "sandbox-key"
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(secrets.token_urlsafe(24))
    return file.read_text("ascii")


@contextmanager
def _only_one() -> Iterator[None]:
    folder = places.var() / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    with Path(folder / "lock").open("a", encoding="ascii") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DemoProblem(f"A demo is already running from {places.var()}; stop it first (Ctrl-C there).") from None
        yield


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped
