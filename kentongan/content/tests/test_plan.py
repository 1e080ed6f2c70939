"""The plan through its services: who may, what is kept, and what it makes of posts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from kentongan.audit.models import Entry
from kentongan.content import states
from kentongan.content.models import Post
from kentongan.content.selectors import post_for
from kentongan.content.services import Draft, place_in_plan, save_draft, start_post
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.planning import selectors, services
from kentongan.planning.models import Campaign, Programme
from kentongan.planning.registry import posts
from kentongan.planning.rules import Duty, Tally, span_of, tallied
from kentongan.planning.services import Brief, Line, PlanError, YearPlan
from tests.builders import actor_of

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def programme(eko: Person) -> Programme:
    actor = actor_of(eko)
    vision = services.add_line(actor=actor, line=Line("Wajo sehat dan maju", 2025, 2029))
    mission = services.add_line(actor=actor, line=Line("Layanan dasar merata", 2025, 2029, parent=vision))
    return services.add_line(
        actor=actor, line=Line("Gerakan ibu dan anak sehat", 2025, 2029, parent=mission, code="1.02", priority=True)
    )


def planned(author: Person, at: datetime, *, out: bool = False, pillar: str = "layanan") -> Post:
    """A post at a moment; `out`: the public can read it."""
    actor = actor_of(author)
    post = start_post(actor=actor, title="Imunisasi gratis", story="Di semua puskesmas.")
    words = Draft(title=post.title, story=post.story, pillar=pillar, publish_at=at)
    post = save_draft(actor=actor, post=post, revision=post.revision, draft=words)
    if out:
        Post.objects.filter(pk=post.pk).update(state=states.PUBLISHED)
        post.refresh_from_db()
    return post


def noon(day: int, zone: str = "Asia/Makassar") -> datetime:
    from zoneinfo import ZoneInfo

    return datetime.combine(DECEMBER.replace(day=day), time(12), ZoneInfo(zone))


def test_a_programme_hangs_below_a_mission_and_nothing_below_a_programme(eko: Person, programme: Programme) -> None:
    assert programme.level == Programme.Level.PROGRAMME
    with pytest.raises(PlanError, match="tidak ada tingkat lagi"):
        services.add_line(actor=actor_of(eko), line=Line("Terlalu dalam", 2025, 2029, parent=programme))


def test_an_agencys_admin_reads_the_plan_but_does_not_write_it(ayu: Person, programme: Programme) -> None:
    actor = actor_of(ayu)
    assert list(selectors.programmes_for(actor, 2026)) == [programme]
    with pytest.raises(NotAllowedError):
        services.change_line(actor=actor, programme=programme, line=Line("Lain", 2025, 2029, parent=programme.parent))
    with pytest.raises(NotAllowedError):
        services.set_quotas(actor=actor, month=DECEMBER, wanted={(actor.agency_id, "layanan"): 4})


def test_a_programme_that_a_post_serves_is_not_removed(eko: Person, ayu: Person, programme: Programme) -> None:
    post = planned(ayu, noon(3))
    place_in_plan(actor=actor_of(ayu), post=post, programme_id=programme.pk, campaign_id=None, audiences=["umum"])
    with pytest.raises(PlanError, match="masih dipakai"):
        services.remove_line(actor=actor_of(eko), programme=programme)


def test_a_place_in_the_plan_can_be_given_after_publishing_and_is_told_once(ayu: Person, programme: Programme) -> None:
    post, actor = planned(ayu, noon(3), out=True), actor_of(ayu)
    for _ in range(2):
        place_in_plan(actor=actor, post=post, programme_id=programme.pk, campaign_id=None, audiences=["gen-z", "x"])
    again = post_for(actor, post.pk)
    assert again is not None
    assert (again.programme_id, again.audiences, again.state) == (programme.pk, ["gen-z"], states.PUBLISHED)
    assert again.revision == post.revision
    assert Entry.objects.filter(action="content.placed").count() == 1


def test_posts_of_a_month_are_counted_by_agency_and_pillar(eko: Person, ayu: Person, dinas_kesehatan: Agency) -> None:
    planned(ayu, noon(3), out=True)
    planned(ayu, noon(4))
    planned(ayu, noon(5), pillar="edukasi")
    start, end = span_of(DECEMBER, actor_of(eko).zone)
    counted = tallied(posts().taken(eko.government_id, start, end))
    key = dinas_kesehatan.pk
    assert counted == {(key, "layanan"): Tally(2, 1), (key, "edukasi"): Tally(1, 0)}


def test_quotas_are_kept_changed_taken_away_and_repeated(eko: Person, dinas_kesehatan: Agency) -> None:
    actor, key = actor_of(eko), dinas_kesehatan.pk
    services.set_quotas(actor=actor, month=DECEMBER, wanted={(key, "layanan"): 4, (key, "edukasi"): 2})
    services.set_quotas(actor=actor, month=DECEMBER, wanted={(key, "layanan"): 5, (key, "edukasi"): 0})
    assert selectors.quotas_in(actor, DECEMBER) == {(key, "layanan"): 5}
    january = date(2027, 1, 1)
    assert services.repeat_quotas(actor=actor, month=january) == 1
    assert selectors.quotas_in(actor, january) == {(key, "layanan"): 5}
    assert services.repeat_quotas(actor=actor, month=january) == 0


def test_an_admin_keeps_slots_of_the_own_agency_only(ayu: Person, citra: Person, dinas_kesehatan: Agency) -> None:
    slot = services.keep_slot(actor=actor_of(ayu), agency=dinas_kesehatan, weekday=3, at=time(12))
    with pytest.raises(NotAllowedError, match="dinas lain"):
        services.drop_slot(actor=actor_of(citra), slot=slot)
    found = selectors.ghosts_for(actor_of(ayu), DECEMBER, DECEMBER + timedelta(7))
    assert [ghost.at for ghost in found] == [noon(3)]
    planned(ayu, noon(3))
    assert selectors.ghosts_for(actor_of(ayu), DECEMBER, DECEMBER + timedelta(7)) == []


def test_an_obligation_is_told_by_what_the_public_reads(ayu: Person, eko: Person, dinas_kesehatan: Agency) -> None:
    actor, duty = actor_of(eko), services.Duty("Jadwal imunisasi", dinas_kesehatan, "bulanan", 20, since=DECEMBER)
    owed = services.keep_obligation(actor=actor, duty=duty)
    today = date(2026, 12, 15)
    assert [due.state for due in selectors.duties_for(actor, today)] == [Duty.SOON]
    post = planned(ayu, noon(16))
    services.fulfil(actor=actor_of(ayu), obligation=owed, period_starts=today, post_id=post.pk)
    assert [due.state for due in selectors.duties_for(actor, today)] == [Duty.PREPARED]
    Post.objects.filter(pk=post.pk).update(state=states.PUBLISHED)
    assert [due.state for due in selectors.duties_for(actor, today)] == [Duty.TOLD]
    services.unlink(actor=actor_of(ayu), obligation=owed, period_starts=DECEMBER)
    late = selectors.duties_for(actor, date(2027, 1, 5))
    assert [(due.starts, due.state) for due in late] == [(DECEMBER, Duty.LATE), (date(2027, 1, 1), Duty.OPEN)]


def test_a_post_of_another_agency_tells_nothing(ayu: Person, citra: Person, eko: Person, dinas_pu: Agency) -> None:
    owed = services.keep_obligation(actor=actor_of(eko), duty=services.Duty("Kondisi jalan", dinas_pu, "bulanan"))
    with pytest.raises(PlanError, match="tidak ditemukan"):
        services.fulfil(
            actor=actor_of(citra), obligation=owed, period_starts=DECEMBER, post_id=planned(ayu, noon(3)).pk
        )
    with pytest.raises(NotAllowedError):
        services.fulfil(actor=actor_of(ayu), obligation=owed, period_starts=DECEMBER, post_id=planned(ayu, noon(3)).pk)


def test_a_campaign_names_a_strategy_of_its_own_ground(eko: Person, ayu: Person, programme: Programme) -> None:
    actor = actor_of(eko)
    with pytest.raises(PlanError, match="memerlukan programnya"):
        services.keep_strategy(actor=actor, plan=YearPlan(2026, "prioritas", "Ibu dan anak", "Ibu tahu haknya"))
    strategy = services.keep_strategy(
        actor=actor, plan=YearPlan(2026, "prioritas", "Ibu dan anak", "Ibu tahu haknya", programme=programme)
    )
    brief = Brief(
        "Pekan imunisasi", ayu.agency, "tematik", DECEMBER, noon(14).date(), "Cakupan naik", strategy=strategy
    )
    with pytest.raises(PlanError, match="dasar lain"):
        services.keep_campaign(actor=actor, brief=brief)
    assert not Campaign.objects.exists()


def test_a_campaign_counts_its_posts(eko: Person, ayu: Person, citra: Person) -> None:
    brief = Brief("Pekan imunisasi", ayu.agency, "tematik", DECEMBER, noon(14).date(), "Cakupan naik", planned_posts=3)
    campaign = services.keep_campaign(actor=actor_of(eko), brief=brief)
    post = planned(ayu, noon(3), out=True)
    place_in_plan(actor=actor_of(ayu), post=post, programme_id=None, campaign_id=campaign.pk, audiences=[])
    assert posts().by_campaign(eko.government_id, [campaign.pk]) == {campaign.pk: Tally(1, 1)}
    assert [line.post_id for line in posts().of_campaign(actor_of(ayu), campaign.pk)] == [post.pk]
    assert posts().of_campaign(actor_of(citra), campaign.pk) == []


def test_programmes_are_found_by_words_with_what_one_used_lately_first(eko: Person, programme: Programme) -> None:
    actor = actor_of(eko)
    other = services.add_line(actor=actor, line=Line("Rumah sehat", 2025, 2029, parent=programme.parent))
    over = services.add_line(actor=actor, line=Line("Desa sehat", 2020, 2021, parent=programme.parent))
    with clock.stopped_at(noon(3)):
        assert list(selectors.find_programmes(actor, "sehat")) == [programme, other]
        assert list(selectors.find_programmes(actor, "sehat", [other.pk])) == [other, programme]
        assert over not in selectors.find_programmes(actor, "sehat")


def test_own_audiences_join_the_six_and_are_given_up_without_being_forgotten(eko: Person) -> None:
    actor = actor_of(eko)
    own = services.add_audience(actor=actor, name="Nelayan Danau Tempe")
    assert list(selectors.audiences_for(actor))[-1] == own.code == "nelayan-danau-tempe"
    services.retire_audience(actor=actor, audience=own)
    assert own.code not in selectors.audiences_for(actor)
    assert selectors.audience_names(actor, ["umum", own.code]) == ["Umum", "Nelayan Danau Tempe"]
    with pytest.raises(PlanError, match="sudah ada"):
        services.add_audience(actor=actor, name="Umum")
