"""Governments as addresses name them, kept a short while: every request asks, and they change a few times a year.

Only what says where a request belongs is answered from here; what decides about rights is read from the database each time. A change in
this process is seen at once, one in another process after `SECONDS`.
"""

from __future__ import annotations

import copy
import time
from typing import TYPE_CHECKING

from django.db import connection, transaction

from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from typing import Literal

SECONDS = 15.0
_kept: dict[tuple[str, str, str], tuple[float, Government]] = {}


def government_named(field: Literal["code", "host"], value: str) -> Government | None:
    """The government of that code or host name, or None. What does not exist is not remembered: guesses fill no memory."""
    if not value:
        return None
    if connection.in_atomic_block:  # what is read there may never come to stand
        return Government.objects.filter(**{field: value}).first()
    key = (str(connection.settings_dict["NAME"]), field, value)
    until, known = _kept.get(key, (0.0, None))
    if known is None or until < time.monotonic():
        known = Government.objects.filter(**{field: value}).first()
        if known is None:
            return None
        _kept[key] = (time.monotonic() + SECONDS, known)
    return copy.copy(known)


def forget() -> None:
    """Ask the database again, once what is being written stands."""
    transaction.on_commit(_kept.clear)
