"""Reels, stories and carousels with videos, walked from approval to the public feed of a real sandbox."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from kentongan.connectors.contract import (
    Absent,
    Advanced,
    AuthorizationExpired,
    CannotTell,
    Format,
    Found,
    OutcomeUnknown,
    Pending,
    Platform,
    Published,
    RateLimited,
    Reason,
    Rejected,
    Retryable,
    Secret,
)
from kentongan.connectors.instagram.tests.conftest import Desk, an_hour_ago
from kentongan.connectors.tests import stage as on


@pytest.mark.parametrize("format_", [Format.FEED, Format.REEL])
def test_a_single_video_goes_out_as_a_reel(desk: Desk, format_: Format) -> None:
    outcome, memory = desk.walk(desk.post(desk.video, format=format_))
    assert isinstance(outcome, Published), outcome
    (shown,) = desk.public()
    assert shown["extra"] == {"format": "reel"}
    assert shown["media"][0]["size"] == 300_000
    assert shown["remote_id"] in outcome.permalink
    found = desk.connector.find(desk.post(desk.video, format=format_), memory, desk.account, an_hour_ago())
    assert isinstance(found, Found)
    assert found.remote_id == outcome.remote_id


def test_a_cut_upload_goes_on_where_it_stopped_and_never_starts_over(desk: Desk) -> None:
    desk.rules(instagram_upload_stops_at=100_000)
    outbound = desk.post(desk.video)
    outcome, memory = desk.walk(outbound)
    assert isinstance(outcome, Retryable), outcome
    asked = desk.world.control("GET", "/catatan?bagian=panggilan")["panggilan"]
    assert [one["status"] for one in asked if "ig-api-upload" in one["path"]] == [400]
    sent = desk.connector.run("send_video", outbound, memory, desk.account)
    assert sent == Advanced({"sent": memory["container"]})
    assert isinstance(desk.walk(outbound, memory, "send_video")[0], Published)
    assert desk.public()[0]["media"][0]["size"] == 300_000


@pytest.mark.parametrize("kind", ["lost_after_commit", "html_502_after_commit", "truncate_json"])
def test_an_upload_whose_answer_was_lost_is_not_sent_again(desk: Desk, kind: str) -> None:
    desk.world.fault(kind, "ig-api-upload")
    outbound = desk.post(desk.video)
    outcome, memory = desk.walk(outbound)
    assert isinstance(outcome, Retryable), outcome
    assert isinstance(desk.connector.run("send_video", outbound, memory, desk.account), Advanced)
    calls = desk.world.control("GET", "/catatan?bagian=panggilan")["panggilan"]
    assert sum("ig-api-upload" in one["path"] for one in calls) == 1


def test_a_video_that_is_gone_is_told_before_anything_is_sent(desk: Desk) -> None:
    desk.video.path.unlink()
    outcome, _ = desk.walk(desk.post(desk.video))
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.MEDIA


def test_an_upload_address_elsewhere_gets_no_bytes(desk: Desk) -> None:
    memory = {"container": "1", "upload": "https://contoh.example/ig-api-upload/1"}
    outcome = desk.connector.run("send_video", desk.post(desk.video), memory, desk.account)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.FOREIGN_ADDRESS


def test_an_upload_with_a_dead_token_asks_for_a_new_connection(desk: Desk) -> None:
    outbound = desk.post(desk.video)
    memory: dict[str, str] = {}
    for step in ("check_limit", "create_container"):
        outcome = desk.connector.run(step, outbound, memory, desk.account)
        assert isinstance(outcome, Advanced)
        memory |= outcome.memory
    dead = replace(desk.account, token=Secret("mati"))
    assert isinstance(desk.connector.run("send_video", outbound, memory, dead), AuthorizationExpired)


def test_a_reel_whose_container_expired_is_brought_over_again(desk: Desk) -> None:
    outbound = desk.post(desk.video)
    memory: dict[str, str] = {}
    for step in ("check_limit", "create_container", "send_video", "wait_container"):
        outcome = desk.connector.run(step, outbound, memory, desk.account)
        assert isinstance(outcome, Advanced), outcome
        memory |= outcome.memory
    first = memory["container"]
    desk.rules(instagram_container_seconds=0)
    outcome = desk.connector.run("publish", outbound, memory, desk.account)
    assert isinstance(outcome, Pending), outcome
    memory |= outcome.memory
    desk.rules(instagram_container_seconds=86_400)
    for _ in range(4):
        outcome = desk.connector.run("publish", outbound, memory, desk.account)
        memory |= outcome.memory if isinstance(outcome, Pending | Published) else {}
    assert memory["container"] != first
    assert [one["media"][0]["size"] for one in desk.public()] == [300_000]


@pytest.mark.parametrize("subcode", ["2207026", "2207057"])
def test_a_video_that_fails_late_is_told_with_its_reason(desk: Desk, subcode: str) -> None:
    desk.rules(instagram_processing_fails=subcode)
    outcome, _ = desk.walk(desk.post(desk.video))
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.MEDIA
    assert subcode in outcome.detail
    assert desk.public() == []


def test_a_video_that_fails_again_and_again_is_given_up(desk: Desk) -> None:
    desk.rules(instagram_processing_fails="2207053")
    outcome, _ = desk.walk(desk.post(desk.video))
    assert isinstance(outcome, Rejected)
    assert "3 containers" in outcome.detail


def test_processing_that_never_ends_is_only_waited_for(desk: Desk) -> None:
    desk.rules(instagram_processing_seconds=9_999)
    outcome, memory = desk.walk(desk.post(desk.video))
    assert isinstance(outcome, Pending)
    assert desk.connector.find(desk.post(desk.video), memory, desk.account, an_hour_ago()) == Absent()


def test_a_reel_shows_the_picture_beside_it_before_it_plays(desk: Desk) -> None:
    outbound = desk.post(desk.video, desk.photo, format=Format.REEL, settings={"cover": "photo"})
    desk.published(outbound)
    (shown,) = desk.public()
    assert [one["mime"] for one in shown["media"]] == ["video/mp4"]
    assert shown["extra"]["format"] == "reel"
    assert len(shown["extra"]["cover"]) == 64


def test_a_video_shows_the_moment_its_author_chose(desk: Desk) -> None:
    desk.published(desk.post(desk.video, settings={"cover": "3000"}))
    assert desk.public()[0]["extra"] == {"format": "reel", "thumb_offset": "3000"}


def test_a_cover_that_cannot_be_fetched_is_no_reel_without_one(desk: Desk) -> None:
    gone = replace(desk.photo, url="http://127.0.0.1:9/hilang.jpg")
    outcome, _ = desk.walk(desk.post(desk.video, gone, format=Format.REEL, settings={"cover": "photo"}))
    assert not isinstance(outcome, Published)
    assert desk.public() == []


@pytest.mark.parametrize("order", ["photo video", "video photo video", "video video"])
def test_photos_and_videos_stand_in_one_carousel_in_their_order(desk: Desk, order: str) -> None:
    media = [getattr(desk, word) for word in order.split()]
    desk.published(desk.post(*media))
    (shown,) = desk.public()
    assert [one["mime"].partition("/")[0] for one in shown["media"]] == [one.kind for one in media]


def test_a_carousel_waits_for_its_videos(desk: Desk) -> None:
    desk.rules(instagram_processing_seconds=9_999)
    outbound = desk.post(desk.photo, desk.video)
    outcome, memory = desk.walk(outbound)
    assert isinstance(outcome, Pending)
    assert memory["container"] == ""
    desk.rules(instagram_processing_seconds=0)
    for step in ("wait_container", "wait_container", "publish"):
        outcome = desk.connector.run(step, outbound, memory, desk.account)
        assert isinstance(outcome, Pending | Advanced | Published)
        memory |= outcome.memory
    assert len(desk.public()[0]["media"]) == 2


def test_a_carousel_whose_video_cannot_be_fetched_says_so(desk: Desk) -> None:
    gone = replace(desk.video, url="http://127.0.0.1:9/hilang.mp4")
    outcome, _ = desk.walk(desk.post(desk.photo, gone))
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.MEDIA


def test_more_than_ten_are_refused_without_a_call(desk: Desk) -> None:
    outcome, _ = desk.walk(desk.post(*[desk.photo] * 6, *[desk.video] * 5))
    assert isinstance(outcome, Rejected)
    assert desk.world.control("GET", "/catatan?bagian=panggilan")["panggilan"] == []


@pytest.mark.parametrize("kind", ["photo", "video"])
def test_a_story_goes_out_and_is_found_among_the_stories(desk: Desk, kind: str) -> None:
    outbound = desk.post(getattr(desk, kind), format=Format.STORY)
    desk.world.fault("lost_after_commit", "/media_publish")
    outcome, memory = desk.walk(outbound)
    assert isinstance(outcome, OutcomeUnknown)
    found = desk.connector.find(outbound, memory, desk.account, an_hour_ago())
    assert isinstance(found, Found)
    (shown,) = desk.public()
    assert (shown["remote_id"], shown["extra"]) == (found.remote_id, {"format": "story"})
    other = desk.post(desk.photo)
    assert isinstance(desk.connector.find(other, memory, desk.account, an_hour_ago()), CannotTell)


def test_a_full_day_is_noticed_before_anything_is_prepared(desk: Desk) -> None:
    desk.rules(instagram_quota=1)
    desk.published(desk.post(desk.photo))
    outcome, memory = desk.walk(desk.post(desk.photo))
    assert isinstance(outcome, RateLimited)
    assert outcome.code == Reason.QUOTA
    assert "container" not in memory


def test_a_cap_that_is_not_told_stops_nothing(tmp_path: Path) -> None:
    stage = on.Stage(Platform.INSTAGRAM).will_say(httpx.Response(200, json={"data": []}))
    outbound = on.post(Platform.INSTAGRAM, (on.file_of("image", tmp_path),))
    assert stage.run("check_limit", outbound) == Advanced()
