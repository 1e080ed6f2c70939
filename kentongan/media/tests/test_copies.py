"""Copies a channel takes: cropped, made smaller, coded anew. The original always stays."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kentongan.core import clock
from kentongan.media import coding
from kentongan.media.copies import ask_for_video, fit_picture, make_waiting
from kentongan.media.mending import Need
from kentongan.media.models import Asset, Mending
from kentongan.media.selectors import file_of, mending_of
from kentongan.media.services import store_upload
from kentongan.media.tests.files import mp4
from kentongan.media.tests.films import film, needs_ffmpeg
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from tests import builders

FOR_X = Need(most_bytes=512 * 1024 * 1024, least=(32, 32), most=(1024, 1280), fps=(0.0, 60.0))


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def ayu_acts(ayu: Person) -> Actor:
    return builders.actor_of(ayu)


def upload(actor: Actor, content: bytes, name: str = "foto.jpg") -> Asset:
    return store_upload(actor=actor, upload=SimpleUploadedFile(name, content), alt_text="Antrean di puskesmas")


def halves(size: tuple[int, int]) -> bytes:
    """A picture whose left half is black and whose right half is white."""
    import io

    picture = Image.new("RGB", size, "white")
    picture.paste("black", (0, 0, size[0] // 2, size[1]))
    held = io.BytesIO()
    picture.save(held, "JPEG")
    return held.getvalue()


def test_a_wide_picture_is_cut_where_the_writer_points(ayu_acts: Actor) -> None:
    wide = upload(ayu_acts, halves((1600, 400)))
    need = Need(aspect=(0.8, 1.91))
    for focus, shade in ((0, 0), (100, 255)):
        made = fit_picture(actor=ayu_acts, asset=wide, need=need, made_for="Instagram", focus=focus)
        assert (made.width, made.height) == (764, 400)
        with Image.open(file_of("wajo", made)) as picture:
            assert abs(picture.convert("L").tobytes()[200 * 764 + 382] - shade) < 8
    assert (made.made_from_id, made.made_for, made.alt_text) == (wide.pk, "Instagram", "Antrean di puskesmas")
    assert file_of("wajo", wide).exists()


def test_a_heavy_picture_is_made_light_enough(ayu_acts: Actor, tmp_path: Path) -> None:
    noisy = tmp_path / "a.jpg"
    Image.frombytes("RGB", (1500, 1200), os.urandom(1500 * 1200 * 3)).save(noisy, "JPEG", quality=95)
    heavy = upload(ayu_acts, noisy.read_bytes())
    need = Need(most_bytes=400_000, most=(1080, 1920))
    made = fit_picture(actor=ayu_acts, asset=heavy, need=need, made_for="Bluesky")
    assert made.size <= 400_000 < heavy.size
    assert max(made.width, made.height) <= 1920
    assert made.size == file_of("wajo", made).stat().st_size


@needs_ffmpeg
@pytest.mark.as_worker
def test_a_large_video_becomes_one_that_x_takes_and_the_original_stays(ayu_acts: Actor, tmp_path: Path) -> None:
    source = film(tmp_path / "a.mp4", size="1920x1080", rate=90, seconds=1.5, more=("-c:v", "libx265"))
    original = upload(ayu_acts, source.read_bytes(), "liputan.mp4")
    assert (original.codec, original.fps) == ("hevc", 90.0)
    asked = ask_for_video(actor=ayu_acts, asset=original, need=FOR_X, made_for="X")
    assert (make_waiting(), make_waiting()) == (1, 0)
    asked.refresh_from_db()
    made = asked.made
    assert made is not None
    assert (asked.state, asked.percent) == ("done", 100)
    assert (made.codec, made.audio, made.fps, made.width, made.height) == ("h264", "aac", 60.0, 1280, 720)
    assert abs(made.seconds - original.seconds) < 0.1, "nothing is cut off"
    assert made.made_from_id == original.pk
    assert file_of("wajo", original).stat().st_size == original.size


def test_asking_twice_asks_once(ayu_acts: Actor) -> None:
    original = upload(ayu_acts, mp4(size=(1920, 1080)), "a.mp4")
    first = ask_for_video(actor=ayu_acts, asset=original, need=FOR_X, made_for="X")
    assert ask_for_video(actor=ayu_acts, asset=original, need=FOR_X, made_for="X") == first
    assert mending_of(ayu_acts, original, FOR_X) == first


@needs_ffmpeg
@pytest.mark.as_worker
def test_a_video_that_cannot_be_read_ends_with_what_to_do(ayu_acts: Actor) -> None:
    hollow = upload(ayu_acts, mp4(size=(1920, 1080)), "a.mp4")
    asked = ask_for_video(actor=ayu_acts, asset=hollow, need=FOR_X, made_for="X")
    make_waiting()
    asked.refresh_from_db()
    assert (asked.state, asked.made) == ("failed", None)
    assert "Simpan ulang" in asked.trouble
    assert Asset.objects.count() == 1


@pytest.mark.as_worker
def test_a_video_that_hangs_is_stopped(ayu_acts: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "ffmpeg"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(coding, "PROGRAM", str(slow))
    monkeypatch.setattr(coding, "WITHIN", 0.5)
    asked = ask_for_video(actor=ayu_acts, asset=upload(ayu_acts, mp4(), "a.mp4"), need=FOR_X, made_for="X")
    make_waiting()
    asked.refresh_from_db()
    assert asked.state == "failed"


@pytest.mark.as_worker
def test_what_a_dead_worker_left_is_taken_up_again_but_not_for_ever(ayu_acts: Actor) -> None:
    original = upload(ayu_acts, mp4(), "a.mp4")
    asked = ask_for_video(actor=ayu_acts, asset=original, need=FOR_X, made_for="X")
    left = {"state": "working", "tries": 2, "held_until": clock.now() + timedelta(minutes=1)}
    Mending.objects.filter(government_id=asked.government_id, pk=asked.pk).update(**left)
    assert make_waiting() == 0, "somebody is at it"
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        assert make_waiting() == 1
    asked.refresh_from_db()
    assert (asked.state, "tidak selesai" in asked.trouble) == ("failed", True)


def test_how_fine_a_video_may_be_follows_from_the_bytes_allowed() -> None:
    assert coding.bits_for(Need(), 600) == coding.MOST_BITS
    assert coding.bits_for(Need(most_bytes=100_000_000), 300) * 300 / 8 < 100_000_000
    assert coding.bits_for(Need(most_bytes=1_000_000), 600) == 0
    assert coding.rate_for(FOR_X, 25.0) == 25.0
    assert coding.rate_for(Need(fps=(23.0, 60.0)), 15.0) == 30.0
