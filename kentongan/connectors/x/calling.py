"""X's call and its problems.

docs.x.com fundamentals/response-codes-and-errors and rate-limits, read 2026-11. Problems are told apart by the end of their
`type`. Three have no type of their own, so there the fixed English sentence has to do: a duplicate, a token without the
scope ("Forbidden" and nothing else), and what X does not let this app do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

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
from kentongan.connectors.reading import Json, items, number, sub, text
from kentongan.core.http import Answer, File, NoAnswer

HOST = "api.x.com"
UNAUTHORIZED, PAYMENT_REQUIRED, FORBIDDEN = 401, 402, 403
_WINDOW = timedelta(minutes=15)
_CREDIT = timedelta(hours=1)
_DUPLICATE = "duplicate content"
_NO_SCOPE = "Forbidden"
_CODES: Mapping[int, Reason] = {
    34: Reason.GONE,
    64: Reason.POLICY,
    88: Reason.RATE,
    136: Reason.BLOCKED,
    144: Reason.GONE,
    150: Reason.REPLY,
    186: Reason.TEXT,
    187: Reason.DUPLICATE,
    226: Reason.POLICY,
    326: Reason.POLICY,
    349: Reason.REPLY,
    385: Reason.GONE,
}
"""The numbers of the older form (v1.1), which some answers still have."""
_PARTS = {"text": Reason.TEXT, "media": Reason.MEDIA, "reply": Reason.REPLY, "card_uri": Reason.LINK}
"""What a refused parameter is about, by the first word of its name."""

_KINDS: Mapping[str, Reason] = {
    "usage-capped": Reason.QUOTA,
    "credits": Reason.QUOTA,
    "rate-limit-exceeded": Reason.RATE,
    "resource-not-found": Reason.GONE,
    "disallowed-resource": Reason.POLICY,
    "client-forbidden": Reason.POLICY,
    "not-authorized-for-resource": Reason.POLICY,
    "invalid-request": Reason.REFUSED,
}
_LACKING = frozenset({"unsupported-authentication", "oauth1-permissions"})


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
    if isinstance(outcome, NoAnswer):
        return without_answer(outcome, commit=commit)
    _tell_usage(line, f"{method} {path}", outcome)
    return read(outcome, commit=commit)


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


def _problem(body: Json) -> Json:
    first = items(body, "errors")
    return first[0] if first and "type" not in body else body


def _kind(problem: Json) -> str:
    return text(problem, "type").rpartition("/")[2]


def _classify(problem: Json, answer: Answer) -> Refusal:
    said = text(problem, "detail", "message", "title")
    detail = f"{answer.status} {_kind(problem)}: {said}"
    if answer.status == UNAUTHORIZED:
        return AuthorizationExpired(Reason.TOKEN, detail)
    if _kind(problem) in _LACKING or (answer.status == FORBIDDEN and said == _NO_SCOPE):
        return AuthorizationExpired(Reason.PERMISSION, detail)
    reason = Reason.QUOTA if answer.status == PAYMENT_REQUIRED else _reason(problem, said)
    if reason is Reason.QUOTA:
        return RateLimited(_CREDIT, reason, detail)
    if reason is Reason.RATE:
        return RateLimited(_reset(answer), reason, detail)
    return Rejected(reason, detail)


def _reason(problem: Json, said: str) -> Reason:
    if _DUPLICATE in said:
        return Reason.DUPLICATE
    found = _KINDS.get(_kind(problem)) or _CODES.get(number(problem, "code") or 0, Reason.REFUSED)
    if found is not Reason.REFUSED:
        return found
    names = (name for one in items(problem, "errors") for name in sub(one, "parameters"))
    return next((_PARTS[word] for word in (name.partition(".")[0] for name in names) if word in _PARTS), found)


def refused_by_policy(refusal: Refusal) -> bool:
    """Tell the 403 without a reason of its own: X does not let this app do it here."""
    return (
        isinstance(refusal, Rejected) and refusal.code == Reason.REFUSED and refusal.detail.startswith(f"{FORBIDDEN}")
    )


def _reset(answer: Answer) -> timedelta:
    seconds = number(answer.headers, "x-rate-limit-reset")
    reset = datetime.fromtimestamp(seconds, UTC) if seconds else None
    return wait_until(reset, answer, _WINDOW)


# ------------------------------------------------------------------ what is left of each budget

_POOLS = (
    ("POST tweets", "posts"),
    ("POST dm_", "messages"),
    ("POST media", "media"),
    ("GET media", "media"),
    ("DELETE tweets", "deletions"),
    ("PUT tweets", "hiding"),
    ("GET tweets/search", "search"),
    ("GET dm_", "message_reads"),
    ("GET users/me", "me"),
)
"""X counts every address by itself. What is not named here is "reads"; timelines and mentions are told by their last word."""


def _pool(call: str) -> str:
    if call.startswith("GET users/") and call.count("/") > 1:
        return call.rpartition("/")[2]
    return next((name for start, name in _POOLS if call.startswith(start)), "reads")


def _tell_usage(line: Line, call: str, answer: Answer) -> None:
    """Each address has its own 15 minutes; posts also have a day for the account and one for the app."""
    for level, mark in (("account", ""), ("account", "-user"), ("app", "-app")):
        head = f"x{mark}-limit-24hour" if mark else "x-rate-limit"
        limit, left = number(answer.headers, f"{head}-limit"), number(answer.headers, f"{head}-remaining")
        if limit and left is not None:
            pool = f"{_pool(call)}_day" if mark else _pool(call)
            line.spent(Usage(pool, level, 1 - left / limit, _until(answer, f"{head}-reset")))


def _until(answer: Answer, header: str) -> timedelta | None:
    seconds, now = number(answer.headers, header), server_time(answer)
    if not seconds or now is None:
        return None
    return max(datetime.fromtimestamp(seconds, UTC) - now, timedelta(0))
