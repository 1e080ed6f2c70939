"""What time alone changes: due times, pauses, freezes, late rows, and the rows of workers that vanished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from kentongan.channels.states import ACTIVE, PAUSED
from kentongan.connectors.contract import Safety
from kentongan.outbox import states
from kentongan.outbox.claim import FROZEN, LEFT
from kentongan.outbox.hands import ESCALATED, ask_again, tell_to_stop
from kentongan.outbox.ledger import FRESH_DOUBT, bulk_move, move
from kentongan.outbox.models import Delivery, DeliveryStep
from kentongan.outbox.rules import after_crash
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

IDLE_CHANNEL = f"""NOT EXISTS (SELECT FROM channels_channel c
    WHERE c.government_id = d.government_id AND c.id = d.channel_id AND c.state = '{ACTIVE}')"""
STOPPED_CHANNEL = f"""EXISTS (SELECT FROM channels_channel c WHERE c.government_id = d.government_id
    AND c.id = d.channel_id AND (c.state = '{PAUSED}' OR (c.by_hand AND c.state <> '{ACTIVE}')))"""
"""A person stopped the account; a lost connection alone does not stop whoever uploads by hand."""
OVER_THE_LIMIT = f"""d.price > 0 AND d.attempt = 0 AND EXISTS (SELECT FROM channels_channel c
    WHERE c.government_id = d.government_id AND c.id = d.channel_id AND {LEFT} < d.price)"""
NOT_PUBLIC = "d.remote_id = ''"
Row = tuple[int, "UUID"]


def wake(at: datetime) -> int:
    """Scheduled and waiting rows whose time has come become due."""
    now = {"now": at}
    with across_governments():
        ripe = "d.next_at <= %(now)s"
        scheduled = bulk_move(states.SCHEDULED, states.DUE, why="time_came", at=at, where=ripe, params=now)
        return scheduled + bulk_move(states.WAITING, states.DUE, why="waited", at=at, where=ripe, params=now)


def tidy(at: datetime) -> int:
    """Everything slower: freezes, channels gone and back, late rows, expired approvals, lost workers. Returns the moves."""
    return _hold(at) + _free(at) + _stop(at) + _recover(at) + _ask_again(at)


def _hold(at: datetime) -> int:
    with across_governments():
        return bulk_move(states.DUE, states.HELD, why="frozen", at=at, where=f"{NOT_PUBLIC} AND {FROZEN}", params={})


def _free(at: datetime) -> int:
    with across_governments():
        unfrozen = bulk_move(states.HELD, states.DUE, why="unfrozen", at=at, where=f"NOT {FROZEN}", params={})
        back = f"NOT ({IDLE_CHANNEL})"
        return unfrozen + bulk_move(
            states.CHANNEL_PAUSED, states.DUE, why="channel_active", at=at, where=back, params={}
        )


LATE = f"{NOT_PUBLIC} AND d.useless_at < %(now)s"
CHANGED = f"{NOT_PUBLIC} AND d.payload_hash <> d.approved_hash"
STOPS = (
    (states.DUE, f"{NOT_PUBLIC} AND {IDLE_CHANNEL}", states.CHANNEL_PAUSED, "channel_not_active"),
    (states.BY_HAND, FROZEN, states.HELD, "frozen"),
    (states.BY_HAND, STOPPED_CHANNEL, states.CHANNEL_PAUSED, "channel_not_active"),
    *((source, LATE, states.EXPIRED, "too_late") for source in states.CAN_BE_LATE),
    (states.BY_HAND, "d.valid_until < %(now)s", states.NEEDS_PERSON, "approval_over"),
    (states.DUE, f"{NOT_PUBLIC} AND d.revoked_at IS NOT NULL", states.CANCELLED, "revoked"),
    (states.DUE, f"{NOT_PUBLIC} AND d.valid_until < %(now)s", states.NEEDS_PERSON, "approval_over"),
    (states.DUE, CHANGED, states.NEEDS_PERSON, "changed_after_approval"),
    (states.DUE, OVER_THE_LIMIT, states.NEEDS_PERSON, "spending_limit"),
)
"""What stops a row that nobody works on, the first that holds: its state, when, where it goes, and why."""
FIRST_STOP = " ".join(
    f"WHEN d.state = '{source}' AND ({where}) THEN {number}" for number, (source, where, _, _) in enumerate(STOPS)
)
STOPPED = f"""SELECT d.government_id, d.id, CASE {FIRST_STOP} END FROM outbox_delivery d
    WHERE d.state IN ({", ".join(f"'{state}'" for state in sorted({stop[0] for stop in STOPS}))})
      AND CASE {FIRST_STOP} END IS NOT NULL ORDER BY d.id LIMIT 200"""  # noqa: S608 - constants of this module


def _stop(at: datetime) -> int:
    """Move rows one by one, because people are told of each."""
    with across_governments(), connection.cursor() as cursor:
        cursor.execute(STOPPED, {"now": at})
        found = cursor.fetchall()
    return sum(
        _stop_one((government_id, delivery_id), STOPS[number], at) for government_id, delivery_id, number in found
    )


def _stop_one(row: Row, stop: tuple[str, str, str, str], at: datetime) -> int:
    source, _, target, why = stop
    with within(row[0]):
        delivery = _locked(row, source)
        if delivery is None:
            return 0
        move(delivery, target, why=why, at=at)
        if source == states.BY_HAND:
            tell_to_stop(delivery)
    return 1


def _ask_again(at: datetime) -> int:
    """Nothing was heard from whoever uploads by hand."""
    asked = 0
    for row in _rows(states.BY_HAND, f"d.next_at <= %(now)s AND d.last_code <> '{ESCALATED}'", at):
        with within(row[0]):
            delivery = _locked(row, states.BY_HAND)
            if delivery is not None and delivery.next_at <= at:
                ask_again(delivery, at)
                asked += 1
    return asked


def _recover(at: datetime) -> int:
    """A lease ran out: the worker is gone, or so slow that its fence must stop it."""
    with across_governments():
        claimed = "d.lease_until < %(now)s"
        freed = bulk_move(states.CLAIMED, states.DUE, why="worker_lost", at=at, where=claimed, params={"now": at})
    return freed + sum(_recover_one(row, at) for row in _rows(states.SENDING, "d.lease_until < %(now)s", at))


def _recover_one(row: Row, at: datetime) -> int:
    with within(row[0]):
        delivery = _locked(row, states.SENDING)
        if delivery is None or delivery.lease_until is None or delivery.lease_until >= at:
            return 0
        open_step = DeliveryStep.objects.filter(
            government_id=row[0], delivery=delivery, round=delivery.round, state=DeliveryStep.State.STARTED
        ).first()
        verdict = after_crash(Safety(open_step.safety) if open_step else None, at)
        if open_step:
            open_step.state, open_step.closed_at = verdict.step, at
            open_step.save(update_fields=["state", "closed_at"])
        values = FRESH_DOUBT | {
            "doubts": delivery.doubts + (verdict.state == states.UNKNOWN),
            "fence": delivery.fence + 1,
        }
        target = verdict.state or states.DUE
        move(delivery, target, why=verdict.why, at=at, next_at=verdict.next_at or at, **values)
    return 1


def _rows(source: str, where: str, at: datetime) -> list[Row]:
    statement = f"""SELECT d.government_id, d.id FROM outbox_delivery d WHERE d.state = %(source)s AND {where}
        ORDER BY d.id LIMIT 200"""  # noqa: S608 - constants of this module
    with across_governments(), connection.cursor() as cursor:
        cursor.execute(statement, {"source": source, "now": at})
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _locked(row: Row, state: str) -> Delivery | None:
    found = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("channel")
    return found.filter(government_id=row[0], pk=row[1], state=state).first()
