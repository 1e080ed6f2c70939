"""Kalender: how posts are moved, what that costs, and what they would run into."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine

from kentongan.approvals.selectors import waiting_for
from kentongan.approvals.services import approve
from kentongan.content import states
from kentongan.content.calendar import keeping
from kentongan.content.calendar.rules import Limits
from kentongan.content.models import Post
from kentongan.content.services import submit_for_review
from kentongan.content.tests.conftest import Screen
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Appointment, Person
from kentongan.planning.models import Basis
from kentongan.planning.services import Brief, keep_campaign, keep_slot
from kentongan.tenancy.models import Government
from tests import builders

NOW = "2026-11-26T02:00:00Z"
JSON: dict[str, Any] = {"headers": {"accept": "application/json"}}
Text = Callable[[Any], str]


@pytest.fixture(autouse=True)
def a_thursday_morning() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def approved(draft_of: Callable[..., Post], ayu_acts: Actor, bima_acts: Actor, wajo: Government) -> Post:
    """A post of Ayu's that Bima approved for tomorrow."""
    post = draft_of(ayu_acts)
    post = submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    approval = waiting_for(bima_acts)[0]
    approve(actor=bima_acts, approval=approval, content_hash=approval.content_hash)
    post.refresh_from_db()
    return post


def move(browser: Any, post: Post, day: str, time: str = "10:00", *, sure: bool = False, **more: Any) -> Any:
    """What the browser sends when a chip is dropped."""
    fields = {"day": day, "time": time, "revision": post.revision} | ({"sure": "on"} if sure else {})
    return browser.post(f"/g/wajo/kalender/{post.pk}/pindah/", fields | more, **JSON)


# ------------------------------------------------------------------ moving


def test_a_draft_moves_at_once_and_back_again(
    ayu: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen
) -> None:
    post, browser = written(ayu_acts, "2026-12-03"), screen_of(ayu)
    told = move(browser, post, "2026-12-04", "11:00").json()
    post.refresh_from_db()
    assert post.publish_at == datetime(2026, 12, 4, 11, tzinfo=ayu_acts.zone)
    assert told["undo"] == {"day": "2026-12-03", "time": "10:00:00"}
    assert (
        browser.post(
            f"/g/wajo/kalender/{post.pk}/pindah/", told["undo"] | {"revision": told["revision"]}, **JSON
        ).status_code
        == 200
    )
    post.refresh_from_db()
    assert post.publish_at == datetime(2026, 12, 3, 10, tzinfo=ayu_acts.zone)


def test_an_approved_post_asks_first_and_loses_its_approval(ayu: Person, approved: Post, screen_of: Screen) -> None:
    browser = screen_of(ayu)
    asked = browser.get(f"/g/wajo/kalender/{approved.pk}/bentrok/?first=2026-11-27&last=2026-12-31&time=10:00", **JSON)
    assert "sudah disetujui" in asked.json()["cost"]
    refused = move(browser, approved, "2026-12-10")
    approved.refresh_from_db()
    assert (refused.status_code, approved.state) == (422, states.SCHEDULED)
    assert "persetujuan itu batal" in refused.json()["cost"]
    assert move(browser, approved, "2026-12-10", sure=True).status_code == 200
    approved.refresh_from_db()
    assert approved.state == states.DRAFT


def test_a_post_that_was_approved_while_it_was_carried_asks_all_the_same(
    ayu: Person, ayu_acts: Actor, draft_of: Callable[..., Post], bima_acts: Actor, screen_of: Screen
) -> None:
    post = draft_of(ayu_acts)
    seen = post.revision
    submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    approval = waiting_for(bima_acts)[0]
    approve(actor=bima_acts, approval=approval, content_hash=approval.content_hash)
    post.revision = seen
    assert "cost" in move(screen_of(ayu), post, "2026-12-10").json()


def test_a_drop_into_the_past_stays_where_it_was(
    ayu: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen
) -> None:
    post = written(ayu_acts, "2026-12-03")
    answer = move(screen_of(ayu), post, "2026-11-25")
    assert answer.status_code == 422
    assert set(answer.json()["problem"]) == {"title", "why", "todo"}
    assert "sudah lewat" in answer.json()["problem"]["title"]
    assert move(screen_of(ayu), post, "2028-01-01").json()["problem"]["title"] == "Waktu itu terlalu jauh"
    post.refresh_from_db()
    assert post.publish_at == datetime(2026, 12, 3, 10, tzinfo=ayu_acts.zone)


