"""What comes of a step, and of asking after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from kentongan.connectors.contract.acts import Memory


class Reason(StrEnum):
    """The words connectors put into `code`, the same for every platform. `detail` holds the platform's own code."""

    NO_CONNECTION = "no_connection"  #: the platform could not be reached
    TIMEOUT = "timeout"
    CONNECTION_LOST = "connection_lost"
    UNREADABLE = "unreadable"  #: an answer nobody can read: HTML, cut JSON, no id where one must be
    TRANSIENT = "transient"  #: the platform says that it has a problem of its own
    NOT_READY = "not_ready"  #: the platform still works on what it was given
    RATE = "rate_limited"
    QUOTA = "quota_exhausted"  #: the day's share, or the paid credit, is used up
    TOKEN = "token_expired"  # noqa: S105 - a word, not a token
    PERMISSION = "permission_missing"
    DUPLICATE = "duplicate"  #: the platform already shows the same text on this account
    TEXT = "text_refused"
    MEDIA = "media_refused"
    LINK = "link_refused"
    POLICY = "policy_block"  #: the platform blocks the account, or what it says, under its own rules
    REPLY = "reply_refused"  #: this comment may not be answered through the API
    BLOCKED = "blocked"  #: a block stands between the account and that person, whoever of the two made it
    GONE = "object_missing"  #: the post, comment or container named does not exist (any more)
    NOT_PUBLIC = "not_public"  #: it arrived but the platform keeps it from the public
    UNSUPPORTED = "unsupported"  #: no API for it: a person does it by hand
    FOREIGN_ADDRESS = "foreign_address"  #: the platform named an address outside the configured hosts
    REFUSED = "refused"  #: a clear no that fits none of the above


@dataclass(frozen=True, slots=True)
class Advanced:
    """The step ended well and the act is not complete through it; remember `memory` and run the next step now.

    `public` tells that a part of it can be seen from now on (a thread's first post): `remote_id` and `permalink` are the act's.
    """

    memory: Memory = field(default_factory=dict)
    remote_id: str = ""
    permalink: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """The act is public under `remote_id`."""

    remote_id: str
    permalink: str = ""
    memory: Memory = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pending:
    """The platform is still working; run the same step again after `retry_after`."""

    retry_after: timedelta
    memory: Memory = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Refused for now: surely not delivered. `retry_after` comes from the platform where it says so."""

    retry_after: timedelta
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Retryable:
    """Surely not delivered, worth another attempt."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The platform says no for good: a person has to change something."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AuthorizationExpired:
    """The account's permission has ended or lacks a scope; nothing on this channel works until a person reconnects."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeUnknown:
    """The call may or may not have taken effect: time-out, cut connection, 5xx or unreadable answer of a commit."""

    code: str
    detail: str = ""


Refusal = RateLimited | Retryable | Rejected | AuthorizationExpired | OutcomeUnknown
Outcome = Advanced | Published | Pending | Refusal


# ------------------------------------------------------------------ after an unknown outcome


@dataclass(frozen=True, slots=True)
class Found:
    """The platform shows the act as public. `complete` false: the doubtful step took effect, the steps after it are still to do."""

    remote_id: str
    permalink: str = ""
    memory: Memory = field(default_factory=dict)
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Absent:
    """One complete read did not show it. Proof needs several, see `ReconcileRule`."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The platform cannot be asked, or did not answer this time."""

    reason: str


Finding = Found | Absent | CannotTell


@dataclass(frozen=True, slots=True)
class ReconcileRule:
    """When repeated absence is proof. At least `reads` complete reads over at least `span`, starting `lag` after the act."""

    askable: bool = True
    reads: int = 3
    span: timedelta = timedelta(minutes=10)
    lag: timedelta = timedelta(0)
