"""A video that nobody could watch is found before anybody approves it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kentongan.media import coding, playing
from kentongan.media.models import Asset
from kentongan.media.services import store_upload
from kentongan.media.tests.files import mp4
from kentongan.media.tests.films import film, needs_ffmpeg
from kentongan.organizations.models import Person
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def seen(ayu: Person, content: bytes) -> str:
    """Upload a video and let the worker look at all there is."""
    upload = SimpleUploadedFile("liputan.mp4", content)
    asset = store_upload(actor=builders.actor_of(ayu), upload=upload, alt_text="")
    while playing.look_at_one():
        pass
    asset.refresh_from_db()
    return str(asset.plays)


@needs_ffmpeg
@pytest.mark.parametrize("rate", [1, 30])
def test_a_video_that_plays_is_known_to(ayu: Person, tmp_path: Path, rate: int) -> None:
    content = film(tmp_path / "a.mp4", size="320x240", rate=rate, seconds=5).read_bytes()
    assert seen(ayu, content) == Asset.Plays.WHOLE


@needs_ffmpeg
def test_a_video_without_pictures_behind_its_boxes_is_found(ayu: Person) -> None:
    assert seen(ayu, mp4()) == Asset.Plays.NOT_AT_ALL


@needs_ffmpeg
def test_a_video_whose_last_part_never_arrived_is_found(ayu: Person, tmp_path: Path) -> None:
    made = film(tmp_path / "a.mp4", size="640x480", seconds=8, more=("-g", "15", "-movflags", "+faststart"))
    content = bytearray(made.read_bytes())
    lost = len(content) // 2
    content[lost:] = bytes(len(content) - lost)
    assert seen(ayu, bytes(content)) == Asset.Plays.NOT_TO_THE_END


def test_without_ffmpeg_nobody_looks_and_nothing_is_held_back(ayu: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "PROGRAM", "ffmpeg-is-not-here")
    assert seen(ayu, mp4()) == Asset.Plays.UNSEEN


@needs_ffmpeg
def test_a_look_that_takes_too_long_says_nothing_against_the_video(
    ayu: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playing, "WITHIN", 0.001)
    content = film(tmp_path / "a.mp4", size="320x240", seconds=2).read_bytes()
    assert seen(ayu, content) == Asset.Plays.UNKNOWN
