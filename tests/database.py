"""Databases for tests: a cluster that stays up between runs, a migrated template, a copy per worker process."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from kentongan.config import database, embedded, places

PREFIX = "kt"
TEMPLATES_KEPT = 3
PATIENCE = 30  # seconds
SHAPES_THE_SCHEMA = (
    "kentongan/*/migrations/*.py",
    "kentongan/*/migrations/*.sql",
    "kentongan/tenancy/*.py",
    "kentongan/config/management/commands/migrate.py",
    "kentongan/config/settings.py",
    "kentongan/config/roles.sql",
    "uv.lock",
)


def cluster() -> embedded.Cluster:
    """The test cluster: fast and forgetful, apart from the demo's."""
    return embedded.cluster(database.cluster_name(), durable=False)


def schema_fingerprint() -> str:
    """Changes with everything that decides what `migrate` makes."""
    digest = hashlib.sha256()
    for pattern in SHAPES_THE_SCHEMA:
        for path in sorted(places.REPOSITORY.glob(pattern)):
            digest.update(f"{path.relative_to(places.REPOSITORY)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def template_name() -> str:
    return f"{PREFIX}_template_{schema_fingerprint()}"


def own_name(worker: str) -> str:
    """The name of this process's own copy; other runs on the same machine have other numbers."""
    return f"{PREFIX}_{os.getpid()}_{worker}"


@contextmanager
def building() -> Iterator[None]:
    """One process at a time makes templates."""
    with (places.place(database.cluster_name()).home / "building").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """A connection of the owner outside every test's database."""
    with psycopg.connect(cluster().urls.owner, autocommit=True) as connection:
        yield connection


def exists(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def create(connection: psycopg.Connection, name: str, template: str) -> None:
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    connection.execute(statement)
    for role in ("kentongan_app", "kentongan_worker"):
        grant = sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}")
        connection.execute(grant.format(sql.Identifier(name), sql.Identifier(role)))


def drop(connection: psycopg.Connection, name: str) -> None:
    """Drop a database; while the server itself works in it (autovacuum), wait: only a superuser could end that."""
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for _ in range(PATIENCE):
        try:
            connection.execute(statement)
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
            time.sleep(1)
        else:
            return
    connection.execute(statement)


def sweep(connection: psycopg.Connection) -> None:
    """Drop what killed runs left behind, and all but the newest templates."""
    rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'kt%' ORDER BY oid DESC").fetchall()
    names = [str(row[0]) for row in rows]
    templates = [name for name in names if name.startswith(f"{PREFIX}_template_")]
    for name in [*templates[TEMPLATES_KEPT:], *(name for name in names if _is_orphan(name))]:
        drop(connection, name)


def _is_orphan(name: str) -> bool:
    process = re.fullmatch(rf"{PREFIX}_(\d+)_\w+", name)
    return process is not None and not Path(f"/proc/{process.group(1)}").exists()
