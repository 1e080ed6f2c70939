"""The made-up people as they act."""

from __future__ import annotations

from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from kentongan.organizations.selectors import actor_for
from kentongan.tenancy.models import Government


def actors_of(government: Government) -> dict[str, Actor]:
    """Everyone of a government by sign-in name."""
    people = Person.objects.filter(government=government).select_related("user")
    found = {person.user.username: actor_for(person.user_id, government) for person in people}
    return {login: actor for login, actor in found.items() if actor is not None}
