"""A demo of the benchmarks' own, in var/bench and on ports of its own. Imported by the scripts; alone it does nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kentongan.config import places
from kentongan.config.processes import wait_until

FOLDER = places.REPOSITORY / "var" / "bench"
WEB_PORT, SANDBOX_PORT = 8200, 8950
LOGS = "Logs: "  # the last line of its welcome
ADDRESS = re.compile(r":  (http://127\.0\.0\.1:\d+)")
PATIENCE_SECONDS = 600  # a busy machine takes minutes to make the data


@dataclass(frozen=True, slots=True)
class Running:
    """A demo that serves. The ports may be others than asked for, when those were taken."""

    process: subprocess.Popen[bytes]
    seconds: float
    web: str
    sandbox: str

    @property
    def web_port(self) -> int:
        return int(self.web.rpartition(":")[2])

    @property
    def sandbox_key(self) -> str:
        return (FOLDER / "demo" / "sandbox-key").read_text("ascii")


@contextmanager
def demo() -> Iterator[Running]:
    """Start the demo, wait until it serves, stop it at the end. The first start also makes the data."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    said = FOLDER / "said.txt"
    began = time.monotonic()
    with said.open("wb") as output:
        process = subprocess.Popen(_command(), env=_environment(), stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_until(lambda: LOGS in said.read_text() or process.poll() is not None, seconds=PATIENCE_SECONDS)
        seconds, text = time.monotonic() - began, said.read_text()
        if LOGS not in text:
            sys.exit(f"The demo did not start in {PATIENCE_SECONDS} s:\n{text}")
        yield Running(process, seconds, *ADDRESS.findall(text)[:2])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def table(title: str, rows: list[tuple[str, ...]]) -> None:
    """Print rows under each other."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    print(f"\n{title}")
    for row in rows:
        print("  " + "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)))


def _command() -> list[str]:
    ports = ["--port", str(WEB_PORT), "--sandbox-port", str(SANDBOX_PORT)]
    return [sys.executable, "-m", "kentongan.config.cli", "demo", *ports]


def _environment() -> dict[str, str]:
    return os.environ | {"KENTONGAN_VAR": str(FOLDER), "PYTHONUNBUFFERED": "1"}


def descendants(process: int) -> list[int]:
    """The process and everything that came from it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        children.setdefault(int(fields[1]), []).append(int(entry.parent.name))
    found = [process]
    for number in found:
        found.extend(children.get(number, []))
    return found
