"""Sections of a person's page, and who wants to know when a person's roles change. Nothing here knows the apps above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person


@dataclass(frozen=True, slots=True)
class Section:
    """A template, and what fills it for a reader and a person."""

    template: str
    facts: Callable[[Actor, Person], dict[str, Any]]


Follower = Callable[[Actor, Person, str], None]
_sections: dict[str, Section] = {}
_followers: list[Follower] = []


def register_follower(follower: Follower) -> None:
    """Call `follower(actor, person, role)` in the transaction in which a person gets or loses a role."""
    _followers.append(follower)


def role_changed(actor: Actor, person: Person, role: str) -> None:
    """Tell the apps above."""
    for follower in _followers:
        follower(actor, person, role)


CalendarFollower = Callable[[Actor, date, str], None]
_calendar_followers: list[CalendarFollower] = []


def register_calendar_follower(follower: CalendarFollower) -> None:
    """Call `follower(actor, day, name)` in the transaction in which a day begins to differ from the national calendar."""
    if follower not in _calendar_followers:
        _calendar_followers.append(follower)


def calendar_changed(actor: Actor, day: date, name: str) -> None:
    """Tell the apps above."""
    for follower in _calendar_followers:
        follower(actor, day, name)


def register_person_section(key: str, template: str, facts: Callable[[Actor, Person], dict[str, Any]]) -> None:
    """Add a section; the same key again replaces it."""
    _sections[key] = Section(template, facts)


def sections_for(actor: Actor, person: Person) -> list[dict[str, Any]]:
    """Everything the apps above say about this person to this reader."""
    return [{"template": it.template, "facts": it.facts(actor, person)} for it in _sections.values()]
