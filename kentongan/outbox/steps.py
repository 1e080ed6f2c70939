"""Writing each step down before and after its call, for many rows of one government in a few statements.

`begin` and `close` are one transaction each, and every write carries the fence. A batch that cannot be written is written row
by row, so that one bad row keeps nobody else from going out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol, TypeVar

import structlog
from django.db import DatabaseError, connection

from kentongan.channels.services import mark_disconnected
from kentongan.connectors.contract import Account, Advanced, Outcome, Pending, Published, Retryable, Safety, Step
from kentongan.core import clock
from kentongan.core.hashing import fingerprint
from kentongan.organizations.actor import system
from kentongan.outbox import rules, states
from kentongan.outbox.claim import Claim
from kentongan.outbox.contents import contents, outbound_of
from kentongan.outbox.doors import Doors
from kentongan.outbox.grounds import grounds_of
from kentongan.outbox.hands import hand_over
from kentongan.outbox.job import Call, Job, Result, Steps, lock, make_job, steps_of
from kentongan.outbox.ledger import (
    FRESH_DOUBT,
    PLACE,
    move,
    move_together,
    publish,
    trace,
    write_together,
)
from kentongan.outbox.models import ChannelBucket, Delivery, DeliveryStep
from kentongan.outbox.sentences import why as say_why
from kentongan.outbox.traces import leave
from kentongan.tenancy.bulk import write_rows
from kentongan.tenancy.scope import within

log = structlog.get_logger(__name__)
CLOSED = ("state", "memory", "remote_id", "closed_at")
STARTED = ("safety", "state", "request_hash", "tries", "fence", "started_at", "closed_at")


class Claimed(Protocol):
    """Something that belongs to a claimed row."""

    @property
    def claim(self) -> Claim:
        """The right to the row."""


T = TypeVar("T", bound=Claimed)


def begin(claims: Iterable[Claim], doors: Doors) -> list[Call]:
    """Claimed → sending, with the first open step written as started, as far as everything that allowed it still does.

    Returns the calls to make. Rows that may not go on have been put where they belong; rows taken over meanwhile are left alone.
    """
    return _batched([_Claimed(claim) for claim in claims], lambda batch: _begin(batch, doors))


def close(results: Iterable[Result], doors: Doors) -> list[Call]:
    """Write what came of calls and what follows from it. Returns the calls to make next, written as started."""
    return _batched(list(results), lambda batch: _close(batch, doors))


@dataclass(frozen=True, slots=True)
class _Claimed:
    claim: Claim


def _batched(items: Sequence[T], work: Callable[[Sequence[T]], list[Call]]) -> list[Call]:
    """Work government by government, together where possible."""
    ordered = sorted(items, key=lambda one: one.claim.government_id)
    calls: list[Call] = []
    for _, group in groupby(ordered, key=lambda one: one.claim.government_id):
        batch = list(group)
        try:
            calls += work(batch)
        except Exception:
            if len(batch) == 1 or not connection.is_usable():
                raise
            log.error("batch broke", rows=len(batch), trace=trace())  # noqa: TRY400 - see trace
            calls += [call for one in batch for call in _alone(one, work)]
    return calls


def _alone(one: T, work: Callable[[Sequence[T]], list[Call]]) -> list[Call]:
    try:
        return work([one])
    except Exception:  # noqa: BLE001 - its lease runs out and the row is recovered; the others go on
        log.error("delivery broke", delivery=str(one.claim.delivery_id), trace=trace())  # noqa: TRY400 - see trace
        return []


def _mine(claims: Sequence[Claim], state: str) -> dict[Claim, Delivery]:
    """Lock the rows that are still ours; those taken over are left to whoever took them."""
    rows = lock(claims, state)
    for claim in claims:
        if claim not in rows:
            log.warning("row was taken over", delivery=str(claim.delivery_id), fence=claim.fence)
    return rows


# ------------------------------------------------------------------ before the calls


@dataclass(frozen=True, slots=True)
class _Row:
    """A locked row about to go on. `written`: its content's fingerprint; `job` None: only a person can do it, or nobody."""

    delivery: Delivery
    steps: Steps
    written: str
    job: Job | None = None

    @property
    def step(self) -> Step | None:
        return self.job.next_step if self.job else None

    @property
    def commit_ahead(self) -> bool:
        return bool(self.job and self.step and self.job.commit_from(self.step))


