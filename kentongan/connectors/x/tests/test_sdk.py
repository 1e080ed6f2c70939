"""X's own SDK walks every flow on the sandbox, and its models read every request that the connector writes."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest
import requests

from kentongan.connectors.contract import Act, Outbound, Platform, Poll, Published
from kentongan.connectors.tests.stage import Stage
from tests import loopback

if TYPE_CHECKING:
    from kentongan.connectors.x.tests.conftest import Desk

xdk = pytest.importorskip("xdk")
schemas = pytest.importorskip("xdk.schemas")
REDIRECT = "http://127.0.0.1:9/kembali"


@pytest.fixture
def sdk(desk: Desk) -> Any:
    return xdk.Client(base_url=desk.account.hosts["api.x.com"], access_token=desk.account.token.value)


def post(sdk: Any, text: str, **more: Any) -> Any:
    return sdk.posts.create(schemas.CreatePostsRequest(text=text, **more)).data


def pages(found: Any) -> list[Any]:
    return [one for page in found for one in page.data or []]


def test_a_post_goes_out_is_read_and_is_taken_away(sdk: Any, desk: Desk) -> None:
    made = post(sdk, "Jembatan dibuka", reply_settings="verified")
    read = sdk.posts.get_by_id(
        made.id, post_fields=["created_at", "public_metrics", "reply_settings", "conversation_id"]
    )
    assert (read.data.text, read.data.reply_settings, read.data.conversation_id) == (
        "Jembatan dibuka",
        "verified",
        made.id,
    )
    assert read.data.public_metrics.repost_count == 0
    assert sdk.posts.delete(made.id).data.deleted is True
    assert desk.shown() == []
    with pytest.raises(requests.HTTPError) as refused:
        sdk.posts.delete(made.id)
    assert refused.value.response is not None
    problem = schemas.ResourceNotFoundProblem.model_validate(refused.value.response.json())
    assert (problem.resource_id, problem.resource_type) == (made.id, "tweet")


def test_a_thread_hangs_together_in_the_sdks_eyes(sdk: Any, desk: Desk) -> None:
    first = post(sdk, "Satu")
    second = post(sdk, "Dua", reply=schemas.CreatePostsReply(in_reply_to_tweet_id=first.id))
    post(sdk, "Tiga", reply=schemas.CreatePostsReply(in_reply_to_tweet_id=second.id))
    listed = pages(
        sdk.users.get_posts(desk.account.remote_id, max_results=5, post_fields=["referenced_posts", "conversation_id"])
    )
    answered = {one.text: one.referenced_posts[0].id for one in listed if one.referenced_posts}
    assert answered == {"Dua": first.id, "Tiga": second.id}
    assert {one.conversation_id for one in listed} == {first.id}


def test_a_video_is_uploaded_in_pieces_worked_on_and_posted(sdk: Any, desk: Desk) -> None:
    desk.rules(x_processing_seconds=0.5)
    data = desk.video(300_000).path.read_bytes()
    begun = sdk.media.initialize_upload(
        schemas.InitializeMediaUploadRequest(
            media_type="video/mp4", total_bytes=len(data), media_category="tweet_video"
        )
    ).data
    for index, start in enumerate(range(0, len(data), 100_000)):
        piece = b64encode(data[start : start + 100_000]).decode()
        sdk.media.append_upload(begun.id, schemas.AppendMediaUploadRequest(media=piece, segment_index=index))
    closed = sdk.media.finalize_upload(begun.id).data
    assert closed.processing_info.state == "pending"
    with pytest.raises(requests.HTTPError):
        post(sdk, "Terlalu dini", media=schemas.CreatePostsMedia(media_ids=[begun.id]))
    desk.rules(x_processing_seconds=0)
    states: list[str] = []
    while not states or states[-1] == "in_progress":
        states.append(sdk.media.get_upload_status(begun.id, command="STATUS").data.processing_info.state)
    assert states[-1] == "succeeded"
    post(sdk, "Video", media=schemas.CreatePostsMedia(media_ids=[begun.id]))
    (shown,) = desk.shown()
    assert shown["media"][0]["size"] == 300_000


def test_a_photo_is_uploaded_at_once_and_described(sdk: Any, desk: Desk) -> None:
    photo = b64encode(desk.photo().path.read_bytes()).decode()
    made = sdk.media.upload(
        schemas.MediaUploadRequest(media=photo, media_category="tweet_image", media_type="image/jpeg")
    ).data
    text = schemas.CreateMediaMetadataRequest.model_validate(
        {"id": made.id, "metadata": {"alt_text": {"text": "Pasar"}}}
    )
    assert sdk.media.create_metadata(text).data.id == made.id
    post(sdk, "Foto", media=schemas.CreatePostsMedia(media_ids=[made.id]))
    (shown,) = desk.shown()
    assert shown["media"][0]["alt"] == "Pasar"


def test_a_poll_is_read_back_with_its_answers(sdk: Any) -> None:
    made = post(sdk, "Pasar mana?", poll=schemas.CreatePostsPoll(options=["Sengkang", "Tempe"], duration_minutes=60))
    read = sdk.posts.get_by_id(made.id, expansions=["attachments.poll_ids"])
    (poll,) = read.includes.polls
    assert [one.label for one in poll.options] == ["Sengkang", "Tempe"]


def test_a_reply_is_found_hidden_and_shown(sdk: Any, desk: Desk) -> None:
    root = post(sdk, "Jembatan dibuka")
    reply = desk.rani(root.id, "Terima kasih @wajokab")
    (found,) = pages(sdk.posts.search_recent(f"conversation_id:{root.id}", max_results=10, expansions=["author_id"]))
    assert found.id == reply
    for hidden in (True, False):
        assert sdk.posts.hide_reply(reply, schemas.HidePostsReplyRequest(hidden=hidden)).data.hidden is hidden
        assert [one["hidden"] for one in desk.answers()] == [hidden]


def test_mentions_and_messages_are_read_and_answered(sdk: Any, desk: Desk) -> None:
    mention, _ = desk.rani_says("mention", "Lampu mati @wajokab"), desk.rani_says("message", "Halo")
    (heard,) = pages(sdk.users.get_mentions(desk.account.remote_id, max_results=5, post_fields=["author_id"]))
    assert (heard.id, heard.author_id) == (mention, "900")
    sent = sdk.direct_messages.create_by_participant_id(
        "900", schemas.CreateDirectMessagesByParticipantIdRequest.model_validate({"text": "Halo juga"})
    ).data
    told = pages(sdk.direct_messages.get_events(dm_event_fields=["sender_id", "text", "dm_conversation_id"]))
    assert [(one.sender_id, one.text) for one in told] == [(desk.account.remote_id, "Halo juga"), ("900", "Halo")]
    assert told[0].id == sent.dm_event_id
    (only, _) = pages(sdk.direct_messages.get_events_by_participant_id("900", dm_event_fields=["text"]))
    assert only.text == "Halo juga"


def test_the_sdk_is_let_in_by_consent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the sandbox speaks http
    hosts = desk.account.hosts
    client = xdk.Client(
        base_url=hosts["api.x.com"], authorization_base_url=f"{hosts['x.com']}/i", client_id="app",
        client_secret="rahasia-aplikasi", redirect_uri=REDIRECT, scope=["tweet.read", "users.read", "offline.access"],
    )  # fmt: skip
    told = {
        "jawaban": "ya",
        "akun": f"x:{desk.account.remote_id}",
        "izin": ["tweet.read", "users.read", "offline.access"],
    }
    answer = loopback.call("POST", client.get_authorization_url(), data=told)
    code = re.search(r"[?&]code=([^&]+)", answer.headers["location"])
    assert code is not None
    keys = client.exchange_code(code[1])
    assert (keys["expires_in"], keys["scope"]) == (7200, "tweet.read users.read offline.access")
    me = xdk.Client(base_url=hosts["api.x.com"], access_token=keys["access_token"]).users.get_me()
    assert me.data.username == "wajokab"


WRITTEN = [
    Outbound(Act.PUBLISH, "k", "Kabar", settings={"reply_settings": "following"}),
    Outbound(Act.PUBLISH, "k", "Pasar?", poll=Poll(("A", "B"), 60)),
    Outbound(Act.REPLY, "k", "Ya", reply_to="1", post_id="2"),
    Outbound(Act.COMMENT, "k", "Selengkapnya", post_id="2"),
]


@pytest.mark.parametrize("outbound", WRITTEN)
def test_the_sdk_knows_every_field_that_the_connector_writes(outbound: Outbound) -> None:
    stage = Stage(Platform.X).will_say("post__created")
    assert isinstance(stage.run("create_post", outbound), Published)
    told = schemas.CreatePostsRequest.model_validate(json.loads(stage.calls[0].content))
    assert not told.model_extra
    assert not any(part.model_extra for part in (told.reply, told.poll, told.media) if part)
