"""Fixtures for every test of the repository: a real PostgreSQL, entered with the web's rights and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from tests import database

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

pytest_plugins = ["tests.cast"]
# How quick an example is says something of the machine's other work, nothing of the product.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
DATABASE_FIXTURES = {"db", "transactional_db"}
ROLE_MARKS = {"as_owner": "kentongan_owner", "as_worker": "kentongan_worker"}


@pytest.fixture(scope="session")
def database_name(worker_id: str) -> str:
    """The database this process's tests work in."""
    return database.own_name(worker_id)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,  # noqa: ARG001 - ordering
    django_db_blocker: DjangoDbBlocker,
    database_name: str,
) -> Iterator[None]:
    """A copy of the migrated template, in place of pytest-django's own creation."""
    from kentongan.config import embedded

    embedded.start(database.cluster())
    with django_db_blocker.unblock():
        template = _ensure_template()
        with database.maintenance() as connection:
            database.create(connection, database_name, template)
        _point_django_at(database_name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "django.test.TransactionTestCase._fixture_teardown", lambda _: _fresh_copy(database_name, template)
        )
        yield
    with django_db_blocker.unblock():
        _point_django_at("kentongan")
        with database.maintenance() as connection:
            database.drop(connection, database_name)


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Passwords are hashed as ever, in a thousandth of the rounds: half a second each is meant for attackers, not for tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.contrib.auth.hashers.PBKDF2PasswordHasher.iterations", 1_000)
        yield


@pytest.fixture(autouse=True)
def database_role(request: pytest.FixtureRequest) -> Iterator[None]:
    """Work as the web does; `@pytest.mark.as_worker` or `as_owner` where a test is about them."""
    if not _uses_database(request):
        yield
        return
    request.getfixturevalue("_django_db_helper")  # first pytest-django's transaction, then our role inside it
    marked = [role for mark, role in ROLE_MARKS.items() if request.node.get_closest_marker(mark)]
    with _role(marked[0] if marked else "kentongan_app"):
        yield


@pytest.fixture
def process_environment(database_name: str) -> dict[str, str]:
    """Variables that make a child process (a worker, a web server) use this test's database with its own role."""
    from kentongan.config.database import embedded_urls, environment

    return environment(embedded_urls(database.cluster().place, database_name))


def _uses_database(request: pytest.FixtureRequest) -> bool:
    return bool(DATABASE_FIXTURES & set(request.fixturenames)) or bool(request.node.get_closest_marker("django_db"))


def _ensure_template() -> str:
    name = database.template_name()
    with database.building(), database.maintenance() as connection:
        if database.exists(connection, name):
            return name
        database.sweep(connection)
        unfinished = f"{name}_unfinished"
        database.drop(connection, unfinished)
        database.create(connection, unfinished, "kentongan")
        _point_django_at(unfinished)
        _migrate()
        _point_django_at("kentongan")
        connection.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
    return name


def _fresh_copy(name: str, template: str) -> None:
    """After a test that really committed: a new copy. Emptying tables would lose what migrations wrote, and the trail forbids it."""
    from kentongan.tenancy import kept

    _point_django_at(name)
    kept.forget()
    with database.maintenance() as connection:
        database.drop(connection, name)
        database.create(connection, name, template)


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _point_django_at(name: str) -> None:
    from django.conf import settings
    from django.db import connection

    from kentongan.config.database import django_database, embedded_urls

    connection.close()
    fresh: dict[str, Any] = django_database(embedded_urls(database.cluster().place, name).owner)
    settings.DATABASES["default"].update(fresh)
    connection.settings_dict.update(fresh)


class _role:  # noqa: N801 - reads as a verb in `with`
    """`SET ROLE` on every connection a test opens, also in its threads; undone before the flush after it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        from django.db import connection
        from django.db.backends.signals import connection_created

        connection_created.connect(self._on_connect, dispatch_uid="test-role")
        connection.ensure_connection()
        self._set(connection)

    def __exit__(self, *_: object) -> None:
        from django.db import connection
        from django.db.backends.signals import connection_created

        connection_created.disconnect(dispatch_uid="test-role")
        if connection.connection is not None and not connection.connection.closed and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")

    def _on_connect(self, *, connection: Any, **_: object) -> None:
        self._set(connection)

    def _set(self, connection: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {self.name}")