def _begin(batch: Sequence[_Claimed], doors: Doors) -> list[Call]:
    at = clock.now()
    government_id = batch[0].claim.government_id
    with within(government_id):
        rows = _mine([one.claim for one in batch], states.CLAIMED)
        deliveries = list(rows.values())
        steps = steps_of(deliveries)
        accounts = doors.accounts_of([delivery.channel for delivery in deliveries])
        ready = [_prepared(claim, row, steps[row], accounts, doors, at) for claim, row in rows.items()]
        allowed = _allowed(government_id, [one for one in ready if one], deliveries, at)
        going = [one for one in allowed if one.step or _leave_to_people(one, at)]
        for one in going:
            one.delivery.lease_until = at + doors.lease
        move_together([one.delivery for one in going], states.SENDING, why="sending", at=at)
        return _start(going, at)


def _prepared(
    claim: Claim,
    delivery: Delivery,
    steps: Steps,
    accounts: Mapping[int, Callable[[], Account]],
    doors: Doors,
    at: datetime,
) -> _Row | None:
    """Read what the calls need. A fault of our own before any call: try later, and tell people when that does not help."""
    try:
        files, written = contents(delivery, doors)
        account = accounts.get(delivery.channel_id)
        if account is None or delivery.channel.by_hand or delivery.by_hand:
            return _Row(delivery, steps, written)
        connector, outbound = doors.connector_for(delivery.channel), outbound_of(delivery, files)
        return _Row(delivery, steps, written, make_job(claim, steps, connector, account(), outbound))
    except DatabaseError:
        raise
    except Exception as problem:  # noqa: BLE001 - whatever breaks here, the row must not go round for ever unseen
        log.error("could not begin", delivery=str(claim.delivery_id), trace=trace())  # noqa: TRY400 - see trace
        here = rules.Situation(at, Safety.REPEATABLE, more_steps=True, failures=delivery.failures)
        _apply(delivery, rules.judge(Retryable("not_prepared", type(problem).__name__), here), at)
        return None


def _allowed(government_id: int, rows: Sequence[_Row], asking: Iterable[Delivery], at: datetime) -> list[_Row]:
    """Those that nothing stops; the others are put aside. `asking`: whose person's right has to hold."""
    grounds = grounds_of(government_id, at, asking)
    going = []
    for row in rows:
        standing = grounds.standing(row.delivery, at, row.written, commit_ahead=row.commit_ahead)
        stop = rules.obstacle(standing)
        if stop is None:
            going.append(row)
        else:
            state, code, detail = stop
            move(row.delivery, state, why=code, detail=detail, at=at)
    return going


def _leave_to_people(row: _Row, at: datetime) -> bool:
    """Nothing can be called for this row: a person does it, or connects the account again. False: it is put aside."""
    delivery = row.delivery
    if row.job is not None:  # every step is done, and none has said that it is public
        here = rules.Situation(at, Safety.REPEATABLE, more_steps=False, is_public=bool(delivery.remote_id))
        _apply(delivery, rules.judge(Advanced(), here), at)
    elif delivery.channel.by_hand or delivery.by_hand:
        hand_over(delivery, at)
    else:
        _disconnect(delivery, "channel_not_active")
        move(delivery, states.CHANNEL_PAUSED, why="channel_not_active", at=at)
    return False


def _start(rows: Sequence[_Row], at: datetime) -> list[Call]:
    """Write that the calls are about to be made."""
    known, fresh, calls = list[DeliveryStep](), list[DeliveryStep](), list[Call]()
    for row in rows:
        if row.job and row.step:
            written = _started(row, row.job, row.step, at)
            (known if written.pk else fresh).append(written)
            calls.append(Call(row.job, row.step, at))
    write_rows(known, STARTED)
    DeliveryStep.objects.bulk_create(fresh)
    return calls


def _started(row: _Row, job: Job, step: Step, at: datetime) -> DeliveryStep:
    delivery = row.delivery
    written = row.steps.get(step.name) or DeliveryStep(
        government_id=delivery.government_id,
        delivery=delivery,
        round=delivery.round,
        name=step.name,
        tries=0,
        begun_at=at,
    )
    written.safety, written.state = step.safety.value, DeliveryStep.State.STARTED
    written.request_hash = fingerprint([step.name, delivery.payload_hash, job.memory])
    written.tries, written.fence, written.started_at, written.closed_at = written.tries + 1, delivery.fence, at, None
    return written


# ------------------------------------------------------------------ after the calls


@dataclass(frozen=True, slots=True)
class _Ended:
    """A locked row whose call has ended, and what follows."""

    delivery: Delivery
    steps: Steps
    call: Call
    verdict: rules.Verdict


