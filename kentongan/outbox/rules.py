"""What follows from what: pure decisions over plain values. Time, chance and facts come in as arguments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from kentongan.connectors.contract import (
    Absent,
    Advanced,
    AuthorizationExpired,
    CannotTell,
    Found,
    Outcome,
    OutcomeUnknown,
    Pending,
    Platform,
    Published,
    RateLimited,
    Reason,
    ReconcileRule,
    Rejected,
    Retryable,
    Safety,
)
from kentongan.outbox import states

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=30)
MOST_FAILURES = 10
MOST_DOUBTS = 3
MOST_UNCLEAR = 6
LONGEST_PENDING = timedelta(hours=6)
LONGEST_RATE_PAUSE = timedelta(hours=26)
FIRST_READ = timedelta(seconds=2)
NEXT_READ = timedelta(seconds=10)
"""Soon after a doubt reads are close together: what shows late is seen soon. They prove nothing faster."""
SHORTEST_PENDING = timedelta(milliseconds=200)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a delivery and its step. `state` None: go on with the next step."""

    step: str
    state: str | None
    why: str
    detail: str = ""
    next_at: datetime | None = None
    failed: bool = False
    """Counts towards giving up."""
    blocks_channel: bool = False
    """The platform asked the whole account to rest until `next_at`."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a delivery stood when the outcome came. `chance`: 0 ≤ x < 1, for jitter."""

    now: datetime
    safety: Safety
    more_steps: bool
    failures: int = 0
    doubts: int = 0
    pending_since: datetime | None = None
    is_public: bool = False
    commit_ahead: bool = False
    """This step, or one after it, still makes something public: what is public so far is not all of it."""
    chance: float = 0.5


def back_off(failures: int, chance: float) -> timedelta:
    """Pause before attempt `failures` + 1: doubling from 5 s to 30 min, a quarter more or less by chance."""
    pause = min(FIRST_PAUSE * 2 ** min(max(failures - 1, 0), 16), LONGEST_PAUSE)
    return timedelta(seconds=pause.total_seconds() * (0.75 + 0.5 * chance))


def judge(outcome: Outcome, at: Situation) -> Verdict:  # noqa: C901, PLR0911 - one line an outcome
    """Turn what a connector said of one step into what the ledger does. Total: every outcome has an answer.

    Once the whole act is public nothing can make it less so: whatever a later step says, it is published. Where only a part of
    it is (a thread), the rest waits, doubts and stops like anything else; a clear no leaves it to a person.
    """
    if at.is_public and not at.commit_ahead and not isinstance(outcome, (Advanced, Published)):
        return Verdict("failed", states.PUBLISHED, "published", next_at=at.now)
    match outcome:
        case Published() | Advanced() if at.more_steps:
            return Verdict("done", None, "advanced")
        case Published():
            return Verdict("done", states.PUBLISHED, "published")
        case Advanced():
            return _ran_out_of_steps(outcome, at)
        case Pending():
            return _pending(outcome, at)
        case RateLimited():
            return _rest(outcome, at)
        case Retryable():
            return _retry(outcome.code, outcome.detail, at)
        case Rejected():
            return _rejected(outcome, at)
        case AuthorizationExpired():
            return Verdict("failed", states.CHANNEL_PAUSED, outcome.code, outcome.detail)
        case OutcomeUnknown():
            return _unknown(outcome, at)
    assert_never(outcome)


def _ran_out_of_steps(outcome: Advanced, at: Situation) -> Verdict:
    """The plan is through and nobody said "published": that is a doubt, not a success."""
    if at.is_public or outcome.public:
        return Verdict("done", states.PUBLISHED, "published")
    return Verdict("done", states.NEEDS_PERSON, "no_proof")


def _pending(outcome: Pending, at: Situation) -> Verdict:
    if at.pending_since and at.now - at.pending_since > LONGEST_PENDING:
        state = states.UNKNOWN if at.safety is Safety.COMMIT else states.NEEDS_PERSON
        return Verdict("unknown", state, "pending_too_long", next_at=at.now + FIRST_READ)
    again = at.now + max(outcome.retry_after, SHORTEST_PENDING)
    return Verdict("pending", states.WAITING, Reason.NOT_READY, next_at=again)


def _rest(outcome: RateLimited, at: Situation) -> Verdict:
    until = at.now + min(max(outcome.retry_after, timedelta(seconds=1)), LONGEST_RATE_PAUSE)
    code = outcome.code or Reason.RATE
    return Verdict("failed", states.WAITING, code, outcome.detail, until, blocks_channel=True)


def _retry(code: str, detail: str, at: Situation) -> Verdict:
    failures = at.failures + 1
    if failures >= MOST_FAILURES:
        return Verdict("failed", states.NEEDS_PERSON, "gave_up", f"{code} {detail}".strip(), failed=True)
    return Verdict("failed", states.WAITING, code, detail, at.now + back_off(failures, at.chance), failed=True)


def _rejected(outcome: Rejected, at: Situation) -> Verdict:
    if outcome.code == Reason.DUPLICATE and at.doubts:
        return Verdict("unknown", states.UNKNOWN, outcome.code, outcome.detail, at.now + FIRST_READ)
    if at.is_public:
        return Verdict("failed", states.NEEDS_PERSON, "partly_public", f"{outcome.code} {outcome.detail}".strip())
    return Verdict("failed", states.REJECTED, outcome.code, outcome.detail)


def _unknown(outcome: OutcomeUnknown, at: Situation) -> Verdict:
    if at.safety is not Safety.COMMIT:
        return _retry(outcome.code, outcome.detail, at)
    return Verdict("unknown", states.UNKNOWN, outcome.code, outcome.detail, at.now + FIRST_READ)


