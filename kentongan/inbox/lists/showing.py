"""Everything the list shows, and the parts of it that are asked for again while it stands on a screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from kentongan.channels.models import PLATFORM_NAMES
from kentongan.channels.selectors import channels_for
from kentongan.inbox.lists import filters as words
from kentongan.inbox.lists.counting import figure, tab_counts, view_counts
from kentongan.inbox.lists.pages import page_of
from kentongan.inbox.lists.rows import rows_of
from kentongan.inbox.lists.saving import views_for
from kentongan.inbox.models import Message
from kentongan.organizations.models import Agency
from kentongan.organizations.selectors import calendar_days
from kentongan.tenancy.together import read_together

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from kentongan.inbox.lists.filters import Filters
    from kentongan.inbox.lists.models import SavedView
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest
    from kentongan.organizations.models import CalendarDay


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    without: str


def filters_of(request: ActorRequest, chosen: Conversation | None, views: Sequence[SavedView]) -> Filters:
    """What the address asks for; an address that asks nothing shows the view its reader wants to see first."""
    told = {key: str(value) for key, value in request.GET.items() if key in words.NAMES}
    if not told and chosen is None:
        first = next((view for view in views if view.first and view.person_id == request.actor.person_id), None)
        told = dict(parse_qsl(first.words)) if first else {}
    return words.read(told, words.TAB_OF_STATE[chosen.state] if chosen else "")


@dataclass(frozen=True, slots=True)
class Around:
    """What the list needs whatever it shows: read in one statement, with the conversation's own when there is one."""

    views: QuerySet[SavedView]
    days: QuerySet[CalendarDay, tuple[date, bool]]
    latest: QuerySet[Message, int]

    @property
    def rows(self) -> tuple[QuerySet[Any, Any], ...]:
        """All of it."""
        return self.views, self.days, self.latest


def around(actor: Actor) -> Around:
    """Not read yet."""
    return Around(views_for(actor), calendar_days(actor.government_id), latest_message(actor))


def list_facts(request: ActorRequest, chosen: Conversation | None, known: Around | None = None) -> dict[str, Any]:
    """The list beside a conversation, or alone."""
    actor = request.actor
    if known is None:
        known = around(actor)
        read_together(*known.rows)
    views = list(known.views)
    filters = filters_of(request, chosen, views)
    page = page_of(actor, filters, request.GET.get("sebelum", ""))
    counts, held = tab_counts(actor), view_counts(actor, views)
    return {
        "tabs": [
            {
                "key": key,
                "label": label,
                "count": figure(counts[key]) if key in counts else "",
                "address": filters.address(tab=key),
            }
            for key, (label, _) in words.TABS.items()
        ],
        "filters": filters,
        "address": filters.address(),
        "chips": chips_of(actor, filters),
        "views": [(view, view.words == filters.address(), held.get(view.pk, "")) for view in views],
        "rows": rows_of(actor, page.rows, page.found, known.days),
        "page": page,
        "latest": next(iter(known.latest), 0),
        "chosen": chosen,
        "following_talk": _after(page.rows, chosen),
    }


def _after(rows: Sequence[Conversation], chosen: Conversation | None) -> int:
    """The one below the chosen in the list: where its reader goes on. 0: there is none."""
    keys = [row.pk for row in rows]
    if chosen is None or chosen.pk not in keys:
        return keys[0] if keys else 0
    place = keys.index(chosen.pk) + 1
    return keys[place] if place < len(keys) else 0


def latest_message(actor: Actor) -> QuerySet[Message, int]:
    """The newest message there is, seen by this actor or not: what comes later is news."""
    return Message.objects.filter(government_id=actor.government_id).order_by("-pk").values_list("pk", flat=True)[:1]


def chips_of(actor: Actor, filters: Filters) -> list[Chip]:
    """The filters that are on, in words."""
    return [Chip(_label(actor, name, value), filters.address(**{name: ""})) for name, value in filters.chosen()]


def _label(actor: Actor, name: str, value: str) -> str:
    if name == "dinas":
        agency = Agency.objects.filter(government_id=actor.government_id, code=value).first()
        return agency.short_name if agency else value
    if name == "kanal":
        platform, _, handle = value.partition("-")
        return f"{PLATFORM_NAMES.get(platform, platform)} @{handle}"
    return words.FIXED.get(name, {}).get(value, value)


def choices_for(actor: Actor) -> dict[str, Any]:
    """What can be chosen where the filters are set."""
    agencies = Agency.objects.filter(government_id=actor.government_id).order_by("kind", "name")
    channels = channels_for(actor)
    return {
        "agencies": list(agencies.values_list("code", "name")),
        "channels": [
            (f"{one.platform}-{one.handle}", f"{one.platform_name} {one.name} @{one.handle}") for one in channels
        ],
        "fixed": words.FIXED,
    }
