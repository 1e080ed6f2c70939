"""TikTok's second platform, the Business API: the only one with comments. It answers HTTP 200 also when it says no.

Parameter names and codes are third-party knowledge (2026-08 and 2026-09), not checked against a live account. A refused token
here says nothing of the account's right to post, which is another platform's: hence never `AuthorizationExpired`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from kentongan.connectors.answers import SERVER_TROUBLE, TOO_MANY, trouble, unreadable, without_answer
from kentongan.connectors.contract import RateLimited, Reason, Refusal, Rejected, Unread, Usage
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json, sub, text
from kentongan.core.http import Answer, NoAnswer

HOST, VERSION = "business-api.tiktok.com", "open_api/v1.3"
PAGE_SIZE = "30"
GONE = 40007
_BUSY = frozenset({40100, 40133})
_A_MINUTE, _AN_HOUR = timedelta(minutes=1), timedelta(hours=1)
_NO: Mapping[int, Reason] = {
    40001: Reason.PERMISSION,
    40105: Reason.PERMISSION,
    GONE: Reason.GONE,
}
_FIRST_TROUBLE = 50_000


def read_from(line: Line, path: str, fields: Mapping[str, str]) -> Json | Refusal:
    """Read; give the `data` of a good answer."""
    params = {"business_id": line.account.remote_id, **fields}
    outcome = line.http.call("GET", _url(line, path), params=params, headers=_opening(line))
    return _told(line, outcome, commit=False)


def tell(line: Line, path: str, fields: Mapping[str, str], *, commit: bool) -> Json | Refusal:
    """Do; give the `data` of a good answer."""
    body = {"business_id": line.account.remote_id, **fields}
    outcome = line.http.call("POST", _url(line, path), headers=_opening(line), json=body)
    return _told(line, outcome, commit=commit)


def unread(refusal: Refusal) -> Unread:
    """A refusal as the end of a read; who has no Business app is asked again in an hour, not every minute."""
    wait = refusal.retry_after if isinstance(refusal, RateLimited) else _A_MINUTE
    return Unread(refusal.code, refusal.detail, retry_after=_AN_HOUR if refusal.code == Reason.PERMISSION else wait)


def _url(line: Line, path: str) -> str:
    return line.url(HOST, f"{VERSION}/business/comment/{path}/")


def _opening(line: Line) -> dict[str, str]:
    return {"Access-Token": line.account.token.value}


def _told(line: Line, outcome: Answer | NoAnswer, *, commit: bool) -> Json | Refusal:
    if isinstance(outcome, NoAnswer):
        return without_answer(outcome, commit=commit)
    code = outcome.json.get("code") if isinstance(outcome.json, dict) else None
    if outcome.status == TOO_MANY or code in _BUSY:
        line.spent(Usage("calls", "account", 1.0, _A_MINUTE))
        return RateLimited(_A_MINUTE, Reason.RATE, f"HTTP {outcome.status} {code}")
    if not isinstance(code, int) or isinstance(code, bool):
        return unreadable(outcome, commit=commit)
    if code == 0 and outcome.status == 200:  # noqa: PLR2004 - all is well
        return sub(outcome.json, "data")
    detail = f"{code}: {text(outcome.json, 'message')}"
    if code == 0 or code >= _FIRST_TROUBLE or outcome.status >= SERVER_TROUBLE:
        return trouble(detail, commit=commit)
    return Rejected(_NO.get(code, Reason.REFUSED), detail)
