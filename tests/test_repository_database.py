"""The test database itself: real walls, the web's rights, nothing left over."""

from __future__ import annotations

import threading

import pytest
from django.db import ProgrammingError, connection, transaction


def current_user() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_test_has_the_rights_of_the_web_and_no_more() -> None:
    assert current_user() == "kentongan_app"
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE shortcut (id int)")


@pytest.mark.django_db(transaction=True)
def test_a_second_thread_has_the_same_rights() -> None:
    seen: list[str] = []

    def look() -> None:
        seen.append(current_user())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [current_user()] == ["kentongan_app"]


@pytest.mark.as_worker
@pytest.mark.django_db
def test_a_test_about_the_worker_has_the_workers_rights() -> None:
    assert current_user() == "kentongan_worker"


@pytest.mark.as_owner
def test_a_test_about_migrations_has_the_owners_rights(db: None) -> None:
    assert current_user() == "kentongan_owner"


def test_without_asking_a_test_has_no_database() -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        current_user()
