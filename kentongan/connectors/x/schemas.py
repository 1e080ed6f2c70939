"""X's call, its problems and its posts. X speaks two dialects (`tweet` and `post` words): both are read.

docs.x.com x-api and fundamentals, read 2026-11. Problems are told apart by the end of their `type`; the refusal of a
duplicate has no type of its own, so there the fixed English sentence has to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from kentongan.connectors.answers import (
    FIRST_REFUSAL,
    SERVER_TROUBLE,
    TOO_MANY,
    trouble,
    unreadable,
    wait_until,
    without_answer,
)
from kentongan.connectors.contract import (
    AuthorizationExpired,
    RateLimited,
    Reason,
    Refusal,
    Rejected,
    RemoteComment,
)
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json, items, moment, moment_or_epoch, number, text
from kentongan.connectors.searching import Candidate
from kentongan.core.http import Answer, File, NoAnswer

HOST = "api.x.com"
SITE = "x.com"
UNAUTHORIZED, PAYMENT_REQUIRED = 401, 402
_WINDOW = timedelta(minutes=15)
_CREDIT = timedelta(hours=1)
_DUPLICATE = "duplicate content"
_OLD_DUPLICATE, _OLD_RATE = 187, 88

_KINDS: Mapping[str, Reason] = {
    "usage-capped": Reason.QUOTA,
    "rate-limit-exceeded": Reason.RATE,
    "resource-not-found": Reason.GONE,
    "client-forbidden": Reason.POLICY,
    "not-authorized-for-resource": Reason.POLICY,
    "invalid-request": Reason.REFUSED,
}


def ask(
    line: Line,
    method: str,
    path: str,
    *,
    params: Mapping[str, str] | None = None,
    json: object = None,
    form: Mapping[str, str] | None = None,
    files: Mapping[str, File] | None = None,
    commit: bool = False,
) -> Json | Refusal:
    """Call X once; give the whole body of a good answer."""
    outcome = line.http.call(
        method,
        line.url(HOST, f"2/{path}"),
        params={name: value for name, value in (params or {}).items() if value} or None,
        headers={"Authorization": f"Bearer {line.account.token.value}"},
        json=json,
        form=form,
        files=files,
    )
    return without_answer(outcome, commit=commit) if isinstance(outcome, NoAnswer) else read(outcome, commit=commit)


def read(answer: Answer, *, commit: bool) -> Json | Refusal:
    """Tell data from a problem, also where a problem comes with HTTP 200."""
    body = answer.json
    if answer.status == TOO_MANY:
        return RateLimited(_reset(answer), Reason.RATE, f"HTTP {TOO_MANY}")
    if answer.status >= SERVER_TROUBLE:
        return trouble(f"HTTP {answer.status}: {answer.snippet}", commit=commit)
    if not isinstance(body, dict):
        return unreadable(answer, commit=commit)
    if answer.status < FIRST_REFUSAL and ("data" in body or "errors" not in body):
        return body
    problem = _problem(body)
    clear = bool(problem) if answer.status >= FIRST_REFUSAL else _kind(problem) in _KINDS
    return _classify(problem, answer) if clear else unreadable(answer, commit=commit)


def comment(told: Json, post_id: str, authors: Mapping[str, Json]) -> RemoteComment:
    """A post of a conversation, as a comment under its root."""
    author_id = text(told, "author_id")
    author = authors.get(author_id, {})
    answered = replied_to(told)
    return RemoteComment(
        remote_id=text(told, "id"),
        post_id=post_id,
        text=text(told, "text"),
        created_at=moment_or_epoch(told, "created_at"),
        author_id=author_id,
        author_name=text(author, "name", "username"),
        parent_id="" if answered == post_id else answered,
        raw=told,
    )


def replied_to(told: Json) -> str:
    """The id of the post that this one answers, in either dialect."""
    references = items(told, "referenced_tweets") or items(told, "referenced_posts")
    return next((text(one, "id") for one in references if text(one, "type") == "replied_to"), "")


def candidate(told: Json, permalink: str) -> Candidate:
    """A post of the account, as a search compares it."""
    return Candidate(text(told, "id"), text(told, "text"), moment(told, "created_at"), permalink)


def permalink(line: Line, post_id: str) -> str:
    """Where the public finds a post; X does not say it, but this form leads there whatever the account's name is."""
    return line.url(SITE, f"i/status/{post_id}")


def _problem(body: Json) -> Json:
    first = items(body, "errors")
    return first[0] if first and "type" not in body else body


def _kind(problem: Json) -> str:
    return text(problem, "type").rpartition("/")[2]


def _classify(problem: Json, answer: Answer) -> Refusal:
    detail = f"{answer.status} {_kind(problem)}: {text(problem, 'detail', 'message', 'title')}"
    code = number(problem, "code")
    reason = _KINDS.get(_kind(problem), Reason.REFUSED)
    if answer.status == UNAUTHORIZED:
        return AuthorizationExpired(Reason.TOKEN, detail)
    if reason is Reason.QUOTA or answer.status == PAYMENT_REQUIRED:
        return RateLimited(_CREDIT, Reason.QUOTA, detail)
    if reason is Reason.RATE or code == _OLD_RATE:
        return RateLimited(_reset(answer), Reason.RATE, detail)
    if code == _OLD_DUPLICATE or _DUPLICATE in detail:
        return Rejected(Reason.DUPLICATE, detail)
    return Rejected(reason, detail)


def _reset(answer: Answer) -> timedelta:
    seconds = number(answer.headers, "x-rate-limit-reset")
    reset = datetime.fromtimestamp(seconds, UTC) if seconds else None
    return wait_until(reset, answer, _WINDOW)
