"""Google's own library walks every flow against the sandbox; each reply is held against Google's own description."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload

from kentongan.sandbox.tests import google
from kentongan.sandbox.tests.conftest import CHANNEL, World
from kentongan.sandbox.tests.google import Wire

CHUNK = 256 << 10


@pytest.fixture
def wire(world: World) -> Wire:
    return Wire(world.client, "token-youtube")


@pytest.fixture
def youtube(wire: Wire) -> Any:
    return google.library("youtube.googleapis.com", wire)


@pytest.fixture
def upload(youtube: Any, video: bytes) -> Callable[..., Any]:
    def send(**status: object) -> Any:
        media = MediaIoBaseUpload(io.BytesIO(video), "video/mp4", chunksize=CHUNK, resumable=True)
        body = {
            "snippet": {"title": "Panen raya", "description": "Sawah", "tags": ["panen"], "categoryId": "25"},
            "status": {"privacyStatus": "public", **status},
        }
        request, answer = youtube.videos().insert(part="snippet,status", body=body, media_body=media), None
        while answer is None:
            _, answer = request.next_chunk()
        return answer

    return send


def status_of(youtube: Any, video_id: str) -> Any:
    found = youtube.videos().list(part="status,processingDetails", id=video_id).execute()["items"]
    return found[0]["status"]


def reason(refused: pytest.ExceptionInfo[HttpError]) -> tuple[int, str]:
    return refused.value.status_code, refused.value.error_details[0]["reason"]


def test_a_video_is_sent_given_a_cover_renamed_and_taken_away(
    world: World, wire: Wire, youtube: Any, upload: Callable[..., Any], picture: Callable[..., bytes]
) -> None:
    video_id = upload(license="creativeCommon", embeddable=False, selfDeclaredMadeForKids=False)["id"]
    status = status_of(youtube, video_id)
    assert (status["uploadStatus"], status["license"], status["embeddable"]) == ("processed", "creativeCommon", False)
    cover = MediaIoBaseUpload(io.BytesIO(picture()), "image/jpeg")
    assert youtube.thumbnails().set(videoId=video_id, media_body=cover).execute()["items"][0]["high"]["width"] == 480
    body = {"id": video_id, "snippet": {"title": "Panen kedua", "description": "Lebih besar", "categoryId": "25"}}
    assert youtube.videos().update(part="snippet", body=body).execute()["snippet"]["title"] == "Panen kedua"
    (post,) = world.record()["kiriman"]
    assert (post["title"], post["edits"][0]["title"], len(post["extra"]["cover"])) == ("Panen kedua", "Panen raya", 64)
    parts = "id,snippet,status,statistics,processingDetails,contentDetails"
    (told,) = youtube.videos().list(part=parts, id=video_id).execute()["items"]
    assert "tags" not in told["snippet"]  # what an update leaves out is gone
    assert told["contentDetails"]["hasCustomThumbnail"]
    assert youtube.videos().delete(id=video_id).execute() in ("", None)
    assert youtube.videos().list(part="id", id=video_id).execute()["items"] == []
    with pytest.raises(HttpError) as gone:
        youtube.videos().delete(id=video_id).execute()
    assert reason(gone) == (404, "videoNotFound")
    assert wire.judged > 10


def test_a_comment_is_first_answered_reworded_held_back_shown_and_taken_away(
    world: World, youtube: Any, upload: Callable[..., Any]
) -> None:
    video_id = upload()["id"]
    words = {
        "videoId": video_id,
        "channelId": CHANNEL,
        "topLevelComment": {"snippet": {"textOriginal": "Tautannya di sini"}},
    }
    first = youtube.commentThreads().insert(part="snippet", body={"snippet": words}).execute()["id"]
    asked = world.citizen("youtube", video_id, "Kapan panen berikutnya?", author_id="UCrani")
    answer = {"snippet": {"parentId": asked, "textOriginal": "Maret"}}
    answered = youtube.comments().insert(part="snippet", body=answer).execute()["id"]
    reworded = {"id": answered, "snippet": {"textOriginal": "Maret 2027"}}
    youtube.comments().update(part="snippet", body=reworded).execute()
    threads = youtube.commentThreads().list(part="snippet,replies", videoId=video_id, order="time").execute()["items"]
    assert [one["id"] for one in threads] == [asked, first]
    assert threads[0]["replies"]["comments"][0]["snippet"]["textOriginal"] == "Maret 2027"
    moderate(youtube, asked, "heldForReview")
    assert listed(youtube, video_id) == [first]
    assert listed(youtube, video_id, "heldForReview") == [asked]
    moderate(youtube, asked, "published")
    assert listed(youtube, video_id) == [asked, first]
    moderate(youtube, asked, "rejected")
    assert listed(youtube, video_id, "heldForReview") == listed(youtube, video_id, "rejected") == []
    youtube.comments().delete(id=first).execute()
    assert listed(youtube, video_id) == []


def moderate(youtube: Any, comment_id: str, status: str) -> None:
    youtube.comments().setModerationStatus(id=comment_id, moderationStatus=status).execute()


def listed(youtube: Any, video_id: str, status: str = "published") -> list[str]:
    found = youtube.commentThreads().list(part="snippet,replies", videoId=video_id, moderationStatus=status).execute()
    return [one["id"] for one in found["items"]]


def test_a_citizens_words_are_neither_reworded_nor_taken_away_by_the_channel(
    world: World, youtube: Any, upload: Callable[..., Any]
) -> None:
    asked = world.citizen("youtube", upload()["id"], "Kapan?", author_id="UCrani")
    with pytest.raises(HttpError) as refused:
        youtube.comments().delete(id=asked).execute()
    assert reason(refused) == (403, "forbidden")
    with pytest.raises(HttpError) as refused:
        youtube.comments().update(part="snippet", body={"id": asked, "snippet": {"textOriginal": "x"}}).execute()
    assert reason(refused) == (403, "forbidden")


def test_long_threads_are_read_in_pages(world: World, youtube: Any, upload: Callable[..., Any]) -> None:
    video_id = upload()["id"]
    asked = world.citizen("youtube", video_id, "Kapan?")
    for number in range(7):
        world.citizen("youtube", video_id, f"Saya juga {number}", parent_id=asked)
    (thread,) = youtube.commentThreads().list(part="snippet,replies", videoId=video_id).execute()["items"]
    assert (thread["snippet"]["totalReplyCount"], len(thread["replies"]["comments"])) == (7, 5)
    told = youtube.comments().list(part="snippet", parentId=asked, maxResults=4).execute()
    rest = (
        youtube.comments().list(part="snippet", parentId=asked, maxResults=4, pageToken=told["nextPageToken"]).execute()
    )
    assert len(told["items"]) + len(rest["items"]) == 7


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        ("failed:codec", {"uploadStatus": "failed", "failureReason": "codec"}),
        ("rejected:copyright", {"uploadStatus": "rejected", "rejectionReason": "copyright"}),
        ("never", {"uploadStatus": "uploaded"}),
    ],
)
def test_processing_that_does_not_end_well_is_told_in_googles_words(
    world: World, youtube: Any, upload: Callable[..., Any], rule: str, status: dict[str, str]
) -> None:
    world.control("PUT", "", {"rules": {"youtube_processing": rule}})
    told = status_of(youtube, upload()["id"])
    assert {name: told[name] for name in status} == status
    assert world.record()["kiriman"] == []


def test_processing_that_ends_late_shows_the_video_late(world: World, youtube: Any, upload: Callable[..., Any]) -> None:
    world.control("PUT", "", {"rules": {"youtube_processing_seconds": 60}})
    assert status_of(youtube, upload()["id"])["uploadStatus"] == "uploaded"
    assert world.record()["kiriman"] == []


def test_an_unaudited_projects_videos_are_locked_private(
    world: World, youtube: Any, upload: Callable[..., Any]
) -> None:
    world.control("PUT", "", {"rules": {"youtube_audited": False}})
    assert upload()["status"]["privacyStatus"] == "private"
    assert world.record()["kiriman"] == []


def test_a_day_has_so_many_videos_and_so_many_units(world: World, youtube: Any, upload: Callable[..., Any]) -> None:
    world.control("PUT", "", {"rules": {"youtube_daily_uploads": 1, "youtube_daily_units": 52}})
    video_id = upload()["id"]
    with pytest.raises(HttpError) as refused:
        upload()
    assert reason(refused) == (400, "uploadLimitExceeded")
    youtube.videos().list(part="id", id=video_id).execute()
    rename = youtube.videos().update(
        part="snippet", body={"id": video_id, "snippet": {"title": "Panen", "categoryId": "25"}}
    )
    rename.execute()
    with pytest.raises(HttpError) as refused:
        rename.execute()
    assert reason(refused) == (403, "quotaExceeded")


def test_a_channel_that_may_not_set_covers_is_told_so(
    world: World, youtube: Any, upload: Callable[..., Any], picture: Callable[..., bytes]
) -> None:
    world.control("PUT", "", {"rules": {"youtube_thumbnails": False}})
    cover = MediaIoBaseUpload(io.BytesIO(picture()), "image/jpeg")
    with pytest.raises(HttpError) as refused:
        youtube.thumbnails().set(videoId=upload()["id"], media_body=cover).execute()
    assert reason(refused) == (403, "forbidden")


def test_shares_come_from_analytics_in_a_table(world: World, wire: Wire, upload: Callable[..., Any]) -> None:
    video_id = upload()["id"]
    world.control("POST", "/warga", {"kind": "share", "platform": "youtube", "post_id": video_id})
    analytics = google.library("youtubeanalytics.googleapis.com", wire)
    asked = {
        "ids": "channel==MINE",
        "startDate": "2020-01-01",
        "endDate": "2099-01-01",
        "filters": f"video=={video_id}",
    }
    told = analytics.reports().query(metrics="views,shares", **asked).execute()
    assert [head["name"] for head in told["columnHeaders"]] == ["views", "shares"]
    assert told["rows"][0][1] == 1
    early = {**asked, "endDate": "2020-01-02"}
    assert "rows" not in analytics.reports().query(metrics="shares", **early).execute()


def test_the_channel_and_its_uploads_are_of_googles_shape(youtube: Any, upload: Callable[..., Any]) -> None:
    video_id = upload()["id"]
    parts = "id,snippet,statistics,contentDetails,status"
    (channel,) = youtube.channels().list(part=parts, mine=True).execute()["items"]
    playlist = channel["contentDetails"]["relatedPlaylists"]["uploads"]
    found = youtube.playlistItems().list(part="snippet,contentDetails,status", playlistId=playlist).execute()["items"]
    assert [one["contentDetails"]["videoId"] for one in found] == [video_id]
