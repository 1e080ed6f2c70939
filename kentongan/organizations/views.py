"""People: who may do what, until when; and the forms by which the administrator records it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.core import clock
from kentongan.organizations import selectors, services
from kentongan.organizations.access import require_role, signed_in
from kentongan.organizations.forms import AppointmentForm, CompetencyForm, ReasonForm, RolesForm
from kentongan.organizations.registry import sections_for
from kentongan.organizations.roles import LABELS, Role
from kentongan.organizations.trail import READERS
from kentongan.tenancy.paging import page_by_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpResponse

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest
    from kentongan.organizations.models import Appointment, Person

READ_OR_WRITE = require_http_methods(["GET", "HEAD", "POST"])


F = TypeVar("F", bound=forms.Form)


@dataclass(frozen=True, slots=True)
class Ask(Generic[F]):
    """A form about a person. `to` finishes the sentence for those who may not: "mencatat SK"."""

    form: type[F]
    save: Callable[[Actor, Person, F], str]
    title: str
    to: str
    initial: dict[str, object] = field(default_factory=dict)
    ends_a_right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A person in the list: roles in words, and the decree in force, if any."""

    person: Person
    roles: str
    decree: Appointment | None


@require_GET
@signed_in
def people(request: ActorRequest) -> HttpResponse:
    """The colleagues this reader may look up, by name."""
    actor, words = request.actor, request.GET.get("q", "").strip()
    page = page_by_key(selectors.find_people(actor, words), request.GET.get("setelah", ""), by=("name",))
    facts = {"rows": _rows(actor, page.rows), "page": page, "words": words, "all": actor.sees_every_agency}
    return render(request, "organizations/people.html", facts)


def _rows(actor: Actor, people: list[Person]) -> list[Row]:
    ids = [person.pk for person in people]
    roles = selectors.roles_of(actor.government_id, ids)
    decrees = selectors.decrees_in_force(actor.government_id, ids, today(actor))
    return [Row(person, in_words(roles[person.pk]), decrees.get(person.pk)) for person in people]


@require_GET
@signed_in
def person(request: ActorRequest, person_id: int) -> HttpResponse:
    """One person: decree, training, roles, and what the apps above know."""
    actor, shown = request.actor, _person(request.actor, person_id)
    day = today(actor)
    facts = {
        "person": shown,
        "day": day,
        "roles": in_words(selectors.roles_of(actor.government_id, [shown.pk])[shown.pk]),
        "decree": selectors.valid_appointment(actor.government_id, shown.pk, day),
        "decrees": selectors.appointments_of(actor.government_id, shown.pk),
        "competencies": selectors.competencies_of(actor.government_id, shown.pk),
        "sections": sections_for(actor, shown),
        "may_record": actor.has(Role.ADMINISTRATOR),
        "may_read_trail": actor.has(*READERS),
    }
    return render(request, "organizations/person.html", facts)


@READ_OR_WRITE
@signed_in
def record_appointment(request: ActorRequest, person_id: int) -> HttpResponse:
    """Record a decree for a person."""

    def save(actor: Actor, person: Person, told: AppointmentForm) -> str:
        services.record_appointment(actor=actor, person=person, agency=person.agency, **told.cleaned_data)
        return f"SK {told.cleaned_data['number']} tercatat untuk {person.polite_name}."

    return _fill_in(request, person_id, Ask(AppointmentForm, save, "Catat SK", "mencatat SK"))


@READ_OR_WRITE
@signed_in
def record_competency(request: ActorRequest, person_id: int) -> HttpResponse:
    """Record a certificate of training for a person."""

    def save(actor: Actor, person: Person, told: CompetencyForm) -> str:
        services.record_competency(actor=actor, person=person, **told.cleaned_data)
        return f"Pelatihan tingkat {told.cleaned_data['level']} tercatat untuk {person.polite_name}."

    return _fill_in(request, person_id, Ask(CompetencyForm, save, "Catat pelatihan", "mencatat pelatihan"))


@READ_OR_WRITE
@signed_in
def set_roles(request: ActorRequest, person_id: int) -> HttpResponse:
    """Choose a person's roles."""
    held = selectors.roles_of(request.actor.government_id, [person_id])[person_id]

    def save(actor: Actor, person: Person, told: RolesForm) -> str:
        chosen = frozenset(Role(role) for role in told.cleaned_data["roles"])
        services.set_roles(actor=actor, person=person, roles=chosen)
        return f"Peran {person.polite_name} tersimpan."

    return _fill_in(request, person_id, Ask(RolesForm, save, "Ubah peran", "mengubah peran", {"roles": held}))


@READ_OR_WRITE
@signed_in
def revoke_appointment(request: ActorRequest, person_id: int, appointment_id: int) -> HttpResponse:
    """End a decree before its term, with a reason."""
    decrees = selectors.appointments_of(request.actor.government_id, person_id)
    decree = decrees.filter(pk=appointment_id, revoked_on=None).first()
    if decree is None:
        raise Http404

    def save(actor: Actor, person: Person, told: ReasonForm) -> str:
        reason = told.cleaned_data["reason"]
        services.revoke_appointment(actor=actor, appointment=decree, on=today(actor), reason=reason)
        return f"SK {decree.number} dicabut. Hak {person.polite_name} yang bersandar padanya berakhir hari ini."

    ask = Ask(ReasonForm, save, f"Cabut SK {decree.number}", "mencabut SK", ends_a_right=True)
    return _fill_in(request, person_id, ask)


def _fill_in(request: ActorRequest, person_id: int, ask: Ask[F]) -> HttpResponse:
    """Show a form about a person, take it, and go back to that person's page."""
    shown = _person(request.actor, person_id)
    require_role(request.actor, Role.ADMINISTRATOR, to=ask.to)
    form = ask.form(request.POST or None, initial=ask.initial)
    if request.method == "POST" and form.is_valid():
        messages.success(request, ask.save(request.actor, shown, form))
        return redirect("person", shown.pk)
    facts = {"person": shown, "form": form, "title": ask.title, "ends_a_right": ask.ends_a_right}
    return render(request, "organizations/fill_in.html", facts, status=422 if form.errors else 200)


def _person(actor: Actor, person_id: int) -> Person:
    found = selectors.person_for(actor, person_id)
    if found is None:
        raise Http404
    return found


def in_words(roles: list[str]) -> str:
    """Say roles as a list."""
    return ", ".join(LABELS[role] for role in roles)


def today(actor: Actor) -> date:
    """The day it is where the actor works."""
    return clock.now().astimezone(actor.zone).date()
