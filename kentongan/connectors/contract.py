"""What every platform connector promises.

A connector knows one platform's HTTP contract and nothing else: no database, no tenant, no clock of its own, no retries.
It turns an approved act into named steps, runs one step at a time, and says what came of it in exactly one of the outcomes
below. It never raises for anything a platform does; an exception out of a connector is a bug.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

Memory = Mapping[str, str]
"""What earlier steps of one delivery left behind (container id, upload session, publish id)."""


class Platform(StrEnum):
    """The platforms this installation can speak to."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    X = "x"
    YOUTUBE = "youtube"
    TIKTOK = "tiktok"


class Act(StrEnum):
    """An outbound act on a platform."""

    PUBLISH = "publish"
    REPLY = "reply"


class Safety(StrEnum):
    """What may be done when a step's end is not known."""

    REPEATABLE = "repeatable"  #: Run it again: nothing becomes public through it.
    RESUMABLE = "resumable"  #: Run it again: it first asks the platform where it stopped, and never starts over.
    COMMIT = "commit"  #: It makes the act public: never run again after an unknown end; ask the platform instead.


@dataclass(frozen=True, slots=True)
class Step:
    """One call, or one resumable upload, of a platform's flow."""

    name: str
    safety: Safety


@dataclass(frozen=True, slots=True)
class Secret:
    """A token that never prints itself."""

    value: str

    def __repr__(self) -> str:
        return "Secret(…)"


@dataclass(frozen=True, slots=True)
class AppKeys:
    """The installation's application at one platform (client id and secret)."""

    client_id: str
    client_secret: Secret


@dataclass(frozen=True, slots=True)
class Account:
    """One official account as a connector needs it. `hosts` maps a vendor's host name to the base URL in use."""

    remote_id: str
    token: Secret
    hosts: Mapping[str, str]
    app: AppKeys
    refresh_token: Secret | None = None


@dataclass(frozen=True, slots=True)
class MediaFile:
    """One checked file. `url` is public and expires (Instagram fetches it); `path` is the same bytes on this machine."""

    kind: str  #: "image" or "video"
    mime: str
    size: int  #: bytes
    sha256: str
    path: Path
    url: str
    alt_text: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Outbound:
    """Exactly what was approved to be said, on one account."""

    act: Act
    key: str  #: the delivery's id; stable over every attempt
    text: str
    title: str = ""
    media: tuple[MediaFile, ...] = ()
    reply_to: str = ""  #: remote id of the comment answered (act REPLY)
    post_id: str = ""  #: remote id of the post under which `reply_to` stands


# ------------------------------------------------------------------ outcomes of one step


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
    GONE = "object_missing"  #: the post, comment or container named does not exist (any more)
    NOT_PUBLIC = "not_public"  #: it arrived but the platform keeps it from the public
    UNSUPPORTED = "unsupported"  #: no API for it: a person does it by hand
    FOREIGN_ADDRESS = "foreign_address"  #: the platform named an address outside the configured hosts
    REFUSED = "refused"  #: a clear no that fits none of the above


@dataclass(frozen=True, slots=True)
class Advanced:
    """The step ended well and the act is not public through it; remember `memory` and run the next step now."""

    memory: Memory = field(default_factory=dict)
    remote_id: str = ""


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
    """The platform shows the act as public."""

    remote_id: str
    permalink: str = ""


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


# ------------------------------------------------------------------ what a platform can do


class Counting(StrEnum):
    """How a platform counts a text's length."""

    CODE_POINTS = "code_points"
    UTF16 = "utf16"
    UTF8_BYTES = "utf8_bytes"
    X_WEIGHTED = "x_weighted"


