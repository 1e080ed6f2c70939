"""Reading agencies, people and calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q
from django.db.models.expressions import RawSQL

from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Appointment, CalendarDay, Competency, Person, RoleHolding
from kentongan.organizations.roles import LABELS, Role
from kentongan.organizations.rules import deadline
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

BELOW = """ARRAY(WITH RECURSIVE tree(id) AS (
    SELECT organizations_person.agency_id
    UNION SELECT a.id FROM organizations_agency a JOIN tree ON a.parent_id = tree.id
        WHERE a.government_id = organizations_person.government_id)
    SELECT id FROM tree)"""
"""A person's agency and everything under it, as a part of the question for the person: every page asks it."""


def actor_for(user_id: int, government: Government) -> Actor | None:
    """The acting person behind a sign-in, or None when that person does not work for this government."""
    held = RoleHolding.objects.filter(government=government, person=OuterRef("pk")).values("role")
    people = Person.objects.filter(government=government, user_id=user_id, active=True).select_related("agency")
    person = people.annotate(held=ArraySubquery(held), below=RawSQL(BELOW, [])).first()  # noqa: S611 - constant
    if person is None:
        return None
    return Actor(
        government_id=government.pk,
        name=person.name,
        person_id=person.pk,
        user_id=user_id,
        agency_id=person.agency_id,
        agency_name=person.agency.short_name,
        roles=frozenset(person.held),
        agencies=frozenset(person.below),
        time_zone=government.time_zone,
    )


def actor_of_person(person_id: int, government: Government) -> Actor | None:
    """The same for a person known by key (background work on someone's behalf)."""
    person = Person.objects.filter(government=government, pk=person_id).first()
    return actor_for(person.user_id, government) if person else None


def agency_and_below(government_id: int, agency_id: int) -> frozenset[int]:
    """An agency and everything under it in the tree."""
    statement = """WITH RECURSIVE tree(id) AS (
        SELECT id FROM organizations_agency WHERE government_id = %s AND id = %s
        UNION SELECT a.id FROM organizations_agency a JOIN tree ON a.parent_id = tree.id WHERE a.government_id = %s)
        SELECT id FROM tree"""
    with connection.cursor() as cursor:
        cursor.execute(statement, [government_id, agency_id, government_id])
        return frozenset(row[0] for row in cursor.fetchall())


def agency_and_above(government_id: int, agency_id: int) -> tuple[int, ...]:
    """An agency, then the one above it, and so on to the top of the tree."""
    statement = """WITH RECURSIVE line(id, parent_id, far) AS (
        SELECT id, parent_id, 0 FROM organizations_agency WHERE government_id = %s AND id = %s
        UNION SELECT a.id, a.parent_id, far + 1 FROM organizations_agency a JOIN line ON a.id = line.parent_id
            WHERE a.government_id = %s)
        SELECT id FROM line ORDER BY far"""
    with connection.cursor() as cursor:
        cursor.execute(statement, [government_id, agency_id, government_id])
        return tuple(row[0] for row in cursor.fetchall())


def agencies_for(actor: Actor) -> QuerySet[Agency]:
    """All agencies of the actor's government: who works where is no secret inside it."""
    return Agency.objects.filter(government_id=actor.government_id).order_by("kind", "name")


def place_names(government_id: int) -> tuple[str, ...]:
    """The bare names of a government's districts and villages, and its own: "Kecamatan Tempe" → "Tempe"."""
    own = Government.objects.filter(pk=government_id).values_list("short_name", flat=True)
    return tuple(bare_name(name) for name in (*place_rows(government_id), *own))


def place_rows(government_id: int) -> QuerySet[Agency, str]:
    """Its districts and villages, by their full names."""
    kinds = (Agency.Kind.DISTRICT, Agency.Kind.VILLAGE)
    rows = Agency.objects.filter(government_id=government_id, kind__in=kinds)
    return rows.order_by("pk").values_list("name", flat=True)


def bare_name(name: str) -> str:
    """A place without the word for what it is."""
    what = next(
        (one for one in ("Kecamatan ", "Kelurahan ", "Desa ", "Kabupaten ", "Kota ") if name.startswith(one)), ""
    )
    return name.removeprefix(what)


