"""The fixed cast as fixtures, in the regency of Wajo. A test that asks for anyone works inside Wajo.

Ayu (Dinas Kesehatan) writes, Bima approves, Citra (Dinas PU) must see nothing of Ayu's, Dewi reviews, Eko coordinates,
Fitri (Dinas PU) is liaison, Gilang keeps the head's account, Kartika audits, Nur leads, Omar administers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from tests import builders


@pytest.fixture
def wajo(db: None, database_role: None) -> Iterator[Government]:
    """The regency of Wajo; the test works inside it."""
    government = builders.government("wajo")
    with within(government.pk):
        yield government


@pytest.fixture
def palembang(db: None, database_role: None) -> Government:
    """Another government, to be kept out of Wajo's things and the other way round."""
    return builders.government("palembang")


@pytest.fixture
def dinas_kesehatan(wajo: Government) -> Agency:
    return builders.agency("Dinas Kesehatan", of=wajo, affairs="1.02")


@pytest.fixture
def dinas_pu(wajo: Government) -> Agency:
    return builders.agency("Dinas PU", of=wajo, affairs="1.03")


@pytest.fixture
def diskominfo(wajo: Government) -> Agency:
    return builders.agency("Diskominfo", of=wajo, affairs="2.16")


@pytest.fixture
def leader_office(wajo: Government) -> Agency:
    return builders.agency("Bupati", of=wajo, kind=Agency.Kind.LEADER)


@pytest.fixture
def ayu(dinas_kesehatan: Agency) -> Person:
    return builders.person("Ayu Larasati", (Role.ADMIN,), dinas_kesehatan)


@pytest.fixture
def bima(dinas_kesehatan: Agency) -> Person:
    return builders.person("Bima Anugerah", (Role.APPROVER,), dinas_kesehatan)


@pytest.fixture
def citra(dinas_pu: Agency) -> Person:
    return builders.person("Citra Melati", (Role.ADMIN,), dinas_pu)


@pytest.fixture
def dewi(diskominfo: Agency) -> Person:
    return builders.person("Dewi Kencana", (Role.REVIEWER,), diskominfo)


@pytest.fixture
def eko(diskominfo: Agency) -> Person:
    return builders.person("Eko Samudra", (Role.COORDINATOR,), diskominfo)


@pytest.fixture
def fitri(dinas_pu: Agency) -> Person:
    return builders.person("Fitri Maharani", (Role.LIAISON,), dinas_pu)


@pytest.fixture
def gilang(leader_office: Agency) -> Person:
    return builders.person("Gilang Nusantara", (Role.LEADER_TEAM,), leader_office)


@pytest.fixture
def kartika(diskominfo: Agency) -> Person:
    return builders.person("Kartika Bintang", (Role.AUDITOR,), diskominfo)


@pytest.fixture
def nur(diskominfo: Agency) -> Person:
    return builders.person("Nur Cahaya", (Role.HEAD,), diskominfo)


@pytest.fixture
def omar(diskominfo: Agency) -> Person:
    return builders.person("Omar Semesta", (Role.ADMINISTRATOR,), diskominfo)


@pytest.fixture
def instagram(dinas_kesehatan: Agency) -> Channel:
    """The Instagram account of Dinas Kesehatan."""
    return builders.channel(dinas_kesehatan, "instagram")


@pytest.fixture
def screen_of(wajo: Government) -> Callable[[Person], Client]:
    """A browser without JavaScript in which a person is signed in: `screen_of(ayu).get("/g/wajo/orang/")`."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person.user)
        return client

    return sign_in


@pytest.fixture
def text_of() -> Callable[[Any], str]:
    """What a page says, with runs of space as one."""

    def read(answer: Any) -> str:
        return " ".join(answer.content.decode().split())

    return read