@dataclass(frozen=True, slots=True)
class TextLimit:
    """Greatest length and the way of counting. `source` is the page the number was read on."""

    maximum: int
    counting: Counting
    source: str


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What can be done on this platform through its API. Screens, limits and checks read this and nothing else."""

    post_text: TextLimit
    reply_text: TextLimit | None  #: None: answers cannot be sent through the API
    title: TextLimit | None = None  #: a separate title exists and is required
    text_only: bool = False  #: a post without media is possible
    images: int = 0  #: most pictures in one post
    videos: int = 0
    image_types: frozenset[str] = frozenset()
    video_types: frozenset[str] = frozenset()
    image_bytes: int = 0
    video_bytes: int = 0
    video_seconds: tuple[float, float] = (0.0, 0.0)
    image_aspect: tuple[float, float] | None = None  #: width ÷ height, least and greatest
    alt_text: bool = False
    reads_comments: bool = False
    pushes_comments: bool = False
    reconcile: ReconcileRule = ReconcileRule()


# ------------------------------------------------------------------ reading


@dataclass(frozen=True, slots=True)
class RemoteComment:
    """A citizen's (or our own) comment as the platform tells it."""

    remote_id: str
    post_id: str
    text: str
    created_at: datetime
    author_id: str = ""
    author_name: str = ""
    parent_id: str = ""  #: the comment it answers; empty for a comment on the post
    permalink: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommentPage:
    """Comments read in one call and where to go on. An empty `cursor` means that there is nothing more for now."""

    comments: tuple[RemoteComment, ...]
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing told by a webhook. `account_id` is the remote id of the official account it happened on."""

    account_id: str
    kind: str  #: "comment.added", "comment.edited", "comment.removed" or the vendor's own name
    event_id: str  #: unique on this account; the same for a second delivery of the same event
    comment: RemoteComment | None
    raw: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one post, cumulative, at the moment of reading. None means the platform did not say: missing is not zero."""

    views: int | None = None
    reactions: int | None = None
    comments: int | None = None
    shares: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)  #: our word → the platform's own metric name


@dataclass(frozen=True, slots=True)
class Unread:
    """A read that did not succeed. `expired` tells whether the account must be reconnected."""

    code: str
    detail: str = ""
    retry_after: timedelta = timedelta(minutes=1)
    expired: bool = False


class Connector(Protocol):
    """One platform. Instances hold an HTTP client and nothing else, and are safe to share between threads."""

    platform: Platform
    capabilities: Capabilities

    def plan(self, outbound: Outbound) -> tuple[Step, ...]:
        """Name the steps that make `outbound` public, in order.

        The step that publishes is a COMMIT, or a RESUMABLE upload where the bytes' arrival publishes (YouTube, TikTok).
        It answers `Published`; a step after it only adds what it can (a permalink) and answers `Published` again.
        """

    def run(self, step: str, outbound: Outbound, memory: Memory, account: Account) -> Outcome:
        """Run one step once. `memory` holds what earlier steps (or an interrupted run of this one) left."""

    def find(self, outbound: Outbound, memory: Memory, account: Account, since: datetime) -> Finding:
        """Ask the platform whether `outbound`, begun at or after `since` (UTC), is public."""

    def comments(self, post_id: str, account: Account, cursor: str) -> CommentPage | Unread:
        """Read one page of comments and replies under a post, oldest or newest first as the platform gives them."""

    def figures(self, post_id: str, account: Account) -> Figures | Unread:
        """Read a post's counts."""


class WebhookParser(Protocol):
    """The receiving side of a platform that pushes."""

    def challenge(self, query: Mapping[str, str], secret: Secret, verify_token: Secret) -> str | None:
        """Answer the subscription handshake, or None when it is not one or not ours."""

    def genuine(self, body: bytes, headers: Mapping[str, str], secret: Secret) -> bool:
        """Tell whether the signature over the raw body is right (compared in constant time). Header names in lower case."""

    def parse(self, body: bytes) -> tuple[Inbound, ...]:
        """Read every event in a delivery; shapes we do not know come back with `comment` None. ValueError if not JSON."""
