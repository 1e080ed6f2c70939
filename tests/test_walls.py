"""Every address, tried by everyone: what is another's is not there, what is not one's right says why."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, set_script_prefix

from kentongan.organizations.models import Agency, Person, User
from kentongan.tenancy.models import Government
from tests import things
from tests.staff import Staff
from tests.wall_rights import EVERYONES, PLAIN, PUBLIC, REFUSED

HOST = "medsos.wajokab.localhost"
SIGN_IN = "akun-saya/"
SHOWN, NOT_FOUND, NOT_SO, NO_RIGHT, MOVED, FAULT = 200, 404, 405, 403, 302, 500


@dataclass(frozen=True)
class Address:
    """One line of the URLconf."""

    route: str
    name: str

    @property
    def arguments(self) -> set[str]:
        return set(re.findall(r"<(?:\w+:)?(\w+)>", self.route))

    def path(self, samples: dict[str, object], prefix: str = "/g/wajo/") -> str:
        return prefix + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str((PLAIN | samples)[found[1]]), self.route)


def addresses(resolver: Any = None, before: str = "") -> Iterator[Address]:
    """Every address of the URLconf, whatever app it belongs to."""
    for line in (resolver or get_resolver()).url_patterns:
        route = before + str(line.pattern)
        if isinstance(line, URLResolver):
            yield from addresses(line, route)
        elif isinstance(line, URLPattern):
            yield Address(route, line.name or route)


ALL = list(addresses())
GUARDED = [one for one in ALL if one.route not in PUBLIC and not one.route.startswith(SIGN_IN)]
AN_AGENCYS = [one for one in GUARDED if one.arguments - EVERYONES]
WALKED = [one for one in ALL if "(?P" not in one.route]


@dataclass(frozen=True)
class Heard:
    """What an address answered to being opened, or to its form being sent."""

    address: Address
    method: str
    status: int
    leads_to: str
    page: str


Walk = Callable[..., list[Heard]]
_remembered: dict[tuple[str, str, str], list[Heard]] = {}


@pytest.fixture
def people(ayu: Person, bima: Person, eko: Person, omar: Person, citra: Person, kartika: Person) -> dict[str, Person]:
    return {"ayu": ayu, "bima": bima, "eko": eko, "omar": omar, "citra": citra, "kartika": kartika}


@pytest.fixture
def ayus(people: dict[str, Person], tmp_path: Path, settings: Any) -> dict[str, object]:
    """One of everything that belongs to Ayu's agency, in a government that has a host of its own besides."""
    settings.MEDIA_ROOT = tmp_path / "media"
    Government.objects.filter(code="wajo").update(host=HOST)
    return things.make(Staff(people["ayu"], people["bima"], people["eko"], people["omar"]))


@pytest.fixture
def foreign(ayus: dict[str, object], palembang: Government) -> dict[str, object]:
    """One of everything that belongs to another government."""
    return things.make(things.staff_elsewhere(palembang))


@pytest.fixture
def walk(request: pytest.FixtureRequest) -> Walk:
    """What someone hears at every address of Ayu's things; walked once for all tests that ask."""

    def go(who: str, prefix: str = "/g/wajo/", host: str = "testserver") -> list[Heard]:
        if (who, prefix, host) not in _remembered:
            ayus, people = request.getfixturevalue("ayus"), request.getfixturevalue("people")
            browser = request.getfixturevalue("screen_of")(people[who]) if who else Client()
            fields = things.fields(people["citra"].agency)
            _remembered[who, prefix, host] = [
                heard for one in WALKED for heard in _knock(browser, one, one.path(ayus, prefix), fields, host)
            ]
        return _remembered[who, prefix, host]

    return go


def _knock(
    browser: Client, address: Address, path: str, fields: dict[str, object], host: str = "testserver"
) -> Iterator[Heard]:
    """Open an address and send its form; what that changes is undone, in the browser too."""
    browser.raise_request_exception = False
    for method, told in (("get", {}), ("post", fields)):
        cookies = copy.deepcopy(browser.cookies)
        set_script_prefix("/")
        with transaction.atomic():
            answer = getattr(browser, method)(path, told, headers={"host": host})
            transaction.set_rollback(True)
        browser.cookies = cookies
        page = answer.content.decode() if "text/html" in answer.get("Content-Type", "") else ""
        yield Heard(address, method, answer.status_code, answer.get("Location", ""), page)


