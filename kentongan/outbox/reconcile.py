"""After an unknown outcome: what the platform shows decides, or a person. Never a blind second call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.connectors.contract import Absent, CannotTell, Finding, Found, ReconcileRule
from kentongan.core import clock
from kentongan.outbox import rules, states
from kentongan.outbox.contents import contents, outbound_of
from kentongan.outbox.job import Job, doubtful_step, lock, make_job, steps_of
from kentongan.outbox.ledger import StaleError, move, note, publish, write
from kentongan.outbox.models import Delivery, DeliveryStep
from kentongan.tenancy.scope import within

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.outbox.claim import Claim
    from kentongan.outbox.doors import Doors


def doubtful(claim: Claim, doors: Doors) -> tuple[Job, datetime] | None:
    """The row in doubt with what is needed to ask the platform, and when its doubtful step was first begun.

    None when the account is not connected.
    """
    with within(claim.government_id):
        delivery = held(claim)
        files, _ = contents(delivery, doors)
        account = doors.accounts_of([delivery.channel]).get(delivery.channel_id)
        if account is None:
            return None
        steps, connector = steps_of([delivery])[delivery], doors.connector_for(delivery.channel)
        job = make_job(claim, steps, connector, account(), outbound_of(delivery, files))
        doubt = doubtful_step(delivery)
        return job, doubt.begun_at if doubt else delivery.created_at


def held(claim: Claim) -> Delivery:
    """The row in doubt, locked. StaleError when its fence or state says that it is no longer ours."""
    found = lock([claim], states.UNKNOWN).get(claim)
    if found is None:
        raise StaleError(str(claim.delivery_id))
    return found


def keep(claim: Claim, finding: Finding, rule: ReconcileRule) -> None:
    """Write one read's finding and what follows from it."""
    at = clock.now()
    with within(claim.government_id):
        delivery = held(claim)
        finding = _ours(delivery, finding)
        step = doubtful_step(delivery)
        conclusion = rules.conclude(finding, rule, _reading(delivery, step, at))
        if isinstance(finding, Found):
            _close(step, DeliveryStep.State.DONE, at, finding)
            _found(delivery, finding, conclusion, at)
        elif conclusion.state is None:
            _still_in_doubt(delivery, conclusion, finding, at)
        else:
            _decided(delivery, step, conclusion, at)


def _found(delivery: Delivery, finding: Found, conclusion: rules.Conclusion, at: datetime) -> None:
    """It is there: all of it, or the part that was in doubt, and the rest is still to do."""
    remote_id, permalink = delivery.remote_id or finding.remote_id[:160], delivery.permalink or finding.permalink[:500]
    if finding.complete:
        publish(delivery, remote_id=remote_id, permalink=permalink, why="found", at=at)
        return
    values = {"remote_id": remote_id, "permalink": permalink, "published_at": delivery.published_at or at}
    move(delivery, states.DUE, why=conclusion.why, at=at, next_at=at, data=None, detail="", **values)


def _ours(delivery: Delivery, finding: Finding) -> Finding:
    """What is known to be another delivery's cannot be this one, and hides whether this one is there too."""
    if not isinstance(finding, Found):
        return finding
    others = Delivery.objects.filter(
        government_id=delivery.government_id,
        channel_id=delivery.channel_id,
        act=delivery.act,
        remote_id=finding.remote_id,
    )
    return (
        CannotTell("another delivery with the same text is there")
        if others.exclude(pk=delivery.pk).exists()
        else finding
    )


def _reading(delivery: Delivery, step: DeliveryStep | None, at: datetime) -> rules.Reading:
    return rules.Reading(
        now=at,
        since=step.started_at if step else delivery.created_at,
        reads_absent=delivery.reads_absent,
        reads_unclear=delivery.reads_unclear,
        first_absent_at=delivery.first_absent_at,
        doubts=delivery.doubts,
    )


def _counted(delivery: Delivery, conclusion: rules.Conclusion, at: datetime) -> dict[str, Any]:
    if not conclusion.counts:
        return {}
    first = delivery.first_absent_at or at
    return {"reads_absent": delivery.reads_absent + 1, "first_absent_at": first, "last_absent_at": at}


def _still_in_doubt(delivery: Delivery, conclusion: rules.Conclusion, finding: Finding, at: datetime) -> None:
    values = _counted(delivery, conclusion, at)
    values["reads_unclear"] = 0 if isinstance(finding, Absent) else delivery.reads_unclear + 1
    write(delivery, source=states.UNKNOWN, next_at=conclusion.next_at or at, lease_until=None, **values)
    note(delivery, states.UNKNOWN, why=conclusion.why, at=at)


def _decided(delivery: Delivery, step: DeliveryStep | None, conclusion: rules.Conclusion, at: datetime) -> None:
    if conclusion.state == states.DUE:
        _close(step, DeliveryStep.State.FAILED, at)
    values = _counted(delivery, conclusion, at)
    move(
        delivery, conclusion.state or states.NEEDS_PERSON, why=conclusion.why, detail=conclusion.detail, at=at,
        next_at=at, **values,
    )  # fmt: skip


def _close(step: DeliveryStep | None, state: str, at: datetime, found: Found | None = None) -> None:
    if step is None:
        return
    step.state, step.closed_at = state, at
    if found:
        step.remote_id, step.memory = found.remote_id[:160], {**step.memory, **found.memory}
    step.save(update_fields=["state", "closed_at", "remote_id", "memory"])
