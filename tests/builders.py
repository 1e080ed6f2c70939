"""Small typed builders. Each says what matters to a test and makes up the rest; each works inside its own government."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password

from kentongan.channels import services as channel_services
from kentongan.channels.models import Channel, Grant
from kentongan.core import clock
from kentongan.organizations import services
from kentongan.organizations.actor import Actor, system
from kentongan.organizations.models import Agency, Appointment, Competency, Person, User
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import actor_for
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from kentongan.tenancy.services import register_government

ZONES = {"wajo": "Asia/Makassar", "samarinda": "Asia/Makassar"}
PASSWORD = "kentongan-demo"
_numbers = count(1)


def government(code: str = "wajo", **settings: bool) -> Government:
    """A government by code; `settings` are its switches (requires_grant and so on)."""
    found = Government.objects.filter(code=code).first() or register_government(
        code=code,
        kemendagri_code="73.13",
        name=f"Kabupaten {code.title()}",
        short_name=code.title(),
        head_title="Bupati",
        time_zone=ZONES.get(code, "Asia/Jakarta"),
    )
    if settings:
        Government.objects.filter(pk=found.pk).update(**settings)
        found.refresh_from_db()
    return found


def agency(
    name: str = "Dinas Kesehatan",
    *,
    of: Government | None = None,
    parent: Agency | None = None,
    kind: str = Agency.Kind.AGENCY,
    affairs: str = "",
) -> Agency:
    """A unit of a government; the same name again gives the same unit."""
    where = of or government()
    code = name.lower().replace(" ", "-")
    with within(where.pk):
        known = Agency.objects.filter(government=where, code=code).first()
        return known or services.register_agency(
            actor=system(where.pk), code=code, name=name, short_name=name, kind=kind, parent=parent, affairs=affairs
        )


_any_agency = agency


@cache
def hashed() -> str:
    """The cast's password as it is stored; made once, because making it is slow on purpose."""
    return make_password(PASSWORD)


def person(name: str, roles: tuple[Role, ...] = (Role.ADMIN,), agency: Agency | None = None) -> Person:
    """Someone who can sign in with the first name in small letters."""
    place = agency or _any_agency()
    login = name.split(maxsplit=1)[0].lower()
    where = Government.objects.get(pk=place.government_id)
    user = User.objects.filter(username=login).first() or User.objects.create(username=login, password=hashed())
    with within(where.pk):
        return services.register_person(
            actor=system(where.pk), user=user, agency=place, name=name, honorific="Bu", roles=roles
        )


def actor_of(person: Person) -> Actor:
    """The person acting, with today's roles."""
    where = Government.objects.get(pk=person.government_id)
    with within(where.pk):
        actor = actor_for(person.user_id, where)
    assert actor is not None
    return actor


def channel(
    owner: Agency,
    platform: str = "instagram",
    *,
    standing: str = Channel.Standing.AGENCY,
    world: str = "",
    remote_id: str = "",
) -> Channel:
    """An official account of an agency, connected with a made-up key."""
    with within(owner.government_id):
        return channel_services.connect(
            actor=system(owner.government_id),
            agency=owner,
            platform=platform,
            name=owner.short_name,
            handle="latihan",
            remote_id=remote_id or f"{next(_numbers):015}",
            token="made-up",
            standing=standing,
            world=world,
        )


def today(of: Government | None = None) -> date:
    """The day it is in a government."""
    return clock.now().astimezone((of or government()).zone).date()


def appointment(person: Person, starts: date | None = None, ends: date | None = None) -> Appointment:
    """A decree in force, unless dates say otherwise."""
    with within(person.government_id):
        return services.record_appointment(
            actor=system(person.government_id),
            person=person,
            agency=person.agency,
            number=f"188.45/{next(_numbers)}",
            starts=starts or today() - timedelta(days=30),
            ends=ends or today() + timedelta(days=330),
        )


def competency(person: Person, level: int = 1, starts: date | None = None, ends: date | None = None) -> Competency:
    """A training level in force, unless dates say otherwise."""
    with within(person.government_id):
        return services.record_competency(
            actor=system(person.government_id),
            person=person,
            level=level,
            number=f"BIMTEK/{next(_numbers)}",
            starts=starts or today() - timedelta(days=30),
            ends=ends or today() + timedelta(days=330),
        )


def grant(person: Person, on: Channel, starts: date | None = None, ends: date | None = None) -> Grant:
    """A grant in force, unless dates say otherwise."""
    with within(person.government_id):
        return channel_services.grant(
            actor=system(person.government_id),
            channel=on,
            person=person,
            starts=starts or today() - timedelta(days=30),
            ends=ends,
        )


def entitled(person: Person, *channels: Channel) -> Person:
    """Give a person everything `may()` asks for on these channels."""
    appointment(person)
    competency(person)
    for each in channels:
        grant(person, each)
    return person


@dataclass(frozen=True)
class Clerk:
    """Someone made up, where a test needs only a name in the trail."""

    government_id: int
    name: str = "Ayu Larasati"
    trail_id: str = "person:1"