def test_after_the_decree_ends_nothing_can_be_planned(
    ayu: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen
) -> None:
    Appointment.objects.filter(person=ayu).update(ends=date(2026, 12, 10))
    post, browser = written(ayu_acts, "2026-12-03"), screen_of(ayu)
    probe = f"/g/wajo/kalender/{post.pk}/bentrok/?first=2026-11-24&last=2026-12-14&time=10:00"
    days = browser.get(probe, **JSON).json()["days"]
    assert sorted(day for day, found in days.items() if "stop" in found) == [
        "2026-11-24", "2026-11-25", "2026-11-26", "2026-12-11", "2026-12-12", "2026-12-13", "2026-12-14",
    ]  # fmt: skip
    assert move(browser, post, "2026-12-11").json()["problem"]["title"] == "Pada hari itu haknya sudah berakhir"
    assert move(browser, post, "2026-12-10").status_code == 200


def test_of_two_people_who_move_one_post_the_second_sees_both_moments(
    ayu: Person, ayu_acts: Actor, dewi: Person, eko: Person, written: Callable[..., Post], screen_of: Screen
) -> None:
    post = written(ayu_acts, "2026-12-03")
    assert move(screen_of(eko), post, "2026-12-04").status_code == 200
    answer = move(screen_of(ayu), post, "2026-12-05")
    assert answer.status_code == 409
    assert "Eko Samudra" in answer.json()["conflict"]["title"]
    assert "4 Desember" in answer.json()["conflict"]["theirs"]
    assert "5 Desember" in answer.json()["conflict"]["mine"]
    page = screen_of(ayu).post(
        f"/g/wajo/kalender/{post.pk}/pindah/", {"day": "2026-12-05", "time": "10:00", "revision": post.revision}
    )
    assert page.status_code == 409
    assert "4 Desember" in page.content.decode()


def test_a_post_that_went_out_meanwhile_stays(ayu: Person, approved: Post, screen_of: Screen) -> None:
    Post.objects.filter(pk=approved.pk).update(state=states.PUBLISHED)
    answer = move(screen_of(ayu), approved, "2026-12-10", sure=True)
    assert answer.status_code == 422
    assert "sudah terbit" in answer.json()["problem"]["why"]


def test_whoever_only_reads_moves_nothing(
    kartika: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen, text_of: Text
) -> None:
    post, browser = written(ayu_acts, "2026-12-03"), screen_of(kartika)
    assert "data-move" not in text_of(browser.get("/g/wajo/kalender/?bulan=2026-12"))
    assert move(browser, post, "2026-12-04").status_code == 403


def test_another_agencys_post_cannot_even_be_asked_about(
    citra: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen
) -> None:
    post = written(ayu_acts, "2026-12-03")
    assert move(screen_of(citra), post, "2026-12-04").status_code == 404
    probe = f"/g/wajo/kalender/{post.pk}/bentrok/?first=2026-12-01&last=2026-12-09&time=10:00"
    assert screen_of(citra).get(probe).status_code == 404


@pytest.mark.parametrize(
    "odd", [{"day": "31-31-2026"}, {"time": "25:00"}, {"day": ""}, {"revision": "0"}, {"revision": "x"}]
)
def test_a_drop_that_cannot_be_read_changes_nothing(
    ayu: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen, odd: dict[str, str]
) -> None:
    post = written(ayu_acts, "2026-12-03")
    fields = {"day": "2026-12-04", "time": "10:00", "revision": post.revision} | odd
    assert screen_of(ayu).post(f"/g/wajo/kalender/{post.pk}/pindah/", fields, **JSON).status_code == 422
    post.refresh_from_db()
    assert post.publish_at == datetime(2026, 12, 3, 10, tzinfo=ayu_acts.zone)


def test_moving_without_dragging_offers_the_next_days_and_a_way_back(
    ayu: Person, ayu_acts: Actor, written: Callable[..., Post], screen_of: Screen, text_of: Text
) -> None:
    post, browser = written(ayu_acts, "2026-12-03"), screen_of(ayu)
    page = text_of(browser.get(f"/g/wajo/kalender/{post.pk}/pindah/"))
    assert page.count("Pindahkan ke sini") == 7 or page.count("Pindahkan ke sini") == 6
    fields = {"day": "2026-12-04", "time": "10:00", "revision": post.revision}
    after = browser.post(f"/g/wajo/kalender/{post.pk}/pindah/", fields, follow=True)
    assert "Urungkan" in text_of(after)
    assert 'value="2026-12-03"' in text_of(after)


# ------------------------------------------------------------------ clashes


def around(browser: Any, post: Post, time: str = "10:00") -> dict[str, list[str]]:
    probe = f"/g/wajo/kalender/{post.pk}/bentrok/?first=2026-12-01&last=2026-12-31&time={time}"
    return {day: found.get("clashes", []) for day, found in browser.get(probe, **JSON).json()["days"].items()}


