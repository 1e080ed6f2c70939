"""Bluesky's own servers, run here and cut off from everything: `make real-network`."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kentongan.config.places import REPOSITORY
from tests.real_network import tools

pytestmark = pytest.mark.real_network
WALK_SECONDS = 420
PROGRAMS = ("node", "redis-server", "postgres")
LOOPBACK = re.compile(r"^(127\.|\[::1\]|\[::ffff:127\.)")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that another user's programs may enter; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory(prefix="kentongan-network-", dir="/tmp") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture
def network() -> None:
    try:
        tools.ready()
    except tools.CannotBeBuiltError as problem:
        pytest.skip(str(problem))


def open_to_others() -> set[str]:
    """Where programs like the network's listen on this machine beyond the loopback."""
    told = subprocess.run(["ss", "-Hltnp"], capture_output=True, text=True, check=True).stdout
    ours = (line.split()[3] for line in told.splitlines() if any(f'"{name}"' in line for name in PROGRAMS))
    return {address for address in ours if not LOOPBACK.match(address)}


def test_a_post_goes_out_is_answered_counted_and_taken_away_on_the_real_network(network: None, folder: Path) -> None:
    before, log = open_to_others(), folder / "walk.log"
    with log.open("wb") as written:
        walk = subprocess.Popen(
            tools.alone(sys.executable, "-m", "tests.real_network.walk", str(folder)),
            cwd=REPOSITORY,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            opened = watched(walk)
        finally:
            walk.kill()
            walk.wait()
    said = log.read_text("utf-8", "replace")
    assert said.endswith("walked\n"), said[-4000:]
    assert opened <= before, f"listens to others: {opened - before}"


def watched(walk: subprocess.Popen[bytes]) -> set[str]:
    """Everything that was open to others at any moment of the walk."""
    seen: set[str] = set()
    end = time.monotonic() + WALK_SECONDS
    while walk.poll() is None and time.monotonic() < end:
        seen |= open_to_others()
        time.sleep(0.5)
    return seen
