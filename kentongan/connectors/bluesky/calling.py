"""One XRPC call to the account's server, and its problems: matched by the word in `error`, never by the sentence.

docs.bsky.app docs/advanced-guides/{api-directory,rate-limits} and the lexicons' own error lists, read 2026-11. The account's
server also passes `app.bsky.*` on to the AppView, so one host is enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from kentongan.connectors.answers import (
    FIRST_REFUSAL,
    SERVER_TROUBLE,
    TOO_MANY,
    server_time,
    trouble,
    unreadable,
    wait_until,
    without_answer,
)
from kentongan.connectors.contract import AuthorizationExpired, RateLimited, Reason, Refusal, Rejected, Usage
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json, number, text
from kentongan.core.http import Answer, NoAnswer

HOST = "bsky.social"
UNAUTHORIZED, FORBIDDEN, TOO_LARGE = 401, 403, 413
_WINDOW = timedelta(minutes=5)
_WRITES = ("com.atproto.repo.putRecord", "com.atproto.repo.deleteRecord")

SWAP = "InvalidSwap"
NO_BLOB = "BlobNotFound"
_REASONS: Mapping[str, Reason] = {
    "AccountTakedown": Reason.POLICY,
    "AccountSuspended": Reason.POLICY,
    "AccountDeactivated": Reason.POLICY,
    "RepoTakendown": Reason.POLICY,
    "RepoDeactivated": Reason.POLICY,
    "RecordNotFound": Reason.GONE,
    "NotFound": Reason.GONE,
    "RepoNotFound": Reason.GONE,
    "BlockedActor": Reason.BLOCKED,
    "BlockedByActor": Reason.BLOCKED,
    "BlobTooLarge": Reason.MEDIA,
    "InvalidMimeType": Reason.MEDIA,
    "PayloadTooLarge": Reason.MEDIA,
    NO_BLOB: Reason.MEDIA,
}
_ENDED = frozenset({"ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired"})
_UPSTREAM = frozenset({"UpstreamFailure", "UpstreamTimeout", "InternalServerError", "NotEnoughResources"})


@dataclass(frozen=True, slots=True)
class Call:
    """One method of the network. `body`: JSON; `content`: bytes of a file, of type `mime`."""

    nsid: str
    params: Mapping[str, str] | None = None
    body: Mapping[str, Any] | None = None
    content: bytes | None = None
    mime: str = ""
    commit: bool = False
    token: str = ""  #: instead of the account's access token

    @property
    def method(self) -> str:
        """Queries are GET, procedures POST."""
        return "GET" if self.body is None and self.content is None else "POST"


def ask(line: Line, call: Call) -> Json | Refusal:
    """Make the call once; give the body of a good answer."""
    answer = answered(line, call)
    if not isinstance(answer, Answer):
        return answer
    body = answer.json
    return body if isinstance(body, dict) else unreadable(answer, commit=call.commit)


def answered(line: Line, call: Call) -> Answer | Refusal:
    """Make the call once; give the good answer itself, for who needs its headers or expects no body."""
    token = call.token or line.account.token.value
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if call.mime:
        headers["Content-Type"] = call.mime
    outcome = line.http.call(
        call.method,
        line.url(HOST, f"xrpc/{call.nsid}"),
        params=call.params,
        headers=headers,
        json=call.body,
        content=call.content,
    )
    if isinstance(outcome, NoAnswer):
        return without_answer(outcome, commit=call.commit)
    _tell_usage(line, call, outcome)
    return outcome if outcome.status < FIRST_REFUSAL else refused(outcome, commit=call.commit)


def refused(answer: Answer, *, commit: bool) -> Refusal:
    """What an answer from 400 up means."""
    if answer.status == TOO_MANY:
        return RateLimited(_reset(answer), Reason.RATE, f"HTTP {TOO_MANY}")
    word = text(answer.json, "error")
    if answer.status >= SERVER_TROUBLE or word in _UPSTREAM:
        return trouble(f"HTTP {answer.status}: {answer.snippet}", commit=commit)
    if not word:
        return unreadable(answer, commit=commit)
    detail = f"{answer.status} {word}: {text(answer.json, 'message')}"
    if word in _REASONS:
        return Rejected(_REASONS[word], detail)
    if word in _ENDED or answer.status in {UNAUTHORIZED, FORBIDDEN}:
        lacking = word not in _ENDED and answer.status == FORBIDDEN
        return AuthorizationExpired(Reason.PERMISSION if lacking else Reason.TOKEN, detail)
    return Rejected(Reason.MEDIA if answer.status == TOO_LARGE else Reason.REFUSED, detail)


def because(told: object, word: str) -> bool:
    """Tell whether a clear no was given for this reason of the network's own."""
    return isinstance(told, Rejected) and f" {word}: " in f"{told.detail} "


def is_gone(told: object) -> bool:
    """Tell whether the answer is that there is no such thing."""
    return isinstance(told, Rejected) and told.code == Reason.GONE


def _reset(answer: Answer) -> timedelta:
    seconds = number(answer.headers, "ratelimit-reset")
    return wait_until(datetime.fromtimestamp(seconds, UTC) if seconds else None, answer, _WINDOW)


def _tell_usage(line: Line, call: Call, answer: Answer) -> None:
    limit, left = number(answer.headers, "ratelimit-limit"), number(answer.headers, "ratelimit-remaining")
    if not limit or left is None:
        return
    seconds, now = number(answer.headers, "ratelimit-reset"), server_time(answer)
    resets = max(datetime.fromtimestamp(seconds, UTC) - now, timedelta(0)) if seconds and now else None
    line.spent(Usage("writes" if call.nsid in _WRITES else "requests", "account", 1 - left / limit, resets))
