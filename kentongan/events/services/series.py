"""Announce, the day before, coverage, recap: planned in one go as four posts with their moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.content import services as content
from kentongan.content.models import Pillar
from kentongan.content.selectors import WRITERS
from kentongan.core import clock
from kentongan.events import wording
from kentongan.events.models import EventPost
from kentongan.events.selectors import post_kinds, programme_named
from kentongan.events.services.guard import locked, told
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kentongan.content.models import Post
    from kentongan.events.models import Event
    from kentongan.organizations.actor import Actor

HEADS = {
    EventPost.Kind.ANNOUNCE: "{title}",
    EventPost.Kind.REMIND: "Ingat: {title}",
    EventPost.Kind.COVERAGE: "Liputan: {title}",
    EventPost.Kind.RECAP: "Rekap: {title}",
}


@transaction.atomic
def plan_series(*, actor: Actor, event: Event, plan: Mapping[str, datetime]) -> list[Post]:
    """Begin the posts of a series, each with its moment (kind → moment). Those that exist already stay as they are."""
    require_role(actor, *WRITERS, to="merencanakan rangkaian kiriman")
    event = locked(event)
    there = post_kinds(event)
    made = [begin_post(actor, event, EventPost.Kind(kind), at) for kind, at in plan.items() if kind not in there]
    if made:
        told(actor, "events.series_planned", event, posts=len(made))
    return made


def begin_post(actor: Actor, event: Event, kind: EventPost.Kind, at: datetime | None) -> Post:
    """Begin one post of the event. It is the writer's agency's; the event's other agency sees and writes it too."""
    title = HEADS[kind].format(title=event.title)[:160]
    story = _story(event, kind, at)
    post = content.start_post(
        actor=actor, title=title, story=story, pillar=Pillar.ACTIVITY, co_agency_id=other_agency(actor, event)
    )
    draft = content.Draft(title, story, Pillar.ACTIVITY, publish_at=at)
    post = content.save_draft(actor=actor, post=post, revision=post.revision, draft=draft)
    if programme := programme_named(actor, event.programme):
        post = content.place_in_plan(actor=actor, post=post, programme_id=programme, campaign_id=None, audiences=())
    EventPost.objects.create(government_id=event.government_id, event=event, post=post, kind=kind)
    return post


def other_agency(actor: Actor, event: Event) -> int | None:
    """The agency beside the writer's own: the event's second one, or its first where the writer is of another."""
    return event.co_agency_id if event.agency_id == actor.agency_id else event.agency_id


def _story(event: Event, kind: EventPost.Kind, at: datetime | None) -> str:
    zone = event.government.zone
    time = (event.starts_at.astimezone(zone), event.ends_at.astimezone(zone))
    if kind == EventPost.Kind.ANNOUNCE:
        return wording.announced(event.title, event.place, time, event.notes, event.programme)
    if kind == EventPost.Kind.REMIND:
        return wording.reminded(event.title, event.place, time, (at or clock.now()).astimezone(zone), event.programme)
    return ""
