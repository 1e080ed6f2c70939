"""Columns of the plan, and what becomes of the description of a picture that is still to come."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from openpyxl import load_workbook

from kentongan.content.importing.outcomes import FIX, READY, Outcome
from kentongan.content.importing.selectors import DryRun
from kentongan.content.importing.tests.books import PLAN_HEAD, book, row
from kentongan.content.models import Import, Post, Revision
from kentongan.content.selectors import media_of
from kentongan.content.services import attach
from kentongan.content.tests.conftest import photo
from kentongan.core import clock
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.planning import services as planning
from kentongan.planning.models import Campaign, Programme
from kentongan.planning.services import Brief, Line
from kentongan.tenancy.scope import within
from tests import builders
from tests.builders import actor_of

Judged = Callable[[bytes], DryRun]


@pytest.fixture
def programme(eko: Person, dinas_kesehatan: Agency) -> Programme:
    actor = actor_of(eko)
    vision = planning.add_line(actor=actor, line=Line("Wajo sehat", 2020, 2090))
    mission = planning.add_line(actor=actor, line=Line("Layanan dasar", 2020, 2090, parent=vision))
    return planning.add_line(actor=actor, line=Line("Ibu dan anak sehat", 2020, 2090, parent=mission, code="1.02"))


@pytest.fixture
def campaign(eko: Person, dinas_kesehatan: Agency) -> Campaign:
    today = clock.now().date()
    ends = today + timedelta(days=60)
    brief = Brief("Ayo ke posyandu", dinas_kesehatan, "tematik", starts=today, ends=ends, goal="Lebih banyak datang")
    return planning.keep_campaign(actor=actor_of(eko), brief=brief)


def planned(**plan: str) -> bytes:
    usual = {"programme": "", "campaign": "", "audiences": ""}
    return book([row(**(usual | plan))], PLAN_HEAD)


def said(found: Outcome) -> str:
    return " ".join(f"{it.cell} {it.sentence} {it.todo}" for it in found.reasons)


@pytest.mark.parametrize("written", ["Ibu dan anak sehat", "1.02", "1.02 ibu dan anak SEHAT"])
def test_a_programme_is_known_by_its_name_its_number_or_both(
    judged: Judged, programme: Programme, written: str
) -> None:
    found = judged(planned(programme=written)).outcomes[0]
    assert found.state == READY
    assert found.plan.programme
    assert found.plan.programme.key == str(programme.pk)


def test_what_the_plan_does_not_know_is_the_rows_reason_each_with_its_cell(
    judged: Judged, programme: Programme, campaign: Campaign
) -> None:
    found = judged(planned(programme="Ibu anak sehat", campaign="Ayo posyandu", audiences="Umum, Milenal")).outcomes[0]
    assert found.state == FIX
    words = said(found)
    assert "I2 “Ibu anak sehat” bukan program di rencana pemda Anda. Mungkin maksudnya Ibu dan anak sehat." in words
    assert "J2 “Ayo posyandu” bukan kampanye" in words
    assert "K2 “Milenal” bukan khalayak di rencana pemda Anda. Mungkin maksudnya Milenial." in words


def test_two_programmes_of_one_name_have_to_be_told_apart(judged: Judged, programme: Programme, eko: Person) -> None:
    line = Line("Ibu dan anak sehat", 2020, 2090, parent=programme.parent, code="1.07")
    planning.add_line(actor=actor_of(eko), line=line)
    assert "cocok dengan 2 program" in said(judged(planned(programme="Ibu dan anak sehat")).outcomes[0])
    assert judged(planned(programme="1.07 Ibu dan anak sehat")).outcomes[0].state == READY


def test_a_plan_of_another_government_does_not_exist(judged: Judged) -> None:
    elsewhere = builders.government("samarinda")
    staff = builders.person("Sinta", (Role.COORDINATOR,), builders.agency("Diskominfo", of=elsewhere))
    with within(elsewhere.pk):
        vision = planning.add_line(actor=actor_of(staff), line=Line("Samarinda sehat", 2020, 2090))
        mission = planning.add_line(actor=actor_of(staff), line=Line("Layanan", 2020, 2090, parent=vision))
        planning.add_line(actor=actor_of(staff), line=Line("Ibu dan anak sehat", 2020, 2090, parent=mission))
    assert "bukan program" in said(judged(planned(programme="Ibu dan anak sehat")).outcomes[0])


def test_drafts_stand_in_the_plan_and_begin_with_a_first_wording(
    judged: Judged, programme: Programme, campaign: Campaign, browser: Client
) -> None:
    judged(planned(programme="1.02", campaign="ayo ke posyandu", audiences="Orang tua; Umum"))
    found = Import.objects.get()
    browser.post(f"/g/wajo/impor/{found.pk}/jadikan/", {"ready": "1"})
    post = Post.objects.get()
    assert (post.programme, post.campaign) == (programme, campaign)
    assert post.audiences == ["umum", "orang-tua"]
    first = Revision.objects.get(post=post)
    assert (first.number, first.title, first.opens) == (1, post.title, True)
    assert len(first.versions) == 1


def test_the_first_picture_of_an_imported_post_is_described_as_the_workbook_says(
    judged: Judged, browser: Client, ayu: Person
) -> None:
    judged(book([row(alt="Ibu menggendong bayi di posyandu")]))
    browser.post(f"/g/wajo/impor/{Import.objects.get().pk}/jadikan/", {"ready": "1"})
    post, actor = Post.objects.get(), actor_of(ayu)
    post, _ = attach(actor=actor, post=post, revision=post.revision, upload=photo())
    post, _ = attach(actor=actor, post=post, revision=post.revision, upload=photo("dua.jpg", color="navy"))
    assert [one.asset.alt_text for one in media_of(post)] == ["Ibu menggendong bayi di posyandu", ""]


def test_what_is_typed_beside_the_picture_goes_before_the_workbook(
    judged: Judged, browser: Client, ayu: Person
) -> None:
    judged(book([row(alt="Ibu menggendong bayi")]))
    browser.post(f"/g/wajo/impor/{Import.objects.get().pk}/jadikan/", {"ready": "1"})
    post = Post.objects.get()
    post, asset = attach(
        actor=actor_of(ayu), post=post, revision=post.revision, upload=photo(), alt_text="Bayi ditimbang"
    )
    assert asset.alt_text == "Bayi ditimbang"


def test_the_template_lists_what_the_plan_knows(browser: Client, programme: Programme) -> None:
    made = load_workbook(io.BytesIO(browser.get("/g/wajo/impor/templat/").content))
    assert made.active is not None
    assert [cell.value for cell in made.active[1]][8:] == ["Program", "Kampanye", "Khalayak"]
    assert made["Pilihan"]["D2"].value == "Ibu dan anak sehat"


def test_the_day_of_a_programme_that_ended_is_over(judged: Judged, programme: Programme) -> None:
    Programme.objects.filter(pk=programme.pk).update(last_year=date.today().year - 1)  # noqa: DTZ011 - a year only
    assert judged(planned(programme="1.02")).outcomes[0].state == FIX
