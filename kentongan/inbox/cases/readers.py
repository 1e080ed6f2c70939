"""Which colleagues see a case: whoever is called or told must be one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.inbox.cases.models import Follower
from kentongan.inbox.selectors import case_for
from kentongan.inbox.services.asking import tell
from kentongan.organizations.models import Person
from kentongan.organizations.selectors import actor_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor


def readers_among(case: Case, person_ids: Iterable[int]) -> list[Person]:
    """Those of these people who may see the case, asked as if each opened it."""
    rows = Person.objects.filter(government_id=case.government_id, active=True, pk__in=list(person_ids))
    return [one for one in rows.order_by("pk") if _sees(one, case)]


def tell_followers(actor: Actor, case: Case, sentence: str, *, besides: Iterable[int] = ()) -> None:
    """Tell whoever follows a case and still sees it what became of it."""
    rows = Follower.objects.filter(government_id=case.government_id, case=case).exclude(person_id__in=list(besides))
    keys = list(rows.values_list("person_id", flat=True))
    if keys:
        tell(actor, case, [one.pk for one in readers_among(case, keys)], sentence, asks=False)


def _sees(person: Person, case: Case) -> bool:
    actor = actor_for(person.user_id, case.government)
    return actor is not None and case_for(actor, case.pk) is not None
