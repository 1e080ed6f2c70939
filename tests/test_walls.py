"""Every address, tried by everyone: what is another's is not there, what is not one's right says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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

HOST = "medsos.wajokab.localhost"
SIGN_IN = "akun-saya/"
PUBLIC = {
    "sehat/hidup/",
    "sehat/siap/",
    "sehat/segar/",
    "sehat/lampu/",
    "kait/<str:platform>/",
    "sambung/kembali/",
    "berkas/<str:token>/<str:name>",
    "tampilan/",
    "desain/",
}
"""Open to anyone, on purpose: health, webhooks (signed), the way back from a platform (by its state), files for platforms (by pass), the theme, the design page."""
EVERYONES = {"number_id", "freeze_id", "platform"}
"""Arguments that name a thing of the whole government, not of one agency."""
PLAIN = {"platform": "tiktok", "token": "x", "name": "foto.jpg"}
NOT_FOUND, NOT_SO, NO_RIGHT, MOVED, FAULT = 404, 405, 403, 302, 500
KEEPING_PEOPLE = {"appointment_record", "appointment_revoke", "competency_record", "roles_set"}
KEEPING_GRANTS = {"grant_give", "grant_revoke", "channel_pause", "channel_resume"}
CONNECTING = {"channel_connect", "channel_by_hand", "channel_reconnect", "channel_let_go", "channel_check"}
KEEPING_ACCOUNTS = KEEPING_GRANTS | CONNECTING
NUMBERS = {"official_number_add", "official_number_remove"}
DECIDING = {"approval_yes", "approval_no"}
BUDGETING = {"budget_limit"}
FREEZING = {"freezes", "freeze_end"}
DELIVERING = {"delivery", "delivery_uploaded", "delivery_given_up"}
SENDING = {"case_release", "case_posted_by_hand"}
WRITING = {"compose", "post_mend", "post_autosave", "post_withdraw"}
CORRECTING = {"post_correct"}
TAKING_DOWN = {"post_take_down"}
SORTING = {"conversation_forward", "conversation_archive", "conversation_restore"}
HANDLING = {"case_answer", "case_answer_save", "case_take_back", "case_pass_on", "case_send_back"}
KEEPING = KEEPING_PEOPLE | KEEPING_ACCOUNTS | NUMBERS
REFUSED = {
    "ayu": KEEPING | DECIDING | SENDING | FREEZING | BUDGETING | {"trail", "trail_check", "budgets"},
    "eko": KEEPING_PEOPLE | DECIDING | SENDING | CORRECTING,
    "kartika": KEEPING
    | DECIDING
    | SENDING
    | WRITING
    | SORTING
    | HANDLING
    | DELIVERING
    | FREEZING
    | BUDGETING
    | CORRECTING
    | TAKING_DOWN,
}
"""Of what they may see, what each may not do."""


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
Knock = Callable[[Client, str], tuple[Any, Any]]


@pytest.fixture
def people(ayu: Person, bima: Person, eko: Person, omar: Person, citra: Person, kartika: Person) -> dict[str, Person]:
    return {"ayu": ayu, "bima": bima, "eko": eko, "omar": omar, "citra": citra, "kartika": kartika}


@pytest.fixture
def ayus(people: dict[str, Person], tmp_path: Path, settings: Any) -> dict[str, object]:
    """One of everything that belongs to Ayu's agency."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return things.make(things.Staff(people["ayu"], people["bima"], people["eko"], people["omar"]))


@pytest.fixture
def foreign(ayus: dict[str, object], palembang: Government) -> dict[str, object]:
    """One of everything that belongs to another government."""
    return things.make(things.staff_elsewhere(palembang))


@pytest.fixture
def knock(dinas_pu: Agency) -> Knock:
    """Open an address and send its form; what that changes is undone."""

    def once(act: Callable[..., Any], *told: object) -> Any:
        with transaction.atomic():
            answer = act(*told)
            transaction.set_rollback(True)
        return answer

    def both(browser: Client, path: str) -> tuple[Any, Any]:
        browser.raise_request_exception = False
        return once(browser.get, path), once(browser.post, path, things.fields(dinas_pu))

    return both


def test_every_address_has_a_sample_to_try_it_with(ayus: dict[str, object]) -> None:
    for one in ALL:
        unknown = one.arguments - ayus.keys() - PLAIN.keys()
        assert one.route.startswith(SIGN_IN) or not unknown, (
            f"{one.route} names {unknown}: let tests/things.py make one that belongs to Ayu's agency,"
            " so that these tests can try who reaches it."
        )