def test_every_address_has_a_sample_to_try_it_with(ayus: dict[str, object]) -> None:
    for one in ALL:
        unknown = one.arguments - ayus.keys() - PLAIN.keys()
        assert one.route.startswith(SIGN_IN) or not unknown, (
            f"{one.route} names {unknown}: let tests/things.py make one that belongs to Ayu's agency,"
            " so that these tests can try who reaches it."
        )


def test_every_public_page_is_still_there() -> None:
    assert not PUBLIC - {one.route for one in ALL}


def _strangers(heard: Iterable[Heard]) -> list[str]:
    """Where something shows that must not be there: everything but 404, or 405 for what the page never does."""
    seen: dict[Address, set[int]] = {}
    for one in heard:
        seen.setdefault(one.address, set()).add(one.status)
    return [
        f"{address.name} {statuses}"
        for address, statuses in seen.items()
        if NOT_FOUND not in statuses or statuses - {NOT_FOUND, NOT_SO}
    ]


def _at(pages: list[Address], heard: list[Heard]) -> list[Heard]:
    found = [one for one in heard if one.address in pages]
    assert {one.address for one in found} == set(pages), "not every address was walked to"
    return found


def test_what_belongs_to_another_agency_is_not_there(walk: Walk) -> None:
    assert _strangers(_at(AN_AGENCYS, walk("citra"))) == []


def test_for_people_of_another_government_nothing_is_there(
    ayus: dict[str, object], foreign: dict[str, object], dinas_pu: Agency
) -> None:
    browser, fields = Client(), things.fields(dinas_pu)
    browser.force_login(User.objects.get(username="puspa"))
    assert _strangers(heard for one in GUARDED for heard in _knock(browser, one, one.path(ayus), fields)) == []


@pytest.mark.parametrize("who", ["ayu", "eko", "kartika"])
def test_what_belongs_to_another_government_is_not_there(
    foreign: dict[str, object],
    people: dict[str, Person],
    screen_of: Callable[[Person], Client],
    dinas_pu: Agency,
    who: str,
) -> None:
    browser, fields = screen_of(people[who]), things.fields(dinas_pu)
    pages = [one for one in GUARDED if one.arguments - {"platform", "kind", "template", "slug"}]
    assert _strangers(heard for one in pages for heard in _knock(browser, one, one.path(foreign), fields)) == []


def test_visitors_sign_in_first(walk: Walk) -> None:
    wrong = []
    for one in _at(GUARDED, walk("")):
        asked = one.status == MOVED and f"/g/wajo/{SIGN_IN}login/" in one.leads_to
        if not asked and one.status != NOT_SO:
            wrong.append(f"{one.address.name} {one.status}")
    assert wrong == []


@pytest.mark.parametrize("who", ["ayu", "eko", "kartika"])
def test_whoever_lacks_a_right_reads_why_and_who_can(walk: Walk, who: str) -> None:
    refusals = [one for one in _at(GUARDED, walk(who)) if one.status == NO_RIGHT]
    assert [one.address.name for one in refusals if not _explained(one.page)] == []
    refused = {one.address.name for one in refusals}
    assert refused == REFUSED[who], f"differs: {sorted(refused ^ REFUSED[who])}"


def _explained(page: str) -> bool:
    page = " ".join(page.split())
    reason = re.search(r'<p class="lead">([^<]+)</p>', page)
    return bool(reason and reason[1].strip().endswith(".") and "Yang dapat membantu" in page)


@pytest.mark.parametrize("prefix", ["/g/wajo/", "/"])
@pytest.mark.parametrize("who", ["ayu", "citra", "eko", "kartika", ""])
def test_nothing_breaks(walk: Walk, who: str, prefix: str) -> None:
    assert [f"{one.address.route} {one.status}" for one in walk(who, prefix) if one.status >= FAULT] == []


@pytest.mark.parametrize(("host", "prefix"), [("testserver", "/g/wajo/"), (HOST, "/")])
def test_every_link_keeps_the_form_of_address_one_came_by(walk: Walk, host: str, prefix: str) -> None:
    shown = [one for one in _at(GUARDED, walk("eko", prefix, host)) if (one.method, one.status) == ("get", SHOWN)]
    assert shown
    wrong = [f"{one.address.name}: {link}" for one in shown for link in _links(one.page) if _lost(link, prefix)]
    assert wrong == []


def _links(page: str) -> set[str]:
    return set(re.findall(r'(?:href|action|hx-get|hx-post)="(/[^"]*)"', page))


def _lost(link: str, prefix: str) -> bool:
    if link.startswith("/static/"):
        return False
    return link.startswith("/g/") if prefix == "/" else not link.startswith(prefix)
