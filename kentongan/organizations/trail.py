"""Jejak: the trail as sentences, for those who answer for it, and the proof that nobody changed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from kentongan.audit.registry import Thing, tell, thing, things
from kentongan.audit.selectors import entries_about, entries_of, entries_of_kind, verify
from kentongan.organizations.access import require_role, signed_in
from kentongan.organizations.roles import Role
from kentongan.tenancy.paging import page_by_key

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from kentongan.audit.models import Entry
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

READERS = (Role.AUDITOR, Role.HEAD, Role.ADMINISTRATOR, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a sentence, with the page of its subject where it has one."""

    entry: Entry
    sentence: str
    thing: Thing
    path: str


@require_GET
@signed_in
def trail(request: ActorRequest) -> HttpResponse:
    """The whole trail, or that of one kind of thing, or of one thing (`?hal=person&nomor=12`)."""
    _allow(request.actor)
    return render(request, "organizations/trail.html", _facts(request))


@require_POST
@signed_in
def check_trail(request: ActorRequest) -> HttpResponse:
    """Recompute the chain and say whether it is whole."""
    _allow(request.actor)
    verdict = verify(request.actor.government_id)
    return render(request, "organizations/trail.html", _facts(request) | {"verdict": verdict})


def _allow(actor: Actor) -> None:
    require_role(actor, *READERS, to="membaca jejak")


def _facts(request: ActorRequest) -> dict[str, object]:
    kind, number = request.GET.get("hal", ""), request.GET.get("nomor", "")
    entries = _chosen(request.actor, kind, number)
    page = page_by_key(entries, request.GET.get("setelah", ""), newest_first=True)
    lines = [_line(entry) for entry in page.rows]
    return {"lines": lines, "page": page, "kind": kind, "number": number, "kinds": things()}


def _chosen(actor: Actor, kind: str, number: str) -> QuerySet[Entry]:
    if kind and number:
        return entries_about(actor.government_id, kind, number)
    return entries_of_kind(actor.government_id, kind) if kind else entries_of(actor.government_id)


def _line(entry: Entry) -> Line:
    kind = thing(entry.subject_type)
    path = kind.path.replace("{id}", entry.subject_id) if kind.path else ""
    return Line(entry, tell(entry.action, entry.actor_name, entry.data), kind, path)
