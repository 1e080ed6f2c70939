"""Saran tulisan: what the writing aids say about the words being typed. Nothing of a question is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_POST

from kentongan.content.forms import LONGEST_STORY, NUMBER
from kentongan.content.selectors import WRITERS
from kentongan.organizations.access import require_role, signed_in
from kentongan.organizations.selectors import place_names
from kentongan.writing.hints import STORY, TITLE
from kentongan.writing.review import review_post
from kentongan.writing.telling import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

LONGEST_TITLE = 160
FIELDS = {TITLE: "title", STORY: "story"}


@require_POST
@signed_in
def hints(request: ActorRequest) -> HttpResponse:
    """Answer with the hints alone, while someone types. The words come with the question and are not stored."""
    require_role(request.actor, *WRITERS, to="meminta saran tulisan")
    channel = request.GET.get("kanal", "")
    fields = fields_of(channel) if NUMBER.fullmatch(channel) else FIELDS
    title, story = (request.POST.get(fields[key], "") for key in (TITLE, STORY))
    told = aids(request.actor, title[:LONGEST_TITLE], story[:LONGEST_STORY], fields)
    return render(request, "content/_writing_hints.html", told)


def fields_of(channel: str) -> dict[str, str]:
    """The fields of a version that one channel has to itself."""
    return {TITLE: f"v-{channel}-title", STORY: f"v-{channel}-text"}


def aids(actor: Actor, title: str, story: str, fields: Mapping[str, str] = FIELDS) -> dict[str, Any]:
    """What the column shows about a title and a story. `fields`: where on the page these stand."""
    review = review_post(title, story, place_names(actor.government_id))
    return {"review": review, "telling": tell(review.hints, {TITLE: title, STORY: story}, fields)}
