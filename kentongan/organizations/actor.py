"""Who is acting: a plain value made once a request or job, given to every service and selector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from kentongan.organizations.roles import EVERY_AGENCY, LABELS, Role

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one government, or the installation itself (`person_id` 0)."""

    government_id: int
    name: str
    person_id: int = 0
    user_id: int = 0
    agency_id: int = 0
    agency_name: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    agencies: frozenset[int] = field(default_factory=frozenset)
    """Own agency and those below it in the tree."""
    time_zone: str = "Asia/Jakarta"
    known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What a page of this request has read or worked out already, see `once`."""

    @property
    def trail_id(self) -> str:
        """How the trail names this actor."""
        return f"person:{self.person_id}" if self.person_id else "system"

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this actor reads times."""
        return ZoneInfo(self.time_zone)

    @property
    def role_names(self) -> str:
        """The actor's roles in words."""
        return ", ".join(LABELS[role] for role in LABELS if role in self.roles)

    def once(self, name: str, read: Callable[[], T]) -> T:
        """What `read` says, read once for this actor: a page may ask a dozen times."""
        if name not in self.known:
            self.known[name] = read()
        found: T = self.known[name]
        return found

    def has(self, *roles: Role) -> bool:
        """Tell whether the actor holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)

    @property
    def sees_every_agency(self) -> bool:
        """Coordinators, auditors and heads see the whole government."""
        return self.has(*EVERY_AGENCY)

    def sees(self, agency_id: int) -> bool:
        """Tell whether things of that agency are this actor's to see."""
        return self.sees_every_agency or agency_id in self.agencies


def system(government_id: int) -> Actor:
    """The installation acting by itself (worker, import, seed)."""
    return Actor(government_id=government_id, name="Kentongan")