def _close(batch: Sequence[Result], doors: Doors) -> list[Call]:
    at = clock.now()
    government_id = batch[0].claim.government_id
    with within(government_id):
        rows = _mine([one.claim for one in batch], states.SENDING)
        steps = steps_of(list(rows.values()))
        ended = [_judged(one, rows[one.claim], steps[rows[one.claim]], at) for one in batch if one.claim in rows]
        write_rows([one.steps[one.call.step.name] for one in ended], CLOSED)
        public = [one.delivery for one in ended if one.verdict.state == states.PUBLISHED]
        move_together(public, states.PUBLISHED, why="published", at=at, also=PLACE)
        leave(public)
        for one in ended:
            if one.verdict.state not in {None, states.PUBLISHED}:
                _apply(one.delivery, one.verdict, at)
        return _go_on(government_id, [one for one in ended if one.verdict.state is None], at, doors)


def _judged(result: Result, delivery: Delivery, steps: Steps, at: datetime) -> _Ended:
    """What a result means for its step, its row and its job; nothing is written yet."""
    call, outcome = result.call, result.outcome
    step = steps[call.step.name]
    verdict = rules.judge(outcome, _situation(call, delivery, step, at))
    memory, remote_id = _learned(outcome)
    step.memory = {**step.memory, **memory}
    step.remote_id, step.state, step.closed_at = (remote_id or step.remote_id)[:160], verdict.step, at
    call.job.memory.update(memory)
    if isinstance(outcome, Published) or (isinstance(outcome, Advanced) and outcome.public):
        # From here on it is public, if only in part: whatever happens to this worker, that stays known.
        delivery.published_at = delivery.published_at or at
        delivery.remote_id = outcome.remote_id[:160] or delivery.remote_id
        delivery.permalink = outcome.permalink[:500] or delivery.permalink
    return _Ended(delivery, steps, call, verdict)


def _go_on(government_id: int, ended: Sequence[_Ended], at: datetime, doors: Doors) -> list[Call]:
    """Open the next step of rows that are not through yet, as far as nothing stops them."""
    if not ended:
        return []
    for one in ended:
        one.delivery.failures, one.delivery.lease_until = 0, at + doors.lease
        one.call.job.done.add(one.call.step.name)
    write_together([one.delivery for one in ended], ["failures", "lease_until", *PLACE])
    # The bytes in each job were compared when it began.
    rows = [_Row(one.delivery, one.steps, one.delivery.payload_hash, one.call.job) for one in ended]
    asking = [row.delivery for row in rows if row.step and row.step.safety is not Safety.REPEATABLE]
    return _start(_allowed(government_id, rows, asking, at), at)


def _situation(call: Call, delivery: Delivery, step: DeliveryStep, at: datetime) -> rules.Situation:
    return rules.Situation(
        now=at,
        safety=call.step.safety,
        more_steps=call.job.more_after(call.step),
        failures=delivery.failures,
        doubts=delivery.doubts,
        pending_since=step.begun_at if step.tries > 1 else None,
        is_public=bool(delivery.remote_id),
        commit_ahead=call.job.commit_from(call.step),
        chance=random.random(),  # noqa: S311 - jitter
    )


def _learned(outcome: Outcome) -> tuple[Mapping[str, str], str]:
    if isinstance(outcome, (Advanced, Published)):
        return outcome.memory, outcome.remote_id
    return (outcome.memory, "") if isinstance(outcome, Pending) else ({}, "")


def _apply(delivery: Delivery, verdict: rules.Verdict, at: datetime) -> None:
    """Move one row to where a verdict sends it."""
    state = verdict.state or states.DUE
    if state == states.PUBLISHED:
        publish(delivery, remote_id=delivery.remote_id, permalink=delivery.permalink, why="published", at=at)
        return
    values: dict[str, Any] = {"next_at": verdict.next_at or at, "failures": delivery.failures + verdict.failed}
    if state == states.UNKNOWN:
        values |= {"doubts": delivery.doubts + 1, **FRESH_DOUBT}
    if verdict.blocks_channel and verdict.next_at:
        _rest(delivery, verdict.next_at)
    if state == states.CHANNEL_PAUSED:
        _disconnect(delivery, verdict.why)
    move(delivery, state, why=verdict.why, detail=verdict.detail, at=at, **values)


def _rest(delivery: Delivery, until: datetime) -> None:
    bucket = ChannelBucket.objects.filter(government_id=delivery.government_id, channel_id=delivery.channel_id)
    bucket.update(blocked_until=until)


def _disconnect(delivery: Delivery, code: str) -> None:
    mark_disconnected(actor=system(delivery.government_id), channel=delivery.channel, reason=say_why(code))
