"""What may be uploaded, what is taken out of it, and what is refused with a sentence."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kentongan.media import rules
from kentongan.media import store as store_module
from kentongan.media.models import Asset
from kentongan.media.rules import MediaRefusedError
from kentongan.media.selectors import file_of, media_files
from kentongan.media.services import plain_name, store_upload
from kentongan.media.tests.files import box, jpeg, mp4
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from tests import builders


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def ayu_acts(ayu: Person) -> Actor:
    return builders.actor_of(ayu)


def upload(actor: Actor, content: bytes, name: str = "foto.jpg") -> Asset:
    return store_upload(actor=actor, upload=SimpleUploadedFile(name, content))


def refused(actor: Actor, content: bytes, name: str = "foto.jpg") -> str:
    with pytest.raises(MediaRefusedError) as refusal:
        upload(actor, content, name)
    return refusal.value.sentence


def files_in(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def test_a_photo_loses_its_place_and_the_writer_is_told(ayu_acts: Actor) -> None:
    asset = upload(ayu_acts, jpeg(gps=True))
    assert asset.removed == ["lokasi pengambilan (GPS)", "merek dan tipe perangkat", "waktu pengambilan"]
    with Image.open(file_of("wajo", asset)) as kept:
        assert not kept.getexif()
        assert "exif" not in kept.info


def test_a_photo_taken_sideways_stands_upright(ayu_acts: Actor) -> None:
    asset = upload(ayu_acts, jpeg((1200, 900), orientation=6))
    assert (asset.width, asset.height) == (900, 1200)


def test_a_large_photo_is_made_smaller(ayu_acts: Actor) -> None:
    asset = upload(ayu_acts, jpeg((4000, 3000)))
    assert (asset.width, asset.height) == (2048, 1536)


def test_what_a_file_is_called_does_not_decide_what_it_is(ayu_acts: Actor) -> None:
    assert upload(ayu_acts, jpeg(), "video.mp4").kind == "image"
    assert upload(ayu_acts, mp4(), "foto.jpg").kind == "video"


def test_a_video_is_measured_and_loses_its_place_without_moving_a_byte(ayu_acts: Actor) -> None:
    raw = mp4(place=True)
    asset = upload(ayu_acts, raw, "liputan.mp4")
    kept = file_of("wajo", asset).read_bytes()
    assert (asset.seconds, asset.width, asset.height) == (20.0, 720, 1280)
    assert asset.removed == ["lokasi pengambilan (GPS)"]
    assert b"120.0258" in raw
    assert b"120.0258" not in kept
    assert len(kept) == len(raw)


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"", "foto.jpg", "kosong"),
        (b"MZ\x90 not a picture at all", "foto.jpg", "bukan foto atau video"),
        (b"%PDF-1.7 surat", "surat.pdf", "bukan foto atau video"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "IMG_1.HEIC", "HEIC"),
        (jpeg()[:3000], "foto.jpg", "terpotong"),
        (b"\x89PNG\r\n\x1a\n" + bytes(80), "foto.png", "rusak"),
        (jpeg((150, 150)), "kecil.jpg", "terlalu kecil"),
        (mp4()[:-40], "video.mp4", "terpotong"),
        (mp4(offset=10_000_000), "video.mp4", "terpotong"),
        (mp4(codec=b"xxxx"), "video.mp4", "tidak dapat dibaca"),
        (mp4(seconds=4000), "video.mp4", "paling panjang"),
        (box(b"ftyp", b"isom\0\0\2\0") + struct.pack(">I4s", 2**31, b"mdat"), "video.mp4", "terpotong"),
    ],
    ids=[
        "empty",
        "program",
        "pdf",
        "heic",
        "cut-photo",
        "hollow-png",
        "tiny",
        "cut-video",
        "lying-offset",
        "codec",
        "long",
        "lying-box",
    ],
)
def test_an_unusable_file_is_refused_with_what_to_do_and_nothing_is_kept(
    ayu_acts: Actor, store: Path, content: bytes, name: str, word: str
) -> None:
    sentence = refused(ayu_acts, content, name)
    assert word in sentence
    assert sentence.endswith(".")
    assert files_in(store) == []
    assert not Asset.objects.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_opened(
    ayu_acts: Actor, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "IMAGE_BYTES", 1000)
    assert "paling besar" in refused(ayu_acts, jpeg())
    assert files_in(store) == []


def test_a_picture_that_would_fill_the_memory_is_refused_unopened(ayu_acts: Actor) -> None:
    bomb = bytearray(jpeg((300, 300)))
    start = bomb.index(b"\xff\xc0") + 5
    bomb[start : start + 4] = struct.pack(">HH", 60_000, 60_000)
    assert "besar" in refused(ayu_acts, bytes(bomb))


def test_nothing_is_kept_when_writing_breaks_half_way(
    ayu_acts: Actor, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(store_module, "keep", full)
    with pytest.raises(OSError, match="disk full"):
        upload(ayu_acts, jpeg())
    assert files_in(store) == []
    assert not Asset.objects.exists()


def test_a_name_cannot_climb_out_of_the_store() -> None:
    assert plain_name("../../etc/passwd", "image") == "passwd"
    assert plain_name("<script>.jpg", "image") == "script.jpg"
    assert plain_name("", "video") == "video"


def test_connectors_get_the_files_in_the_order_asked(ayu_acts: Actor) -> None:
    first, second = upload(ayu_acts, jpeg()), upload(ayu_acts, mp4())
    files = media_files(ayu_acts.government_id, [second.pk, first.pk])
    assert [file.kind for file in files] == ["video", "image"]
    assert files[1].path.read_bytes()[:3] == b"\xff\xd8\xff"
    assert files[0].seconds == 20.0
