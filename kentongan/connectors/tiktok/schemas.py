"""TikTok's envelope, in which `error.code` "ok" means that all is well, also beside HTTP 200."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from kentongan.connectors.answers import FIRST_REFUSAL, SERVER_TROUBLE, TOO_MANY, trouble, unreadable, without_answer
from kentongan.connectors.contract import (
    AuthorizationExpired,
    OutcomeUnknown,
    RateLimited,
    Reason,
    Refusal,
    Rejected,
    Retryable,
    Usage,
)
from kentongan.connectors.folder import Job, Line
from kentongan.connectors.reading import Json, sub, text
from kentongan.core.http import Answer, NoAnswer

HOST = "open.tiktokapis.com"
SCOPES = ("user.info.basic", "video.list", "video.publish")
UPLOAD_HOST = "open-upload.tiktokapis.com"
DONE, FAILED, WAITING_FOR_BYTES = "PUBLISH_COMPLETE", "FAILED", "PROCESSING_UPLOAD"
DEAD = frozenset({"internal", "video_pull_failed", "photo_pull_failed"})
"""Failures that TikTok itself says may be tried again, under a new announcement."""
_A_MINUTE, _A_DAY = timedelta(minutes=1), timedelta(days=1)

_ENDED = {
    "access_token_invalid": Reason.TOKEN,
    "access_token_expired": Reason.TOKEN,
    "scope_not_authorized": Reason.PERMISSION,
    "scope_permission_missed": Reason.PERMISSION,
}
_WAITS = {
    "rate_limit_exceeded": (_A_MINUTE, Reason.RATE),
    "spam_risk_too_many_posts": (_A_DAY, Reason.QUOTA),
    "spam_risk_too_many_pending_share": (_A_DAY, Reason.QUOTA),
    "reached_active_user_cap": (_A_DAY, Reason.QUOTA),
}
_USED_UP = {
    "spam_risk_too_many_posts": Usage("posts", "account", 1.0, _A_DAY),
    "spam_risk_too_many_pending_share": Usage("posts", "account", 1.0, _A_DAY),
    "reached_active_user_cap": Usage("posts", "app", 1.0, _A_DAY),
}
"""TikTok reports no budget in its headers; it only says when one is used up."""
_REJECTIONS: Mapping[str, Reason] = {
    "invalid_publish_id": Reason.GONE,
    "spam_risk_user_banned_from_posting": Reason.POLICY,
    "unaudited_client_can_only_post_to_private_accounts": Reason.NOT_PUBLIC,
    "privacy_level_option_mismatch": Reason.NOT_PUBLIC,
    "url_ownership_unverified": Reason.MEDIA,
}
FAILURES: Mapping[str, Reason] = {
    "file_format_check_failed": Reason.MEDIA,
    "duration_check_failed": Reason.MEDIA,
    "frame_rate_check_failed": Reason.MEDIA,
    "picture_size_check_failed": Reason.MEDIA,
    "auth_removed": Reason.TOKEN,
    "publish_cancelled": Reason.GONE,
}


def ask(line: Line, path: str, told: object, fields: str = "", *, commit: bool = False) -> Json | Refusal:
    """Make one call of the open API; give the `data` of a good answer. `commit`: it publishes by itself."""
    outcome = line.http.call(
        "POST",
        line.url(HOST, path),
        params={"fields": fields} if fields else None,
        headers=bearer(line),
        json=told,
    )
    return answered(line, outcome, commit=commit)


def get(line: Line, path: str, fields: Mapping[str, str]) -> Json | Refusal:
    """Read from the open API."""
    return answered(line, line.http.call("GET", line.url(HOST, path), params=fields, headers=bearer(line)))


def status(job: Job) -> Json | Refusal:
    """How far TikTok is with what was announced."""
    return ask(job.line, "v2/post/publish/status/fetch/", {"publish_id": job.memory.get("publish_id", "")})


def bearer(line: Line) -> dict[str, str]:
    """The header that opens the account."""
    return {"Authorization": f"Bearer {line.account.token.value}"}


def answered(line: Line, outcome: Answer | NoAnswer, *, commit: bool = False) -> Json | Refusal:
    """What an answer says, and what it says of a budget."""
    if isinstance(outcome, NoAnswer):
        return without_answer(outcome, commit=commit)
    told = read(outcome, commit=commit)
    if isinstance(told, RateLimited):
        line.spent(_USED_UP.get(told.detail.partition(":")[0], Usage("calls", "account", 1.0, told.retry_after)))
    return told


def read(answer: Answer, *, commit: bool = False) -> Json | Refusal:
    """Tell data from an error."""
    body = answer.json
    if not isinstance(body, dict) or not sub(body, "error"):
        if answer.status == TOO_MANY:
            return RateLimited(_A_MINUTE, Reason.RATE, f"HTTP {TOO_MANY}")
        return unreadable(answer, commit=commit)
    error = sub(body, "error")
    code = text(error, "code")
    if code == "ok" and answer.status < FIRST_REFUSAL:
        return sub(body, "data")
    return _classify(code, f"{code}: {text(error, 'message')}", answer.status, commit=commit)


def _classify(code: str, detail: str, status: int, *, commit: bool) -> Refusal:
    if code in _ENDED:
        return AuthorizationExpired(_ENDED[code], detail)
    if code in _WAITS or status == TOO_MANY:
        wait, reason = _WAITS.get(code, (_A_MINUTE, Reason.RATE))
        return RateLimited(wait, reason, detail)
    if code == "internal_error" or status >= SERVER_TROUBLE:
        return trouble(detail, commit=commit)
    if not code:
        return OutcomeUnknown(Reason.UNREADABLE, detail) if commit else Retryable(Reason.UNREADABLE, detail)
    return Rejected(_REJECTIONS.get(code, Reason.REFUSED), detail)
