"""Pictures: decoded under a limit, turned upright, written again as JPEG with nothing hidden inside."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from kentongan.media.mending import Need, crop_of, sized
from kentongan.media.rules import LONGEST_SIDE, Facts, MediaRefusedError, refusal_by_pixels

FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 88
FINER_TO_COARSER = (QUALITY, 80, 72, 72, 72, 72, 72, 72)
COARSE = 72  #: below this blocks show; from here on the picture gets smaller instead
SMALLER = 0.8
THUMBNAIL = 480
BROKEN = "Foto ini rusak atau terpotong di tengah jalan. Unggah lagi dari perangkat asalnya."
STILL = "Gambar ini bergerak; yang dipakai hanya gambar pertamanya."
GPS, MAKE, MODEL = ExifTags.Base.GPSInfo, ExifTags.Base.Make, ExifTags.Base.Model
TIMES = (ExifTags.Base.DateTime, ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTimeDigitized)
PEOPLE = (ExifTags.Base.Artist, ExifTags.Base.Copyright, ExifTags.Base.CameraOwnerName)


def clean(source: Path, target: Path) -> Facts:
    """Write `source` as a clean JPEG to `target`. MediaRefusedError when it cannot be used."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=FORMATS) as picture:
                return _rewrite(picture, target)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as cause:
        raise MediaRefusedError(
            "Foto ini terlalu besar untuk dibuka dengan aman. Perkecil fotonya, lalu unggah lagi."
        ) from cause
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as cause:
        raise MediaRefusedError(BROKEN) from cause


def thumbnail(source: Path, target: Path) -> None:
    """Write a small copy of a clean picture."""
    with Image.open(source, formats=("JPEG",)) as picture:
        picture.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
        picture.save(target, "JPEG", quality=80, optimize=True)


def fit(source: Path, target: Path, need: Need, focus: int) -> Facts:
    """Write the part of a clean picture that a channel takes, as large and as fine as it may be."""
    with Image.open(source, formats=("JPEG",)) as picture:
        crop = crop_of(*picture.size, need.aspect, focus)
        part = picture.crop((crop.left, crop.top, crop.left + crop.width, crop.top + crop.height))
    size = sized(*part.size, (0, 0), need.most)
    for quality in FINER_TO_COARSER:
        part.resize(size, Image.Resampling.LANCZOS).save(target, "JPEG", quality=quality, optimize=True)
        if not need.most_bytes or target.stat().st_size <= need.most_bytes:
            return Facts("image", "image/jpeg", *size)
        size = (max(1, int(size[0] * SMALLER)), max(1, int(size[1] * SMALLER))) if quality <= COARSE else size
    raise MediaRefusedError("Foto ini tidak dapat dibuat cukup kecil. Pakai foto lain.")


def _rewrite(picture: Image.Image, target: Path) -> Facts:
    if refusal := refusal_by_pixels(*picture.size):
        raise MediaRefusedError(refusal)
    removed = hidden_in(picture)
    picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG of 50 megapixels is never held whole
    picture.load()
    upright = _on_white(_in_srgb(ImageOps.exif_transpose(picture)))
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    upright.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True, exif=b"")
    moves = getattr(picture, "n_frames", 1) > 1
    return Facts("image", "image/jpeg", *upright.size, removed=removed, told=(STILL,) if moves else ())


def hidden_in(picture: Image.Image) -> tuple[str, ...]:
    """What a picture carries beside what is seen, in words for people."""
    exif = picture.getexif()
    tags = set(exif) | set(exif.get_ifd(ExifTags.IFD.Exif))
    told = []
    if exif.get_ifd(GPS):
        told.append("lokasi pengambilan (GPS)")
    if tags & {MAKE, MODEL}:
        told.append("merek dan tipe perangkat")
    if tags & set(TIMES):
        told.append("waktu pengambilan")
    if tags & set(PEOPLE):
        told.append("nama pemilik perangkat")
    if any(key in picture.info for key in ("xmp", "comment", "XML:com.adobe.xmp", "photoshop")):
        told.append("keterangan tersembunyi")
    return tuple(told)


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile: Any = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK", "L"}:
        return picture
    try:
        converted = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return picture
    return converted or picture


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency and palette: what was see-through becomes white. A fresh image carries no metadata."""
    layered = picture.convert("RGBA")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground
