"""From what the network said to what the contract says, for everything that is the same on all platforms."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from kentongan.connectors.contract import (
    AuthorizationExpired,
    CannotTell,
    OutcomeUnknown,
    RateLimited,
    Reason,
    Refusal,
    Retryable,
    Unread,
)
from kentongan.core.http import Answer, NoAnswer, Sent

if TYPE_CHECKING:
    from datetime import datetime

SERVER_TROUBLE = 500
TOO_MANY = 429
FIRST_REFUSAL = 400

_WORDS = {
    "timeout": Reason.TIMEOUT,
    "no_connection": Reason.NO_CONNECTION,
    "address_refused": Reason.FOREIGN_ADDRESS,
    "connection_lost": Reason.CONNECTION_LOST,
}


def without_answer(told: NoAnswer, *, commit: bool) -> Retryable | OutcomeUnknown:
    """A call that was surely not sent, or publishes nothing, may be made again; the rest must be asked after."""
    code = _WORDS.get(told.code, Reason.UNREADABLE)
    if commit and told.sent is Sent.MAYBE_SENT:
        return OutcomeUnknown(code, told.detail)
    return Retryable(code, told.detail)


def unreadable(answer: Answer, *, commit: bool) -> Retryable | OutcomeUnknown:
    """An answer nobody can read proves nothing, whatever its status."""
    detail = f"HTTP {answer.status}: {answer.snippet}"
    return OutcomeUnknown(Reason.UNREADABLE, detail) if commit else Retryable(Reason.UNREADABLE, detail)


def trouble(detail: str, *, commit: bool) -> Retryable | OutcomeUnknown:
    """The platform has a problem of its own: it may have done the thing before it failed."""
    return OutcomeUnknown(Reason.TRANSIENT, detail) if commit else Retryable(Reason.TRANSIENT, detail)


def unread(refusal: Refusal) -> Unread:
    """A refusal, told as the end of a read."""
    if isinstance(refusal, RateLimited):
        return Unread(refusal.code, refusal.detail, retry_after=refusal.retry_after)
    return Unread(refusal.code, refusal.detail, expired=isinstance(refusal, AuthorizationExpired))


def cannot_tell(refusal: Refusal) -> CannotTell:
    """A refusal, told as the end of a search."""
    return CannotTell(f"{refusal.code}: {refusal.detail}")


def server_time(answer: Answer) -> datetime | None:
    """The platform's own clock at the moment of its answer."""
    try:
        return parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None


def wait_until(reset: datetime | None, answer: Answer, otherwise: timedelta) -> timedelta:
    """How long until `reset`, by the platform's clock; at least a second."""
    now = server_time(answer)
    if reset is None or now is None:
        return otherwise
    return max(reset - now, timedelta(seconds=1))
