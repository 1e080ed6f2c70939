"""Filters as conditions on conversations. Each is a list of alternatives: an "or" inside one condition would use no index."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from kentongan.channels.selectors import channels_for
from kentongan.core import clock
from kentongan.inbox.lists.belonging import of_cases
from kentongan.inbox.lists.filters import EVERYTHING, FIRST_TAB, KINDS, LANGUAGES, URGENT, WAYS
from kentongan.inbox.lists.models import Seen
from kentongan.inbox.models import Case
from kentongan.inbox.states import NEW
from kentongan.organizations.models import Agency
from kentongan.organizations.selectors import deadline_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kentongan.inbox.lists.filters import Filters
    from kentongan.organizations.actor import Actor

    Narrow = Callable[[Actor, Filters, str], list[Q]]

UNREAD_FOR = timedelta(days=30)
SOON_DAYS = 2
WALKED = frozenset({"jenis", "lewat", "bahasa", "belum_dibaca"})
"""What no index answers: the newest are walked through, some way back."""


def alternatives(actor: Actor, filters: Filters) -> list[Q]:
    """Conversations wanted are those of the tab's states that fit any of these."""
    together = [Q()]
    for name, value in filters.chosen():
        together = [one & more for one in together for more in ASKED[name](actor, filters, value)]
    return together


def in_states(states: Sequence[str], beside: str = "") -> Q:
    """In one of these states; in any when none is named. `beside`: the relation that says it."""
    if len(states) == 1:
        return Q(**{f"{beside}state": states[0]})
    return Q(**{f"{beside}state__in": states}) if states else Q()


def walks_by(name: str) -> bool:
    """Whether finding by this filter may mean passing many others."""
    return name in WALKED


def walks(filters: Filters) -> bool:
    """Whether finding these may mean passing many others."""
    return any(walks_by(name) for name, _ in filters.chosen())


def _agency(actor: Actor, filters: Filters, code: str) -> list[Q]:
    agencies = Agency.objects.filter(government_id=actor.government_id)
    key = actor.once("agencies", lambda: dict(agencies.values_list("code", "pk"))).get(code, 0)
    cases = Case.objects.filter(government_id=actor.government_id, agency_id=key)
    return _by_tab(filters, Q(state=NEW, suggested_agency_id=key), of_cases(cases))


def _by_tab(filters: Filters, unsorted: Q, sorted_out: Q) -> list[Q]:
    if filters.tab == FIRST_TAB:
        return [unsorted]
    return [unsorted, sorted_out] if filters.tab == EVERYTHING else [sorted_out]


def _channel(actor: Actor, _filters: Filters, name: str) -> list[Q]:
    """The account an address names ("instagram-bupatiwajo"), if this actor sees it."""
    rows = channels_for(actor).order_by("-pk").values_list("platform", "handle", "pk")
    keys = actor.once("accounts", lambda: {f"{platform}-{handle}": key for platform, handle, key in rows})
    return [Q(channel_id=keys.get(name, 0))]


def _kind(_actor: Actor, _filters: Filters, word: str) -> list[Q]:
    return [Q(kind=KINDS[word])]


def _way(_actor: Actor, _filters: Filters, word: str) -> list[Q]:
    return [Q(said_as=WAYS[word])]


def _language(_actor: Actor, _filters: Filters, word: str) -> list[Q]:
    return [Q(language=LANGUAGES[word][0])]


def _urgent(_actor: Actor, _filters: Filters, word: str) -> list[Q]:
    return [Q(urgency=URGENT[word])]


def _due(actor: Actor, filters: Filters, word: str) -> list[Q]:
    at = clock.now()
    until = {"lewat": at, "hari-ini": _end_of_day(actor, at), "segera": deadline_for(actor, at, SOON_DAYS)}[word]
    running = Case.objects.filter(government_id=actor.government_id, closed_at=None, pause_kind="", due_at__lte=until)
    unsorted = Q(state=NEW, verify_by__lte=until)
    if word != "lewat":
        running, unsorted = running.filter(due_at__gt=at), unsorted & Q(verify_by__gt=at)
    return _by_tab(filters, unsorted, of_cases(running))


def _end_of_day(actor: Actor, at: datetime) -> datetime:
    return datetime.combine(at.astimezone(actor.zone).date(), time.max, actor.zone)


def _mine(actor: Actor, filters: Filters, _word: str) -> list[Q]:
    """What this person made a case of, and what lies at the person's own agency; what is not sorted is nobody's yet."""
    if filters.tab == FIRST_TAB:
        return [Q(pk=0)]
    cases = Case.objects.filter(government_id=actor.government_id)
    return [of_cases(cases.filter(opened_by=actor.person_id)), of_cases(cases.filter(agency=actor.agency_id))]


def unread_by(actor: Actor) -> Q:
    """New to this person. What is older than a month is nobody's news."""
    read = Seen.objects.filter(
        government_id=actor.government_id,
        person=actor.person_id,
        conversation=OuterRef("pk"),
        until__gte=OuterRef("last_at"),
    )
    return Q(~Exists(read), last_at__gt=clock.now() - UNREAD_FOR)


def _unread(actor: Actor, _filters: Filters, _word: str) -> list[Q]:
    return [unread_by(actor)]


ASKED: dict[str, Narrow] = {
    "dinas": _agency,
    "kanal": _channel,
    "jenis": _kind,
    "lewat": _way,
    "tenggat": _due,
    "bahasa": _language,
    "mendesak": _urgent,
    "milik": _mine,
    "belum_dibaca": _unread,
}
