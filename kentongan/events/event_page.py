"""The page of one event, with what its forms have to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from kentongan.audit.registry import tell
from kentongan.content.selectors import may_write
from kentongan.core import clock
from kentongan.events import rules
from kentongan.events.forms import ReasonForm, SeriesForm
from kentongan.events.models import EventPost
from kentongan.events.selectors import (
    busy_among,
    clashing,
    coverage_of,
    events_for,
    history_of,
    may_cover,
    may_hand_over,
    may_keep,
    officers_for,
    photos_of,
    posts_of,
)
from kentongan.events.states import CANCELLED, EVENT

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.events.models import Event
    from kentongan.organizations.middleware import ActorRequest


def show_event(request: ActorRequest, found: Event, status: int = 200, **more: Any) -> HttpResponse:  # noqa: ANN401 - forms to show again
    """The event as it stands; `more`: a form that was refused, a clash to be told."""
    actor = request.actor
    posts = posts_of(actor, found)
    facts = {
        "event": found,
        "posts": posts,
        "drafts": next((post for row, post in posts if row.kind == EventPost.Kind.COVERAGE), None),
        "coverage": coverage_of(found),
        "photos": list(photos_of(found)),
        "may_keep": may_keep(actor),
        "may_cover": may_cover(actor) and found.open,
        "may_plan": may_write(actor) and found.state != CANCELLED,
        "may_cancel": may_keep(actor) and EVENT.allows(found.state, CANCELLED),
        "cancelled": found.state == CANCELLED,
        "reason": ReasonForm(),
        "history": [
            {"at": entry.at, "sentence": tell(entry.action, entry.actor_name, entry.data)}
            for entry in history_of(actor, found)
        ],
    }
    facts |= _people(request, found) | _series(request, found, posts)
    return render(request, "events/event.html", facts | more, status=status)


def _people(request: ActorRequest, found: Event) -> dict[str, Any]:
    if not (found.open and may_hand_over(request.actor, found)):
        return {"officers": [], "clashes": []}
    people = list(officers_for(request.actor, found))
    busy = busy_among(found, people)
    clashes = clashing(found, found.officer_id) if found.officer_id else []
    seen = set(events_for(request.actor).filter(pk__in=[one.pk for one in clashes]).values_list("pk", flat=True))
    return {
        "officers": [(person, person.pk in busy) for person in people],
        "clashes": [(one, one.pk in seen) for one in clashes],
    }


def _series(request: ActorRequest, found: Event, posts: list[Any]) -> dict[str, Any]:
    """The moments still to be chosen, each with a proposal."""
    there = {row.kind for row, _ in posts}
    zone = request.actor.zone
    proposed = rules.moments(found.starts_at, found.ends_at, clock.now(), zone)
    shown = {kind: at.astimezone(zone).replace(tzinfo=None) if at else None for kind, at in proposed.items()}
    form = SeriesForm(initial=shown)
    return {"series": form, "to_plan": [kind for kind in EventPost.Kind.values if kind not in there]}
