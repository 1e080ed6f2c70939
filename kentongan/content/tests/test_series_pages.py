"""A repeated post on its screens: the desk, the approver's page, its own page, the calendar, today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine

from kentongan.approvals.selectors import waiting_for
from kentongan.approvals.services import approve
from kentongan.content import states
from kentongan.content.models import Post
from kentongan.content.recurrence import Every, Recurrence
from kentongan.content.services import Draft, save_draft, submit_for_review
from kentongan.content.tests.conftest import Screen
from kentongan.core import clock
from kentongan.core.days import written
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from tests import builders

WORDS = "Jadwal posyandu {hari}, {tanggal}."


@pytest.fixture
def first(ayu_acts: Actor) -> date:
    """The day after tomorrow in Wajo."""
    return clock.now().astimezone(ayu_acts.zone).date() + timedelta(days=2)


@pytest.fixture
def draft(ayu_acts: Actor, draft_of: Callable[..., Post], first: date) -> Post:
    """A post for each of nine days, on the desk."""
    post = draft_of(ayu_acts, story=WORDS)
    rule = Recurrence(Every.DAY, time(7), first, first + timedelta(days=8))
    words = Draft(title=post.title, story=post.story, pillar=post.pillar, recurrence=rule)
    return save_draft(actor=ayu_acts, post=post, revision=post.revision, draft=words)


@pytest.fixture
def series(draft: Post, ayu_acts: Actor, bima_acts: Actor) -> Post:
    """The same, approved."""
    submit_for_review(actor=ayu_acts, post=draft, revision=draft.revision)
    request = waiting_for(bima_acts).get()
    approve(actor=bima_acts, approval=request, content_hash=request.content_hash)
    draft.refresh_from_db()
    return draft


def page_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_weekly_schedule_is_chosen_at_the_desk(post: Post, desk: Callable[..., Any], first: date) -> None:
    last = first + timedelta(days=70)
    fields = {"repeat_weekday": ["0", "3"], "repeat_at": "07:00", "repeat_first": first, "repeat_last": last}
    desk(post, repeat="week", repeat_skip="on", repeat_day="", **fields)
    assert post.recurrence == {
        "every": "week",
        "at": "07:00",
        "first": first.isoformat(),
        "last": last.isoformat(),
        "weekdays": [0, 3],
        "day": 0,
        "skip_holidays": True,
    }
    desk(post, repeat="")
    assert (post.recurrence, post.publish_at) == (None, None)


def test_what_is_half_typed_is_kept_and_what_is_missing_named(
    post: Post, desk: Callable[..., Any], ayu: Person, screen_of: Screen
) -> None:
    desk(post, repeat="month", repeat_day="1", repeat_at="", repeat_first="", repeat_last="")
    page = page_of(screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/"))
    assert '<input type="radio" name="repeat" value="month" checked>' in page
    assert "Jam pengulangannya belum ada" in page
    assert "Persetujuan tidak berlaku selamanya" in page


def test_the_desk_warns_where_a_platform_refuses_the_same_words(
    draft: Post, five_channels: dict[str, Any], desk: Callable[..., Any], ayu: Person, screen_of: Screen
) -> None:
    warning = "X dapat menolak tulisan yang sama persis"
    chosen = {"channel": [five_channels["x"].pk]}
    desk(draft, story="Jadwal posyandu.", **chosen)
    assert warning in page_of(screen_of(ayu).get(f"/g/wajo/tulis/{draft.pk}/"))
    desk(draft, story=WORDS, **chosen)
    assert warning not in page_of(screen_of(ayu).get(f"/g/wajo/tulis/{draft.pk}/"))
    desk(draft, repeat="", **chosen)
    assert "{hari} tidak diisi di kiriman ini" in page_of(screen_of(ayu).get(f"/g/wajo/tulis/{draft.pk}/"))


def test_the_approver_reads_the_first_three_times_filled_in(
    draft: Post, ayu_acts: Actor, bima: Person, bima_acts: Actor, screen_of: Screen, first: date
) -> None:
    submit_for_review(actor=ayu_acts, post=draft, revision=draft.revision)
    page = page_of(screen_of(bima).get(f"/g/wajo/setujui/{waiting_for(bima_acts).get().pk}/"))
    assert "Tiga kali pertama" in page
    for number in range(3):
        assert f", {written(first + timedelta(days=number))}." in page
    assert f", {written(first + timedelta(days=3))}." not in page
    assert "Tiap hari pukul 07.00, sampai" in page
    assert "{tanggal}" not in page


def test_its_page_shows_what_comes_and_lets_it_be_stopped(series: Post, bima: Person, screen_of: Screen) -> None:
    browser = screen_of(bima)
    page = page_of(browser.get(f"/g/wajo/kiriman/{series.pk}/"))
    assert "Berikutnya" in page
    assert page.count("07.00") >= 4
    assert "Tarik kiriman" not in page
    browser.post(f"/g/wajo/kiriman/{series.pk}/hentikan/", {"reason": ""})
    series.refresh_from_db()
    assert series.state == states.SCHEDULED
    answer = browser.post(f"/g/wajo/kiriman/{series.pk}/hentikan/", {"reason": "programnya selesai"}, follow=True)
    assert "Pengulangan dihentikan" in page_of(answer)
    assert "Berikutnya" not in page_of(answer)
    again = browser.post(f"/g/wajo/kiriman/{series.pk}/hentikan/", {"reason": "sekali lagi"}, follow=True)
    assert "sedang tidak diulang" in page_of(again)


def test_an_auditor_reads_it_and_cannot_stop_it(series: Post, kartika: Person, screen_of: Screen) -> None:
    browser = screen_of(kartika)
    assert "Hentikan pengulangan" not in page_of(browser.get(f"/g/wajo/kiriman/{series.pk}/"))
    assert browser.post(f"/g/wajo/kiriman/{series.pk}/hentikan/", {"reason": "x"}).status_code == 403


def test_the_calendar_and_today_show_it(series: Post, ayu: Person, first: date, screen_of: Screen) -> None:
    page = page_of(screen_of(ayu).get(f"/g/wajo/kalender/?bulan={first:%Y-%m}"))
    days = [first + timedelta(days=number) for number in range(9)]
    same_month = sum(day.month == first.month for day in days)
    outside = len(days) - same_month
    assert page.count("Imunisasi campak gratis</span>") >= same_month > outside
    assert "pindah/" not in page  # its schedule decides
    assert series.publish_at
    with time_machine.travel(series.publish_at - timedelta(hours=3), tick=False):
        today = page_of(screen_of(ayu).get("/g/wajo/"))
    assert "Imunisasi campak gratis" in today


def test_the_list_says_the_rhythm(series: Post, ayu: Person, screen_of: Screen) -> None:
    assert "Tiap hari pukul 07.00, sampai" in page_of(screen_of(ayu).get("/g/wajo/kiriman/"))


def test_an_edit_by_another_meanwhile_keeps_every_field_of_the_schedule(
    draft: Post, desk: Callable[..., Any], eko: Person
) -> None:
    opened_at = draft.revision
    words = Draft(title=draft.title, story="Versi Eko.", pillar=draft.pillar)
    save_draft(actor=builders.actor_of(eko), post=draft, revision=opened_at, draft=words)
    answer = desk(draft, revision=opened_at, repeat="week", repeat_weekday=["1", "4"], story="Versi Ayu.")
    assert answer.status_code == 409
    assert page_of(answer).count('name="repeat_weekday"') == 2


def test_the_next_time_is_a_moment_of_the_government(series: Post, ayu_acts: Actor, first: date) -> None:
    assert series.publish_at == datetime.combine(first, time(7), ayu_acts.zone)
