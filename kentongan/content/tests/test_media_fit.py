"""Media a platform will not take is named, with the channel, before anybody approves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.connectors import registry
from kentongan.connectors.contract import Format, Platform
from kentongan.content.extras import Extra
from kentongan.content.media_fit import need_of
from kentongan.content.rules import misfits
from kentongan.media.mending import crop_of, sized

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class File:
    kind: str = "video"
    mime: str = "video/mp4"
    size: int = 20 * MB
    width: int = 720
    height: int = 1280
    seconds: float = 20.0
    codec: str = "h264"
    audio: str = "aac"
    fps: float = 30.0


FILM = File()
PHOTO = File(kind="image", mime="image/jpeg", size=MB, width=1080, height=1350, seconds=0, codec="", audio="", fps=0)
NAMES = {"instagram": "Instagram", "x": "X", "tiktok": "TikTok", "facebook": "Facebook"}


def said(platform: str, file: File, form: Format = Format.FEED) -> list[str]:
    able = registry.capabilities(Platform(platform))
    found = misfits(NAMES[platform], able, "Halo", "Judul", [file], Extra(format=form))
    return [misfit.sentence for misfit in found if misfit.field == "media"]


@pytest.mark.parametrize(
    ("platform", "file", "sentence"),
    [
        ("x", replace(FILM, codec="hevc"), "Video ini berformat H.265 (HEVC), yang tidak diterima X."),
        ("instagram", replace(FILM, codec="av1"), "Video ini berformat AV1, yang tidak diterima Instagram."),
        ("tiktok", replace(FILM, codec="av1"), "Video ini berformat AV1, yang tidak diterima TikTok."),
        ("instagram", replace(FILM, audio="opus"), "Suara video ini tidak dapat diputar di Instagram."),
        ("x", replace(FILM, fps=120.0), "X menerima video paling banyak 60 gambar per detik; video ini 120."),
        ("tiktok", replace(FILM, fps=15.0), "TikTok menerima video 23 sampai 60 gambar per detik; video ini 15."),
        (
            "x",
            replace(FILM, width=1920, height=1080),
            "X menerima video paling besar 1280 × 1024 piksel; video ini 1920 × 1080.",
        ),
        (
            "tiktok",
            replace(FILM, width=320, height=640),
            "TikTok menerima video paling kecil 360 × 360 piksel; video ini 320 × 640.",
        ),
        (
            "tiktok",
            replace(PHOTO, width=2048, height=1536),
            "Fotonya 2048 × 1536 piksel; TikTok menerima paling besar 1920 × 1080.",
        ),
    ],
)
def test_a_file_a_platform_refuses_is_named_with_the_channel(platform: str, file: File, sentence: str) -> None:
    assert said(platform, file) == [sentence]


def test_a_reel_asks_for_more_than_the_feed_does() -> None:
    small = replace(FILM, width=480, height=854)
    assert said("facebook", small) == []
    assert said("facebook", small, Format.REEL) == [
        "Reel Facebook menerima video paling kecil 540 × 960 piksel; video ini 480 × 854."
    ]


@pytest.mark.parametrize("platform", ["instagram", "x", "tiktok", "facebook"])
def test_what_fits_and_what_nobody_measured_is_left_in_peace(platform: str) -> None:
    assert said(platform, FILM) == []
    assert said(platform, PHOTO) == []
    assert said(platform, replace(FILM, codec="", audio="", fps=0.0)) == []
    assert said(platform, replace(FILM, fps=29.97)) == []
    assert said(platform, replace(FILM, fps=23.976)) == []


def need(platform: str, file: File) -> object:
    return need_of(registry.capabilities(Platform(platform)), Format.FEED, file)


def test_help_is_offered_only_where_it_would_help() -> None:
    assert need("x", replace(FILM, codec="hevc")) is not None
    assert need("instagram", replace(PHOTO, width=600)) is not None
    assert need("x", FILM) is None
    assert need("x", replace(FILM, seconds=600.0)) is None, "nobody cuts a video but its writer"
    assert need("tiktok", replace(FILM, width=40, height=4000)) is None, "no size of that shape is taken"


SIDES = st.integers(200, 4000)


@given(SIDES, SIDES, st.integers(-10, 110))
def test_a_crop_lies_inside_the_picture_and_has_an_accepted_shape(width: int, height: int, focus: int) -> None:
    crop = crop_of(width, height, (0.8, 1.91), focus)
    assert 0 <= crop.left <= crop.left + crop.width <= width
    assert 0 <= crop.top <= crop.top + crop.height <= height
    assert 0.8 - 0.005 <= crop.width / crop.height <= 1.91 + 0.005
    assert crop.width == width or crop.height == height, "no more is cut than has to be"


@given(SIDES, SIDES)
def test_a_smaller_size_keeps_the_shape(width: int, height: int) -> None:
    small = sized(width, height, (0, 0), (1024, 1280))
    assert min(small) <= 1024
    assert max(small) <= 1280
    assert abs(small[0] / small[1] / (width / height) - 1) < 0.02
