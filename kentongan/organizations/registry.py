"""Sections of a person's page. Apps above show there what they know of the person; nothing here knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person


@dataclass(frozen=True, slots=True)
class Section:
    """A template, and what fills it for a reader and a person."""

    template: str
    facts: Callable[[Actor, Person], dict[str, Any]]


_sections: dict[str, Section] = {}


def register_person_section(key: str, template: str, facts: Callable[[Actor, Person], dict[str, Any]]) -> None:
    """Add a section; the same key again replaces it."""
    _sections[key] = Section(template, facts)


def sections_for(actor: Actor, person: Person) -> list[dict[str, Any]]:
    """Everything the apps above say about this person to this reader."""
    return [{"template": it.template, "facts": it.facts(actor, person)} for it in _sections.values()]
