"""An upload goes on where TikTok stands, and is announced anew where the old announcement can bring nothing."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from kentongan.connectors.contract import Advanced, Outbound, Pending, Platform, Reason, Rejected, Retryable
from kentongan.connectors.tests import stage as on
from kentongan.connectors.tests.stage import Stage
from kentongan.connectors.tiktok import upload
from kentongan.connectors.tiktok.tests.test_tiktok import HELD, HTML, uploading

CLOSED = httpx.Response(403)
SIZE = 20


@pytest.fixture
def tiktok() -> Stage:
    return Stage(Platform.TIKTOK)


@pytest.fixture
def outbound(tmp_path: Path) -> Outbound:
    return on.post(Platform.TIKTOK, (on.file_of("video", tmp_path, SIZE),))


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "WHOLE", 10)
    monkeypatch.setattr(upload, "CHUNK", 6)


def answer(status: int, reached: int | None = None) -> httpx.Response:
    told = {} if reached is None else {"content-range": f"bytes 0-{reached - 1}/{SIZE}"}
    return httpx.Response(status, headers=told)


def spans(stage: Stage) -> list[str]:
    return [call.headers["content-range"] for call in stage.calls if call.method == "PUT"]


@pytest.mark.usefixtures("small_chunks")
def test_where_tiktok_stands_elsewhere_it_is_believed(tiktok: Stage, outbound: Outbound) -> None:
    tiktok.will_say(uploading(0), answer(416, 6), answer(206, 12), answer(201, 20))
    assert tiktok.run("upload", outbound, **HELD) == Advanced()
    assert spans(tiktok) == ["bytes 0-5/20", "bytes 6-11/20", "bytes 12-19/20"]


@pytest.mark.usefixtures("small_chunks")
def test_who_never_agrees_is_not_asked_for_ever(tiktok: Stage, outbound: Outbound) -> None:
    tiktok.will_say(uploading(0), answer(416, 6), answer(416, 12), answer(416, 6), answer(416, 12))
    assert isinstance(tiktok.run("upload", outbound, **HELD), Retryable)
    assert len(spans(tiktok)) == 4


@pytest.mark.parametrize("have", [0, 12])
def test_a_video_whose_address_ended_half_way_is_announced_anew(tiktok: Stage, outbound: Outbound, have: int) -> None:
    tiktok.will_say(uploading(have), CLOSED, uploading(have), "video_init__announced")
    outcome = tiktok.run("upload", outbound, publish_id="lama", upload_url=HELD["upload_url"])
    assert isinstance(outcome, Pending), outcome
    assert outcome.memory == {**HELD, "announcements": "2"}


def test_what_may_have_arrived_is_not_announced_anew(tiktok: Stage, outbound: Outbound) -> None:
    silent = httpx.Response(200, json={"data": {"status": "PROCESSING_UPLOAD"}, "error": {"code": "ok"}})
    for told in (uploading(SIZE), silent):
        outcome = tiktok.will_say(uploading(0), CLOSED, told).run("upload", outbound, **HELD)
        assert isinstance(outcome, Rejected)
        assert outcome.code == Reason.GONE
    assert tiktok.will_say(uploading(0), CLOSED, "status__complete").run("upload", outbound, **HELD) == Advanced()
    assert isinstance(tiktok.will_say(uploading(0), CLOSED, HTML).run("upload", outbound, **HELD), Retryable)


def test_a_video_that_tiktok_lost_is_announced_anew_but_not_for_ever(tiktok: Stage, outbound: Outbound) -> None:
    lost = httpx.Response(200, json={"data": {"status": "FAILED", "fail_reason": "internal"}, "error": {"code": "ok"}})
    assert isinstance(tiktok.will_say(lost, "video_init__announced").run("upload", outbound, **HELD), Pending)
    outcome = tiktok.will_say(lost).run("upload", outbound, **HELD, announcements="3")
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.GONE
    assert isinstance(tiktok.will_say(lost, HTML).run("upload", outbound, **HELD), Retryable)
