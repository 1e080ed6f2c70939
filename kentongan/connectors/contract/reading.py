"""What is read from a platform, and what it tells by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kentongan.connectors.contract.acts import Account


@dataclass(frozen=True, slots=True)
class RemoteComment:
    """A citizen's (or our own) comment, mention or message as the platform tells it.

    A mention has no `post_id` of ours; a message's `post_id` is its conversation, and `author_id` is whom to answer.
    """

    remote_id: str
    post_id: str
    text: str
    created_at: datetime
    author_id: str = ""
    author_name: str = ""
    parent_id: str = ""  #: the comment it answers; empty for a comment on the post
    permalink: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    kind: str = "comment"  #: "comment", "mention" or "message"
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class CommentPage:
    """Comments read in one call and where to go on. An empty `cursor` means that there is nothing more for now."""

    comments: tuple[RemoteComment, ...]
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing told by a webhook. `account_id` is the remote id of the official account it happened on."""

    account_id: str
    kind: str  #: "comment.added|edited|removed|hidden", "mention.added", "message.added", or the vendor's own name
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


@dataclass(frozen=True, slots=True)
class Usage:
    """What a platform's own headers say of a budget.

    `level`: "app" (all accounts together) or "account". `used`: share of the budget, 0 to 1 and more. `resets_in`: until it is
    whole again, None where the platform does not say.
    """

    pool: str  #: "posts", "reads", "units", or the platform's own word
    level: str
    used: float
    resets_in: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What one call takes out of a budget that the platform counts but does not report (YouTube units, X's price)."""

    pool: str  #: "units" or "usd"
    amount: float


Meter = Callable[[Account, Usage], None]
"""Told of every usage header read. Must be quick and must not raise."""
