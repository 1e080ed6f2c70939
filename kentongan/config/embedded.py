"""The embedded PostgreSQL: made, started and stopped by us, reachable by nobody else on the machine.

Socket only, in a folder of mode 0700; passwords for the three roles, the kernel's word for the superuser
(`peer`); never as root. See docs/operations/embedded-postgresql.md.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import stat
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kentongan.config import os_user, places, postgres_binaries
from kentongan.config.database import ROLES, Urls, embedded_urls
from kentongan.config.postgres_binaries import Binaries, EmbeddedError

ROLES_FILE = Path(__file__).with_name("roles.sql")
SUPERUSER = "kentongan_super"
LOG_LIMIT = 5_000_000

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "autovacuum_max_workers": "2",
}
FOR_TESTS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "120",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded cluster. ``durable=False`` trades safety after a power cut for speed: tests only."""

    place: places.Place
    durable: bool = True

    @property
    def urls(self) -> Urls:
        return embedded_urls(self.place)


def cluster(name: str = places.CLUSTER, *, folder: Path | None = None, durable: bool = True) -> Cluster:
    """The cluster ``name`` of a working folder (default: this installation's)."""
    return Cluster(place=places.place(name, folder=folder), durable=durable)


def start(wanted: Cluster) -> Urls:
    """Make the cluster if need be, start it if need be, and return its addresses. Safe to call twice, or by two."""
    runner = os_user.for_server()
    binaries = postgres_binaries.find()
    if runner.switches:
        binaries = postgres_binaries.within_reach(binaries)
    _prepare_home(wanted.place, runner)
    with _locked(wanted.place):
        server = _Server(wanted, runner, binaries)
        server.ensure_initialised()
        server.ensure_running()
        server.ensure_roles()
    return wanted.urls


def stop(wanted: Cluster) -> bool:
    """Stop the server after its clients were disconnected; False when it was not running."""
    if not wanted.place.data.exists():
        return False
    with _locked(wanted.place):
        server = _Server(wanted, os_user.for_server(), postgres_binaries.find())
        if not server.is_running():
            return False
        server.control("stop", "-m", "fast", "-w", "-t", "30")
    return True


def status(wanted: Cluster) -> str:
    """One sentence about the cluster."""
    if not (wanted.place.data / "PG_VERSION").exists():
        return f"No embedded database yet; it would be made in {wanted.place.home}."
    server = _Server(wanted, os_user.for_server(), postgres_binaries.find())
    running = "running" if server.is_running() else "stopped"
    return f"Embedded PostgreSQL {server.data_version()} in {wanted.place.home} is {running}."


def erase(wanted: Cluster) -> None:
    """Stop the server and delete everything it holds."""
    stop(wanted)
    if wanted.place.home.exists():
        shutil.rmtree(wanted.place.home)


