"""Words in pictures are read once, in the background, where tesseract is installed; without it nothing breaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from kentongan.compliance import ocr
from kentongan.compliance.models import PictureWords
from kentongan.compliance.pictures import pictures_of
from kentongan.compliance.rules import Draft
from kentongan.compliance.selectors import check
from kentongan.compliance.services import note_captions
from kentongan.media.models import Asset
from kentongan.media.services import store_upload
from kentongan.organizations.models import Person
from kentongan.tenancy.models import Government
from tests import builders

needs_tesseract = pytest.mark.skipif(not ocr.available(), reason="tesseract is not installed")


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def drawn(tmp_path: Path, *lines: str) -> Path:
    picture = Image.new("RGB", (1200, 120 * len(lines) + 120), "white")
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pen.text((60, 60 + 120 * number), line, fill="black", font=ImageFont.load_default(size=56))
    picture.save(tmp_path / "daftar.jpg", quality=95)
    return tmp_path / "daftar.jpg"


def kept(ayu: Person, path: Path) -> Asset:
    upload = SimpleUploadedFile("daftar.jpg", path.read_bytes(), content_type="image/jpeg")
    return store_upload(
        actor=builders.actor_of(ayu), upload=upload, alt_text="Daftar penerima", agency_id=ayu.agency_id
    )


@needs_tesseract
@pytest.mark.as_worker
def test_a_nik_in_a_photo_is_read_once_and_stops_the_post(wajo: Government, ayu: Person, tmp_path: Path) -> None:
    asset = kept(ayu, drawn(tmp_path, "Penerima bantuan", "NIK 7313025003920001"))
    assert ocr.read_one() == 1
    assert ocr.read_one() == 0
    (finding,) = [
        one
        for one in check(wajo.pk, Draft((("", "Selamat"),), pictures=pictures_of(wajo.pk, [asset])))
        if one.rule.id == "pdp-nik"
    ]
    assert finding.blocks
    assert asset.name in finding.where
    assert "7313025003920001" not in finding.told


def test_without_tesseract_nothing_is_read_and_nothing_breaks(
    ayu: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(ayu, drawn(tmp_path, "Halo"))
    monkeypatch.setattr(ocr, "available", lambda: False)
    assert ocr.read_one() == 0
    assert not PictureWords.objects.exists()


@needs_tesseract
def test_a_picture_that_cannot_be_read_gives_no_words(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.jpg"
    broken.write_bytes(b"bukan gambar")
    assert ocr.words_in(broken) == ""
    assert ocr.words_in(tmp_path / "tidak-ada.jpg") == ""


def test_a_video_is_reminded_of_until_somebody_says_how_it_can_be_followed(
    wajo: Government, ayu: Person, tmp_path: Path
) -> None:
    asset = kept(ayu, drawn(tmp_path, "Halo"))
    Asset.objects.filter(pk=asset.pk).update(kind="video")
    asset.refresh_from_db()

    def reminded() -> bool:
        found = check(wajo.pk, Draft((("", "Selamat"),), pictures=pictures_of(wajo.pk, [asset])))
        return "aks-takarir" in {one.rule.id for one in found}

    assert reminded()
    note_captions(actor=builders.actor_of(ayu), asset=asset, how="picture")
    assert not reminded()
