"""Which government the current transaction works in. PostgreSQL enforces it; this only says it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY = "*"
_current: ContextVar[str] = ContextVar("government_scope", default="")


@contextmanager
def within(government_id: int) -> Iterator[None]:
    """Open a transaction that sees the rows of one government and no other."""
    with _scope(str(government_id)):
        yield


@contextmanager
def across_governments() -> Iterator[None]:
    """Open a transaction that sees all governments. PostgreSQL allows it to the worker and the owner only."""
    with _scope(EVERY):
        yield


def current_government_id() -> int:
    """Return the government named for this transaction. LookupError when none, or all, are."""
    value = _current.get()
    if value in {"", EVERY}:
        message = "No single government is named here; open `within(government_id)` first."
        raise LookupError(message)
    return int(value)


@contextmanager
def _scope(value: str) -> Iterator[None]:
    before, inside_another = _current.get(), connection.in_atomic_block
    with transaction.atomic():
        _tell_database(value)
        token = _current.set(value)
        try:
            yield
        finally:
            _current.reset(token)
        if inside_another and not connection.needs_rollback:  # the end of a transaction restores the setting by itself
            _tell_database(before)


def _tell_database(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kentongan.government', %s, true)", [value])
