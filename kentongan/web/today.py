"""Hari ini: what needs this person now, and beside it what goes out today and how the accounts are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render

from kentongan.channels.lines import lines
from kentongan.channels.selectors import channels_for
from kentongan.core import clock
from kentongan.inbox.rules import said
from kentongan.organizations.selectors import calendar_overrides
from kentongan.outbox.selectors import due_today
from kentongan.tenancy.selectors import governments
from kentongan.web.numbers import in_words
from kentongan.work.registry import gathered_kinds, kind
from kentongan.work.selectors import tasks_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest
    from kentongan.work.models import Task

SHOWN = 60
ONE_BY_ONE = 3
"""Of a kind that is gathered, so many stand by themselves; the rest opens under one line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A task, the word on its button, and its deadline in words where those are of office time."""

    task: Task
    verb: str
    due: str


@dataclass(frozen=True, slots=True)
class Rest:
    """More of a kind than stand by themselves, under one line."""

    words: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """What stands under one heading of Hari ini."""

    heading: str
    order: int
    rows: list[Line | Rest] = field(default_factory=list)
    count: int = 0


def grouped(tasks: Iterable[Task], office: Callable[[datetime], str]) -> list[Group]:
    """Put tasks under their headings, in the order the kinds declare."""
    groups: dict[str, Group] = {}
    seen: Counter[str] = Counter()
    rests: dict[str, Rest] = {}
    for task in tasks:
        told = kind(task.kind)
        group = groups.setdefault(told.group, Group(told.group, told.order))
        line = Line(task, told.verb, office(task.due_at) if told.office and task.due_at else "")
        group.count += 1
        seen[told.code] += 1
        if not told.gathered or seen[told.code] <= ONE_BY_ONE:
            group.rows.append(line)
            continue
        if told.code not in rests:
            rests[told.code] = Rest(told.gathered)
            group.rows.append(rests[told.code])
        rests[told.code].lines.append(line)
    return sorted(groups.values(), key=lambda group: group.order)


def headline(waiting: int) -> str:
    """Say how much waits, as one would say it."""
    if not waiting:
        return "Tidak ada yang menunggu Anda"
    return f"{in_words(waiting)} hal menunggu Anda"


def today(request: ActorRequest) -> HttpResponse:
    """Show the day of whoever is signed in."""
    tasks = tasks_for(request.actor)
    waiting = tasks.count()
    shown = most_urgent(tasks)
    facts = {
        "headline": headline(waiting),
        "groups": grouped(shown, office_words(request.actor)),
        "more": waiting - len(shown),
        "now": clock.now(),
        "today": due_today(request.actor),
        "channels": channel_health(request.actor),
    }
    return render(request, "web/today/page.html", facts)


def most_urgent(tasks: QuerySet[Task]) -> list[Task]:
    """The first of them; those of which there may be hundreds take no place of the others."""
    many = gathered_kinds()
    found = [*tasks.exclude(kind__in=many)[:SHOWN], *tasks.filter(kind__in=many)[:SHOWN]]
    return sorted(found, key=lambda task: (task.due_at is None, task.due_at, task.pk))


def office_words(actor: Actor) -> Callable[[datetime], str]:
    """How a deadline of office time is said, as on the case itself."""
    overrides = calendar_overrides(actor.government_id)
    return lambda due: said(due, clock.now(), actor.zone, overrides)


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
