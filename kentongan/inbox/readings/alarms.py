"""What may be about life and limb asks for a person at once: a task and a notice, never only a row in a list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kentongan.core import clock
from kentongan.core.text import shorten
from kentongan.inbox.readings.models import Urgency
from kentongan.organizations.actor import system
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify_of_each, open_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor

URGENT, SUBJECT = "inbox.urgent", "conversation"
WITHIN = timedelta(minutes=15)
SURE_ENOUGH = 0.6
"""A wrong alarm costs a look, a missed one may cost a life: it need not be sure."""
register_task_kind(URGENT, group="Jawab", verb="Lihat sekarang", order=5)


def raise_alarms(arrived: Iterable[Conversation]) -> int:
    """Ask the coordinators to look at what seems urgent; return how many. Part of the caller's transaction."""
    urgent = [row for row in arrived if is_alarming(row)]
    if urgent:
        _ask(urgent[0].government_id, urgent)
    return len(urgent)


def is_alarming(row: Conversation) -> bool:
    """Tell whether nobody has looked yet at what is read as urgent, with enough sureness."""
    sure = row.reading.get("urgency", {}).get("sure", 0)
    return row.urgency == Urgency.NOW and row.checked_at is None and sure >= SURE_ENOUGH


def settle(actor: Actor, conversation_id: int) -> None:
    """A person looked: the task is done."""
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=conversation_id, kinds=[URGENT])


def _ask(government_id: int, urgent: Sequence[Conversation]) -> None:
    """A few statements, however many: in a flood every second comment is urgent."""
    actor = system(government_id)
    open_tasks(
        actor=actor,
        kind=URGENT,
        subject_type=SUBJECT,
        role=Role.COORDINATOR,
        asked={str(row.pk): _words(row) for row in urgent},
    )
    told = [_path(row) for row in urgent if not row.watched]
    if told:
        notify_of_each(
            actor=actor,
            person_ids=[person.pk for person in holders_of(government_id, Role.COORDINATOR)],
            kind=Notice.Kind.ACTION,
            sentence="Ada komentar yang mungkin darurat",
            paths=told,
        )


def _words(row: Conversation) -> dict[str, Any]:
    return {
        "title": f"Mungkin darurat: “{shorten(row.guarded, 120)}”",
        "detail": "Baca sekarang. Bila menyangkut nyawa, telepon petugas dulu, baru menjawab di sini.",
        "path": _path(row),
        "due_at": clock.now() + WITHIN,
    }


def _path(row: Conversation) -> str:
    return f"/kotak-masuk/{row.pk}/"
