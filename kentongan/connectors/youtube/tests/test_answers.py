"""Documented answers of Google, read as the connector reads them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import httpx
import jsonschema  # type: ignore[import-untyped]
import pytest
from googleapiclient.discovery_cache import get_static_doc

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Act,
    Advanced,
    AuthorizationExpired,
    CommentPage,
    Consent,
    Cost,
    Figures,
    Keys,
    Outbound,
    Pending,
    Platform,
    Published,
    Reason,
    Rejected,
    Retryable,
)
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage
from kentongan.connectors.youtube import auth
from kentongan.core.http import Http

VIDEO = "vid00000001"
FIXTURES = Path(__file__).parent / "fixtures"
HTML = httpx.Response(502, html="<html>Bad Gateway</html>")


@pytest.fixture
def youtube() -> Stage:
    return Stage(Platform.YOUTUBE)


@pytest.fixture
def outbound(tmp_path: Path) -> Outbound:
    return on.post(Platform.YOUTUBE, (on.file_of("image", tmp_path), on.file_of("video", tmp_path)))


def says(name: str, status: int = 200) -> httpx.Response:
    return on.says(Platform.YOUTUBE, name, status)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("status__processed", Published, ""),
        ("status__uploaded", Pending, ""),
        ("status__failed", Rejected, Reason.MEDIA),
        ("status__rejected", Rejected, Reason.POLICY),
        ("status__terminated", Rejected, Reason.MEDIA),
    ],
)
def test_what_becomes_of_a_video_is_read(youtube: Stage, outbound: Outbound, name: str, kind: type, code: str) -> None:
    outcome = youtube.will_say(name).run("confirm", outbound, video=VIDEO)
    assert isinstance(outcome, kind), outcome
    assert getattr(outcome, "code", "") == code


@pytest.mark.parametrize("answer", [HTML, httpx.ReadTimeout("")])
def test_a_question_that_fails_says_nothing_of_the_video(youtube: Stage, outbound: Outbound, answer: on.Script) -> None:
    assert isinstance(youtube.will_say(answer).run("confirm", outbound, video=VIDEO), Retryable)


def test_a_cover_goes_up_as_the_picture_it_is(youtube: Stage, outbound: Outbound) -> None:
    assert youtube.will_say("thumbnail__set").run("cover", outbound, video=VIDEO) == Advanced({"cover": "set"})
    (call,) = youtube.calls
    assert call.url.path == "/upload/youtube/v3/thumbnails/set"
    assert (call.url.params["videoId"], call.headers["content-type"], call.content) == (VIDEO, "image/jpeg", b"x" * 20)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (says("error__thumbnail_forbidden", 403), Advanced),
        (says("error__quota", 403), Advanced),
        (HTML, Pending),
        (httpx.ReadTimeout(""), Pending),
        (says("error__video_not_found", 404), Rejected),
        (httpx.Response(401), AuthorizationExpired),
    ],
)
def test_a_cover_that_cannot_be_set_holds_no_video_back(
    youtube: Stage, outbound: Outbound, answer: on.Script, kind: type
) -> None:
    outcome = youtube.will_say(answer).run("cover", outbound, video=VIDEO)
    assert isinstance(outcome, kind), outcome


def test_new_words_keep_what_an_update_would_take_away(youtube: Stage) -> None:
    youtube.will_say("video__before_edit", httpx.Response(200, json={"id": VIDEO}))
    outcome = youtube.run("edit", Outbound(Act.EDIT, "k", "Selasa", target_id=VIDEO))
    assert isinstance(outcome, Published)
    snippet = json.loads(youtube.calls[1].content)["snippet"]
    kept = {"tags": ["jembatan", "wajo"], "categoryId": "25", "defaultLanguage": "id"}
    assert snippet == {"title": "Jembatan dibuka", "description": "Selasa", **kept}


def test_a_refusal_for_one_thing_leaves_the_channel_connected(youtube: Stage) -> None:
    delete = Outbound(Act.DELETE, "k", "", target_id="Ugw", target_kind="comment")
    outcome = youtube.will_say(says("error__thumbnail_forbidden", 403)).run("delete", delete)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.PERMISSION
    outcome = youtube.will_say(says("error__global_forbidden", 403)).run("delete", delete)
    assert isinstance(outcome, AuthorizationExpired)


def test_what_is_gone_is_deleted_and_an_odd_answer_is_asked_again(youtube: Stage) -> None:
    delete = Outbound(Act.DELETE, "k", "", target_id=VIDEO)
    assert youtube.will_say(says("error__video_not_found", 404)).run("delete", delete) == Published(VIDEO)
    assert youtube.will_say(httpx.Response(204)).run("delete", delete) == Published(VIDEO)
    for odd in (HTML, httpx.Response(200, html="<html>"), httpx.Response(200, json={"error": {"code": 403}})):
        assert isinstance(youtube.will_say(odd).run("delete", delete), Retryable)


def test_held_comments_come_after_the_public_ones_and_are_marked(youtube: Stage) -> None:
    page = on.fixture(Platform.YOUTUBE, "comment_threads__page")
    del page["nextPageToken"]
    youtube.will_say(httpx.Response(200, json=page), "comment_threads__held")
    first = youtube.connector.comments(VIDEO, youtube.account, "")
    assert isinstance(first, CommentPage)
    second = youtube.connector.comments(VIDEO, youtube.account, first.cursor)
    assert isinstance(second, CommentPage)
    assert [(one.text, one.hidden) for one in second.comments] == [("Cek tautan ini", True)]
    assert second.cursor == ""
    assert [call.url.params["moderationStatus"] for call in youtube.calls] == ["published", "heldForReview"]


@pytest.mark.parametrize(
    ("answer", "shares"), [("analytics__shares", 7), ("analytics__nothing_yet", None), (HTML, None)]
)
def test_shares_are_known_only_where_analytics_has_counted(
    youtube: Stage, answer: str | on.Script, shares: int | None
) -> None:
    video = on.fixture(Platform.YOUTUBE, "statistics__video")
    video["items"][0]["snippet"] = {"publishedAt": "2026-11-20T02:00:00Z"}
    youtube.will_say(httpx.Response(200, json=video), answer)
    figures = youtube.connector.figures(VIDEO, youtube.account)
    assert isinstance(figures, Figures)
    assert (figures.views, figures.shares) == (345, shares)
    asked = youtube.calls[1].url
    assert (asked.host, asked.params["startDate"]) == ("youtubeanalytics.googleapis.com", "2026-11-20")
    assert asked.params["filters"] == f"video=={VIDEO}"


def test_a_code_becomes_keys_with_every_term_google_names(youtube: Stage) -> None:
    told = says("token__exchanged")
    http = Http(on.HOSTS, transport=httpx.MockTransport(lambda _request: told))
    opener = registry.opener(Platform.YOUTUBE, http)
    assert opener
    keys = opener.exchange(youtube.account.app, {}, Consent("https://x.example/", "s", "v"), "kode")
    assert isinstance(keys, Keys)
    assert (keys.expires_in, keys.refresh_expires_in) == (timedelta(seconds=3599), timedelta(seconds=604_799))
    assert auth.missing(keys.scopes) == ()
    assert "contoh" not in repr(keys)


@pytest.mark.parametrize(
    ("act", "kind", "cost"),
    [
        (Act.PUBLISH, "post", (Cost("uploads", 1), Cost("units", 51))),
        (Act.COMMENT, "post", (Cost("units", 50),)),
        (Act.REPLY, "post", (Cost("units", 50),)),
        (Act.EDIT, "post", (Cost("units", 51),)),
        (Act.EDIT, "comment", (Cost("units", 50),)),
        (Act.DELETE, "post", (Cost("units", 50),)),
        (Act.HIDE, "comment", (Cost("units", 50),)),
    ],
)
def test_each_act_has_its_price_in_units(
    youtube: Stage, outbound: Outbound, act: Act, kind: str, cost: tuple[Cost, ...]
) -> None:
    media = outbound.media if act is Act.PUBLISH else ()
    priced = Outbound(act, "k", "x", media=media, target_id="t", target_kind=kind)
    assert youtube.connector.cost(priced) == cost


SHAPES = {
    "status__*": "VideoListResponse",
    "video__before_edit": "VideoListResponse",
    "statistics__*": "VideoListResponse",
    "video__uploaded": "Video",
    "video__locked_private": "Video",
    "thumbnail__*": "ThumbnailSetResponse",
    "comment_threads__*": "CommentThreadListResponse",
    "comments__*": "CommentListResponse",
    "comment__created": "Comment",
    "channels__*": "ChannelListResponse",
    "playlist_items__*": "PlaylistItemListResponse",
}


@pytest.mark.parametrize("pattern", SHAPES)
def test_every_kept_answer_has_a_shape_that_google_describes(pattern: str) -> None:
    described = json.loads(get_static_doc("youtube", "v3") or "{}")["schemas"]
    closed = {name: _closed(told) for name, told in described.items()}
    judge = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{SHAPES[pattern]}", "$defs": closed})
    kept = sorted(FIXTURES.glob(f"{pattern}.json"))
    assert kept
    for one in kept:
        judge.validate(json.loads(one.read_text()))


def _closed(told: object) -> object:
    if not isinstance(told, dict):
        return told
    if "$ref" in told:
        return {"$ref": f"#/$defs/{told['$ref']}"}
    kept = {name: told[name] for name in ("type", "enum") if name in told and told[name] != "any"}
    if "items" in told:
        kept["items"] = _closed(told["items"])
    if "properties" in told:
        kept |= {"properties": {name: _closed(one) for name, one in told["properties"].items()}}
        kept["additionalProperties"] = False
    return kept
