"""The ladder of what nobody sorted: when the first answer to it is late, whoever may sort is told, once a step.

An account at a time: what many wrote there is one line behind the bell and one on Hari ini, not hundreds. A step, what it
tells and the trail are one transaction; a worker that dies midway leaves none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Min

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.channels.models import Channel
from kentongan.core import clock
from kentongan.inbox.access import account_sorters
from kentongan.inbox.clocks.reading import calendar_of, ladder_of
from kentongan.inbox.clocks.rules import Rung, moment_of
from kentongan.inbox.models import Conversation
from kentongan.inbox.rules import said
from kentongan.inbox.states import NEW, WITH_AGENCY
from kentongan.organizations.actor import system
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import keep_tasks_of, notify, open_task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from kentongan.inbox.clocks.calendar import OfficeCalendar

LATE_TASK = "inbox.unsorted"
SUBJECT = "unsorted"
LATE = "percakapan belum dipilah, tanggapan pertamanya lewat"
register_task_kind(
    LATE_TASK, group="Jawab", verb="Pilah", order=19, office=True, gathered="akun lain dengan percakapan belum dipilah"
)
register_action("inbox.conversation.unsorted", "{channel}: {told}; {people} orang diberi tahu")
MOST = 200
"""Of one account in one go: the next look goes on."""
DUE = """SELECT DISTINCT g.id, c.channel_id FROM tenancy_government g CROSS JOIN LATERAL (
    SELECT channel_id FROM inbox_conversation WHERE government_id = g.id AND state IN ('new', 'with_agency')
    AND case_id IS NULL AND NOT spam AND touch_step_at <= %s ORDER BY touch_step_at LIMIT %s) c"""


def waiting(government_id: int) -> QuerySet[Conversation]:
    """What nobody made a case of, nor put away."""
    return Conversation.objects.filter(government_id=government_id, state__in=[NEW, WITH_AGENCY], case=None, spam=False)


def late_on(channel: Channel) -> QuerySet[Conversation]:
    """What waits on an account and was told to be late."""
    return waiting(channel.government_id).filter(channel=channel, touch_told__isnull=False)


def take(government_id: int, channel_id: int) -> int:
    """Take the steps that are due of one account; return how many conversations they were of."""
    at = clock.now()
    rows = list(_due(government_id, channel_id, at)[:MOST])
    calendar, days = calendar_of(government_id), _days(ladder_of(government_id))
    late = [row for row in rows if _climb(row, calendar, days, at)]
    Conversation.objects.bulk_update(rows, ["touch_told", "touch_step_at"])
    if late:
        channel = Channel.objects.select_related("agency").get(government_id=government_id, pk=channel_id)
        _tell(channel, late, calendar)
        refresh(channel)
    return len(rows)


def put_off(government_id: int, channel_id: int, until: datetime) -> None:
    """Look at what is due of an account again later."""
    rows = _due(government_id, channel_id, clock.now())
    keys = list(rows.values_list("pk", flat=True)[:MOST])
    Conversation.objects.filter(government_id=government_id, pk__in=keys).update(touch_step_at=until)


def settle(conversation: Conversation) -> None:
    """A conversation waits no longer, or again: the lines that speak of it follow. Part of the caller's transaction."""
    if conversation.touch_told is not None:
        refresh(conversation.channel)


def refresh(channel: Channel) -> None:
    """Bring the lines on Hari ini of one account up to date; without anything late they are done."""
    rows = late_on(channel)
    chiefs, admins = account_sorters(channel)
    asked = _ask(channel, chiefs, rows) + _ask(channel, admins, rows.filter(watched=False))
    keep_tasks_of(
        actor=system(channel.government_id), kind=LATE_TASK, subject_type=SUBJECT, subject_id=channel.pk,
        person_ids=asked,
    )  # fmt: skip


def ladder_changed(government_id: int) -> None:
    """Look at everything that waits once more: the next step may come sooner now. Part of the caller's transaction."""
    waiting(government_id).exclude(touch_by=None).update(touch_step_at=clock.now())


def _due(government_id: int, channel_id: int, at: datetime) -> QuerySet[Conversation]:
    rows = waiting(government_id).filter(channel_id=channel_id, touch_step_at__lte=at).order_by("touch_step_at", "pk")
    return rows.select_for_update(of=("self",), skip_locked=True)


def _days(ladder: Iterable[Rung]) -> list[int]:
    """When there is something to tell: a promise of minutes has no day before."""
    return sorted({rung.days for rung in ladder if rung.days >= 0})


def _climb(row: Conversation, calendar: OfficeCalendar, days: Sequence[int], at: datetime) -> bool:
    """Note the step a conversation stands at and when the next comes; tell whether it is a new one."""
    if row.touch_by is None:
        row.touch_step_at = None
        return False
    moments = [moment_of(calendar, row.touch_by, Rung(day, "")) for day in days]
    passed = sum(moment <= at for moment in moments)
    row.touch_step_at = moments[passed] if passed < len(moments) else None
    if not passed or (row.touch_told is not None and row.touch_told >= days[passed - 1]):
        return False
    row.touch_told = days[passed - 1]
    return True


def _tell(channel: Channel, late: Sequence[Conversation], calendar: OfficeCalendar) -> None:
    actor, told = system(channel.government_id), 0
    chiefs, admins = account_sorters(channel)
    for people, rows in ((chiefs, late), (admins, [row for row in late if not row.watched])):
        if rows and people:
            sentence = f"{channel}: {_words(len(rows), _oldest(rows), calendar)}"
            notify(actor=actor, person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=_path(channel))
            told += len(people)
    data = {"channel": str(channel), "told": _words(len(late), _oldest(late), calendar), "people": told}
    record(actor=actor, action="inbox.conversation.unsorted", subject_type="channel", subject_id=channel.pk, data=data)


def _ask(channel: Channel, people: Sequence[int], rows: QuerySet[Conversation]) -> list[int]:
    found = rows.aggregate(count=Count("pk"), oldest=Min("touch_by"))
    if not found["count"]:
        return []
    words = f"{found['count']} {LATE}"
    for person_id in people:
        open_task(
            actor=system(channel.government_id), kind=LATE_TASK, subject_type=SUBJECT, subject_id=channel.pk,
            title=words, detail=str(channel), path=_path(channel), person_id=person_id, due_at=found["oldest"],
        )  # fmt: skip
    return list(people)


def _oldest(rows: Iterable[Conversation]) -> datetime:
    return min(row.touch_by for row in rows if row.touch_by)


def _words(count: int, oldest: datetime, calendar: OfficeCalendar) -> str:
    late = said(oldest, clock.now(), calendar.zone, calendar.overrides)
    return f"{count} {LATE} {late.removeprefix('lewat ')}"


def _path(channel: Channel) -> str:
    return f"/kotak-masuk/?tab=pilah&kanal={channel.platform}-{channel.handle}"
