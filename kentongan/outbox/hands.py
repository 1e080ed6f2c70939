"""Rows that a person carries to the platform: handing them over, asking again, taking them back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from kentongan.organizations.actor import system
from kentongan.organizations.roles import Role
from kentongan.outbox import states
from kentongan.outbox.ledger import HAND_TASK, SUBJECT, described, move, note, write
from kentongan.outbox.sentences import why as say_why
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import notify, open_task

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.organizations.actor import Actor
    from kentongan.outbox.models import Delivery

register_task_kind(HAND_TASK, group="Unggah sendiri", verb="Unggah", order=15)
REMINDED, ESCALATED = "by_hand_reminded", "by_hand_escalated"


def remind_after() -> timedelta:
    """How long nothing is heard before the person, and the agency's admins, are asked again."""
    return timedelta(minutes=settings.OUTBOX_BY_HAND_REMIND_MINUTES)


def escalate_after() -> timedelta:
    """How long nothing is heard before the coordinator is told."""
    return timedelta(minutes=settings.OUTBOX_BY_HAND_ESCALATE_MINUTES)


def hand_over(
    delivery: Delivery,
    at: datetime,
    *,
    why: str = "by_hand",
    by: Actor | None = None,
    **values: Any,  # noqa: ANN401
) -> None:
    """Ask its person to do it on the platform; part of a transaction. Nothing calls the platform from here on."""
    actor = by or system(delivery.government_id)
    said = values.pop("data", None)
    move(delivery, states.BY_HAND, why=why, at=at, data=said, next_at=at + remind_after(), **values)
    _ask(actor, delivery, at, person_id=delivery.person_id)
    if by is None:
        title, _ = described(delivery)
        sentence = f"{title} siap diunggah ke {delivery.channel}. Salin tulisannya, unggah, lalu catat di sini."
        _tell(delivery, Notice.Kind.ACTION, sentence)


def ask_again(delivery: Delivery, at: datetime) -> None:
    """Nothing was heard: first the person and own agency, then the coordinator."""
    title, _ = described(delivery)
    if delivery.last_code == REMINDED:
        _ask(system(delivery.government_id), delivery, at, role=Role.COORDINATOR)
        _noted(delivery, ESCALATED, at)
        return
    _tell(
        delivery, Notice.Kind.ACTION, f"{title} belum dicatat sudah diunggah ke {delivery.channel}. Sudah Anda unggah?"
    )
    _ask(system(delivery.government_id), delivery, at, role=Role.ADMIN, agency_id=delivery.agency_id)
    _noted(delivery, REMINDED, at)


def tell_to_stop(delivery: Delivery) -> None:
    """Whoever was about to upload it must not, for a reason that just arose."""
    title, _ = described(delivery)
    why = say_why(delivery.last_code)
    _tell(delivery, Notice.Kind.ACTION, f"Jangan unggah {title} ke {delivery.channel}: {why[0].lower()}{why[1:]}")


def _noted(delivery: Delivery, code: str, at: datetime) -> None:
    later = at + escalate_after() - remind_after()
    write(delivery, source=states.BY_HAND, last_code=code, next_at=later)
    note(delivery, states.BY_HAND, why=code, at=at)


def _ask(actor: Actor, delivery: Delivery, at: datetime, **whose: Any) -> None:  # noqa: ANN401 - whom open_task asks
    title, _ = described(delivery)
    open_task(
        actor=actor,
        kind=HAND_TASK,
        subject_type=SUBJECT,
        subject_id=delivery.pk,
        title=f"{title} — {delivery.channel}",
        detail="Unggah di platform, lalu catat tautan atau tangkapan layarnya",
        path=delivery.path,
        due_at=at + remind_after(),
        **whose,
    )


def _tell(delivery: Delivery, kind: Notice.Kind, sentence: str) -> None:
    actor = system(delivery.government_id)
    notify(actor=actor, person_ids=[delivery.person_id], kind=kind, sentence=sentence, path=delivery.path)
