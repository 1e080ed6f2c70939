"""A video goes up in chunks; TikTok says how far it came, and when it is public."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from kentongan.connectors.contract import (
    Absent,
    Advanced,
    CannotTell,
    Outbound,
    Pending,
    Platform,
    Published,
    Reason,
    Rejected,
    Retryable,
    Unread,
)
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage
from kentongan.connectors.tiktok import upload

ADDRESS = "https://open-upload.tiktokapis.com/video/?upload_id=67890&upload_token=Xza123"
HELD = {"publish_id": "v_pub_file~v2-1.123", "upload_url": ADDRESS}
HTML = httpx.Response(502, html="<html>")


@pytest.fixture
def tiktok() -> Stage:
    return Stage(Platform.TIKTOK)


@pytest.fixture
def outbound(tmp_path: Path) -> Outbound:
    return on.post(Platform.TIKTOK, (on.file_of("video", tmp_path, 20),))


def uploading(have: int) -> httpx.Response:
    data = {"status": "PROCESSING_UPLOAD", "uploaded_bytes": have}
    return httpx.Response(200, json={"data": data, "error": {"code": "ok"}})


def test_the_creator_is_asked_before_anything_is_announced(tiktok: Stage, outbound: Outbound) -> None:
    assert tiktok.will_say("creator_info__audited").run("query_creator", outbound) == Advanced()
    locked = tiktok.will_say("creator_info__unaudited").run("query_creator", outbound)
    assert isinstance(locked, Rejected)
    assert locked.code == Reason.NOT_PUBLIC


def test_a_video_longer_than_this_creator_may_post_is_refused(tiktok: Stage, outbound: Outbound) -> None:
    long = replace(outbound, media=(replace(outbound.media[0], seconds=601),))
    outcome = tiktok.will_say("creator_info__audited").run("query_creator", long)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.MEDIA


def test_the_video_is_announced_with_its_size(tiktok: Stage, outbound: Outbound) -> None:
    assert tiktok.will_say("video_init__announced").run("announce", outbound) == Advanced(HELD, HELD["publish_id"])
    told = json.loads(tiktok.calls[0].content)
    sizes = {"video_size": 20, "chunk_size": 20, "total_chunk_count": 1}
    assert told["source_info"] == {"source": "FILE_UPLOAD", **sizes}
    assert told["post_info"]["privacy_level"] == "PUBLIC_TO_EVERYONE"


def test_bytes_go_only_to_tiktok(tiktok: Stage, outbound: Outbound) -> None:
    outcome = tiktok.will_say("video_init__foreign_address").run("announce", outbound)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.FOREIGN_ADDRESS


@pytest.mark.parametrize("answer", [HTML, httpx.Response(200, json={"data": {}, "error": {"code": "ok"}})])
def test_an_announcement_without_an_answer_is_made_again(
    tiktok: Stage, outbound: Outbound, answer: httpx.Response
) -> None:
    assert isinstance(tiktok.will_say(answer).run("announce", outbound), Retryable)


def test_large_videos_go_in_chunks_from_where_tiktok_stands(
    tiktok: Stage, outbound: Outbound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "WHOLE", 10)
    monkeypatch.setattr(upload, "CHUNK", 6)
    tiktok.will_say(uploading(6), httpx.Response(206), httpx.Response(201))
    assert tiktok.run("upload", outbound, **HELD) == Advanced()
    assert [call.headers["content-range"] for call in tiktok.calls[1:]] == ["bytes 6-11/20", "bytes 12-19/20"]
    assert "authorization" not in tiktok.calls[1].headers


@pytest.mark.parametrize("answer", [uploading(20), "status__complete", "status__failed_format"])
def test_nothing_is_sent_when_tiktok_has_it_all(tiktok: Stage, outbound: Outbound, answer: str | on.Script) -> None:
    assert tiktok.will_say(answer).run("upload", outbound, **HELD) == Advanced()
    assert len(tiktok.calls) == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.ReadError("reset"), Retryable),
        (HTML, Retryable),
        (httpx.Response(416), Retryable),
    ],
)
def test_each_way_an_upload_can_break(tiktok: Stage, outbound: Outbound, answer: on.Script, kind: type) -> None:
    assert isinstance(tiktok.will_say("status__uploading", answer).run("upload", outbound, **HELD), kind)


def test_an_upload_that_cannot_be_asked_after_waits(tiktok: Stage, outbound: Outbound) -> None:
    assert isinstance(tiktok.will_say(HTML).run("upload", outbound, **HELD), Retryable)


def test_a_video_is_public_only_when_tiktok_names_it(tiktok: Stage, outbound: Outbound) -> None:
    assert isinstance(tiktok.will_say("status__complete_without_id").run("confirm", outbound, **HELD), Pending)
    tiktok.will_say("status__complete", "video_query__figures")
    shown = tiktok.run("confirm", outbound, **HELD)
    assert shown == Published("7561234567890123456", "https://www.tiktok.com/@wajokab/video/7561234567890123456")
    tiktok.will_say("status__complete", HTML)
    assert tiktok.run("confirm", outbound, **HELD) == Published("7561234567890123456")
    assert isinstance(tiktok.will_say(HTML).run("confirm", outbound, **HELD), Retryable)


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        ("file_format_check_failed", Reason.MEDIA),
        ("internal", Reason.TRANSIENT),
        ("spam_risk_text", Reason.POLICY),
        ("sesuatu_yang_baru", Reason.REFUSED),
    ],
)
def test_a_video_that_tiktok_turned_down_says_why(tiktok: Stage, outbound: Outbound, why: str, reason: Reason) -> None:
    data = {"status": "FAILED", "fail_reason": why}
    tiktok.will_say(httpx.Response(200, json={"data": data, "error": {"code": "ok"}}))
    outcome = tiktok.run("confirm", outbound, **HELD)
    assert isinstance(outcome, Rejected)
    assert outcome.code == reason
    assert tiktok.connector.find(outbound, HELD, tiktok.account, on.SINCE) == Absent()


def test_in_doubt_the_announcement_is_asked(tiktok: Stage, outbound: Outbound) -> None:
    assert tiktok.connector.find(outbound, {}, tiktok.account, on.SINCE) == Absent()
    tiktok.will_say("status__uploading")
    assert isinstance(tiktok.connector.find(outbound, HELD, tiktok.account, on.SINCE), CannotTell)


def test_a_video_nobody_knows_has_no_figures(tiktok: Stage) -> None:
    tiktok.will_say(httpx.Response(200, json={"data": {"videos": []}, "error": {"code": "ok"}}))
    told = tiktok.connector.figures("x", tiktok.account)
    assert isinstance(told, Unread)
    assert told.code == Reason.GONE


def test_busy_without_a_readable_word_is_busy(tiktok: Stage) -> None:
    told = tiktok.will_say(httpx.Response(429, html="<html>")).connector.figures("x", tiktok.account)
    assert isinstance(told, Unread)
    assert told.code == Reason.RATE


def test_a_file_that_shrank_is_told(tiktok: Stage, outbound: Outbound) -> None:
    outbound.media[0].path.write_bytes(b"x")
    outcome = tiktok.will_say("status__uploading").run("upload", outbound, **HELD)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.MEDIA
