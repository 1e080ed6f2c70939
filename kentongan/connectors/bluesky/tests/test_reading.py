"""Conversations, notifications, counts and keys, as the network tells them."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Account,
    AppKeys,
    AuthorizationExpired,
    CommentPage,
    Figures,
    Keys,
    Platform,
    Rejected,
    Secret,
    Unread,
)
from kentongan.connectors.folder import Desk
from kentongan.connectors.graphemes import graphemes
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage
from kentongan.core.http import Http

DID = "did:plc:wajo"
POST = f"at://{DID}/app.bsky.feed.post/3jqnmrpkmiabb"


@pytest.fixture
def bluesky() -> Stage:
    stage = Stage(Platform.BLUESKY)
    stage.account = on.account(Platform.BLUESKY, remote_id=DID, refresh_token=Secret("lama"))
    return stage


def test_a_conversation_is_read_whatever_its_depth_without_what_is_gone(bluesky: Stage) -> None:
    page = bluesky.will_say("thread__page").connector.comments(POST, bluesky.account, "")
    assert isinstance(page, CommentPage)
    rani, budi = page.comments
    assert (rani.author_name, rani.parent_id, rani.hidden) == ("Rani", "", False)
    assert (budi.parent_id, budi.hidden) == (rani.remote_id, True)
    assert rani.created_at.year == 2026, "a post's own date can be made up"
    assert rani.permalink == "https://bsky.app/profile/did:plc:rani/post/3mrani"


def test_an_answer_under_our_post_is_a_comment_and_our_name_elsewhere_a_mention(bluesky: Stage) -> None:
    page = bluesky.will_say("notifications__page").connector.mentions(bluesky.account, "")
    assert isinstance(page, CommentPage)
    assert [(one.kind, one.post_id) for one in page.comments] == [("comment", POST), ("mention", "")]
    assert page.cursor == "2026-11-23T02:00:00.000Z"


def test_counts_are_read_and_views_stay_unknown(bluesky: Stage) -> None:
    told = bluesky.will_say("posts__figures").connector.figures(POST, bluesky.account)
    assert isinstance(told, Figures)
    assert (told.views, told.reactions, told.comments, told.shares) == (None, 12, 2, 3)
    gone = bluesky.will_say(httpx.Response(200, json={"posts": []})).connector.figures(POST, bluesky.account)
    assert isinstance(gone, Unread)
    ended = bluesky.will_say(on.says(Platform.BLUESKY, "error__expired", 400)).connector.figures(POST, bluesky.account)
    assert isinstance(ended, Unread)
    assert ended.expired


def token(scope: str, seconds: int) -> str:
    said = json.dumps({"scope": scope, "iat": 1_000, "exp": 1_000 + seconds}).encode()
    return f"e30.{base64.urlsafe_b64encode(said).decode().rstrip('=')}.x"


def session(scope: str) -> dict[str, Any]:
    return {"did": DID, "handle": "wajo.test", "accessJwt": token(scope, 7200), "refreshJwt": token("r", 86400)}


def sign_in(scope: str, asked: list[httpx.Request]) -> Any:
    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json=session(scope))

    http = Http(["bsky.social"], transport=httpx.MockTransport(answer))
    how = registry.sign_in(Platform.BLUESKY, Desk(http, AppKeys("", Secret("")), {}))
    assert how is not None
    return how("@wajo.test ", Secret("abcd-efgh"))


def test_an_app_password_opens_the_account_and_says_how_long_its_keys_last() -> None:
    asked: list[httpx.Request] = []
    (offer,) = sign_in("com.atproto.appPass", asked)
    assert json.loads(asked[0].content) == {"identifier": "wajo.test", "password": "abcd-efgh"}
    assert (offer.remote_id, offer.missing, offer.keys.expires_in) == (DID, (), timedelta(hours=2))


def test_the_accounts_own_password_is_refused_and_its_session_ended() -> None:
    asked: list[httpx.Request] = []
    assert isinstance(sign_in("com.atproto.access", asked), Rejected)
    assert asked[-1].url.path.endswith("deleteSession")


def test_keys_are_renewed_by_the_refresh_token(bluesky: Stage) -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json=session("com.atproto.appPass"))

    opener = registry.opener(Platform.BLUESKY, Http(["bsky.social"], transport=httpx.MockTransport(answer)))
    assert opener is not None
    assert isinstance(opener.refresh(bluesky.account), Keys)
    assert asked[0].headers["authorization"] == "Bearer lama"
    without = Account(DID, Secret("a"), {}, AppKeys("", Secret("")))
    assert isinstance(opener.refresh(without), AuthorizationExpired)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", 0),
        ("👨‍👩‍👧‍👦", 1),
        ("👋🏽", 1),
        ("🇮🇩🇮🇩", 2),
        ("1️⃣❤️", 2),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1),
        ("e\u0301", 1),
        ("ᨓᨍᨚ", 2),
        ("각각", 2),
        ("\r\n\n", 2),
    ],
)
def test_signs_are_counted_as_a_person_sees_them(text: str, seen: int) -> None:
    assert graphemes(text) == seen


@given(
    st.lists(
        st.sampled_from([*"ab \n", "\u0301", "\ufe0f", "👋", "👋🏽", "👩‍🚒", "❤️", "🇮🇩", "각", "ᨓᨚ", "1️⃣"]), max_size=12
    )
)
def test_signs_are_counted_as_the_unicode_rules_say(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert graphemes(text) == len(regex.findall(r"\X", text))
