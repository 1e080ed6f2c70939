"""The ladder: what is due is found by an index, each step is taken once, in a transaction of its own, and said in words.

Deadlines of cases here; what nobody sorted in `unsorted`, by the same scan.

A worker that dies midway leaves a step taken with everything it told, or not at all; the unique row of the step keeps a
second worker, or a clock that was set back, from taking it again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import connection

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.cases.ending import auto_close
from kentongan.inbox.clocks import unsorted
from kentongan.inbox.clocks.models import CasePause, Escalation, LadderStep
from kentongan.inbox.clocks.pausing import resume
from kentongan.inbox.clocks.reading import calendar_of, ladder_of
from kentongan.inbox.clocks.rules import SILENCE, ladder_for, next_moment
from kentongan.inbox.clocks.targets import people_for_step
from kentongan.inbox.clocks.words import told_of
from kentongan.inbox.models import Case, Deadline
from kentongan.inbox.services.asking import PART_LATE_TASK, path_of, tell, tell_handlers
from kentongan.organizations.actor import system
from kentongan.tenancy.scope import across_governments, within
from kentongan.work.registry import register_task_kind
from kentongan.work.services import open_task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from kentongan.inbox.clocks.calendar import OfficeCalendar
    from kentongan.inbox.clocks.rules import Rung

log = structlog.get_logger("kentongan.inbox")
OVERDUE_TASK = "inbox.overdue"
register_task_kind(OVERDUE_TASK, group="Jawab", verb="Lihat kasus", order=19, office=True)
register_action("inbox.case.escalated", "Kasus {code} naik ke {target}: {told}")
BATCH = 200
AGAIN = timedelta(hours=1)
"""After a step that could not be taken: it is tried again, and does not hold up the others."""
DUE = """SELECT g.id, d.id FROM tenancy_government g CROSS JOIN LATERAL (SELECT id FROM inbox_deadline
    WHERE government_id = g.id AND met_at IS NULL AND next_step_at <= %s ORDER BY next_step_at LIMIT %s) d"""
AWAKE = """SELECT g.id, p.id FROM tenancy_government g CROSS JOIN LATERAL (SELECT id FROM inbox_casepause
    WHERE government_id = g.id AND ended_at IS NULL AND until <= %s ORDER BY until LIMIT %s) p"""


def take_due_steps(limit: int = BATCH) -> int:
    """Take every step whose time has come, and wake what was put off until now; return how many."""
    at = clock.now()
    woken = sum(_safely(_wake, *key) for key in _keys(AWAKE, at, limit))
    accounts = sum(_safely(unsorted.take, *key) or _put_off_account(*key) for key in _keys(unsorted.DUE, at, limit))
    return woken + accounts + sum(_safely(_step, *key) or _put_off(*key) for key in _keys(DUE, at, limit))


def _keys(statement: str, at: datetime, limit: int) -> list[tuple[int, int]]:
    with across_governments(), connection.cursor() as cursor:
        cursor.execute(statement, [at, limit])
        return list(cursor.fetchall())


def _safely(act: Callable[[int, int], int], government_id: int, key: int) -> int:
    try:
        with within(government_id):
            return int(act(government_id, key))
    except Exception:
        log.exception("step not taken", government=government_id, key=key)
        return 0


def _put_off(government_id: int, key: int) -> int:
    """What failed is tried again later; what another worker took meanwhile is not due any more."""
    with within(government_id):
        rows = Deadline.objects.filter(government_id=government_id, pk=key, met_at=None, next_step_at__lte=clock.now())
        locked = rows.select_for_update(skip_locked=True).first()
        if locked is not None:
            rows.update(next_step_at=clock.now() + AGAIN)
    return 0


def _put_off_account(government_id: int, channel_id: int) -> int:
    with within(government_id):
        unsorted.put_off(government_id, channel_id, clock.now() + AGAIN)
    return 0


def _wake(government_id: int, pause_id: int) -> bool:
    rows = CasePause.objects.select_related("case").select_for_update(of=("self",), skip_locked=True)
    standing = rows.filter(government_id=government_id, pk=pause_id, ended_at=None, until__lte=clock.now()).first()
    if standing is None:
        return False
    actor = system(government_id)
    case = resume(actor=actor, case=standing.case)
    tell_handlers(actor, case, f"Kasus {case.code} yang ditunda sampai hari ini kembali kepada Anda")
    return True


def _step(government_id: int, deadline_id: int) -> bool:
    rows = Deadline.objects.select_related("disposition__to_agency").select_for_update(of=("self",), skip_locked=True)
    row = rows.filter(government_id=government_id, pk=deadline_id, met_at=None, next_step_at__lte=clock.now()).first()
    if row is None:
        return False
    case = Case.objects.select_related("agency", "conversation__channel", "government").get(
        government_id=government_id, pk=row.case_id
    )
    if row.code == SILENCE:
        auto_close(case)
        return True
    calendar, ladder = calendar_of(government_id), ladder_for(row.code, ladder_of(government_id))
    if row.step < len(ladder):
        _take(case, row, calendar, ladder)
    row.next_step_at = next_moment(calendar, row.due_at, row.code, row.step, ladder)
    row.save(update_fields=["step", "next_step_at"])
    return True


def _take(case: Case, row: Deadline, calendar: OfficeCalendar, ladder: Sequence[Rung]) -> None:
    rung = ladder[row.step]
    told = told_of(case, row, calendar, clock.now())
    taken = Escalation.objects.get_or_create(
        government_id=case.government_id,
        deadline=row,
        days=rung.days,
        target=rung.target,
        defaults={"step": row.step, "told": told, "at": clock.now()},
    )[1]
    row.step += 1
    if not taken:
        return
    actor, people = system(case.government_id), people_for_step(case, row, rung.target)
    kind = PART_LATE_TASK if row.disposition else OVERDUE_TASK
    for person_id in people:
        open_task(
            actor=actor, kind=kind, subject_type="case", subject_id=case.pk, title=f"“{case.title}”",
            detail=told, path=path_of(case), person_id=person_id, due_at=row.due_at,
        )  # fmt: skip
    tell(actor, case, people, told)
    data = {"code": case.code, "target": LadderStep.Target(rung.target).label, "told": told}
    record(actor=actor, action="inbox.case.escalated", subject_type="case", subject_id=case.pk, data=data)
