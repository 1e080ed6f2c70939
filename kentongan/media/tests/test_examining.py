"""After the upload: a poster for a video, and a word where nothing moves or nothing is to be seen."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kentongan.media import coding, examining, playing, store
from kentongan.media.models import Asset
from kentongan.media.services import store_upload
from kentongan.media.tests.files import jpeg, mp4
from kentongan.media.tests.films import film, needs_ffmpeg
from kentongan.media.tests.photos import photo
from kentongan.organizations.models import Person
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def looked_at(ayu: Person, content: bytes, name: str = "liputan.mp4") -> Asset:
    asset = store_upload(actor=builders.actor_of(ayu), upload=SimpleUploadedFile(name, content))
    while examining.look_at_one():
        pass
    asset.refresh_from_db()
    return asset


def still(target: Path, colour: str) -> bytes:
    source = ["-f", "lavfi", "-i", colour]
    how = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *source, *how, str(target)], check=True, timeout=60)
    return target.read_bytes()


@needs_ffmpeg
def test_a_video_gets_a_picture_to_be_recognised_by(ayu: Person, tmp_path: Path) -> None:
    asset = looked_at(ayu, film(tmp_path / "a.mp4", size="640x360", seconds=2).read_bytes())
    assert asset.has_poster
    assert asset.hints == []
    assert asset.likeness is not None
    with Image.open(store.thumbnail_of("wajo", asset.sha256)) as poster:
        assert poster.size == (480, 270)


@needs_ffmpeg
@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("color=black:size=640x360:rate=10:duration=3", "satu warna"),
        ("smptebars=size=640x360:rate=10:duration=3", "Tidak ada yang bergerak"),
    ],
)
def test_a_video_in_which_nothing_happens_is_told(ayu: Person, tmp_path: Path, source: str, word: str) -> None:
    asset = looked_at(ayu, still(tmp_path / "a.mp4", source))
    assert word in asset.hints[0]
    assert asset.has_poster


@needs_ffmpeg
def test_a_video_whose_boxes_promise_pictures_that_are_not_there_gets_no_poster(
    ayu: Person, screen_of: Any, text_of: Any
) -> None:
    asset = looked_at(ayu, mp4())
    assert not asset.has_poster
    while playing.look_at_one():
        pass
    assert "Tidak dapat diputar" in text_of(screen_of(ayu).get(f"/g/wajo/pustaka/{asset.pk}/"))


def test_without_ffmpeg_videos_wait_and_the_page_says_so(
    ayu: Person, monkeypatch: pytest.MonkeyPatch, screen_of: Any, text_of: Any
) -> None:
    monkeypatch.setattr(coding, "PROGRAM", "ffmpeg-is-not-here")
    asset = looked_at(ayu, mp4())
    assert not asset.examined
    assert "ffmpeg belum ada" in text_of(screen_of(ayu).get(f"/g/wajo/pustaka/{asset.pk}/"))


def test_files_from_before_the_library_are_measured_and_found(ayu: Person) -> None:
    asset = store_upload(actor=builders.actor_of(ayu), upload=SimpleUploadedFile("pasar.jpg", photo()))
    Asset.objects.filter(pk=asset.pk).update(examined=False, likeness=None, band_1=None)
    while examining.look_at_one():
        pass
    again = Asset.objects.get(pk=asset.pk)
    assert (again.likeness, again.band_1) == (asset.likeness, asset.band_1)


def test_a_file_that_is_gone_does_not_stop_the_others(ayu: Person) -> None:
    asset = store_upload(actor=builders.actor_of(ayu), upload=SimpleUploadedFile("pasar.jpg", jpeg()))
    store.path_of("wajo", asset.sha256, "jpg").unlink()
    Asset.objects.filter(pk=asset.pk).update(examined=False)
    assert examining.look_at_one() == 1
    assert examining.look_at_one() == 0
