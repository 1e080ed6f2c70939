"""Quality is measured: what is sharp, blurred, dark, glaring, small or blank, and what looks alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kentongan.media import looks
from kentongan.media.mending import crop_of, focus_for
from kentongan.media.tests.photos import jpeg_of, photo, scene

U64 = st.integers(0, 2**64 - 1)


def hints(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    return " / ".join(looks.hints(looks.measure(path)))


def test_a_good_photo_gets_no_hint(tmp_path: Path) -> None:
    assert hints(tmp_path, photo()) == ""


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (photo(soft=12), "kabur"),
        (photo(light=0.08), "gelap"),
        (photo(light=6), "terlalu terang"),
        (photo(size=(640, 480)), "640 × 480"),
        (jpeg_of(Image.new("RGB", (1600, 1200), "white")), "satu warna"),
    ],
    ids=["blurred", "dark", "glaring", "small", "blank"],
)
def test_a_weak_photo_is_told_what_is_weak(tmp_path: Path, content: bytes, word: str) -> None:
    assert word in hints(tmp_path, content)


def test_a_sheet_of_letters_is_no_glaring_photo(tmp_path: Path) -> None:
    sheet = Image.new("RGB", (1400, 1400), "white")
    pen = ImageDraw.Draw(sheet)
    for row in range(30):
        pen.text((60, 40 + 44 * row), "Pengumuman layanan kesehatan " * 7, fill="black")
    assert hints(tmp_path, jpeg_of(sheet)) == ""


def test_the_same_photo_smaller_and_coarser_is_alike_and_another_is_not() -> None:
    first, again, other = scene(1), scene(1).resize((700, 525)), scene(2)
    differ = (looks.likeness(first) ^ looks.likeness(again)).bit_count()
    assert differ <= 3
    assert (looks.likeness(first) ^ looks.likeness(other)).bit_count() > 12


@given(U64, st.sets(st.integers(0, 63), max_size=3))
def test_two_hashes_that_differ_in_three_bits_share_a_band(value: int, flipped: set[int]) -> None:
    other = value
    for place in flipped:
        other ^= 1 << place
    assert any(a == b for a, b in zip(looks.bands(value), looks.bands(other), strict=True))


@given(U64)
def test_a_hash_survives_being_kept_as_a_signed_number(value: int) -> None:
    assert -(2**63) <= looks.signed(value) < 2**63
    assert looks.signed(value) % 2**64 == value


@given(
    st.integers(300, 4000), st.integers(300, 4000), st.sampled_from([1.0, 0.8, 16 / 9, 9 / 16]),
    st.integers(0, 100), st.integers(0, 100),
)  # fmt: skip
def test_a_crop_keeps_the_most_important_point(width: int, height: int, ratio: float, x: int, y: int) -> None:
    crop = crop_of(width, height, (ratio, ratio), focus_for(width, height, (ratio, ratio), x, y))
    slack = max(width, height) / 100 + 2
    assert crop.left - slack <= width * x / 100 <= crop.left + crop.width + slack
    assert crop.top - slack <= height * y / 100 <= crop.top + crop.height + slack
