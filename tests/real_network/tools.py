"""What the real network is made of on this machine: Debian's servers, and the npm package with the network's own programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from kentongan.config.places import REPOSITORY

PACKAGE = "@atproto/dev-env@0.3.215"  # the last that runs on Node 20
PLACE = REPOSITORY / "var" / "real-network"
POSTGRES = Path("/usr/lib/postgresql/15/bin")
INSTALL_SECONDS = 360
WANTED = {
    "node": "apt-get install nodejs",
    "npm": "apt-get install npm",
    "gcc": "apt-get install build-essential",
    "redis-server": "apt-get install redis-server",
    "unshare": "apt-get install util-linux",
    "ip": "apt-get install iproute2",
    "ss": "apt-get install iproute2",
}


class CannotBeBuiltError(Exception):
    """The network cannot be had here; the sentence says why and what to do."""


def ready() -> None:
    """See to it that everything is there. CannotBeBuiltError when it is not."""
    missing = [f"{name} ({how})" for name, how in WANTED.items() if shutil.which(name) is None]
    missing += [] if (POSTGRES / "initdb").exists() else ["PostgreSQL 15 (apt-get install postgresql-15)"]
    if missing:
        raise CannotBeBuiltError(f"The real network needs {', '.join(missing)}.")
    tried = subprocess.run(alone("ip", "link", "set", "lo", "up"), capture_output=True, text=True, check=False)
    if tried.returncode:
        raise CannotBeBuiltError(f"No network of its own can be made here: {tried.stderr.strip()}")
    _install()


def alone(*command: str) -> list[str]:
    """The command, in a network with nothing in it but a loopback. Everything started there ends with it."""
    own = [] if os.geteuid() == 0 else ["--user", "--map-current-user", "--keep-caps"]
    return ["unshare", *own, "--net", "--pid", "--fork", "--kill-child", *command]


def _install() -> None:
    done = PLACE / "installed"
    if done.exists() and done.read_text("utf-8") == PACKAGE:
        return
    PLACE.mkdir(parents=True, exist_ok=True)
    name, _, version = PACKAGE.rpartition("@")
    (PLACE / "package.json").write_text(f'{{"private": true, "dependencies": {{"{name}": "{version}"}}}}\n', "utf-8")
    try:
        ended = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund"],
            cwd=PLACE,
            capture_output=True,
            text=True,
            timeout=INSTALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise CannotBeBuiltError(f"npm did not bring {PACKAGE} within {INSTALL_SECONDS} seconds.") from problem
    if ended.returncode:
        raise CannotBeBuiltError(f"npm could not install {PACKAGE}: {ended.stderr.strip()[-300:]}")
    if not list(PLACE.glob("node_modules/better-sqlite3/build/Release/better_sqlite3.node")):
        raise CannotBeBuiltError(
            "npm installed the network but did not compile better-sqlite3: gcc, make and node's headers?"
        )
    done.write_text(PACKAGE, "utf-8")
