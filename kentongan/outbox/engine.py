"""Working one claimed row to its next resting place, and asking after rows in doubt.

Both are generators that pause at every boundary where a process may die, so that a test can end or interleave them there.
The network is called between transactions, never inside one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from kentongan.connectors.contract import (
    CannotTell,
    Outcome,
    OutcomeUnknown,
    Reason,
    ReconcileRule,
    Retryable,
    Safety,
)
from kentongan.core import clock
from kentongan.core.http import redact
from kentongan.outbox import reconcile
from kentongan.outbox.job import Call, Result
from kentongan.outbox.ledger import StaleError
from kentongan.outbox.steps import begin, close

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from kentongan.connectors.contract import Finding, Step
    from kentongan.outbox.claim import Claim
    from kentongan.outbox.doors import Doors
    from kentongan.outbox.job import Job

log = structlog.get_logger(__name__)


def deliver(claim: Claim, doors: Doors) -> None:
    """Work a due row until it rests: published, waiting, in doubt, or put aside."""
    for _ in walk(claim, doors):
        pass


def walk(claim: Claim, doors: Doors) -> Generator[str, None, None]:
    """`deliver`, one boundary at a time."""
    yield "claimed"
    calls = begin([claim], doors)
    while calls:
        (one,) = calls
        yield f"started {one.step.name}"
        result = make(one, doors)
        yield f"called {one.step.name}"
        calls = close([result], doors)


def make(one: Call, doors: Doors) -> Result:
    """Make a call that is written down.

    A machine that stood still after writing "started" may have lost its lease: its late call would meet the next one. The wall
    clock tells, because the monotonic one stands still with a suspended machine.
    """
    if clock.now() - one.written > doors.lease / 2:
        return Result(one, Retryable("worker_lost"))
    return Result(one, _answer(one.job, one.step))


def _answer(job: Job, step: Step) -> Outcome:
    """A connector that breaks leaves a doubt where the step may have published, else another attempt."""
    try:
        return job.connector.run(step.name, job.outbound, dict(job.memory), job.account)
    except Exception as problem:  # noqa: BLE001 - a connector's bug must not decide what we believe
        detail = redact(f"{type(problem).__name__}: {problem}")[:200]
        log.error("connector broke", step=step.name, platform=str(job.connector.platform), detail=detail)  # noqa: TRY400 - a trace would print arguments
        code = Reason.UNREADABLE
        return OutcomeUnknown(code, detail) if step.safety is Safety.COMMIT else Retryable(code, detail)


def inquire(claim: Claim, doors: Doors) -> None:
    """Ask the platform once after a row in doubt, and write what that shows."""
    for _ in ask(claim, doors):
        pass


def ask(claim: Claim, doors: Doors) -> Generator[str, None, None]:
    """`inquire`, one boundary at a time."""
    try:
        yield "claimed"
        known = reconcile.doubtful(claim, doors)
        if known is None:
            reconcile.keep(claim, CannotTell("the account is not connected"), ReconcileRule())
            return
        job, since = known
        finding = _find(job, since)
        yield "asked"
        reconcile.keep(claim, finding, job.connector.capabilities.reconcile)
    except StaleError:
        log.warning("row was taken over", delivery=str(claim.delivery_id), fence=claim.fence)


def _find(job: Job, since: datetime) -> Finding:
    try:
        return job.connector.find(job.outbound, dict(job.memory), job.account, since)
    except Exception as problem:  # noqa: BLE001 - as above
        log.error("connector broke", step="find", platform=str(job.connector.platform), detail=type(problem).__name__)  # noqa: TRY400
        return CannotTell(type(problem).__name__)
