"""The frame of every page: only places one may go, one's own theme, nothing inline."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_script_prefix

from kentongan.organizations.models import Person
from kentongan.outbox.services.freezing import freeze
from kentongan.tenancy.models import Government
from kentongan.web import navigation
from tests import builders

Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
HOME = "/g/wajo/"
WEB = Path(__file__).resolve().parents[1]


def test_the_auditor_is_not_offered_to_write(kartika: Person, ayu: Person, screen_of: Screen, text_of: Text) -> None:
    assert "/g/wajo/tulis/" in text_of(screen_of(ayu).get(HOME))
    assert "/g/wajo/tulis/" not in text_of(screen_of(kartika).get(HOME))


def test_the_place_one_is_at_is_marked_once_in_the_rail(ayu: Person) -> None:
    with override_script_prefix(HOME):
        links = navigation.links(builders.actor_of(ayu), "/g/wajo/kalender/")

    assert [link.key for _, link in links if link.current] == ["calendar"]


def test_a_page_below_a_place_still_marks_that_place(ayu: Person) -> None:
    with override_script_prefix(HOME):
        links = navigation.links(builders.actor_of(ayu), "/g/wajo/orang/12/")

    assert [link.key for _, link in links if link.current] == ["people"]


def test_every_hotkey_leads_to_one_place_only() -> None:
    keys = [entry.hotkey for entry in navigation.ENTRIES if entry.hotkey]

    assert len(keys) == len(set(keys))


def test_every_place_in_the_rail_exists(ayu: Person) -> None:
    assert [entry.key for entry in navigation.ENTRIES if not navigation.address(entry.url_name)] == []


def test_the_shell_asks_five_questions_and_a_freeze_one_more(
    eko: Person, screen_of: Screen, django_assert_num_queries: Any
) -> None:
    browser, page = screen_of(eko), "/g/wajo/rencana/hari/"
    browser.get(page)
    # the scope, the session, the user, the person with roles and agencies, every number of the rail;
    # of this page: its own days, twice; of a test only: the government, two savepoints, and the scope's return
    with django_assert_num_queries(5 + 2 + 4):
        browser.get(page)
    freeze(actor=builders.actor_of(eko), reason="Banjir")
    with django_assert_num_queries(5 + 2 + 4 + 1):
        assert "Semua pengiriman dibekukan" in browser.get(page).content.decode()


def test_dark_is_remembered_and_painted_by_the_server(ayu: Person, screen_of: Screen, text_of: Text) -> None:
    client = screen_of(ayu)

    answer = client.post("/g/wajo/tampilan/", {"theme": "dark", "next": "/g/wajo/kalender/"})

    assert answer["Location"] == "/g/wajo/kalender/"
    assert '<html lang="id" data-theme="dark">' in text_of(client.get(HOME))


@pytest.mark.parametrize("elsewhere", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)"])
def test_the_theme_switch_sends_nobody_to_another_site(wajo: Government, elsewhere: str) -> None:
    answer = Client().post("/g/wajo/tampilan/", {"theme": "dark", "next": elsewhere})

    assert "jahat" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def test_a_made_up_theme_is_not_written_into_the_page(wajo: Government, text_of: Text) -> None:
    client = Client()
    client.cookies["tema"] = '"><script>'

    assert "data-theme" not in text_of(client.get("/g/wajo/desain/")).split(">", 2)[1]


def test_the_living_page_shows_every_component_to_anyone(wajo: Government, text_of: Text) -> None:
    answer = Client().get("/g/wajo/desain/")

    assert answer.status_code == 200
    for shown in ("Menunggu persetujuan", "Belum ada kiriman di bulan ini", "dibekukan", "luring", "Hanya membaca"):
        assert shown in text_of(answer)


def test_no_template_carries_inline_styles_scripts_or_handlers() -> None:
    inline = re.compile(r"""\sstyle=["']|<script(?![^>]*\bsrc=)|\son[a-z]+=["']|<style""")
    templates = [path for path in WEB.parent.rglob("templates/**/*.html") if "sandbox" not in path.parts]

    assert [str(path) for path in templates if inline.search(path.read_text())] == []


def test_pages_leave_compressed_and_files_as_they_are(ayu: Person, screen_of: Screen) -> None:
    browser = screen_of(ayu)
    asks: Any = {"headers": {"accept-encoding": "gzip, br"}}
    page = browser.get("/g/wajo/rencana/hari/", **asks)
    assert page.headers["content-encoding"] == "gzip"
    assert "Hari penting" in gzip.decompress(page.content).decode()
    assert "content-encoding" not in browser.get("/g/wajo/rencana/hari/").headers
    assert "content-encoding" not in browser.get("/g/wajo/kalender/kalender.xlsx", **asks).headers


def test_every_icon_a_page_asks_for_is_in_the_sheet() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (WEB / "static/web/icons.svg").read_text()))
    asked = {
        name
        for path in WEB.parent.rglob("templates/**/*.html")
        for name in re.findall(r'{% icon "([a-z-]+)"', path.read_text())
    } | {entry.icon for entry in navigation.ENTRIES}

    assert asked - drawn == set()


def test_a_script_of_the_shell_stays_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (WEB / "static/web/js").glob("*.js")}

    assert {name: size for name, size in sizes.items() if size > 12_000} == {}
