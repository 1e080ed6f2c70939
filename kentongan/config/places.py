"""Where things lie on this machine: the working folder and the home of an embedded database cluster."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
CLUSTER = "pg"
LONGEST_SOCKET_PATH = 100  # the kernel allows 107 bytes


def var() -> Path:
    """The working folder: logs, the sandbox's store, and (for an ordinary user) the database."""
    return Path(os.environ.get("KENTONGAN_VAR") or REPOSITORY / "var").resolve()


def root_home() -> Path:
    """Where clusters live when started as root: short, and outside every home and repository."""
    return Path(os.environ.get("KENTONGAN_PG_ROOT") or "/var/lib/kentongan")


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one cluster; known before anything is started."""

    home: Path
    sockets: Path

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log" / "postgresql.log"

    @property
    def lock(self) -> Path:
        return self.home / "lock"

    @property
    def passwords(self) -> Path:
        return self.home / "passwords.json"

    @property
    def stamps(self) -> Path:
        """Marks that something was done *to this cluster*; they disappear with it."""
        return self.home / "stamps"


def place(name: str = CLUSTER, *, folder: Path | None = None, as_root: bool | None = None) -> Place:
    """The place of the cluster ``name`` that belongs to the working folder ``folder``."""
    wanted = (folder or var()) / name
    digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    root = os.geteuid() == 0 if as_root is None else as_root
    home = root_home() / digest if root else wanted
    sockets = home / "run"
    if len(os.fsencode(sockets / ".s.PGSQL.5432")) > LONGEST_SOCKET_PATH:
        sockets = Path(f"/tmp/kentongan-{os.geteuid()}-{digest}")  # noqa: S108 - refused later unless 0700 and ours
    return Place(home=home, sockets=sockets)
