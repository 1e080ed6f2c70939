"""What a file really is: read twice, told when its name or its type says otherwise."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kentongan.media import probing
from kentongan.media.models import Asset
from kentongan.media.services import store_upload
from kentongan.media.tests.files import jpeg, mp4
from kentongan.media.tests.films import film, needs_ffmpeg
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from tests import builders


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def ayu_acts(ayu: Person) -> Actor:
    return builders.actor_of(ayu)


@pytest.fixture
def without_ffprobe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "PROBE", "ffprobe-is-not-here")


def upload(actor: Actor, content: bytes, name: str, declared: str = "") -> Asset:
    return store_upload(actor=actor, upload=SimpleUploadedFile(name, content, content_type=declared))


def test_a_file_whose_name_or_type_lies_is_told(ayu_acts: Actor) -> None:
    assert upload(ayu_acts, mp4(), "foto.jpg").told == [
        "Namanya berakhiran .jpg, tetapi isinya video; yang dipakai isinya."
    ]
    assert upload(ayu_acts, jpeg(), "surat.pdf").told == [
        "Namanya berakhiran .pdf, tetapi isinya foto; yang dipakai isinya."
    ]
    said = upload(ayu_acts, jpeg(), "foto.jpg", "video/mp4").told
    assert said == ["Perambannya menyebut video/mp4, tetapi isinya foto; yang dipakai isinya."]


def test_an_honest_file_is_told_nothing(ayu_acts: Actor) -> None:
    assert upload(ayu_acts, jpeg(), "foto.JPEG", "image/jpeg").told == []
    assert upload(ayu_acts, mp4(), "liputan.MOV", "video/quicktime").told == []
    assert upload(ayu_acts, jpeg(), "tanpa akhiran", "application/octet-stream").told == []


def test_a_moving_picture_is_told_to_stand_still(ayu_acts: Actor) -> None:
    held = io.BytesIO()
    first, second = (Image.new("RGB", (300, 300), color) for color in ("teal", "white"))
    first.save(held, "WEBP", save_all=True, append_images=[second])
    assert "hanya gambar pertamanya" in upload(ayu_acts, held.getvalue(), "gerak.webp").told[0]


@pytest.mark.usefixtures("without_ffprobe")
def test_without_ffprobe_our_own_reader_tells_the_frame_rate_the_codec_and_which_way_is_up(ayu_acts: Actor) -> None:
    asset = upload(ayu_acts, mp4(rate=25, turned=90, size=(1920, 1080)), "a.mp4")
    assert (asset.width, asset.height, asset.rotation) == (1080, 1920, 90)
    assert (asset.codec, asset.fps, asset.audio, asset.read_by) == ("h264", 25.0, "", "mp4")


@needs_ffmpeg
def test_both_readers_agree_about_a_video_of_a_phone(
    ayu_acts: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = film(tmp_path / "a.mp4", size="640x360", rate=24).read_bytes()
    probed = upload(ayu_acts, content, "a.mp4")
    monkeypatch.setattr(probing, "PROBE", "ffprobe-is-not-here")
    alone = upload(ayu_acts, content, "a.mp4")
    for asset in (probed, alone):
        facts = (asset.width, asset.height, asset.codec, asset.audio, asset.fps, asset.seconds)
        assert facts == (640, 360, "h264", "aac", 24.0, 2.0)
    assert (probed.read_by, alone.read_by) == ("ffprobe", "mp4")


@needs_ffmpeg
def test_a_way_of_coding_only_few_can_show_is_named(ayu_acts: Actor, tmp_path: Path) -> None:
    coded = film(tmp_path / "a.mp4", size="640x360", more=("-pix_fmt", "yuv422p", "-profile:v", "high422"))
    assert upload(ayu_acts, coded.read_bytes(), "a.mp4").codec == "h264 yuv422p"


def test_a_reader_that_hangs_is_not_waited_for(
    ayu_acts: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "ffprobe"
    slow.write_text(f"#!/bin/sh\nexec {shutil.which('sleep')} 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(probing, "PROBE", str(slow))
    monkeypatch.setattr(probing, "WITHIN", 0.3)
    assert upload(ayu_acts, mp4(), "a.mp4").read_by == "mp4"
