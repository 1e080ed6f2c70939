"""Kasus as lists: mine, my unit's, overdue, waiting for release, and all; and one case by the number people write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from kentongan.channels.selectors import channels_for
from kentongan.core import clock
from kentongan.inbox.cases.models import Follower
from kentongan.inbox.clocks.rules import PART
from kentongan.inbox.models import Answer, Case, Deadline, Disposition
from kentongan.inbox.selectors import cases_for
from kentongan.inbox.states import ENDED, OPEN, SUBMITTED
from kentongan.organizations.roles import Role
from kentongan.tenancy.paging import page_by_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor
    from kentongan.tenancy.paging import Page

RUNNING, MINE, UNIT, OVERDUE, RELEASE, FINISHED = "berjalan", "saya", "dinas", "lewat", "kirim", "selesai"
VIEWS = {
    RUNNING: "Berjalan",
    MINE: "Menunggu saya",
    UNIT: "Unit saya",
    OVERDUE: "Lewat tenggat",
    RELEASE: "Siap dikirim",
    FINISHED: "Selesai",
}
TEACHES = {
    RUNNING: "Tidak ada kasus yang berjalan",
    MINE: "Tidak ada yang menunggu Anda",
    UNIT: "Belum ada kasus untuk unit Anda",
    OVERDUE: "Tidak ada yang lewat tenggat",
    RELEASE: "Tidak ada jawaban yang menunggu dikirim",
    FINISHED: "Belum ada kasus yang selesai",
}
SIZE = 25


def cases_in(actor: Actor, view: str) -> QuerySet[Case]:
    """The cases of one view that this actor sees, newest first; overdue ones the longest overdue first."""
    rows = cases_for(actor)
    if view == FINISHED:
        return rows.filter(state__in=ENDED)
    if view == OVERDUE:
        return rows.filter(closed_at=None, due_at__lt=clock.now(), pause_kind="").order_by("due_at", "pk")
    running = rows.exclude(state__in=ENDED)
    return running.filter(_narrower(actor, view)) if view in {MINE, UNIT, RELEASE} else running


def _narrower(actor: Actor, view: str) -> Q:
    if view == RELEASE:
        ready = Answer.objects.filter(government_id=actor.government_id, case=OuterRef("pk"), state=SUBMITTED)
        return Q(Exists(ready), conversation__channel__in=channels_for(actor))
    given = Disposition.objects.filter(government_id=actor.government_id, case=OuterRef("pk"))
    if view == UNIT:
        return Q(agency_id__in=actor.agencies) | Q(Exists(given.filter(to_agency_id__in=actor.agencies)))
    mine = Q(Exists(given.filter(to_agency_id=actor.agency_id, state=OPEN)))
    followed = Follower.objects.filter(
        government_id=actor.government_id, case=OuterRef("pk"), person_id=actor.person_id
    )
    mine |= Q(Exists(followed))
    return mine | Q(agency=None) if actor.has(Role.COORDINATOR) else mine


def page_of_cases(actor: Actor, view: str, after: str) -> Page[Case]:
    """One page of a view."""
    rows = cases_in(actor, view)
    if view == OVERDUE:
        return page_by_key(rows, after, by=("due_at",), size=SIZE)
    return page_by_key(rows, after, newest_first=True, size=SIZE)


def late_parts(actor: Actor, cases: Iterable[Case]) -> dict[int, list[tuple[str, datetime]]]:
    """Of cases the actor was found to see: which units owe a part past its deadline, and since when."""
    rows = Deadline.objects.filter(
        government_id=actor.government_id, case__in=list(cases), code=PART, met_at=None, due_at__lt=clock.now(),
        disposition__state=OPEN, case__pause_kind="",
    )  # fmt: skip
    late: dict[int, list[tuple[str, datetime]]] = {}
    for case_id, unit, due_at in rows.order_by("due_at", "pk").values_list(
        "case_id", "disposition__to_agency__short_name", "due_at"
    ):
        late.setdefault(case_id, []).append((unit, due_at))
    return late


def case_by_number(actor: Actor, number: int, year: int) -> Case | None:
    """The case people call 0012/2026, when this actor sees it."""
    return cases_for(actor).filter(number=number, year=year).first()