def test_two_agencies_with_one_matter_in_one_hour_are_told_while_it_is_carried(
    ayu: Person, ayu_acts: Actor, citra: Person, eko: Person, written: Callable[..., Post], screen_of: Screen
) -> None:
    written(builders.actor_of(citra), "2026-12-04", "10:30", "Imunisasi campak gratis untuk anak")
    post = written(ayu_acts, "2026-12-03")
    hits = around(screen_of(eko), post)
    assert list(hits) == ["2026-12-04"]
    assert "Dinas PU" in hits["2026-12-04"][0]
    assert "Imunisasi campak gratis untuk anak" in hits["2026-12-04"][0]
    assert around(screen_of(eko), post, "13:00") == {}


def test_a_draft_of_another_agency_is_no_ones_business_and_a_submitted_post_tells_only_agency_and_hour(
    ayu: Person, ayu_acts: Actor, citra: Person, written: Callable[..., Post], screen_of: Screen
) -> None:
    theirs = written(builders.actor_of(citra), "2026-12-04", "10:30", "Imunisasi campak gratis untuk anak")
    post = written(ayu_acts, "2026-12-03")
    assert around(screen_of(ayu), post) == {}
    Post.objects.filter(pk=theirs.pk).update(state=states.IN_REVIEW)
    assert around(screen_of(ayu), post) == {"2026-12-04": ["Dinas PU menyiapkan hal yang sama untuk pukul 10.30."]}


def test_more_than_the_governments_number_a_day_and_quiet_hours_are_told(
    ayu: Person, ayu_acts: Actor, eko: Person, written: Callable[..., Post], screen_of: Screen
) -> None:
    keeping.set_limits(actor=builders.actor_of(eko), limits=Limits(per_channel=2, per_agency=3))
    for hour in ("08:00", "12:00"):
        written(ayu_acts, "2026-12-07", hour, "Lain sama sekali")
    post = written(ayu_acts, "2026-12-03")
    assert around(screen_of(ayu), post) == {
        "2026-12-07": ["Instagram Dinas Kesehatan sudah punya 2 kiriman pada hari ini; batasnya 2."]
    }
    assert all("Jam tenang" in said[0] for said in around(screen_of(ayu), post, "22:00").values())


def test_only_keepers_set_the_limits(ayu: Person, omar: Person, screen_of: Screen, text_of: Text) -> None:
    fields = {"quiet_from": "22:00", "quiet_until": "05:00", "per_channel": 3, "per_agency": 9, "slot_minutes": 30}
    assert screen_of(ayu).post("/g/wajo/kalender/aturan/", fields).status_code == 403
    assert screen_of(omar).post("/g/wajo/kalender/aturan/", fields | {"slot_minutes": 0}).status_code == 422
    assert screen_of(omar).post("/g/wajo/kalender/aturan/", fields).status_code == 302
    assert "22.00 sampai 05.00" in text_of(screen_of(ayu).get("/g/wajo/kalender/aturan/"))


def test_one_campaign_in_one_hour_is_one_matter_whatever_the_words(
    ayu: Person,
    ayu_acts: Actor,
    citra: Person,
    eko: Person,
    written: Callable[..., Post],
    screen_of: Screen,
    text_of: Text,
) -> None:
    brief = Brief("Bulan bersih", ayu.agency, Basis.THEME, date(2026, 12, 1), date(2026, 12, 31), goal="Bersih")
    campaign = keep_campaign(actor=builders.actor_of(eko), brief=brief)
    theirs = written(builders.actor_of(citra), "2026-12-04", "10:30", "Drainase pasar dikuras")
    post = written(ayu_acts, "2026-12-03")
    assert around(screen_of(eko), post) == {}
    Post.objects.filter(pk__in=[theirs.pk, post.pk]).update(campaign=campaign)
    assert list(around(screen_of(eko), post)) == ["2026-12-04"]
    browser, address = screen_of(eko), "/g/wajo/kalender/?bulan=2026-12&kampanye="
    assert "Drainase" in text_of(browser.get(f"{address}{campaign.pk}"))
    assert "Drainase" not in text_of(browser.get(f"{address}{campaign.pk + 1}"))


def test_the_plans_empty_hours_stand_in_their_squares_until_a_post_takes_them(
    ayu: Person, ayu_acts: Actor, citra: Person, written: Callable[..., Post], screen_of: Screen, text_of: Text
) -> None:
    keep_slot(actor=ayu_acts, agency=ayu.agency, weekday=3, at=time(10))
    month = "/g/wajo/kalender/slot/?bulan=2026-12"
    squares = re.findall(r"beforeend:#d-([^\"]+)", text_of(screen_of(ayu).get(month)))
    assert squares == [f"2026-12-{day:02}" for day in (3, 10, 17, 24, 31)]
    written(ayu_acts, "2026-12-10", "11:00")
    assert "#d-2026-12-10" not in text_of(screen_of(ayu).get(month))
    assert "#d-2026-12-17-10" in text_of(screen_of(ayu).get("/g/wajo/kalender/slot/?tampilan=minggu&hari=2026-12-17"))
    assert "beforeend" not in text_of(screen_of(citra).get(month))
