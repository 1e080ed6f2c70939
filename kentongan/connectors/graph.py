"""Meta's Graph API, as Facebook and Instagram share it: the call, its errors, its lists.

Errors: developers.facebook.com/docs/graph-api/guides/error-handling and instagram-platform/reference/error-codes
(2026-06-02). Messages come in the language of the request, so only code and subcode are looked at.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from kentongan.connectors.answers import FIRST_REFUSAL, SERVER_TROUBLE, TOO_MANY, trouble, unreadable, without_answer
from kentongan.connectors.contract import AuthorizationExpired, RateLimited, Reason, Refusal, Rejected, Retryable, Usage
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json, items, number, sub, text
from kentongan.core.http import Answer, File, NoAnswer

HOST = "graph.facebook.com"
VIDEO_HOST = "graph-video.facebook.com"
UPLOAD_HOST = "rupload.facebook.com"
CONSENT_HOST = "www.facebook.com"
VERSION = "v26.0"
PAGE_SIZE = "100"

_ENDED: Mapping[int, Reason] = {
    102: Reason.TOKEN,
    190: Reason.TOKEN,
    **dict.fromkeys((3, 10, *range(200, 300)), Reason.PERMISSION),
}
_RATE_CODES = frozenset({4, 17, 32, 341, 613, 80001, 80002, 80004, 80006})
_TROUBLE_CODES = frozenset({-2, -1, 1, 2})
_MANY_REQUESTS = timedelta(minutes=15)

_REJECTIONS: Mapping[int, Reason] = {
    24: Reason.GONE,
    25: Reason.POLICY,
    324: Reason.MEDIA,
    352: Reason.MEDIA,
    368: Reason.POLICY,
    506: Reason.DUPLICATE,
    551: Reason.REPLY,
    9004: Reason.MEDIA,
    10900: Reason.REPLY,
    10903: Reason.REPLY,
    36000: Reason.MEDIA,
    36001: Reason.MEDIA,
    36003: Reason.MEDIA,
    1366046: Reason.MEDIA,
    1609005: Reason.LINK,
    1609008: Reason.LINK,
    2069019: Reason.MEDIA,
}
_SUBCODE_REJECTIONS: Mapping[int, Reason] = {
    33: Reason.GONE,
    1363037: Reason.MEDIA,
    1366046: Reason.MEDIA,
    1366051: Reason.DUPLICATE,
    1545041: Reason.REPLY,
    1609005: Reason.LINK,
    1609008: Reason.LINK,
    2018001: Reason.GONE,
    2018065: Reason.REPLY,
    2018278: Reason.REPLY,
    2069019: Reason.MEDIA,
    2207006: Reason.GONE,
    2207008: Reason.GONE,
    2207010: Reason.TEXT,
    2207020: Reason.GONE,
    2207028: Reason.MEDIA,
    2207051: Reason.POLICY,
    2207053: Reason.MEDIA,
    2207057: Reason.MEDIA,
    2534022: Reason.REPLY,
}
_SUBCODE_WAITS: Mapping[int, tuple[timedelta, Reason]] = {
    1390008: (timedelta(hours=1), Reason.RATE),
    2207042: (timedelta(days=1), Reason.QUOTA),
}
_NOT_READY = 2207027


@dataclass(frozen=True, slots=True)
class GraphError:
    """The error envelope. `data`: where an interrupted upload goes on."""

    code: int
    subcode: int
    message: str
    transient: bool
    data: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def read(cls, body: Json) -> GraphError | None:
        """The error in a body, None when there is none."""
        error = sub(body, "error")
        if not error:
            return None
        subcode = number(error, "error_subcode") or 0
        transient = error.get("is_transient") is True
        return cls(number(error, "code") or 0, subcode, text(error, "message"), transient, sub(error, "error_data"))

    @property
    def name(self) -> str:
        """The pair that documentation and colleagues speak of."""
        return f"{self.code}/{self.subcode}: {self.message}" if self.subcode else f"{self.code}: {self.message}"


def ask(
    line: Line,
    method: str,
    path: str,
    fields: Mapping[str, str] | None = None,
    *,
    commit: bool = False,
    files: Mapping[str, File] | None = None,
    host: str = HOST,
) -> Json | Refusal:
    """Call Graph once. `commit` says that the call makes something public, so that doubt is called doubt."""
    outcome = call(line, method, path, fields, files=files, host=host)
    return without_answer(outcome, commit=commit) if isinstance(outcome, NoAnswer) else read(outcome, commit=commit)


def call(
    line: Line,
    method: str,
    path: str,
    fields: Mapping[str, str] | None = None,
    *,
    files: Mapping[str, File] | None = None,
    host: str = HOST,
) -> Answer | NoAnswer:
    """Call Graph once, with token and proof, and tell the meter what its headers say."""
    told = {name: value for name, value in (_proof(line) | dict(fields or {})).items() if value}
    outcome = line.http.call(
        method,
        line.url(host, f"{VERSION}/{path}"),
        headers={"Authorization": f"Bearer {line.account.token.value}"},
        params=told if method != "POST" else None,
        form=told if method == "POST" else None,
        files=files,
    )
    if isinstance(outcome, Answer):
        for usage in usages(outcome):
            line.spent(usage)
    return outcome


def read(answer: Answer, *, commit: bool) -> Json | Refusal:
    """Tell an object from an error, also where an error comes with HTTP 200 or an object with 500."""
    body = answer.json
    if answer.status == TOO_MANY:
        return RateLimited(_regained(answer), Reason.RATE, f"HTTP {TOO_MANY}")
    if not isinstance(body, dict):
        return unreadable(answer, commit=commit)
    error = GraphError.read(body)
    if error:
        return classify(error, answer, commit=commit)
    if answer.status >= FIRST_REFUSAL:
        return unreadable(answer, commit=commit)
    return body


def classify(error: GraphError, answer: Answer, *, commit: bool) -> Refusal:
    """What an error of Graph means for us. A subcode says more than its code and goes first."""
    if error.subcode == _NOT_READY:
        return Retryable(Reason.NOT_READY, error.name)
    if error.subcode in _SUBCODE_WAITS:
        wait, reason = _SUBCODE_WAITS[error.subcode]
        return RateLimited(wait, reason, error.name)
    if error.subcode in _SUBCODE_REJECTIONS:
        return Rejected(_SUBCODE_REJECTIONS[error.subcode], error.name)
    return _by_code(error, answer, commit=commit)


def _by_code(error: GraphError, answer: Answer, *, commit: bool) -> Refusal:
    if error.code in _RATE_CODES:
        return RateLimited(_regained(answer), Reason.RATE, error.name)
    if error.code in _ENDED:
        return AuthorizationExpired(_ENDED[error.code], error.name)
    if error.transient or error.code in _TROUBLE_CODES or answer.status >= SERVER_TROUBLE:
        return trouble(error.name, commit=commit)
    return Rejected(_REJECTIONS.get(error.code, Reason.REFUSED), error.name)


def after(page: Json) -> str:
    """Where a list goes on. A page may be empty and yet have a next one; a cursor without `next` leads nowhere."""
    paging = sub(page, "paging")
    return text(sub(paging, "cursors"), "after") if text(paging, "next") else ""


def insight(answer: Json | Refusal, name: str) -> int | None:
    """The value of one metric; None when the platform did not say, which is not zero."""
    if isinstance(answer, Refusal):
        return None
    found = next((entry for entry in items(answer, "data") if text(entry, "name") == name), None)
    values = items(found, "values")
    return number(values[0], "value") if values else None


def _proof(line: Line) -> dict[str, str]:
    secret = line.account.app.client_secret.value
    if not secret:
        return {}
    digest = hmac.new(secret.encode(), line.account.token.value.encode(), hashlib.sha256).hexdigest()
    return {"appsecret_proof": digest}


def usages(answer: Answer) -> Iterator[Usage]:
    """What Graph's two headers say of the app's and the account's budgets, in shares of the whole.

    docs/graph-api/overview/rate-limiting, read 2026-11.
    """
    app = _header(answer, "x-app-usage")
    if app:
        yield Usage("calls", "app", _share(app))
    for entry in _budgets(answer):
        minutes = number(entry, "estimated_time_to_regain_access") or 0
        wait = timedelta(minutes=minutes) if minutes else None
        yield Usage(text(entry, "type") or "calls", "account", _share(entry), wait)


def _share(counts: Json) -> float:
    return max(float(number(counts, name) or 0) for name in ("call_count", "total_cputime", "total_time")) / 100


def _header(answer: Answer, name: str) -> Json:
    told = Answer(answer.status, {}, answer.headers.get(name, "").encode()).json
    return told if isinstance(told, dict) else {}


def _budgets(answer: Answer) -> list[Json]:
    told = _header(answer, "x-business-use-case-usage")
    return [entry for name in told for entry in items(told, name)]


def _regained(answer: Answer) -> timedelta:
    """Minutes until the business use case has calls again, from its header; a quarter of an hour when it does not say."""
    minutes = max((number(entry, "estimated_time_to_regain_access") or 0 for entry in _budgets(answer)), default=0)
    return timedelta(minutes=minutes) if minutes else _MANY_REQUESTS
