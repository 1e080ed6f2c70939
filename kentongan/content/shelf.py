"""Reading templates, hashtags and mentions, scoped to who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.channels.models import Channel
from kentongan.content.models import OwnTemplate, Tag

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor

MOST_SITTINGS, MOST_TAGS = 100, 500


def own_templates(actor: Actor) -> QuerySet[OwnTemplate]:
    """The templates of the agencies this actor sees, and those for everyone."""
    rows = OwnTemplate.objects.filter(government_id=actor.government_id, retired_at=None)
    near = rows if actor.sees_every_agency else rows.filter(Q(agency=None) | Q(agency_id__in=actor.agencies))
    return near.select_related("agency", "kept_by").order_by("name", "pk")


def tags_for(actor: Actor) -> QuerySet[Tag]:
    """The government's hashtags and mentions."""
    return Tag.objects.filter(government_id=actor.government_id).select_related("kept_by").order_by("said", "platform")


def tag_for(actor: Actor, tag_id: int) -> Tag | None:
    """One of them."""
    return tags_for(actor).filter(pk=tag_id).first()


def suggestions_for(actor: Actor) -> list[dict[str, str]]:
    """What can follow a # or @: the kept ones, then the government's own accounts."""
    kept = [{"text": one.text, "note": one.note, "platform": one.platform} for one in tags_for(actor)[:MOST_TAGS]]
    channels = (
        Channel.objects.filter(government_id=actor.government_id).exclude(handle="").order_by("name", "pk")[:MOST_TAGS]
    )
    own = [{"text": f"@{one.handle}", "note": one.name, "platform": one.platform} for one in channels]
    known = {(one["text"].casefold(), one["platform"]) for one in kept}
    return kept + [one for one in own if (one["text"].casefold(), one["platform"]) not in known]


def known_spellings(government_id: int) -> dict[str, str]:
    """Hashtags in their kept spelling, by what they are in lower case."""
    rows = Tag.objects.filter(government_id=government_id, text__startswith="#")
    return dict(rows.values_list("said", "text")[:MOST_TAGS])
