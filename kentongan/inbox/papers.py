"""Papers of the inbox, A4 upright: a sheet, a letter, a summary. Drawn from data; nothing of it is read as markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from kentongan.documents.renderer import Sheet, draw
from kentongan.documents.showable import LEFT_OUT, showable

if TYPE_CHECKING:
    from collections.abc import Sequence

TYPE = "application/pdf"
UPRIGHT = Sheet(595, 842, "pdf")
SECONDS = 15.0
NOT_DRAWN = (
    "PDF belum dibuat karena server sedang sibuk. Coba lagi sebentar lagi; teksnya dapat disalin dari halaman ini."
)

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on it. `meta`: pairs at the head; `to`: the lines of the address; `sign`: place and office, then the name."""

    government: str
    office: str
    title: str
    blocks: tuple[Block, ...]
    heading: str = ""
    centred: bool = False
    date: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    to: tuple[str, ...] = ()
    sign: tuple[str, str] | tuple[()] = ()
    foot: str = ""


def words(text: str) -> Block:
    """Paragraphs, an empty line between two."""
    return {"kind": "text", "text": text.replace("\r\n", "\n")}


def box(text: str) -> Block:
    """Words on a ground of their own."""
    return {"kind": "box", "text": text.replace("\r\n", "\n")}


def head(text: str) -> Block:
    """A heading."""
    return {"kind": "head", "text": text}


def rows(pairs: Sequence[tuple[str, str]]) -> Block:
    """Names and what belongs to them."""
    return {"kind": "rows", "rows": [list(pair) for pair in pairs]}


def table(heads: Sequence[str], lines: Sequence[Sequence[str]], widths: Sequence[float]) -> Block:
    """A table; `widths`: shares of the line."""
    return {"kind": "table", "head": list(heads), "rows": [list(line) for line in lines], "widths": list(widths)}


def drawn(paper: Paper) -> bytes:
    """The PDF. `documents.renderer.NotDrawnError`."""
    told: dict[str, Any] = {
        "government": paper.government,
        "office": paper.office,
        "title": paper.title,
        "heading": paper.heading,
        "centred": paper.centred,
        "date": paper.date,
        "meta": [list(pair) for pair in paper.meta],
        "to": list(paper.to),
        "blocks": list(paper.blocks),
        "sign": list(paper.sign),
        "foot": paper.foot,
    }
    clean, left_out = showable(told)
    if left_out:
        clean["foot"] = f"{clean['foot']} · {LEFT_OUT}" if clean["foot"] else LEFT_OUT
    return draw("paper", clean, [UPRIGHT], seconds=SECONDS)[0].content


def sent(name: str, content: bytes) -> HttpResponse:
    """Hand the file over."""
    disposition = f'attachment; filename="{name}.pdf"'
    return HttpResponse(content, content_type=TYPE, headers={"Content-Disposition": disposition})
