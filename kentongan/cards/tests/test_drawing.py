"""What is drawn, measured on the pictures and in the PDF themselves."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from kentongan.cards.kinds import KINDS
from kentongan.cards.rules import RATIOS, Look, breakable, palette
from kentongan.documents.fonts import cannot_show
from kentongan.documents.renderer import NotDrawnError, Renderer, Sheet, TookTooLongError

LOOK = Look("#123c39", "#ffffff", "#f2b544", "wajokab.go.id")
SQUARE = Sheet(1080, 1080)


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    one = Renderer()
    yield one
    one.stop()


def data(look: Look = LOOK, **fields: Any) -> dict[str, Any]:
    blank = {"label": "Pengumuman", "title": "Imunisasi gratis", "body": "", "when": "", "where": ""}
    brand = palette(look) | {"logo": ""}
    return {
        "fields": blank | fields,
        "brand": brand,
        "agency": "Dinas Kesehatan",
        "government": "Pemerintah Kabupaten Wajo",
        "title": "Kartu",
    }


def picture(renderer: Renderer, told: dict[str, Any], sheet: Sheet = SQUARE) -> Image.Image:
    return Image.open(io.BytesIO(renderer.draw("announcement", told, [sheet])[0].content)).convert("RGB")


def words_in(pdf: bytes) -> str:
    """The text layer, by the fonts' own tables from glyph to letter."""
    streams = [
        zlib.decompress(raw)
        for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
        if raw[:1] == b"x"
    ]
    letters = " ".join(
        stream.decode("latin-1") for stream in streams if b"beginbfchar" in stream or b"beginbfrange" in stream
    )
    return "".join(
        bytes.fromhex(found).decode("utf-16-be", "ignore")
        for found in re.findall(r"<[0-9a-fA-F]+>\s*<([0-9a-fA-F]{4,})>", letters)
    )


@pytest.mark.parametrize("ratio", RATIOS.values(), ids=lambda ratio: ratio.code)
def test_a_picture_has_exactly_the_pixels_that_were_asked_for(renderer: Renderer, ratio: Any) -> None:
    drawn = picture(renderer, data(), Sheet(ratio.width, ratio.height))
    assert drawn.size == (ratio.width, ratio.height)
    assert drawn.getpixel((3, 3)) == (0x12, 0x3C, 0x39)


def test_ground_text_and_accent_have_the_governments_colours(renderer: Renderer) -> None:
    drawn = picture(renderer, data(Look("#fdfaf3", "#201812", "#9c2f14")))
    colours = {colour for _, colour in drawn.getcolors(1 << 20) or []}
    assert drawn.getpixel((1070, 540)) == (0xFD, 0xFA, 0xF3)
    assert {(0x20, 0x18, 0x12), (0x9C, 0x2F, 0x14)} <= colours


def test_the_margins_stay_empty(renderer: Renderer) -> None:
    drawn = picture(renderer, data(title="Pertanggungjawaban penyelenggaraan keterbukaan informasi", body="Isi " * 60))
    for left in (0, 1020):
        assert drawn.crop((left, 0, left + 60, 1040)).getcolors() == [(60 * 1040, (0x12, 0x3C, 0x39))]


def test_the_words_are_text_in_the_pdf_and_not_a_picture(renderer: Renderer) -> None:
    pdf = renderer.draw("announcement", data(title="Zqxj"), [Sheet(1080, 1080, "pdf")])[0].content
    assert pdf.startswith(b"%PDF")
    assert set("Zqxj") <= set(words_in(pdf))


@pytest.mark.parametrize(
    "hostile",
    [
        '#eval("1+1") #read("/etc/passwd") #import "@preview/x:1.0.0"',
        "*tebal* _miring_ $x^2$ `kode` <label> @acuan [isi] {blok} \\ // catatan /* */ = judul",
        "\u202eterbalik\u202c \u2066arah\u2069 السلام عليكم dan שלום",
        '"; panic("x") #let a = 1',
        "😀 👨‍👩‍👧 ᨕᨙ 中文",
    ],
)
def test_what_people_wrote_is_never_read_as_markup(renderer: Renderer, hostile: str) -> None:
    page = renderer.draw("announcement", data(title=hostile[:90], body=hostile), [SQUARE])[0]
    assert page.told["over"] == 0
    wanted = data(title="eval", body="eval")
    assert page.content != renderer.draw("announcement", wanted, [SQUARE])[0].content


def test_typst_signs_are_set_as_they_stand(renderer: Renderer) -> None:
    pdf = renderer.draw("announcement", data(title="#{1+1}*$_@"), [Sheet(1080, 1080, "pdf")])[0].content
    assert set("#{}+*$_@") <= set(words_in(pdf))


def test_too_many_words_are_told_with_their_share_and_not_cut_silently(renderer: Renderer) -> None:
    few, many = (renderer.draw("announcement", data(body="Kata " * count), [SQUARE])[0] for count in (20, 600))
    assert few.told["over"] == 0
    assert 0.3 < many.told["over"] < 1
    assert many.told["scale"] == pytest.approx(0.6)


def test_more_words_make_the_type_smaller_first(renderer: Renderer) -> None:
    scales = [
        renderer.draw("announcement", data(body="Kata " * count), [SQUARE])[0].told["scale"] for count in (5, 60, 130)
    ]
    assert scales == sorted(scales, reverse=True)
    assert scales[0] > scales[-1]


def test_63206_letters_are_answered_within_the_time_limit(renderer: Renderer) -> None:
    page = renderer.draw("announcement", data(body="a" * 63_206), [SQUARE], seconds=30)[0]
    assert page.told["over"] > 0.5


def test_whoever_takes_too_long_is_ended_and_the_next_is_served(renderer: Renderer) -> None:
    with pytest.raises(TookTooLongError):
        renderer.draw("announcement", data(body="kata " * 60_000), [SQUARE] * 40, seconds=0.3)
    assert renderer.draw("announcement", data(), [SQUARE])[0].content


def test_a_fault_in_a_template_is_an_error_and_the_process_goes_on(renderer: Renderer) -> None:
    with pytest.raises(NotDrawnError, match="when"):
        renderer.draw("announcement", data() | {"fields": {"label": "x", "title": "x"}}, [SQUARE])
    assert renderer.draw("announcement", data(), [SQUARE])[0].content


def test_a_picture_cannot_be_laid_outside_its_folder(renderer: Renderer) -> None:
    for name in ("../x.jpg", "/etc/x.png", "frame.typ", "a b.jpg"):
        with pytest.raises(ValueError, match=re.escape(name)):
            renderer.draw("announcement", data(), [SQUARE], pictures={name: b"x"})


def test_a_very_long_word_breaks_instead_of_leaving_the_card(renderer: Renderer) -> None:
    drawn = picture(renderer, data(title=breakable("Keterpertanggungjawabanpenyelenggaraan" * 2)))
    assert drawn.crop((1020, 0, 1080, 1040)).getcolors() == [(60 * 1040, (0x12, 0x3C, 0x39))]


def test_signs_that_no_font_here_has_are_named() -> None:
    assert cannot_show("Halo, Wajo! 12.480 warga – “gratis” السلام") == ()
    assert cannot_show("Halo \U00012000\U00012000 \U00013000") == ("\U00012000", "\U00013000")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_template(kind: str) -> None:
    from kentongan.documents.renderer import TEMPLATES

    assert (TEMPLATES / f"{kind}.typ").exists()
