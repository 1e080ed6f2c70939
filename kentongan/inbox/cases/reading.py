"""What the page of a case needs of the tables, read in one statement."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from kentongan.inbox import selectors
from kentongan.inbox.answering.desk import Desk, asked_at_desk
from kentongan.inbox.blocking.selectors import standing_around
from kentongan.inbox.cases.beside import beside_rows
from kentongan.inbox.forms import units_of
from kentongan.inbox.offers import asked_for
from kentongan.organizations.selectors import calendar_days
from kentongan.tenancy.together import read_together

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from kentongan.channels.models import RemoteObject
    from kentongan.inbox.blocking.models import Block
    from kentongan.inbox.models import Answer, Case, Disposition, Message
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency, CalendarDay


@dataclass(frozen=True, slots=True)
class CaseRead:
    """The rows, each kind as its selector says."""

    thread: list[Disposition]
    given: list[Answer]
    said: QuerySet[Message]
    post: RemoteObject | None
    units: QuerySet[Agency]
    days: QuerySet[CalendarDay, tuple[date, bool]]
    beside: QuerySet[Case, Any]
    offers: Mapping[str, QuerySet[Any, Any]]
    desk: Desk
    blocks: QuerySet[Block]


def read_case(actor: Actor, case: Case) -> CaseRead:
    """Read them, for a case the actor was found to see."""
    talk = case.conversation
    if talk.case_id == case.pk:
        talk.case = case
    thread, given = selectors.dispositions_of(case), selectors.answers_of(case)
    said, posts = selectors.messages_of(talk), selectors.posts_of(talk)
    units, days, beside = units_of(actor), calendar_days(actor.government_id), beside_rows(actor, case)
    offers, desk, blocks = asked_for(actor, talk), asked_at_desk(actor, case), standing_around(case)
    of_desk = [getattr(desk, one.name) for one in fields(desk)]
    read_together(thread, given, said, posts, units, days, beside, blocks, *offers.values(), *of_desk, keep_plan=True)
    post = next(iter(posts), None)
    return CaseRead(list(thread), list(given), said, post, units, days, beside, offers, desk, blocks)
