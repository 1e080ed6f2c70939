"""Registering agencies and people, and recording the facts that give rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.organizations.models import Agency, Appointment, CalendarDay, Competency, Person, RoleHolding, User
from kentongan.organizations.registry import calendar_changed, role_changed
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import roles_of

if TYPE_CHECKING:
    from datetime import date

    from kentongan.organizations.actor import Actor

register_thing("person", "Orang", "/orang/{id}/")
register_thing("agency", "Perangkat daerah")
register_thing("calendar", "Kalender kerja")
register_action("organizations.agency.registered", "{actor} mendaftarkan {name}")
register_action("organizations.person.registered", "{actor} mendaftarkan {name} di {agency}")
register_action("organizations.role.given", "{actor} memberi {name} peran {role}")
register_action("organizations.role.taken", "{actor} mencabut peran {role} dari {name}")
register_action("organizations.appointment.recorded", "{actor} mencatat SK {number} untuk {name}")
register_action("organizations.appointment.revoked", "{actor} mencabut SK {number}: {reason}")
register_action("organizations.competency.recorded", "{actor} mencatat pelatihan tingkat {level} untuk {name}")
register_action("organizations.calendar.changed", "{actor} menetapkan {day} sebagai {kind}")


@transaction.atomic
def register_agency(  # noqa: PLR0913 - each is a column a person fills in
    *,
    actor: Actor,
    code: str,
    name: str,
    short_name: str,
    kind: str,
    parent: Agency | None = None,
    region_code: str = "",
    affairs: str = "",
    is_example: bool = False,
) -> Agency:
    """Add a unit of the government."""
    agency = Agency.objects.create(
        government_id=actor.government_id,
        parent=parent,
        code=code,
        name=name,
        short_name=short_name,
        kind=kind,
        region_code=region_code,
        affairs=affairs,
        is_example=is_example,
    )
    record(
        actor=actor,
        action="organizations.agency.registered",
        subject_type="agency",
        subject_id=agency.pk,
        data={"name": name},
    )
    return agency


@transaction.atomic
def register_person(
    *,
    actor: Actor,
    user: User,
    agency: Agency,
    name: str,
    honorific: str = "",
    position: str = "",
    roles: tuple[Role, ...] = (),
) -> Person:
    """Add a person to the government, with roles."""
    person = Person.objects.create(
        government_id=actor.government_id, user=user, agency=agency, name=name, honorific=honorific, position=position
    )
    data = {"name": name, "agency": agency.short_name}
    record(
        actor=actor, action="organizations.person.registered", subject_type="person", subject_id=person.pk, data=data
    )
    for role in roles:
        give_role(actor=actor, person=person, role=role)
    return person


@transaction.atomic
def give_role(*, actor: Actor, person: Person, role: Role) -> RoleHolding:
    """Give a person a role; giving it again changes nothing."""
    holding, is_new = RoleHolding.objects.get_or_create(government_id=actor.government_id, person=person, role=role)
    if is_new:
        data = {"name": person.name, "role": holding.get_role_display()}
        record(actor=actor, action="organizations.role.given", subject_type="person", subject_id=person.pk, data=data)
        role_changed(actor, person, role)
    return holding


@transaction.atomic
def take_role(*, actor: Actor, person: Person, role: Role) -> None:
    """End a role; a role not held changes nothing."""
    held = RoleHolding.objects.filter(government_id=actor.government_id, person=person, role=role).first()
    if held is None:
        return
    label = held.get_role_display()
    held.delete()
    data = {"name": person.name, "role": label}
    record(actor=actor, action="organizations.role.taken", subject_type="person", subject_id=person.pk, data=data)
    role_changed(actor, person, role)


@transaction.atomic
def set_roles(*, actor: Actor, person: Person, roles: frozenset[Role]) -> None:
    """Give what is missing and take what is no longer wanted. Roles given by the installation's operator stay."""
    held = {Role(role) for role in roles_of(actor.government_id, [person.pk])[person.pk]} - {Role.OPERATOR}
    for role in sorted(roles - held):
        give_role(actor=actor, person=person, role=role)
    for role in sorted(held - roles):
        take_role(actor=actor, person=person, role=role)


@transaction.atomic
def record_appointment(
    *, actor: Actor, person: Person, agency: Agency, number: str, starts: date, ends: date
) -> Appointment:
    """Record that a decree names a person for an agency from a day to a day."""
    appointment = Appointment.objects.create(
        government_id=actor.government_id, person=person, agency=agency, number=number, starts=starts, ends=ends
    )
    data = {"number": number, "name": person.name, "starts": starts.isoformat(), "ends": ends.isoformat()}
    record(
        actor=actor,
        action="organizations.appointment.recorded",
        subject_type="person",
        subject_id=person.pk,
        data=data,
    )
    return appointment


@transaction.atomic
def revoke_appointment(*, actor: Actor, appointment: Appointment, on: date, reason: str) -> Appointment:
    """End an appointment; every right that rests on it ends with it, on that day."""
    appointment.revoked_on, appointment.revoked_reason = on, reason
    appointment.save(update_fields=["revoked_on", "revoked_reason"])
    record(
        actor=actor,
        action="organizations.appointment.revoked",
        subject_type="person",
        subject_id=appointment.person_id,
        data={"number": appointment.number, "reason": reason},
    )
    return appointment


@transaction.atomic
def record_competency(*, actor: Actor, person: Person, level: int, number: str, starts: date, ends: date) -> Competency:
    """Record a training level."""
    fact = Competency.objects.create(
        government_id=actor.government_id, person=person, level=level, number=number, starts=starts, ends=ends
    )
    data = {"level": level, "name": person.name, "number": number}
    record(
        actor=actor, action="organizations.competency.recorded", subject_type="person", subject_id=person.pk, data=data
    )
    return fact


@transaction.atomic
def set_calendar_day(*, actor: Actor, day: date, is_working: bool, name: str) -> CalendarDay:
    """Let a day differ from the national calendar."""
    fact = CalendarDay.objects.update_or_create(
        government_id=actor.government_id, day=day, defaults={"is_working": is_working, "name": name}
    )[0]
    data = {"day": day.isoformat(), "kind": "hari kerja" if is_working else f"hari libur ({name})"}
    record(actor=actor, action="organizations.calendar.changed", subject_type="calendar", subject_id=day, data=data)
    calendar_changed(actor, day, name)
    return fact
