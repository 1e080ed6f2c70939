"""Instagram's documented answers and pushes, read without a sandbox."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Act,
    Advanced,
    CommentPage,
    Figures,
    Inbound,
    Outbound,
    Outcome,
    Platform,
    Published,
    RateLimited,
    Reason,
    Rejected,
    Retryable,
    Unread,
)
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage

IG = Platform.INSTAGRAM
UPLOAD = {"container": "18000001", "upload": "https://rupload.facebook.com/ig-api-upload/v26.0/18000001"}


@pytest.fixture
def insta() -> Stage:
    return Stage(IG)


def pushed(name: str) -> Inbound:
    parser = registry.webhook(IG)
    assert parser is not None
    (told,) = parser.parse(on.body(IG, name))
    return told


@pytest.mark.parametrize(("name", "kind"), [("limit__half", Advanced), ("limit__full", RateLimited)])
def test_the_days_share_is_read_before_anything_is_prepared(
    insta: Stage, name: str, kind: type[Outcome], tmp_path: Path
) -> None:
    outbound = on.post(IG, (on.file_of("image", tmp_path),))
    assert isinstance(insta.will_say(name).run("check_limit", outbound), kind)


def test_a_reel_is_announced_and_its_address_remembered(insta: Stage, tmp_path: Path) -> None:
    outbound = on.post(IG, (on.file_of("video", tmp_path),))
    assert insta.will_say("container__reel").run("create_container", outbound) == Advanced(UPLOAD, "18000001")
    assert b"upload_type=resumable" in insta.calls[0].content
    assert b"media_type=REELS" in insta.calls[0].content


@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [
        ("upload__success", 200, Advanced),
        ("upload__retriable", 400, Retryable),
        ("upload__final", 400, Rejected),
        ("upload__retriable", 500, Retryable),
    ],
)
def test_only_the_missing_bytes_are_sent(
    insta: Stage, tmp_path: Path, name: str, status: int, kind: type[Outcome]
) -> None:
    insta.account = replace(insta.account, hosts={"rupload.facebook.com": "https://rupload.facebook.com"})
    insta.will_say("container__video_halfway", on.says(IG, name, status))
    outbound = on.post(IG, (on.file_of("video", tmp_path),))
    assert isinstance(insta.run("send_video", outbound, **UPLOAD), kind)
    sent = insta.calls[1]
    assert (sent.headers["offset"], sent.headers["file_size"], sent.headers["content-length"]) == ("12", "20", "8")
    assert sent.headers["authorization"] == f"OAuth {on.TOKEN}"
    assert sent.content == b"x" * 8


def test_a_mention_is_pushed_without_its_words_and_read_by_its_id(insta: Stage) -> None:
    told = pushed("mention_added__comment")
    assert (told.kind, told.event_id) == ("mention.added", "mention.added:17990009_17870009")
    assert told.comment is not None
    assert (told.comment.remote_id, told.comment.kind) == ("17990009_17870009", "mention")
    page = insta.will_say("mentioned_comment__one").connector.mentions(insta.account, told.comment.remote_id)
    assert isinstance(page, CommentPage)
    (read,) = page.comments
    assert (read.remote_id, read.text) == (told.comment.remote_id, "@wajokab kapan pasar dibuka?")
    assert "mentioned_comment.comment_id(17870009)" in insta.calls[0].url.params["fields"]


def test_a_caption_that_mentions_us_has_the_same_mark_pushed_and_listed(insta: Stage) -> None:
    told = pushed("mention_added__flat")
    assert told.comment is not None
    assert told.comment.remote_id == "17990009_"
    page = insta.will_say("tags__page").connector.mentions(insta.account, "")
    assert isinstance(page, CommentPage)
    assert [(one.remote_id, one.author_name, one.post_id) for one in page.comments] == [("17990010_", "rani", "")]


@pytest.mark.parametrize("name", ["message_received__text", "message_received__changes"])
def test_a_message_is_pushed_in_two_shapes(name: str) -> None:
    told = pushed(name)
    assert (told.kind, told.event_id) == ("message.added", "message.added:m1")
    assert told.comment is not None
    assert (told.comment.post_id, told.comment.author_id, told.comment.text) == ("900", "900", "Halo")
    assert told.comment.created_at == datetime.fromtimestamp(1795400069, UTC)


def test_our_own_message_comes_back_as_an_echo_in_the_same_conversation() -> None:
    told = pushed("message_received__echo")
    assert told.comment is not None
    assert (told.comment.post_id, told.comment.author_id) == ("900", "17841400001")


def test_a_message_taken_back_is_told() -> None:
    assert pushed("message_removed__text").kind == "message.removed"


def test_conversations_are_read_with_both_sides(insta: Stage) -> None:
    page = insta.will_say("conversations__page").connector.messages(insta.account, "")
    assert isinstance(page, CommentPage)
    told = [(one.remote_id, one.post_id, one.author_id, one.kind) for one in page.comments]
    assert told == [("m2", "900", "104001", "message"), ("m1", "900", "900", "message")]


@pytest.mark.parametrize(("kind", "field"), [("post", '{"id": "900"}'), ("comment", '{"comment_id": "900"}')])
def test_a_message_goes_to_a_person_or_to_who_wrote_a_comment(insta: Stage, kind: str, field: str) -> None:
    outbound = Outbound(Act.MESSAGE, "k", "Baik, Ibu", target_id="900", target_kind=kind)
    assert insta.will_say("message__sent").run("message", outbound) == Published("m3")
    assert httpx.QueryParams(insta.calls[0].content.decode())["recipient"] == field


def test_a_message_after_the_window_is_refused_and_the_account_stays_connected(insta: Stage) -> None:
    outbound = Outbound(Act.MESSAGE, "k", "Baik, Ibu", target_id="900")
    outcome = insta.will_say(on.says(IG, "error__outside_window", 400)).run("message", outbound)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.REPLY


def test_a_storys_figures_have_replies_in_place_of_comments(insta: Stage) -> None:
    insta.will_say(httpx.Response(200, json={"id": "1", "media_product_type": "STORY"}), "insights__story")
    figures = insta.connector.figures("1", insta.account)
    assert isinstance(figures, Figures)
    assert (figures.views, figures.reactions, figures.comments, figures.shares) == (80, None, 4, 1)
    assert figures.names["comments"] == "replies"


@pytest.mark.parametrize(("name", "status"), [("insights__empty", 200), ("error__few_viewers", 400)])
def test_insights_that_are_missing_are_unknown_and_not_zero(insta: Stage, name: str, status: int) -> None:
    insta.will_say("figures__media", on.says(IG, name, status))
    figures = insta.connector.figures("1", insta.account)
    assert isinstance(figures, Figures)
    assert (figures.views, figures.shares, figures.reactions) == (None, None, 12)


def test_insights_that_may_not_be_asked_now_are_asked_later(insta: Stage) -> None:
    insta.will_say("figures__media", httpx.Response(429))
    assert isinstance(insta.connector.figures("1", insta.account), Unread)