def after_crash(open_step: Safety | None, now: datetime) -> Verdict:
    """A worker vanished while sending. Only an open COMMIT leaves a doubt; all else is run again, or resumed."""
    if open_step is Safety.COMMIT:
        return Verdict("unknown", states.UNKNOWN, "worker_lost", next_at=now + FIRST_READ)
    return Verdict("failed", states.DUE, "worker_lost", next_at=now)


# ------------------------------------------------------------------ may it (still) go out?


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts that may stop a delivery, read in the transaction that would start the next step."""

    now: datetime
    payload_hash: str
    approved_hash: str
    revoked: bool = False
    valid_until: datetime | None = None
    useless_at: datetime | None = None
    frozen: bool = False
    channel_active: bool = True
    right: str = ""
    """Empty: the person may. Otherwise the sentence that says why not."""
    media_right: str = ""
    """Empty: its files may be shown. Otherwise the sentence that says why not."""
    is_public: bool = False
    commit_ahead: bool = True
    """Something more would become public."""


def obstacle(at: Standing) -> tuple[str, str, str] | None:
    """What stops it: state, code, detail. None: it may go on. What is public already is only finished, never stopped.

    Of a thread that is public in part, nothing more goes out under a freeze, on a stopped account, or once taken back.
    """
    if at.is_public:
        return _obstacle_to_the_rest(at) if at.commit_ahead else None
    stops = (
        (at.revoked, states.CANCELLED, "revoked", ""),
        (at.payload_hash != at.approved_hash, states.NEEDS_PERSON, "changed_after_approval", ""),
        (bool(at.valid_until and at.now > at.valid_until), states.NEEDS_PERSON, "approval_over", ""),
        (bool(at.useless_at and at.now > at.useless_at), states.EXPIRED, "too_late", ""),
        (at.frozen, states.HELD, "frozen", ""),
        (not at.channel_active, states.CHANNEL_PAUSED, "channel_not_active", ""),
        (bool(at.right), states.NEEDS_PERSON, "right_lapsed", at.right),
        (bool(at.media_right), states.NEEDS_PERSON, "media_right_lapsed", at.media_right),
    )
    return next(((state, code, detail) for stopped, state, code, detail in stops if stopped), None)


def _obstacle_to_the_rest(at: Standing) -> tuple[str, str, str] | None:
    if at.revoked:
        return states.NEEDS_PERSON, "stopped_partly", ""
    if at.frozen:
        return states.HELD, "frozen", ""
    return None if at.channel_active else (states.CHANNEL_PAUSED, "channel_not_active", "")


# ------------------------------------------------------------------ after an unknown outcome


@dataclass(frozen=True, slots=True)
class Reading:
    """What earlier reads showed. `since`: when the doubtful step was started."""

    now: datetime
    since: datetime
    reads_absent: int = 0
    reads_unclear: int = 0
    first_absent_at: datetime | None = None
    doubts: int = 1


@dataclass(frozen=True, slots=True)
class Conclusion:
    """`state` None: still in doubt, read again at `next_at`. `counts`: this read is evidence of absence."""

    state: str | None
    why: str
    detail: str = ""
    next_at: datetime | None = None
    counts: bool = False


def conclude(finding: Found | Absent | CannotTell, rule: ReconcileRule, at: Reading) -> Conclusion:
    """Weigh one read. Absence is proved by `rule.reads` reads over `rule.span`, none earlier than `rule.lag` after the act."""
    match finding:
        case Found():
            return _found(finding, at)
        case CannotTell():
            return _unclear(finding, rule, at)
        case Absent():
            return _absent(rule, at)
    assert_never(finding)


def _found(finding: Found, at: Reading) -> Conclusion:
    if finding.complete:
        return Conclusion(states.PUBLISHED, "found")
    return Conclusion(states.DUE, "found_part", next_at=at.now)


def _unclear(finding: CannotTell, rule: ReconcileRule, at: Reading) -> Conclusion:
    if not rule.askable or at.reads_unclear + 1 >= MOST_UNCLEAR:
        return Conclusion(states.NEEDS_PERSON, "cannot_tell", finding.reason)
    pause = min(timedelta(seconds=15) * 2**at.reads_unclear, timedelta(minutes=10))
    return Conclusion(None, "unclear", finding.reason, at.now + pause)


def _absent(rule: ReconcileRule, at: Reading) -> Conclusion:
    if at.now < at.since + rule.lag:
        return Conclusion(None, "absent_early", next_at=min(at.since + rule.lag, at.now + timedelta(minutes=1)))
    first = at.first_absent_at or at.now
    if at.reads_absent + 1 >= rule.reads and at.now - first >= rule.span:
        if at.doubts >= MOST_DOUBTS:
            return Conclusion(states.NEEDS_PERSON, "too_many_doubts", counts=True)
        return Conclusion(states.DUE, "proved_absent", next_at=at.now, counts=True)
    step = rule.span / max(rule.reads - 1, 1)
    pause = max(min(NEXT_READ * 2**at.reads_absent, step), SHORTEST_PENDING)
    return Conclusion(None, "absent", next_at=at.now + pause, counts=True)


# ------------------------------------------------------------------ what a person saw

_IDS = {
    Platform.X: r"/status/(\d+)",
    Platform.YOUTUBE: r"(?:[?&]v=|/shorts/|youtu\.be/)([\w-]{6,})",
    Platform.TIKTOK: r"/video/(\d+)",
}


def remote_id_in(platform: str, link: str) -> str:
    """The id that a platform's link carries; empty where links carry none (Facebook, Instagram)."""
    pattern = _IDS.get(Platform(platform))
    found = re.search(pattern, link) if pattern else None
    return found.group(1) if found else ""
