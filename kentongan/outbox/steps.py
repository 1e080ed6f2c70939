"""One delivery in a worker's hands: read it, check that it may still go, write each step down before and after its call.

Every function here is one transaction of the delivery's government, and every write carries the fence.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kentongan.channels.models import Credential
from kentongan.channels.selectors import may, usable
from kentongan.channels.services import mark_disconnected
from kentongan.connectors.contract import (
    Account,
    Advanced,
    Connector,
    Outbound,
    Outcome,
    Pending,
    Published,
    Retryable,
    Safety,
    Step,
)
from kentongan.core import clock
from kentongan.core.hashing import fingerprint
from kentongan.organizations.actor import system
from kentongan.outbox import rules, states
from kentongan.outbox.acts import TAKE_AWAY
from kentongan.outbox.contents import contents, outbound_of
from kentongan.outbox.hands import hand_over
from kentongan.outbox.ledger import FRESH_DOUBT, StaleError, move, settle, settle_as_published, write
from kentongan.outbox.models import ChannelBucket, Delivery, DeliveryStep, Freeze
from kentongan.outbox.sentences import why as say_why
from kentongan.tenancy.scope import within

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.outbox.claim import Claim
    from kentongan.outbox.doors import Doors


@dataclass(slots=True)
class Job:
    """What a worker needs to make the calls, read beforehand."""

    claim: Claim
    connector: Connector
    account: Account
    outbound: Outbound
    plan: tuple[Step, ...]
    done: set[str]
    memory: dict[str, str]

    @property
    def next_step(self) -> Step | None:
        """The first step that is not done yet."""
        return next((step for step in self.plan if step.name not in self.done), None)

    def commit_from(self, step: Step) -> bool:
        """Tell whether this step or an open one after it makes something public by a call of its own."""
        following = [step, *(other for other in self.plan if other.name not in self.done and other != step)]
        return any(one.safety is Safety.COMMIT for one in following)

    def more_after(self, step: Step) -> bool:
        """Tell whether another step follows."""
        return any(other.name not in self.done and other != step for other in self.plan)


def begin(claim: Claim, doors: Doors) -> Job | None:
    """Claimed → sending, if everything that allowed it still does. None: it has been put where it belongs instead."""
    at = clock.now()
    with within(claim.government_id):
        delivery = held(claim, states.CLAIMED)
        files, written = contents(delivery, doors)
        if _stopped(delivery, at, written, check_right=True):
            return None
        if delivery.channel.by_hand or delivery.by_hand:
            hand_over(delivery, at)
            return None
        try:
            account = doors.account_of(delivery.channel)
        except Credential.DoesNotExist:
            _disconnect(delivery, "channel_not_active")
            move(delivery, states.CHANNEL_PAUSED, why="channel_not_active", at=at)
            settle(delivery)
            return None
        move(delivery, states.SENDING, why="sending", at=at, lease_until=at + doors.lease)
        outbound = outbound_of(delivery, files)
        return _job(claim, delivery, doors.connector_for(delivery.channel), account, outbound)


def could_not_begin(claim: Claim, detail: str) -> None:
    """A fault of our own before any call was made: try later, and tell people when that does not help."""
    at = clock.now()
    with within(claim.government_id):
        delivery = held(claim, states.CLAIMED)
        here = rules.Situation(at, Safety.REPEATABLE, more_steps=True, failures=delivery.failures)
        verdict = rules.judge(Retryable("not_prepared", detail), here)
        _apply(delivery, verdict, at)


def _job(claim: Claim, delivery: Delivery, connector: Connector, account: Account, outbound: Outbound) -> Job:
    rows = list(_steps_of(delivery).order_by("pk"))
    memory = {key: value for row in rows for key, value in row.memory.items()}
    done = {row.name for row in rows if row.state == DeliveryStep.State.DONE}
    return Job(claim, connector, account, outbound, connector.plan(outbound), done, memory)


def doubtful(claim: Claim, doors: Doors) -> tuple[Job, datetime] | None:
    """The row in doubt with what is needed to ask the platform, and when its doubtful step was first begun.

    None when the account is not connected.
    """
    with within(claim.government_id):
        delivery = held(claim, states.UNKNOWN)
        files, _ = contents(delivery, doors)
        try:
            account = doors.account_of(delivery.channel)
        except Credential.DoesNotExist:
            return None
        job = _job(claim, delivery, doors.connector_for(delivery.channel), account, outbound_of(delivery, files))
        doubt = doubtful_step(delivery)
        return job, doubt.begun_at if doubt else delivery.created_at


def doubtful_step(delivery: Delivery) -> DeliveryStep | None:
    """The step whose end is not known."""
    found: DeliveryStep | None = _steps_of(delivery).filter(state=DeliveryStep.State.UNKNOWN).order_by("pk").last()
    return found


def held(claim: Claim, state: str) -> Delivery:
    """The claimed row, locked. StaleError when its fence or state says that it is no longer ours."""
    row = Delivery.objects.select_for_update(of=("self",)).select_related("channel")
    found = row.filter(government_id=claim.government_id, pk=claim.delivery_id, fence=claim.fence, state=state).first()
    if found is None:
        raise StaleError(str(claim.delivery_id))
    return found


def _steps_of(delivery: Delivery) -> Any:  # noqa: ANN401 - a query set
    return DeliveryStep.objects.filter(government_id=delivery.government_id, delivery=delivery, round=delivery.round)


def _stopped(delivery: Delivery, at: datetime, written: str, *, check_right: bool, commit_ahead: bool = False) -> bool:
    """Put it aside when something no longer allows it; tell whether that happened."""
    right = ""
    if check_right and not delivery.remote_id:
        verdict = may(delivery.person_id, delivery.right, delivery.channel, at)
        right = "" if verdict else f"{verdict.sentence} {verdict.remedy}".strip()
    stop = rules.obstacle(replace(standing(delivery, at, written, right), commit_ahead=commit_ahead))
    if stop is None:
        return False
    state, code, detail = stop
    move(delivery, state, why=code, detail=detail, at=at)
    settle(delivery)
    return True


def standing(delivery: Delivery, at: datetime, written: str, right: str) -> rules.Standing:
    """The facts that may stop a delivery now. `written`: the fingerprint of its content; `right`: why its person may not."""
    return rules.Standing(
        now=at,
        payload_hash=written,
        approved_hash=delivery.approved_hash,
        revoked=delivery.revoked_at is not None,
        valid_until=delivery.valid_until,
        useless_at=delivery.useless_at,
        frozen=is_frozen(delivery),
        channel_active=usable(delivery.channel),
        right=right,
        is_public=bool(delivery.remote_id),
    )


def is_frozen(delivery: Delivery) -> bool:
    """Tell whether a freeze in force covers this delivery; taking something away is never frozen."""
    if delivery.act in TAKE_AWAY:
        return False
    freezes = Freeze.objects.filter(government_id=delivery.government_id, ended_at=None)
    return any(
        freeze.agency_id in {None, delivery.agency_id} and freeze.channel_id in {None, delivery.channel_id}
        for freeze in freezes
    )


def open_step(job: Job, step: Step, doors: Doors) -> bool:
    """Write that the call is about to be made. False when the delivery may not go on: then no call is made."""
    at = clock.now()
    with within(job.claim.government_id):
        delivery = held(job.claim, states.SENDING)
        written = delivery.payload_hash  # the bytes in `job` were compared when it began
        check_right, ahead = step.safety is not Safety.REPEATABLE, job.commit_from(step)
        if _stopped(delivery, at, written, check_right=check_right, commit_ahead=ahead):
            return False
        write(delivery, source=states.SENDING, lease_until=at + doors.lease)
        _start(delivery, step, at, request_hash=fingerprint([step.name, delivery.payload_hash, job.memory]))
    return True


def _start(delivery: Delivery, step: Step, at: datetime, *, request_hash: str) -> None:
    known = _steps_of(delivery).filter(name=step.name).first()
    row = known or DeliveryStep(
        government_id=delivery.government_id,
        delivery=delivery,
        round=delivery.round,
        name=step.name,
        tries=0,
        begun_at=at,
    )
    row.safety, row.state, row.request_hash = step.safety.value, DeliveryStep.State.STARTED, request_hash
    row.tries, row.fence, row.started_at, row.closed_at = row.tries + 1, delivery.fence, at, None
    row.save()


def close_step(job: Job, step: Step, outcome: Outcome) -> bool:
    """Write what came of the call, and what follows from it. True: go on with the next step."""
    at = clock.now()
    with within(job.claim.government_id):
        delivery = held(job.claim, states.SENDING)
        row = _steps_of(delivery).get(name=step.name)
        verdict = rules.judge(outcome, _situation(job, step, delivery, row, at))
        memory, remote_id = _learned(outcome)
        row.memory = {**row.memory, **memory}
        row.remote_id, row.state, row.closed_at = (remote_id or row.remote_id)[:160], verdict.step, at
        row.save(update_fields=["memory", "remote_id", "state", "closed_at"])
        job.memory.update(memory)
        if isinstance(outcome, Published) or (isinstance(outcome, Advanced) and outcome.public):
            _keep_place(delivery, outcome, at)
        if verdict.state is None:
            write(delivery, source=states.SENDING, failures=0)
            job.done.add(step.name)
            return True
        _apply(delivery, verdict, at)
    return False


def _situation(job: Job, step: Step, delivery: Delivery, row: DeliveryStep, at: datetime) -> rules.Situation:
    return rules.Situation(
        now=at,
        safety=step.safety,
        more_steps=job.more_after(step),
        failures=delivery.failures,
        doubts=delivery.doubts,
        pending_since=row.begun_at if row.tries > 1 else None,
        is_public=bool(delivery.remote_id),
        commit_ahead=job.commit_from(step),
        chance=random.random(),  # noqa: S311 - jitter
    )


def _learned(outcome: Outcome) -> tuple[Mapping[str, str], str]:
    if isinstance(outcome, (Advanced, Published)):
        return outcome.memory, outcome.remote_id
    return (outcome.memory, "") if isinstance(outcome, Pending) else ({}, "")


def _keep_place(delivery: Delivery, outcome: Published | Advanced, at: datetime) -> None:
    """From here on it is public, if only in part: whatever happens to this worker, that stays known."""
    values: dict[str, Any] = {"published_at": delivery.published_at or at}
    if outcome.remote_id:
        values["remote_id"] = outcome.remote_id[:160]
    if outcome.permalink:
        values["permalink"] = outcome.permalink[:500]
    write(delivery, source=states.SENDING, **values)
    for name, value in values.items():
        setattr(delivery, name, value)


def _apply(delivery: Delivery, verdict: rules.Verdict, at: datetime) -> None:
    state = verdict.state or states.DUE
    if state == states.PUBLISHED:
        settle_as_published(
            delivery, remote_id=delivery.remote_id, permalink=delivery.permalink, why="published", at=at
        )
        return
    values: dict[str, Any] = {"next_at": verdict.next_at or at, "failures": delivery.failures + verdict.failed}
    if state == states.UNKNOWN:
        values |= {"doubts": delivery.doubts + 1, **FRESH_DOUBT}
    if verdict.blocks_channel and verdict.next_at:
        _rest(delivery, verdict.next_at)
    if state == states.CHANNEL_PAUSED:
        _disconnect(delivery, verdict.why)
    move(delivery, state, why=verdict.why, detail=verdict.detail, at=at, **values)
    settle(delivery)


def _rest(delivery: Delivery, until: datetime) -> None:
    bucket = ChannelBucket.objects.filter(government_id=delivery.government_id, channel_id=delivery.channel_id)
    bucket.update(blocked_until=until)


def _disconnect(delivery: Delivery, code: str) -> None:
    mark_disconnected(actor=system(delivery.government_id), channel=delivery.channel, reason=say_why(code))
