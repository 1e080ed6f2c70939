"""Red lights: what an operator has to look at now. Each has a section in docs/operations/red-lights.md; a test keeps them equal.

A light is one question to the database about one government: how many things are wrong, and since when. None: all is well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min

from kentongan.audit.services import unsealed
from kentongan.channels.models import Channel
from kentongan.channels.states import DISCONNECTED
from kentongan.inbox.models import RawEvent
from kentongan.outbox import states
from kentongan.outbox.models import Delivery, Freeze
from kentongan.tenancy.scope import within

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.db.models import QuerySet

    Question = tuple[QuerySet[Any], str]


@dataclass(frozen=True, slots=True)
class Red:
    """One light that is on."""

    light: str
    count: int
    since: datetime


def red_lights(government_id: int, at: datetime) -> list[Red]:
    """Every light of a government that is on at a moment."""
    found = []
    with within(government_id):
        for name, ask in LIGHTS.items():
            rows, moment = ask(government_id, at)
            told = rows.aggregate(count=Count("pk"), since=Min(moment))
            if told["count"]:
                found.append(Red(name, told["count"], told["since"] or at))
    return found


def _late(government_id: int, at: datetime) -> Question:
    open_states = (states.DUE, states.SCHEDULED, states.WAITING)
    rows = Delivery.objects.filter(government_id=government_id, state__in=open_states)
    return rows.filter(next_at__lt=at - timedelta(minutes=2)), "next_at"


def _in_doubt(government_id: int, at: datetime) -> Question:
    rows = Delivery.objects.filter(government_id=government_id, state=states.NEEDS_PERSON)
    return rows.filter(next_at__lt=at - timedelta(minutes=30)), "next_at"


def _by_hand(government_id: int, at: datetime) -> Question:
    rows = Delivery.objects.filter(government_id=government_id, state=states.BY_HAND)
    return rows.filter(run_at__lt=at - timedelta(hours=2)), "run_at"


def _disconnected(government_id: int, _at: datetime) -> Question:
    return Channel.objects.filter(government_id=government_id, state=DISCONNECTED), "polled_at"


def _silent(government_id: int, _at: datetime) -> Question:
    return Channel.objects.filter(government_id=government_id).exclude(silent_since=None), "silent_since"


def _unread(government_id: int, at: datetime) -> Question:
    rows = RawEvent.objects.filter(government_id=government_id, processed_at=None)
    return rows.filter(received_at__lt=at - timedelta(minutes=1)), "received_at"


def _unsealed(government_id: int, at: datetime) -> Question:
    return unsealed(government_id).filter(at__lt=at - timedelta(minutes=1)), "at"


def _frozen(government_id: int, at: datetime) -> Question:
    rows = Freeze.objects.filter(government_id=government_id, ended_at=None)
    return rows.filter(started_at__lt=at - timedelta(hours=24)), "started_at"


LIGHTS: Mapping[str, Callable[[int, datetime], Question]] = {
    "posts-late": _late,
    "posts-in-doubt": _in_doubt,
    "uploads-forgotten": _by_hand,
    "account-disconnected": _disconnected,
    "account-silent": _silent,
    "comments-waiting": _unread,
    "trail-unsealed": _unsealed,
    "freeze-forgotten": _frozen,
}