def people_for(actor: Actor) -> QuerySet[Person]:
    """The colleagues this actor may look up: own agency and below, or everyone for roles over all agencies."""
    people = Person.objects.filter(government_id=actor.government_id).select_related("agency").order_by("name")
    return people if actor.sees_every_agency else people.filter(agency_id__in=actor.agencies)


def find_people(actor: Actor, words: str) -> QuerySet[Person]:
    """Those of `people_for` whose name, position or agency holds every word."""
    people = people_for(actor)
    for word in words.split()[:6]:
        said = Q(name__icontains=word) | Q(position__icontains=word)
        people = people.filter(said | Q(agency__name__icontains=word) | Q(agency__short_name__icontains=word))
    return people


def person_for(actor: Actor, person_id: int) -> Person | None:
    """One person this actor may look up, or None."""
    return people_for(actor).filter(pk=person_id).first()


def roles_of(government_id: int, person_ids: Iterable[int]) -> Mapping[int, list[str]]:
    """The roles of each person, in the order of the list of roles; every id has an entry."""
    ids = list(person_ids)
    held: dict[int, list[str]] = {person_id: [] for person_id in ids}
    found = RoleHolding.objects.filter(government_id=government_id, person_id__in=ids)
    for person_id, role in found.values_list("person_id", "role"):
        held[person_id].append(role)
    order = list(LABELS)
    return {person_id: sorted(roles, key=order.index) for person_id, roles in held.items()}


def decrees_in_force(government_id: int, person_ids: Iterable[int], day: date) -> Mapping[int, Appointment]:
    """Of each person the decree in force that lasts longest; who has none is missing."""
    found = Appointment.objects.filter(
        government_id=government_id, person_id__in=list(person_ids), starts__lte=day, ends__gte=day
    ).exclude(revoked_on__lte=day)
    return {decree.person_id: decree for decree in found.order_by("ends")}


def holders_of(government_id: int, *roles: Role, agency_ids: frozenset[int] | None = None) -> QuerySet[Person]:
    """Active people with one of `roles`, of the given agencies or of all."""
    holding = RoleHolding.objects.filter(government_id=government_id, role__in=roles).values("person_id")
    people = Person.objects.filter(government_id=government_id, active=True, pk__in=holding).select_related("agency")
    return people if agency_ids is None else people.filter(agency_id__in=agency_ids)


def valid_appointment(government_id: int, person_id: int, day: date) -> Appointment | None:
    """The decree that names this person on that day, or None."""
    found = Appointment.objects.filter(
        government_id=government_id, person_id=person_id, starts__lte=day, ends__gte=day
    ).select_related("agency")
    return found.exclude(revoked_on__lte=day).order_by("-ends").first()


def appointments_of(government_id: int, person_id: int) -> QuerySet[Appointment]:
    """Every decree that ever named this person, latest first."""
    return (
        Appointment.objects.filter(government_id=government_id, person_id=person_id)
        .select_related("agency")
        .order_by("-starts")
    )


def competencies_of(government_id: int, person_id: int) -> QuerySet[Competency]:
    """Every training level this person ever held, highest first."""
    return Competency.objects.filter(government_id=government_id, person_id=person_id).order_by("-level", "-ends")


def levels_in_force(government_id: int, person_ids: Iterable[int], day: date) -> Mapping[int, int]:
    """Of each person the highest training level in force on that day; who has none is missing."""
    held = Competency.objects.filter(
        government_id=government_id, person_id__in=list(person_ids), starts__lte=day, ends__gte=day
    )
    return dict(held.order_by("level").values_list("person_id", "level"))


def calendar_overrides(government_id: int) -> Mapping[date, bool]:
    """Days on which this government differs from the national calendar: day → is it a working day."""
    return dict(calendar_days(government_id))


def calendar_days(government_id: int) -> QuerySet[CalendarDay, tuple[date, bool]]:
    """The same, to be read together with other things."""
    return CalendarDay.objects.filter(government_id=government_id).values_list("day", "is_working")


def deadline_for(actor: Actor, received: datetime, days: int) -> datetime:
    """When `days` working days after `received` are over in the actor's government; its calendar is read once an actor."""
    overrides = actor.once("calendar", lambda: calendar_overrides(actor.government_id))
    return deadline(received, days, actor.zone, overrides)
