"""The OS user the embedded server runs as: ourselves, or a dedicated one when we are root."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from kentongan.config.postgres_binaries import EmbeddedError

DEDICATED = "kentongan-pg"


class SubprocessUser(TypedDict, total=False):
    """The keyword arguments of ``subprocess.run`` that change the user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class OsUser:
    """A user of this machine; ``switches`` when it is not us."""

    name: str
    uid: int
    gid: int
    switches: bool

    def for_subprocess(self) -> SubprocessUser:
        if not self.switches:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def make_folder(self, folder: Path) -> None:
        """A folder of mode 0700 that belongs to this user."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.switches and folder.lstat().st_uid != self.uid:
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)


def current_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        message = "The embedded database needs an OS user with a name; this one has none. Set DATABASE_URL instead."
        raise EmbeddedError(message) from None


def for_server() -> OsUser:
    """PostgreSQL refuses to run as root, so root lends it a user that owns nothing else."""
    if os.geteuid() != 0:
        return OsUser(name=current_name(), uid=os.geteuid(), gid=os.getegid(), switches=False)
    try:
        found = pwd.getpwnam(DEDICATED)
    except KeyError:
        _create_dedicated()
        found = pwd.getpwnam(DEDICATED)
    return OsUser(name=DEDICATED, uid=found.pw_uid, gid=found.pw_gid, switches=True)


def make_root_folder(home: Path, runner: OsUser) -> None:
    """The cluster's home. As root: ours, and the server's user may only pass through it."""
    home.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    home.mkdir(mode=0o700, exist_ok=True)
    if not runner.switches:
        return
    parent = home.parent.stat()
    if parent.st_uid != 0 or parent.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        message = f"{home.parent} must belong to root and be writable by nobody else; set KENTONGAN_PG_ROOT elsewhere."
        raise EmbeddedError(message)
    os.chown(home, 0, runner.gid)
    home.chmod(0o710)


def _create_dedicated() -> None:
    if shutil.which("useradd") is None:
        message = f"Started as root, the embedded database needs an OS user {DEDICATED!r}; please create it."
        raise EmbeddedError(message)
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    done = subprocess.run(
        [*command, "--shell", "/usr/sbin/nologin", DEDICATED], capture_output=True, text=True, check=False, timeout=20
    )
    already_there = 9  # another process was quicker
    if done.returncode not in (0, already_there):
        message = f"The OS user {DEDICATED!r} could not be created: {done.stderr.strip()}"
        raise EmbeddedError(message)
