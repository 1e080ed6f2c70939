"""What `kentongan check` adds to Django's deployment checks: whether this is fit for citizens' data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from kentongan.config import database

POWERS = "SELECT rolsuper, rolbypassrls, current_setting('server_version_num')::int FROM pg_roles WHERE rolname = current_user"
OLDEST_SERVER = 150000


def register() -> None:
    """Let `check --deploy` run ours too."""
    checks.register(installation, checks.Tags.security, deploy=True)


def installation(app_configs: Any = None, **_: Any) -> Iterable[checks.CheckMessage]:  # noqa: ANN401, ARG001 - Django's shape
    """All findings; each says what to do."""
    return [*_environment(), *_server()]


def _environment() -> Iterator[checks.CheckMessage]:
    if database.embedded_in_use():
        yield checks.Error(
            "The embedded database is for the demo, training and a first week.",
            hint="Set DATABASE_URL, DATABASE_WORKER_URL and DATABASE_OWNER_URL; docs/operations/embedded-postgresql.md.",
            id="kentongan.E001",
        )
    elif len(named := [url for url in database.urls() if url]) > len(set(named)):
        yield checks.Error(
            "Web, worker and owner share one database role, so the walls between governments do not hold.",
            hint="Run kentongan/config/roles.sql on the server and set the three addresses.",
            id="kentongan.E002",
        )
    if getattr(settings, "DEMO", False):
        yield checks.Error(
            "The demo's well-known passwords and keys are on.", hint="Unset KENTONGAN_DEMO.", id="kentongan.E003"
        )


def _server() -> Iterator[checks.CheckMessage]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(POWERS)
            superuser, bypasses, version = cursor.fetchone() or (True, True, 0)
    except DatabaseError as problem:
        yield checks.Error(f"The database does not answer: {problem}", id="kentongan.E004")
        return
    if superuser or bypasses:
        yield checks.Error("The web's database role may pass the walls between governments.", id="kentongan.E005")
    if version < OLDEST_SERVER:
        yield checks.Error("The database server is older than PostgreSQL 15.", id="kentongan.E006")