def test_every_public_page_is_still_there() -> None:
    assert not PUBLIC - {one.route for one in ALL}


def _strangers(pages: list[Address], samples: dict[str, object], browser: Client, knock: Knock) -> list[str]:
    """Where something shows that must not be there: everything but 404, or 405 for what the page never does."""
    wrong = []
    for one in pages:
        seen = {answer.status_code for answer in knock(browser, one.path(samples))}
        if NOT_FOUND not in seen or seen - {NOT_FOUND, NOT_SO}:
            wrong.append(f"{one.name} {seen}")
    return wrong


def test_what_belongs_to_another_agency_is_not_there(
    ayus: dict[str, object], people: dict[str, Person], screen_of: Callable[[Person], Client], knock: Knock
) -> None:
    assert _strangers(AN_AGENCYS, ayus, screen_of(people["citra"]), knock) == []


def test_for_people_of_another_government_nothing_is_there(
    ayus: dict[str, object], foreign: dict[str, object], knock: Knock
) -> None:
    browser = Client()
    browser.force_login(User.objects.get(username="puspa"))
    assert _strangers(GUARDED, ayus, browser, knock) == []


@pytest.mark.parametrize("who", ["ayu", "eko", "kartika"])
def test_what_belongs_to_another_government_is_not_there(
    foreign: dict[str, object],
    people: dict[str, Person],
    screen_of: Callable[[Person], Client],
    knock: Knock,
    who: str,
) -> None:
    pages = [one for one in GUARDED if one.arguments - {"platform"}]
    assert _strangers(pages, foreign, screen_of(people[who]), knock) == []


def test_visitors_sign_in_first(ayus: dict[str, object], knock: Knock) -> None:
    wrong = []
    for one in GUARDED:
        for answer in knock(Client(), one.path(ayus)):
            asked = answer.status_code == MOVED and f"/g/wajo/{SIGN_IN}login/" in answer.url
            if not asked and answer.status_code != NOT_SO:
                wrong.append(f"{one.name} {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("who", ["ayu", "eko", "kartika"])
def test_whoever_lacks_a_right_reads_why_and_who_can(
    ayus: dict[str, object], people: dict[str, Person], screen_of: Callable[[Person], Client], knock: Knock, who: str
) -> None:
    browser, refused, silent = screen_of(people[who]), set(), []
    for one in GUARDED:
        for answer in knock(browser, one.path(ayus)):
            if answer.status_code == NO_RIGHT:
                refused.add(one.name)
                if not _explained(answer):
                    silent.append(one.name)
    assert silent == []
    assert refused == REFUSED[who], f"differs: {sorted(refused ^ REFUSED[who])}"


def _explained(answer: Any) -> bool:
    page = " ".join(answer.content.decode().split())
    reason = re.search(r'<p class="lead">([^<]+)</p>', page)
    return bool(reason and reason[1].strip().endswith(".") and "Yang dapat membantu" in page)


@pytest.mark.parametrize("who", ["ayu", "citra", "eko", "kartika", ""])
def test_nothing_breaks(
    ayus: dict[str, object], people: dict[str, Person], screen_of: Callable[[Person], Client], knock: Knock, who: str
) -> None:
    browser, broken = screen_of(people[who]) if who else Client(), []
    for one in (one for one in ALL if "(?P" not in one.route):
        for prefix in ("/g/wajo/", "/"):
            broken += [
                f"{one.route} {answer.status_code}"
                for answer in knock(browser, one.path(ayus, prefix))
                if answer.status_code >= FAULT
            ]
    assert broken == []


@pytest.mark.parametrize(("host", "prefix"), [("testserver", "/g/wajo/"), (HOST, "/")])
def test_every_link_keeps_the_form_of_address_one_came_by(
    ayus: dict[str, object],
    people: dict[str, Person],
    screen_of: Callable[[Person], Client],
    wajo: Government,
    host: str,
    prefix: str,
) -> None:
    Government.objects.filter(pk=wajo.pk).update(host=HOST)
    browser, wrong = screen_of(people["eko"]), []
    for one in GUARDED:
        set_script_prefix("/")
        answer = browser.get(one.path(ayus, prefix), headers={"host": host})
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            wrong += [f"{one.name}: {link}" for link in _links(answer.content.decode()) if _lost(link, prefix)]
    assert wrong == []


def _links(page: str) -> set[str]:
    return set(re.findall(r'(?:href|action|hx-get|hx-post)="(/[^"]*)"', page))


def _lost(link: str, prefix: str) -> bool:
    if link.startswith("/static/"):
        return False
    return link.startswith("/g/") if prefix == "/" else not link.startswith(prefix)
