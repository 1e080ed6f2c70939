"""What YouTube writes, read into our words, and what its errors mean.

developers.google.com/youtube/v3/docs/errors and determine_quota_cost, read 2026-11. Errors are told apart by `reason`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from kentongan.connectors.answers import (
    FIRST_REFUSAL,
    SERVER_TROUBLE,
    TOO_MANY,
    server_time,
    trouble,
    unreadable,
    wait_until,
)
from kentongan.connectors.contract import AuthorizationExpired, RateLimited, Reason, Refusal, Rejected, RemoteComment
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json, items, moment, moment_or_epoch, sub, text
from kentongan.connectors.searching import Candidate
from kentongan.core.http import Answer

SITE = "www.youtube.com"
UNAUTHORIZED = 401
_PACIFIC = ZoneInfo("America/Los_Angeles")  # the day of the quota
_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)

_ENDED = {
    "authError": Reason.TOKEN,
    "unauthorized": Reason.TOKEN,
    "insufficientPermissions": Reason.PERMISSION,
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": Reason.PERMISSION,
    "authenticatedUserAccountSuspended": Reason.POLICY,
    "authenticatedUserAccountClosed": Reason.POLICY,
    "youtubeSignupRequired": Reason.PERMISSION,
}
_RATES = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
_TROUBLES = frozenset({"backendError", "internalError", "processingFailure"})
_REJECTIONS: Mapping[str, Reason] = {
    "commentsDisabled": Reason.REPLY,
    "commentNotFound": Reason.GONE,
    "parentCommentNotFound": Reason.GONE,
    "videoNotFound": Reason.GONE,
    "notFound": Reason.GONE,
    "invalidTitle": Reason.TEXT,
    "invalidDescription": Reason.TEXT,
    "commentTextTooLong": Reason.TEXT,
    "commentTextRequired": Reason.TEXT,
    "invalidTags": Reason.TEXT,
    "invalidImage": Reason.MEDIA,
    "mediaBodyRequired": Reason.MEDIA,
    "invalidFilename": Reason.MEDIA,
    "forbidden": Reason.PERMISSION,
    "ineligibleAccount": Reason.PERMISSION,
    "forbiddenPrivacySetting": Reason.NOT_PUBLIC,
    "forbiddenLicenseSetting": Reason.PERMISSION,
    "operationNotSupported": Reason.REPLY,
}


def refusal(answer: Answer, *, commit: bool) -> Refusal:
    """What an answer that is not the thing asked for means."""
    error = sub(answer.json, "error")
    told = next(iter(items(error, "errors")), {})
    reason = text(told, "reason")
    detail = f"{answer.status} {reason}: {text(error, 'message')}"
    if answer.status >= SERVER_TROUBLE or reason in _TROUBLES:
        return trouble(detail, commit=commit)
    if answer.status == TOO_MANY or reason in _RATES:
        return RateLimited(_MINUTE, Reason.RATE, detail)
    if answer.status < FIRST_REFUSAL or not reason:
        return _without_reason(answer, commit=commit)
    if reason == "forbidden" and text(told, "domain") == "global":
        return AuthorizationExpired(Reason.PERMISSION, detail)
    return _by_reason(reason, detail, answer)


def _without_reason(answer: Answer, *, commit: bool) -> Refusal:
    if answer.status == UNAUTHORIZED:
        return AuthorizationExpired(Reason.TOKEN, f"HTTP {UNAUTHORIZED}")
    return unreadable(answer, commit=commit)


def _by_reason(reason: str, detail: str, answer: Answer) -> Refusal:
    if reason == "quotaExceeded":
        return RateLimited(_midnight_in_california(answer), Reason.QUOTA, detail)
    if reason == "uploadLimitExceeded":
        return RateLimited(_DAY, Reason.QUOTA, detail)
    if reason in _ENDED:
        return AuthorizationExpired(_ENDED[reason], detail)
    return Rejected(_REJECTIONS.get(reason, Reason.REFUSED), detail)


def comment(told: Json, video_id: str) -> RemoteComment:
    """A comment resource. Its parent is named only where it answers another."""
    snippet = sub(told, "snippet")
    author = text(sub(snippet, "authorChannelId"), "value")
    return RemoteComment(
        remote_id=text(told, "id"),
        post_id=text(snippet, "videoId") or video_id,
        text=text(snippet, "textOriginal", "textDisplay"),
        created_at=moment_or_epoch(snippet, "publishedAt"),
        author_id=author,
        author_name=text(snippet, "authorDisplayName"),
        parent_id=text(snippet, "parentId"),
        raw=told,
        hidden=text(snippet, "moderationStatus") not in ("", "published"),
    )


def candidate(told: Json) -> Candidate:
    """A comment, as a search compares it."""
    snippet = sub(told, "snippet")
    shown = text(snippet, "textOriginal", "textDisplay")
    return Candidate(text(told, "id"), shown, moment(snippet, "publishedAt"))


def permalink(line: Line, video_id: str) -> str:
    """Where the public finds a video."""
    return line.url(SITE, f"watch?v={video_id}")


def _midnight_in_california(answer: Answer) -> timedelta:
    now = server_time(answer)
    if now is None:
        return _HOUR
    local = now.astimezone(_PACIFIC)
    midnight = (local + _DAY).replace(hour=0, minute=0, second=0, microsecond=0)
    return wait_until(midnight, answer, _HOUR)
