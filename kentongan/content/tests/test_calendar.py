"""Kalender: what stands on which day for whom, and how posts are moved."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import time_machine
from icalendar import Calendar
from openpyxl import load_workbook

from kentongan.channels.models import Channel
from kentongan.content.calendar import keeping
from kentongan.content.models import Post
from kentongan.content.services import withdraw
from kentongan.content.tests.conftest import Screen
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import Government
from tests import builders

NOW = "2026-11-26T02:00:00Z"
JSON: dict[str, Any] = {"headers": {"accept": "application/json"}}
Text = Callable[[Any], str]


@pytest.fixture(autouse=True)
def a_thursday_morning() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def squares(page: str) -> dict[str, list[str]]:
    """The titles of each day."""
    found = {}
    for part in page.split('data-day="')[1:]:
        found[part[:10]] = re.findall(r'<span class="t">([^<]*)</span>', part)
    return found


# ------------------------------------------------------------------ reading


def test_a_post_late_in_the_evening_stands_on_the_day_of_the_government(
    ayu: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen, text_of: Text
) -> None:
    written(ayu_acts, "2026-11-30", "23:59", "Malam")
    written(ayu_acts, "2026-12-01", "00:00", "Pagi buta")
    days = squares(text_of(screen_of(ayu).get("/g/wajo/kalender/?bulan=2026-11")))
    assert (days["2026-11-30"], days["2026-12-01"]) == (["Malam"], ["Pagi buta"])


def test_a_leap_day_is_a_day_of_the_calendar(
    ayu: Person, ayu_acts: Actor, screen_of: Screen, text_of: Text, written: Callable[..., Post]
) -> None:
    with time_machine.travel("2028-02-20T02:00:00Z", tick=False):
        written(ayu_acts, "2028-02-29", title="Hari kabisat")
        days = squares(text_of(screen_of(ayu).get("/g/wajo/kalender/?bulan=2028-02")))
    assert days["2028-02-29"] == ["Hari kabisat"]


def test_a_full_day_shows_three_and_leads_to_the_rest(
    ayu: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen, text_of: Text
) -> None:
    for number in range(5):
        written(ayu_acts, "2026-12-03", f"1{number}:00", f"Kabar {number}")
    browser = screen_of(ayu)
    page = text_of(browser.get("/g/wajo/kalender/?bulan=2026-12"))
    assert squares(page)["2026-12-03"] == ["Kabar 0", "Kabar 1", "Kabar 2"]
    assert "2 lagi" in page
    rest = text_of(browser.get("/g/wajo/kalender/?tampilan=agenda&hari=2026-12-03"))
    assert squares(rest)["2026-12-03"] == [f"Kabar {number}" for number in range(5)]


def test_the_week_puts_posts_at_their_hour(
    ayu: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen, text_of: Text
) -> None:
    written(ayu_acts, "2026-12-03", "10:30")
    written(ayu_acts, "2026-12-03", "04:15", "Sahur")
    page = text_of(screen_of(ayu).get("/g/wajo/kalender/?tampilan=minggu&hari=2026-12-03"))
    cells = {
        part[:40].split('"')[0] + " " + re.findall(r'data-hour="(\d+)"', part)[0]: part
        for part in page.split('data-day="')[1:]
    }
    assert "Imunisasi" in cells["2026-12-03 10"]
    assert "Sahur" in cells["2026-12-03 4"]


def test_the_agenda_goes_on_from_page_to_page_and_forgets_none(
    ayu: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen, text_of: Text, monkeypatch: Any
) -> None:
    monkeypatch.setattr("kentongan.content.calendar.pages.IN_AN_AGENDA", 2)
    for number in range(5):
        written(ayu_acts, "2026-12-03", "10:00", f"Kabar {number}")
    browser, address, seen = screen_of(ayu), "/g/wajo/kalender/?tampilan=agenda&hari=2026-12-03", []
    while address:
        page = text_of(browser.get(address))
        seen += squares(page).get("2026-12-03", [])
        onward = re.search(r'rel="next" href="(\?[^"]*sesudah[^"]*)"', page)
        address = f"/g/wajo/kalender/{onward[1].replace('&amp;', '&')}" if onward else ""
    assert seen == [f"Kabar {number}" for number in range(5)]


def test_another_agencys_posts_are_on_the_coordinators_calendar_alone(
    ayu: Person,
    ayu_acts: Actor,
    citra: Person,
    eko: Person,
    written: Callable[..., Post],
    screen_of: Screen,
    text_of: Text,
) -> None:
    written(ayu_acts, "2026-12-03")
    address = "/g/wajo/kalender/?bulan=2026-12"
    assert "Imunisasi" not in text_of(screen_of(citra).get(address))
    assert "Imunisasi" in text_of(screen_of(eko).get(address))


def test_filters_narrow_every_view_and_stay_in_every_link(
    eko: Person, ayu_acts: Actor, citra: Person, written: Callable[..., Post], screen_of: Screen, text_of: Text
) -> None:
    written(ayu_acts, "2026-12-03", title="Dari Dinkes", pillar="edukasi")
    written(builders.actor_of(citra), "2026-12-03", title="Dari PU")
    browser = screen_of(eko)
    for view in ("bulan=2026-12", "tampilan=minggu&hari=2026-12-03", "tampilan=agenda&hari=2026-12-03"):
        page = text_of(browser.get(f"/g/wajo/kalender/?{view}&pilar=edukasi&dinas={ayu_acts.agency_id}"))
        assert "Dari Dinkes" in page
        assert "Dari PU" not in page
        assert page.count("pilar=edukasi") >= 4
        assert "Dari Dinkes" not in text_of(browser.get(f"/g/wajo/kalender/?{view}&keadaan=terbit"))


def test_a_channel_narrows_to_what_it_carries(
    ayu: Person,
    ayu_acts: Actor,
    instagram: Channel,
    dinas_kesehatan: Agency,
    written: Callable[..., Post],
    screen_of: Screen,
    text_of: Text,
) -> None:
    facebook = builders.channel(dinas_kesehatan, "facebook")
    written(ayu_acts, "2026-12-03", channels=[instagram.pk])
    browser, address = screen_of(ayu), "/g/wajo/kalender/?bulan=2026-12&kanal="
    assert "Imunisasi campak" in text_of(browser.get(f"{address}{instagram.pk}"))
    assert "Imunisasi campak" not in text_of(browser.get(f"{address}{facebook.pk}"))


def test_what_was_taken_back_has_no_place(
    ayu: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen, text_of: Text
) -> None:
    withdraw(actor=ayu_acts, post=written(ayu_acts, "2026-12-03"), reason="Batal")
    assert "Imunisasi" not in text_of(screen_of(ayu).get("/g/wajo/kalender/?bulan=2026-12"))


def test_the_page_costs_the_same_questions_however_many_posts_there_are(
    eko: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen, django_assert_max_num_queries: Any
) -> None:
    for day in range(1, 20):
        written(ayu_acts, f"2026-12-{day:02}")
    browser = screen_of(eko)
    browser.get("/g/wajo/kalender/")
    with django_assert_max_num_queries(14):  # 11 questions; the rest are savepoints of a test, and the scope's return
        browser.get("/g/wajo/kalender/?bulan=2026-12")


@pytest.mark.parametrize(
    "odd", ["bulan=0000-00", "tampilan=tahun", "hari=2026-99-99", "sesudah=x-9", "dinas=-1", "kanal=999999999999999999"]
)
def test_an_address_that_makes_no_sense_shows_a_calendar(
    ayu: Person, ayu_acts: Actor, screen_of: Screen, odd: str
) -> None:
    assert screen_of(ayu).get(f"/g/wajo/kalender/?tampilan=agenda&{odd}").status_code == 200
    assert screen_of(ayu).get(f"/g/wajo/kalender/?{odd}").status_code == 200


# ------------------------------------------------------------------ leaving


def test_a_persons_feed_shows_what_they_may_see_until_it_is_revoked(
    ayu: Person, ayu_acts: Actor, citra: Person, written: Callable[..., Post], screen_of: Screen, client: Any
) -> None:
    written(ayu_acts, "2026-12-03", title="Imunisasi; gratis, \r\nBEGIN:VEVENT")
    written(builders.actor_of(citra), "2026-12-03", title="Jalan ditutup")
    browser = screen_of(ayu)
    page = browser.post("/g/wajo/kalender/langganan/").content.decode()
    address = re.search(r"/g/wajo/kalender/langganan/[^\"<]+\.ics", page)[0]  # type: ignore[index]
    answer = client.get(address)
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Imunisasi; gratis, BEGIN:VEVENT (Draf)"]
    assert events[0].decoded("dtstart").isoformat() == "2026-12-03T02:00:00+00:00"
    assert "puskesmas" not in answer.content.decode()
    assert client.get(address.replace(".ics", "x.ics")).status_code == 404
    assert client.get(address.replace("wajo", "palembang")).status_code == 404
    browser.post("/g/wajo/kalender/langganan/putus/")
    assert client.get(address).status_code == 404


def test_a_feed_ends_with_a_new_one_and_with_the_persons_work(ayu: Person, ayu_acts: Actor, wajo: Government) -> None:
    first = keeping.make_feed(actor=ayu_acts)
    second = keeping.make_feed(actor=ayu_acts)
    assert keeping.reader_of(wajo, first) is None
    assert keeping.reader_of(wajo, second) == ayu_acts
    Person.objects.filter(pk=ayu.pk).update(active=False)
    assert keeping.reader_of(wajo, second) is None


def test_the_spreadsheet_carries_the_shown_days_and_no_formula(
    ayu: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen
) -> None:
    written(ayu_acts, "2026-12-03", title='=HYPERLINK("https://jahat.example")')
    written(ayu_acts, "2026-12-04", title="Kabar\x0bbaru")
    written(ayu_acts, "2027-02-04", title="Bukan bulan ini")
    answer = screen_of(ayu).get("/g/wajo/kalender/kalender.xlsx?bulan=2026-12")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[3].value for row in rows] == ['=HYPERLINK("https://jahat.example")', "Kabarbaru"]
    assert {cell.data_type for cell in rows[0]} <= {"s", "d"}
    assert rows[0][1].value == datetime(2026, 12, 3)  # noqa: DTZ001 - a cell has no zone
    assert "Instagram" in rows[0][6].value
