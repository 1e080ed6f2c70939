"""Who works in a government that walls are tried in."""

from __future__ import annotations

from dataclasses import dataclass

from kentongan.organizations.models import Person


@dataclass(frozen=True)
class Staff:
    """Who works in the government the things belong to."""

    writer: Person
    approver: Person
    coordinator: Person
    administrator: Person