def check_sockets(folder: Path, uid: int) -> None:
    """Refuse a socket folder that anyone but the server's own user could enter or replace."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        message = f"The database's socket folder {folder} does not exist; run `kentongan db start`."
        raise EmbeddedError(message) from None
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == stat.S_IRWXU
    if not private or found.st_uid != uid:
        message = (
            f"{folder} must be a folder of mode 0700 owned by user id {uid}, or others on this machine could reach "
            f"the database; it is mode {stat.S_IMODE(found.st_mode):04o} of user id {found.st_uid}. "
            "Remove it and start again."
        )
        raise EmbeddedError(message)


@dataclass(frozen=True, slots=True)
class _Server:
    wanted: Cluster
    runner: os_user.OsUser
    binaries: Binaries

    @property
    def place(self) -> places.Place:
        return self.wanted.place

    def data_version(self) -> int:
        return int((self.place.data / "PG_VERSION").read_text("ascii").strip())

    def ensure_initialised(self) -> None:
        if (self.place.data / "PG_VERSION").exists():
            self._check_version()
            return
        shutil.rmtree(self.place.data, ignore_errors=True)  # what an interrupted first start left behind
        self.runner.make_folder(self.place.data)
        self._as_server(
            "initdb", "-D", str(self.place.data), "-U", SUPERUSER, "--encoding=UTF8", "--locale=C.UTF-8",
            "--auth=reject", "--no-sync", "--no-instructions",
        )  # fmt: skip
        self._write_access_rules()

    def ensure_running(self) -> None:
        check_sockets(self.place.sockets, self.runner.uid)
        if self.is_running():
            return
        _shorten(self.place.log)
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in self._settings().items())
        self.control("start", "-w", "-t", "60", "-l", str(self.place.log), "-o", f"{options} -k {self.place.sockets}")

    def ensure_roles(self) -> None:
        passwords = _role_passwords(self.place)
        script = ROLES_FILE.read_text("utf-8")
        mark = hashlib.sha256(f"{script}{sorted(passwords.items())}".encode()).hexdigest()
        stamp = self.place.stamps / "roles"
        if stamp.exists() and stamp.read_text("ascii") == mark:
            return
        variables = "".join(f"\\set {role}_password '{word}'\n" for role, word in passwords.items())
        self.sql(variables + script)
        stamp.write_text(mark, "ascii")

    def is_running(self) -> bool:
        found = self._run(["pg_ctl", "status", "-D", str(self.place.data)], check=False)
        return found.returncode == 0

    def control(self, *arguments: str) -> None:
        """Run pg_ctl; a failure carries the end of the server's own log."""
        try:
            self._as_server("pg_ctl", arguments[0], "-D", str(self.place.data), *arguments[1:])
        except EmbeddedError as problem:
            message = f"{problem}\n{_tail(self.place.log)}"
            raise EmbeddedError(message) from problem

    def sql(self, script: str) -> None:
        """Run a script as the superuser; it travels on stdin, so passwords show in no process list."""
        self._as_server("psql", "-X", "-q", "-h", str(self.place.sockets), "-U", SUPERUSER, "postgres", script=script)

    def _as_server(self, program: str, *arguments: str, script: str | None = None) -> None:
        self._run([program, *arguments], script=script)

    def _run(
        self, command: list[str], *, script: str | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        # A started server keeps what it inherits: reading its stderr would wait for ever.
        stderr = subprocess.DEVNULL if command[0] == "pg_ctl" else subprocess.PIPE
        try:
            done = subprocess.run(
                [self.binaries.program(command[0]), *command[1:]],
                input=script, text=True, stdout=subprocess.DEVNULL, stderr=stderr, cwd="/",
                env=_clean_environment(), timeout=90, check=False, **self.runner.for_subprocess(),
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as problem:
            message = f"PostgreSQL's {command[0]} could not be run: {problem}"
            raise EmbeddedError(message) from problem
        if check and done.returncode != 0:
            message = f"PostgreSQL's {command[0]} failed. {(done.stderr or '').strip()[:500]}"
            raise EmbeddedError(message)
        return done

    def _settings(self) -> dict[str, str]:
        newest = {"io_method": "sync"} if self.binaries.major >= 18 else {}  # noqa: PLR2004 - saves three processes
        return SETTINGS | newest | ({} if self.wanted.durable else FOR_TESTS)

    def _check_version(self) -> None:
        if self.data_version() == self.binaries.major:
            return
        message = (
            f"The data in {self.place.data} was written by PostgreSQL {self.data_version()}, but this installation "
            f"brings {self.binaries.major}: dump it with the old version and restore it into the new one as "
            "docs/operations/embedded-postgresql.md describes."
        )
        raise EmbeddedError(message)

    def _write_access_rules(self) -> None:
        rules = f"local all {SUPERUSER} peer map=machine\nlocal all all scram-sha-256\n"
        names = {self.runner.name, os_user.current_name()}
        mapping = "".join(f"machine {name} {SUPERUSER}\n" for name in sorted(names))
        for name, text in (("pg_hba.conf", rules), ("pg_ident.conf", mapping)):
            (self.place.data / name).write_text(text, "ascii")


def _prepare_home(place: places.Place, runner: os_user.OsUser) -> None:
    os_user.make_root_folder(place.home, runner)
    place.stamps.mkdir(mode=0o700, exist_ok=True)
    runner.make_folder(place.log.parent)
    if not place.sockets.exists():
        runner.make_folder(place.sockets)


@contextmanager
def _locked(place: places.Place) -> Iterator[None]:
    with place.lock.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _role_passwords(place: places.Place) -> Mapping[str, str]:
    if not place.passwords.exists():
        words = {role: secrets.token_urlsafe(24) for role in ROLES}
        handle = os.open(place.passwords, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(words, file)
    stored: dict[str, str] = json.loads(place.passwords.read_text("ascii"))
    return stored


def _shorten(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".1"))


def _tail(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-lines:]) if log.exists() else ""


def _clean_environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
