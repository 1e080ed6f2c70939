"""Each documented refusal means one thing for us. The rows are the tables of the platforms' error pages."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from kentongan.connectors.contract import (
    Act,
    AuthorizationExpired,
    Figures,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Pending,
    Platform,
    RateLimited,
    Reason,
    Rejected,
    Retryable,
)
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage

NOON = {"date": "Mon, 23 Nov 2026 12:00:00 GMT", "content-type": "application/json"}
REPLY = {Platform.X: "create_post"}


def told(platform: Platform, status: int, error: Any, **headers: str) -> Outcome:
    """What a reply (a commit on every platform but TikTok) makes of a refusal."""
    given = NOON | {name.replace("_", "-"): value for name, value in headers.items()}
    stage = Stage(platform).will_say(httpx.Response(status, content=json.dumps(error).encode(), headers=given))
    return stage.run(REPLY.get(platform, "reply"), Outbound(Act.REPLY, "k", "Ya", reply_to="c1", post_id="p1"))


def graph(code: int, subcode: int = 0, *, transient: bool = False) -> dict[str, Any]:
    error = {"message": "Pesan", "type": "OAuthException", "code": code, "is_transient": transient}
    return {"error": error | ({"error_subcode": subcode} if subcode else {})}


GRAPH = [
    (190, 463, AuthorizationExpired, Reason.TOKEN),
    (190, 460, AuthorizationExpired, Reason.TOKEN),
    (102, 0, AuthorizationExpired, Reason.TOKEN),
    (10, 0, AuthorizationExpired, Reason.PERMISSION),
    (200, 0, AuthorizationExpired, Reason.PERMISSION),
    (299, 0, AuthorizationExpired, Reason.PERMISSION),
    (4, 0, RateLimited, Reason.RATE),
    (17, 0, RateLimited, Reason.RATE),
    (32, 0, RateLimited, Reason.RATE),
    (80001, 0, RateLimited, Reason.RATE),
    (368, 1390008, RateLimited, Reason.RATE),
    (9, 2207042, RateLimited, Reason.QUOTA),
    (368, 0, Rejected, Reason.POLICY),
    (4, 2207051, Rejected, Reason.POLICY),
    (25, 2207050, Rejected, Reason.POLICY),
    (506, 1455006, Rejected, Reason.DUPLICATE),
    (100, 1366051, Rejected, Reason.DUPLICATE),
    (100, 1366046, Rejected, Reason.MEDIA),
    (100, 1609005, Rejected, Reason.LINK),
    (100, 33, Rejected, Reason.GONE),
    (100, 2207010, Rejected, Reason.TEXT),
    (36003, 2207009, Rejected, Reason.MEDIA),
    (9004, 2207052, Rejected, Reason.MEDIA),
    (100, 0, Rejected, Reason.REFUSED),
    (1, 0, OutcomeUnknown, Reason.TRANSIENT),
    (2, 0, OutcomeUnknown, Reason.TRANSIENT),
    (-1, 2207001, OutcomeUnknown, Reason.TRANSIENT),
]


@pytest.mark.parametrize("platform", [Platform.FACEBOOK, Platform.INSTAGRAM])
@pytest.mark.parametrize("status", [400, 200])
@pytest.mark.parametrize(("code", "subcode", "kind", "reason"), GRAPH)
def test_metas_codes(platform: Platform, status: int, code: int, subcode: int, kind: type, reason: Reason) -> None:
    outcome = told(platform, status, graph(code, subcode))
    assert isinstance(outcome, kind), outcome
    assert getattr(outcome, "code", "") == reason
    assert str(code) in getattr(outcome, "detail", "")


def test_metas_passing_trouble_is_doubt_whatever_its_code() -> None:
    assert isinstance(told(Platform.FACEBOOK, 400, graph(100, transient=True)), OutcomeUnknown)
    assert isinstance(told(Platform.FACEBOOK, 500, graph(100)), OutcomeUnknown)


def test_meta_says_in_a_header_when_calls_are_free_again() -> None:
    usage = json.dumps({"104001": [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 7}]})
    outcome = told(Platform.FACEBOOK, 400, graph(32), x_business_use_case_usage=usage)
    assert isinstance(outcome, RateLimited)
    assert outcome.retry_after == timedelta(minutes=7)


@pytest.mark.parametrize("platform", [Platform.FACEBOOK, Platform.INSTAGRAM])
def test_metas_calls_carry_the_proof_of_the_app(platform: Platform) -> None:
    stage = Stage(platform).will_say(httpx.Response(200, json={"id": "1"}))
    stage.run("reply", on.answer())
    assert b"appsecret_proof=" in stage.calls[0].content
    assert b"message=Sampai+Jumat" in stage.calls[0].content


def x(kind: str, detail: str = "") -> dict[str, Any]:
    return {"title": "t", "detail": detail, "type": kind, "status": 403}


PROBLEM = "https://api.x.com/2/problems/"
X = [
    (401, x("about:blank", "Unauthorized"), AuthorizationExpired, Reason.TOKEN),
    (
        403,
        x("about:blank", "You are not allowed to create a Tweet with duplicate content."),
        Rejected,
        Reason.DUPLICATE,
    ),
    (403, {"errors": [{"code": 187, "message": "Status is a duplicate."}]}, Rejected, Reason.DUPLICATE),
    (403, {"errors": [{"code": 136, "message": "You have been blocked …"}]}, Rejected, Reason.BLOCKED),
    (403, x("about:blank", "You are not permitted to perform this action."), Rejected, Reason.REPLY),
    (403, x("about:blank", "Forbidden"), AuthorizationExpired, Reason.PERMISSION),
    (403, x(PROBLEM + "client-forbidden"), Rejected, Reason.POLICY),
    (403, x(PROBLEM + "usage-capped"), RateLimited, Reason.QUOTA),
    (403, x(PROBLEM + "unsupported-authentication"), AuthorizationExpired, Reason.PERMISSION),
    (403, x(PROBLEM + "disallowed-resource"), Rejected, Reason.POLICY),
    (402, x("about:blank", "credits"), RateLimited, Reason.QUOTA),
    (402, x(PROBLEM + "credits", "No credits left"), RateLimited, Reason.QUOTA),
    (400, {"errors": [{"code": 88, "message": "Rate limit exceeded"}]}, RateLimited, Reason.RATE),
    (400, x(PROBLEM + "invalid-request"), Rejected, Reason.REFUSED),
    (400, x(PROBLEM + "invalid-request") | {"errors": [{"parameters": {"text": ["…"]}}]}, Rejected, Reason.TEXT),
    (
        400,
        x(PROBLEM + "invalid-request") | {"errors": [{"parameters": {"media.media_ids": ["1"]}}]},
        Rejected,
        Reason.MEDIA,
    ),
    (403, {"errors": [{"code": 326, "message": "locked"}]}, Rejected, Reason.POLICY),
    (403, {"errors": [{"code": 385, "message": "deleted"}]}, Rejected, Reason.GONE),
    (200, {"errors": [x(PROBLEM + "resource-not-found")]}, Rejected, Reason.GONE),
    (200, {"errors": [x("about:blank")]}, OutcomeUnknown, Reason.UNREADABLE),
    (503, x("about:blank"), OutcomeUnknown, Reason.TRANSIENT),
]


@pytest.mark.parametrize(("status", "error", "kind", "reason"), X)
def test_xs_problems(status: int, error: dict[str, Any], kind: type, reason: Reason) -> None:
    outcome = told(Platform.X, status, error)
    assert isinstance(outcome, kind), outcome
    assert getattr(outcome, "code", "") == reason


def test_x_says_in_a_header_when_calls_are_free_again() -> None:
    outcome = told(Platform.X, 429, {}, x_rate_limit_reset="1795436100")
    assert isinstance(outcome, RateLimited)
    assert outcome.retry_after == timedelta(minutes=15)


def test_a_reset_that_is_over_means_soon() -> None:
    outcome = told(Platform.X, 429, {}, x_rate_limit_reset="1")
    assert isinstance(outcome, RateLimited)
    assert outcome.retry_after == timedelta(seconds=1)


def google(reason: str) -> dict[str, Any]:
    errors = [{"message": "Pesan", "domain": "youtube", "reason": reason}]
    return {"error": {"code": 403, "message": "Pesan", "errors": errors}}


YOUTUBE = [
    (403, "quotaExceeded", RateLimited, Reason.QUOTA),
    (400, "uploadLimitExceeded", RateLimited, Reason.QUOTA),
    (403, "rateLimitExceeded", RateLimited, Reason.RATE),
    (429, "userRateLimitExceeded", RateLimited, Reason.RATE),
    (403, "insufficientPermissions", AuthorizationExpired, Reason.PERMISSION),
    (403, "authenticatedUserAccountSuspended", AuthorizationExpired, Reason.POLICY),
    (403, "commentsDisabled", Rejected, Reason.REPLY),
    (404, "commentNotFound", Rejected, Reason.GONE),
    (400, "invalidTitle", Rejected, Reason.TEXT),
    (400, "somethingNew", Rejected, Reason.REFUSED),
    (400, "processingFailure", OutcomeUnknown, Reason.TRANSIENT),
    (503, "backendError", OutcomeUnknown, Reason.TRANSIENT),
]


@pytest.mark.parametrize(("status", "name", "kind", "reason"), YOUTUBE)
def test_youtubes_reasons(status: int, name: str, kind: type, reason: Reason) -> None:
    outcome = told(Platform.YOUTUBE, status, google(name))
    assert isinstance(outcome, kind), outcome
    assert getattr(outcome, "code", "") == reason


def test_youtubes_quota_comes_back_at_midnight_in_california() -> None:
    outcome = told(Platform.YOUTUBE, 403, google("quotaExceeded"))
    assert isinstance(outcome, RateLimited)
    assert outcome.retry_after == timedelta(hours=20)  # 12:00 UTC is 04:00 there


def test_youtube_without_a_clock_in_its_answer_is_asked_again_in_an_hour() -> None:
    outcome = told(Platform.YOUTUBE, 403, google("quotaExceeded"), date="")
    assert isinstance(outcome, RateLimited)
    assert outcome.retry_after == timedelta(hours=1)


TIKTOK = [
    (401, "access_token_invalid", AuthorizationExpired, Reason.TOKEN),
    (401, "scope_not_authorized", AuthorizationExpired, Reason.PERMISSION),
    (429, "rate_limit_exceeded", RateLimited, Reason.RATE),
    (200, "spam_risk_too_many_posts", RateLimited, Reason.QUOTA),
    (200, "reached_active_user_cap", RateLimited, Reason.QUOTA),
    (403, "spam_risk_user_banned_from_posting", Rejected, Reason.POLICY),
    (403, "unaudited_client_can_only_post_to_private_accounts", Rejected, Reason.NOT_PUBLIC),
    (400, "invalid_params", Rejected, Reason.REFUSED),
    (500, "internal_error", Retryable, Reason.TRANSIENT),
    (200, "internal_error", Retryable, Reason.TRANSIENT),
]


@pytest.mark.parametrize(("status", "code", "kind", "reason"), TIKTOK)
def test_tiktoks_codes(status: int, code: str, kind: type, reason: Reason, tmp_path: Path) -> None:
    body = {"data": {}, "error": {"code": code, "message": "Pesan", "log_id": "1"}}
    stage = Stage(Platform.TIKTOK).will_say(httpx.Response(status, json=body))
    outcome = stage.run("query_creator", on.post(Platform.TIKTOK, (on.file_of("video", tmp_path),)))
    assert isinstance(outcome, kind), outcome
    assert getattr(outcome, "code", "") == reason


def test_instagram_not_ready_is_waited_for(tmp_path: Path) -> None:
    stage = Stage(Platform.INSTAGRAM).will_say(on.says(Platform.INSTAGRAM, "error__not_ready", 400))
    outcome = stage.run("publish", on.post(Platform.INSTAGRAM, (on.file_of("image", tmp_path),)), container="1")
    assert isinstance(outcome, Pending), outcome


DOCUMENTED = [
    (Platform.FACEBOOK, 400, "error__token_expired", AuthorizationExpired),
    (Platform.FACEBOOK, 400, "error__duplicate", Rejected),
    (Platform.FACEBOOK, 400, "error__page_rate", RateLimited),
    (Platform.FACEBOOK, 400, "error__blocked", RateLimited),
    (Platform.INSTAGRAM, 400, "error__daily_limit", RateLimited),
    (Platform.X, 403, "error__duplicate", Rejected),
    (Platform.X, 403, "error__not_permitted", Rejected),
    (Platform.X, 429, "error__rate_old_form", RateLimited),
    (Platform.X, 403, "error__usage_capped", RateLimited),
    (Platform.X, 401, "error__unauthorized", AuthorizationExpired),
    (Platform.X, 200, "error__not_found_with_200", Rejected),
    (Platform.YOUTUBE, 403, "error__quota", RateLimited),
    (Platform.YOUTUBE, 403, "error__rate", RateLimited),
    (Platform.YOUTUBE, 400, "error__upload_limit", RateLimited),
    (Platform.YOUTUBE, 403, "error__insufficient", AuthorizationExpired),
    (Platform.YOUTUBE, 403, "error__comments_disabled", Rejected),
    (Platform.YOUTUBE, 503, "error__backend", OutcomeUnknown),
]


@pytest.mark.parametrize(("platform", "status", "name", "kind"), DOCUMENTED)
def test_the_documented_examples(platform: Platform, status: int, name: str, kind: type) -> None:
    assert isinstance(told(platform, status, on.fixture(platform, name)), kind)


@pytest.mark.parametrize(
    ("status", "name", "kind"),
    [
        (401, "error__token", AuthorizationExpired),
        (429, "error__rate", RateLimited),
        (200, "creator_info__too_many_posts", RateLimited),
    ],
)
def test_tiktoks_documented_examples(status: int, name: str, kind: type, tmp_path: Path) -> None:
    stage = Stage(Platform.TIKTOK).will_say(on.says(Platform.TIKTOK, name, status))
    assert isinstance(stage.run("query_creator", on.post(Platform.TIKTOK, (on.file_of("video", tmp_path),))), kind)


def test_a_small_account_has_no_insights_and_says_so() -> None:
    stage = Stage(Platform.INSTAGRAM).will_say("figures__media", "insights__empty")
    figures = stage.connector.figures("1", stage.account)
    assert isinstance(figures, Figures)
    assert (figures.views, figures.reactions) == (None, 12)
