from __future__ import annotations

from datetime import timedelta

from kentongan.content.models import Post
from kentongan.core import clock
from kentongan.events import services
from kentongan.events.models import Event
from kentongan.events.rules import moments
from kentongan.events.selectors import posts_of
from kentongan.events.services import Noted
from kentongan.events.tests.conftest import Screen, facts
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from kentongan.planning.models import Programme


def test_a_series_is_planned_in_one_go_as_four_drafts_with_their_moments(
    ayu_acts: Actor, ayu: Person, screen_of: Screen
) -> None:
    event = services.record_event(actor=ayu_acts, agency_id=ayu_acts.agency_id, facts=facts(hours=24 * 6))
    proposed = moments(event.starts_at, event.ends_at, clock.now(), ayu_acts.zone)
    typed = {kind: f"{at.astimezone(ayu_acts.zone):%Y-%m-%dT%H:%M}" for kind, at in proposed.items() if at}
    assert set(typed) == {"announce", "remind", "coverage", "recap"}
    answer = screen_of(ayu).post(f"/g/wajo/kegiatan/{event.pk}/rangkaian/", typed, follow=True)
    assert "4 kiriman direncanakan" in answer.content.decode()
    found = posts_of(ayu_acts, event)
    assert [row.kind for row, _ in found] == ["announce", "remind", "coverage", "recap"]
    assert [post.publish_at for _, post in found] == sorted(post.publish_at for _, post in found if post.publish_at)
    announced, reminded = found[0][1], found[1][1]
    assert "Posyandu remaja berlangsung" in announced.story
    assert reminded.story.startswith("Besok: Posyandu remaja")
    assert "#WajoSehat" in announced.story
    services.plan_series(actor=ayu_acts, event=event, plan={"recap": clock.now() + timedelta(days=20)})
    assert Post.objects.count() == 4


def test_coverage_fills_the_posts_that_were_planned_for_it_and_keeps_their_moments(
    ayu_acts: Actor, event: Event
) -> None:
    later = clock.now().replace(microsecond=0) + timedelta(days=4)
    plan = {"coverage": later, "recap": later + timedelta(days=1)}
    planned = services.plan_series(actor=ayu_acts, event=event, plan=plan)
    services.save_answers(actor=ayu_acts, event=event, revision=0, noted=Noted(what="Posyandu remaja dibuka"))
    post = services.make_drafts(actor=ayu_acts, event=event)
    assert post.pk == planned[0].pk
    assert post.publish_at == later
    recap = Post.objects.get(pk=planned[1].pk)
    assert recap.story.startswith("Rekap kegiatan: Posyandu remaja dibuka")
    assert recap.publish_at == later + timedelta(days=1)


def test_posts_of_an_event_stand_at_the_programme_of_the_plan_that_it_names(ayu_acts: Actor, event: Event) -> None:
    year, government = clock.now().year, event.government_id
    line = {"government_id": government, "first_year": year - 1, "last_year": year + 1}
    vision = Programme.objects.create(**line, level="visi", name="Maju")
    mission = Programme.objects.create(**line, level="misi", name="Melayani", parent=vision)
    healthy = Programme.objects.create(**line, level="program", name="WAJO SEHAT", parent=mission)
    assert services.make_drafts(actor=ayu_acts, event=event).programme == healthy
    other = services.record_event(
        actor=ayu_acts, agency_id=event.agency_id, facts=facts("Lain", programme="Tidak ada di rencana")
    )
    assert services.make_drafts(actor=ayu_acts, event=other).programme is None


def test_moments_that_have_passed_are_not_proposed(event: Event, ayu_acts: Actor) -> None:
    proposed = moments(event.starts_at, event.ends_at, clock.now(), ayu_acts.zone)
    assert proposed["announce"] is None
    assert proposed["recap"] is not None
