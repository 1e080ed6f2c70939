"""Starts the network and what it stands on, inside the network of its own; ends all of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.real_network.tools import PLACE, POSTGRES

DATABASE_PORT, REDIS_PORT = 5499, 6399
PDS = "http://127.0.0.1:2683"
UP_SECONDS = 240
END_SECONDS = 15
START = Path(__file__).with_name("start.cjs")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The whole network; gives the address of the server that accounts live on."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with ExitStack() as stack:
        stack.enter_context(_postgres(folder))
        redis = ["redis-server", "--port", str(REDIS_PORT), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        stack.enter_context(_program(redis, folder / "redis.log"))
        log = folder / "network.log"
        told = os.environ | {
            "DB_POSTGRES_URL": f"postgres://postgres@127.0.0.1:{DATABASE_PORT}/bsky",
            "REDIS_HOST": f"127.0.0.1:{REDIS_PORT}",
            "LOG_ENABLED": "0",
            "NODE_PATH": str(PLACE / "node_modules"),
        }
        node = stack.enter_context(_program(["node", str(START)], log, told))
        _wait_until_up(node, log)
        yield PDS


@contextmanager
def _postgres(folder: Path) -> Iterator[None]:
    home, sockets = folder / "pg", folder / "sockets"
    for one in (home, sockets):
        one.mkdir()
        if os.geteuid() == 0:
            shutil.chown(one, "postgres", "postgres")
    options = f"-p {DATABASE_PORT} -c listen_addresses=127.0.0.1 -c fsync=off -k {sockets}"
    control = [str(POSTGRES / "pg_ctl"), "-D", str(home), "-w"]
    _as_postgres([str(POSTGRES / "initdb"), "-D", str(home), "-A", "trust", "-U", "postgres"])
    _as_postgres([*control, "-o", options, "-l", str(home / "log"), "start"])
    try:
        where = ["-h", "127.0.0.1", "-p", str(DATABASE_PORT), "-U", "postgres"]
        _as_postgres([str(POSTGRES / "createdb"), *where, "bsky"])
        yield
    finally:
        _as_postgres([*control, "-m", "fast", "stop"])


def _as_postgres(command: list[str]) -> None:
    """PostgreSQL refuses to run as root."""
    other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    subprocess.run([*other, *command], check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=UP_SECONDS)


@contextmanager
def _program(command: list[str], log: Path, told: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as written:
        started = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT, env=told)
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def _wait_until_up(node: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + UP_SECONDS
    while time.monotonic() < end and node.poll() is None:
        if "\nUP " in f"\n{log.read_text('utf-8', 'replace')}":
            return
        time.sleep(0.2)
    raise RuntimeError(f"The network did not come up:\n{log.read_text('utf-8', 'replace')[-3000:]}")
