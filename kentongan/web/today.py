"""Hari ini: what needs this person now, and beside it what goes out today and how the accounts are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render

from kentongan.channels.lines import lines
from kentongan.channels.selectors import channels_for
from kentongan.core import clock
from kentongan.outbox.selectors import due_today
from kentongan.tenancy.selectors import governments
from kentongan.web.numbers import in_words
from kentongan.work.registry import kind
from kentongan.work.selectors import tasks_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest
    from kentongan.work.models import Task

SHOWN = 60


@dataclass(slots=True)
class Group:
    """Tasks under one heading of Hari ini."""

    heading: str
    order: int
    tasks: list[tuple[Task, str]] = field(default_factory=list)


def grouped(tasks: Iterable[Task]) -> list[Group]:
    """Put tasks under their headings, in the order the kinds declare; each with the word on its button."""
    groups: dict[str, Group] = {}
    for task in tasks:
        told = kind(task.kind)
        groups.setdefault(told.group, Group(told.group, told.order)).tasks.append((task, told.verb))
    return sorted(groups.values(), key=lambda group: group.order)


def headline(waiting: int) -> str:
    """Say how much waits, as one would say it."""
    if not waiting:
        return "Tidak ada yang menunggu Anda"
    return f"{in_words(waiting)} hal menunggu Anda"


def today(request: ActorRequest) -> HttpResponse:
    """Show the day of whoever is signed in."""
    tasks = tasks_for(request.actor)
    facts = {
        "headline": headline(tasks.count()),
        "groups": grouped(tasks[:SHOWN]),
        "now": clock.now(),
        "today": due_today(request.actor),
        "channels": channel_health(request.actor),
    }
    return render(request, "web/today/page.html", facts)


def channel_health(actor: Actor) -> dict[str, object]:
    """How the actor's accounts are: all of them for the strip, and those that need someone."""
    found = lines(list(channels_for(actor)))
    poorly = [line for line in found if line.mark]
    return {"all": found, "well": len(found) - len(poorly), "poorly": poorly}


def installation(request: HttpRequest) -> HttpResponse:
    """Show the governments of this installation, or go straight to the only one."""
    found = list(governments())
    if len(found) == 1:
        return redirect(f"/g/{found[0].code}/")
    return render(request, "web/today/governments.html", {"governments": found})
