"""The people behind the rules: who holds which right to decide now, who is asked, and who stands in for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.approvals.models import Call, Decision, Delegation
from kentongan.approvals.registry import subject_of
from kentongan.approvals.rules import LINE, PERSON
from kentongan.approvals.standing import Given, Hat, Progress
from kentongan.core import clock
from kentongan.organizations.models import Person
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import actor_of_person, agency_and_above, agency_and_below, holders_of
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from kentongan.approvals.models import Approval
    from kentongan.approvals.rules import Party, Path
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency


@dataclass(frozen=True, slots=True)
class Asked:
    """Someone who can bring the open step forward; `instead_of`: in whose place."""

    person: Person
    instead_of: Person | None = None

    def __str__(self) -> str:
        place = f", menggantikan {self.instead_of.polite_name}" if self.instead_of else ""
        return f"{self.person.polite_name} ({self.person.agency.short_name}{place})"


def today_in(government_id: int) -> date:
    """The day it is in a government."""
    return clock.now().astimezone(Government.objects.get(pk=government_id).zone).date()


def delegations_in_force(government_id: int, day: date) -> QuerySet[Delegation]:
    """Who stands in for whom on that day."""
    rows = Delegation.objects.filter(government_id=government_id, starts__lte=day, ends__gte=day, revoked_at=None)
    return rows.select_related("from_person", "to_person__agency", "agency")


def hats_of(actor: Actor) -> list[Hat]:
    """The actor's own right, and those of the people whose place the actor takes today. A right that is lent is not lent on."""
    own = Hat(actor.person_id, actor.roles, actor.agencies)
    day = clock.now().astimezone(actor.zone).date()
    lent = delegations_in_force(actor.government_id, day).filter(to_person_id=actor.person_id, to_person__active=True)
    return [own, *(hat for one in lent if (hat := _lent(one)))]


def _lent(one: Delegation) -> Hat | None:
    principal = actor_of_person(one.from_person_id, Government.objects.get(pk=one.government_id))
    if principal is None:
        return None
    roles = principal.roles & {one.role} if one.role else principal.roles
    below = agency_and_below(one.government_id, one.agency_id) if one.agency_id else principal.agencies
    return Hat(one.to_person_id, roles, principal.agencies & below, one.from_person_id, whole=not one.role)


def delegation_of(approval: Approval, hat: Hat) -> Delegation | None:
    """The paper that a right rests on."""
    if not hat.for_id:
        return None
    rows = delegations_in_force(approval.government_id, today_in(approval.government_id))
    return rows.filter(from_person_id=hat.for_id, to_person_id=hat.person_id).order_by("-pk").first()


def key_of(party: Party, agency_id: int) -> str:
    """How a request says that somebody is asked."""
    return f"{party}:{agency_id}" if party.kind == LINE else str(party)


def keys_of(hats: Iterable[Hat]) -> list[str]:
    """Every key by which these rights can be asked."""
    found: list[str] = []
    for hat in hats:
        found += [f"anywhere:{role}" for role in sorted(hat.roles)]
        found += [f"line:{role}:{agency}" for role in sorted(hat.roles) for agency in sorted(hat.agencies)]
        found += [f"{PERSON}:{hat.for_id or hat.person_id}"] if hat.whole else []
    return found


def called(government_id: int, hats: Iterable[Hat]) -> Q:
    """Requests whose open step asks somebody with one of these rights."""
    rows = Call.objects.filter(government_id=government_id, key__in=keys_of(hats))
    return Q(pk__in=rows.values("approval_id"))


def authors_of(approval: Approval) -> frozenset[int]:
    """Who wrote it, as told when it was asked and as it is now."""
    now = subject_of(approval.subject_type).authors(approval.government_id, approval.subject_id)
    return now | frozenset(approval.authors) | {approval.requested_by_id}


def progress_of(approval: Approval) -> Progress:
    """The request as far as it has come."""
    way = approval.way
    rows = Decision.objects.filter(government_id=approval.government_id, approval_id=approval.pk)
    given = tuple(
        Given(row.step, row.person_id, row.in_place_of_id or 0, frozenset(row.covers))
        for row in rows.filter(answer=Decision.Answer.APPROVE).order_by("pk")
    )
    return Progress(
        way.steps,
        approval.agency_id,
        approval.agency.short_name,
        authors_of(approval),
        given,
        approval.escalated_at is not None,
        way.same_person,
    )


def asked_of(approval: Approval, case: Progress | None = None) -> list[Asked]:
    """The people asked to decide the open step: of a line those nearest to the content; with those who stand in for them."""
    case = case or progress_of(approval)
    barred = case.authors | case.spent
    people = [one for party in case.asked for one in _nearest(approval, party, barred)]
    return list({one.person.pk: one for one in _with_deputies(approval.government_id, people, barred)}.values())


def _nearest(approval: Approval, party: Party, barred: frozenset[int]) -> list[Person]:
    people = [one for one in holders(approval.government_id, party, approval.agency) if one.pk not in barred]
    if party.kind != LINE or not people:
        return people
    return [one for one in people if one.agency_id == people[0].agency_id]


def holders(government_id: int, party: Party, agency: Agency) -> list[Person]:
    """Everyone a party means; of a line the nearest first."""
    if party.kind == PERSON:
        rows = Person.objects.filter(government_id=government_id, pk=party.person_id, active=True)
        return list(rows.select_related("agency"))
    if party.kind != LINE:
        return list(holders_of(government_id, Role(party.role)).order_by("name"))
    line = agency_and_above(government_id, agency.pk)
    people = holders_of(government_id, Role(party.role), agency_ids=frozenset(line)).order_by("name")
    return sorted(people, key=lambda one: line.index(one.agency_id))


def _with_deputies(government_id: int, people: Sequence[Person], barred: frozenset[int]) -> Iterator[Asked]:
    ids = {one.pk for one in people}
    lent = delegations_in_force(government_id, today_in(government_id)).filter(from_person_id__in=ids)
    for one in lent.filter(to_person__active=True):
        if one.to_person_id not in barred:
            yield Asked(one.to_person, one.from_person)
    yield from (Asked(one) for one in people)


def slots_of(
    government_id: int, way: Path, agency: Agency, authors: frozenset[int]
) -> list[tuple[str, frozenset[int]]]:
    """Every place to be filled on a path, and the people who could: what `standing.walkable` asks."""
    found: list[tuple[str, frozenset[int]]] = []
    for step in way.steps:
        spare = _could(government_id, step.escalate, agency, authors) if step.escalate else frozenset()
        able = [_could(government_id, party, agency, authors) | spare for party in step.parties]
        found += [(step.name, one) for one in able] if step.needs_all else [(step.name, frozenset().union(*able))]
    return found


def _could(government_id: int, party: Party, agency: Agency, authors: frozenset[int]) -> frozenset[int]:
    people = [one for one in holders(government_id, party, agency) if one.pk not in authors]
    return frozenset(one.person.pk for one in _with_deputies(government_id, people, authors))


def has_decided(actor: Actor) -> Q:
    """Requests on which this person's hand or right was counted already."""
    mine = Q(person_id=actor.person_id) | Q(in_place_of_id=actor.person_id)
    rows = Decision.objects.filter(mine, government_id=actor.government_id)
    return Q(pk__in=rows.values("approval_id"))
