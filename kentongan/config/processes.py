"""Child processes that end with their parent, log to a file, and can be asked whether they serve."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = "127.0.0.1"
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
LOG_LIMIT = 5_000_000
LISTENING_TIMEOUT = 2.0
BROKEN = 500

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(slots=True)
class Child:
    """One program we started."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it in a session of its own: a Ctrl-C reaches us alone, and we stop the children in order."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent if hasattr(_libc, "prctl") else None,  # noqa: PLW1509 - before any thread
            )  # fmt: skip

    @property
    def exit_status(self) -> int | None:
        return self.process.poll() if self.process else None

    def stop(self, patience: float = 8.0) -> None:
        """Ask it to end; after ``patience`` seconds end it and whatever it started."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def tail(self, lines: int = 15) -> str:
        """The end of its log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])


def answers(port: int, path: str = "/") -> bool:
    """Whether a web server on this machine answers ``path`` with anything but a failure of its own."""
    request = f"GET {path} HTTP/1.0\r\nHost: {LOOPBACK}:{port}\r\nConnection: close\r\n\r\n"
    try:
        with socket.create_connection((LOOPBACK, port), LISTENING_TIMEOUT) as connection:
            connection.settimeout(LISTENING_TIMEOUT * 4)
            connection.sendall(request.encode("ascii"))
            status = connection.recv(64).split(b" ")
    except OSError:
        return False
    return len(status) > 1 and status[1].isdigit() and int(status[1]) < BROKEN


def free_port(wanted: int, tries: int = 50) -> int:
    """``wanted``, or the next port nobody uses."""
    for port in range(wanted, wanted + tries):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    msg = f"No free port between {wanted} and {wanted + tries}."
    raise OSError(msg)


def wait_until(ready: Callable[[], bool], *, seconds: float, step: float = 0.05) -> bool:
    """Ask ``ready`` until it says yes or the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return True
        time.sleep(step)
    return False


def _end_with_parent() -> None:
    _libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
