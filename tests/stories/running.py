"""The whole product, started the way a newcomer starts it, on ports and data of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kentongan.config import embedded, places
from kentongan.config.processes import wait_until

if TYPE_CHECKING:
    from collections.abc import Generator

PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
"""Which of the test processes this is: each has a demo of its own."""
FOLDER = places.REPOSITORY / "var" / f"stories-{PROCESS}"
PATIENCE = 300.0
"""Two demos that make their data at the same time on a busy machine, in seconds."""
FIRST = int(os.environ.get("STORY_PORT", "8100"))  # another checkout on the same machine takes another
PORTS = {"--port": FIRST + 20 * PROCESS, "--sandbox-port": FIRST + 800 + 20 * PROCESS}
READY = re.compile(r"ready after .*?:\s+(http://\S+?)/g/wajo/", re.DOTALL)
FEEDS = re.compile(r"practice feeds\):\s+(http://\S+?)/\s")


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the product and the public feeds answer."""

    web: str
    sandbox: str
    folder: Path = field(default=FOLDER)
    """Its working folder: logs, the sandbox's key, the home of its database."""

    def at(self, path: str, government: str = "wajo") -> str:
        """The address of a page of a government."""
        return f"{self.web}/g/{government}{path}"

    def feed(self, platform: str, government: str = "wajo") -> str:
        """The address of a public feed."""
        return f"{self.sandbox}/dunia/{government}/umpan/{platform}"


def run_demo() -> Generator[Demo, None, None]:
    """Start `kentongan demo` on an empty folder; stop it with the signal of Ctrl-C.

    While working on a story: `KENTONGAN_STORIES_AT=http://127.0.0.1:8000,http://127.0.0.1:8801` uses a demo that runs (with
    `KENTONGAN_STORIES_VAR=/tmp/mine` when its folder is not `var/`).
    """
    running = os.environ.get("KENTONGAN_STORIES_AT")
    if running:
        web, sandbox = running.split(",")
        yield Demo(web, sandbox, Path(os.environ.get("KENTONGAN_STORIES_VAR") or places.REPOSITORY / "var").resolve())
        return
    _forget_last_run()
    log = FOLDER / "demo.txt"
    environment = os.environ | {"KENTONGAN_VAR": str(FOLDER), "PYTHONUNBUFFERED": "1"}
    for name in ("KENTONGAN_TESTS", "KENTONGAN_ROLE", "KENTONGAN_CLUSTER", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    ports = [word for name, port in PORTS.items() for word in (name, str(port))]
    command = [sys.executable, "-m", "kentongan.config.cli", "demo", *ports]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_until(lambda: bool(READY.search(log.read_text())) or process.poll() is not None, seconds=PATIENCE)
        yield _addresses(log)
    finally:
        process.terminate()
        process.wait(60)


def _forget_last_run() -> None:
    embedded.erase(embedded.cluster(folder=FOLDER))
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)


def _addresses(log: Path) -> Demo:
    time.sleep(0.2)
    said = log.read_text()
    web, feeds = READY.search(said), FEEDS.search(said)
    assert web, f"The demo did not start:\n{said[-3000:]}"
    assert feeds, f"The demo did not name its feeds:\n{said[-3000:]}"
    return Demo(web=web.group(1), sandbox=feeds.group(1))
