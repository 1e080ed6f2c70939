"""Too much, broken or dressed up: refused within bounds, with a sentence."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kentongan.content.importing.columns import MOST_ROWS, POSTS
from kentongan.content.importing.tests.books import book, comma, read, repacked, row
from kentongan.workbooks.packing import LARGEST_FILE, OLD_OFFICE, walk
from kentongan.workbooks.refusals import FileRefusedError

PLAIN = book([row()])
SHEET = "xl/worksheets/sheet1.xml"


def refused(data: bytes) -> str:
    with pytest.raises(FileRefusedError) as refusal:
        read(data)
    assert refusal.value.why
    assert refusal.value.todo
    return str(refusal.value)


def test_the_limit_of_rows_is_said_and_found_soon() -> None:
    assert len(read(book([row(title=f"Kiriman {n}") for n in range(MOST_ROWS)])).rows) == MOST_ROWS
    assert "lebih dari 500 baris" in refused(book([row(title=f"Kiriman {n}") for n in range(MOST_ROWS + 1)]))
    assert "lebih dari 500 baris" in refused(comma([row()] * (MOST_ROWS + 1)))


def test_fifty_thousand_rows_are_refused_in_bounded_time_and_memory() -> None:
    line = b'<row><c t="inlineStr"><is><t>Posyandu bulan depan di balai desa</t></is></c></row>'

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheetData>", line * 50_000 + b"</sheetData>") if name == SHEET else part

    data = repacked(PLAIN, change)
    tracemalloc.start()
    began = time.process_time()
    said = refused(data)
    assert time.process_time() - began < 5
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert "5.000 baris" in said
    assert "500 kiriman" in said


def test_a_row_at_the_very_end_of_the_sheet_does_not_make_a_million_rows() -> None:
    def change(made: Workbook) -> None:
        made.active["A1048576"] = "jauh"
        made.active["XFD2"] = "jauh"

    assert len(read(book([row()], change=change)).rows) == 1


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to_not_by_what_it_claims() -> None:
    bomb = repacked(PLAIN, lambda _, part: part, {"xl/worksheets/sheet2.xml": b" " * 26_000_000})
    assert len(bomb) < LARGEST_FILE
    tracemalloc.start()
    assert "terlalu besar bila dibuka" in refused(bomb)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    liar = bytearray(bomb)
    place = bomb.rindex(b"PK\x01\x02")
    liar[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(liar))


def test_an_entity_bomb_is_refused_before_any_parser_sees_it() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'

    def change(name: str, part: bytes) -> bytes:
        return laughs + part if name == SHEET else part

    assert "tidak dapat dipercaya" in refused(repacked(PLAIN, change))
    assert refused(repacked(PLAIN, lambda name, part: change(name, part).decode().encode("utf-16")))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "kosong"),
        (b" \n", "kosong"),
        (b"%PDF-1.7 ...", "bukan tabel"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "bukan tabel"),
        (b"<html><table><tr><td>Tanggal</td></tr></table></html>", "halaman web"),
        (b"PK\x03\x04 rusak", "rusak"),
        (PLAIN[: len(PLAIN) // 2], "rusak"),
        (OLD_OFFICE + b"\0" * 512 + "Workbook".encode("utf-16-le"), ".xls lama"),
        (OLD_OFFICE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (OLD_OFFICE + b"\0" * 512 + "WordDocument".encode("utf-16-le"), "bukan buku kerja"),
        (b"x" * (LARGEST_FILE + 1), "terlalu besar"),
        (b'"Tanggal;Jam\n' + b"a" * 200_000, "tidak dapat dibaca"),
    ],
)
def test_what_is_no_workbook_is_named(data: bytes, word: str) -> None:
    assert word in refused(data)


@pytest.mark.parametrize(
    ("part", "word"),
    [("content.xml", ".ods"), ("xl/workbook.bin", ".xlsb"), ("word/document.xml", "Word"), ("a.txt", "lain")],
)
def test_other_documents_in_a_zip_are_named(part: str, word: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(part, "x")
    assert word in refused(held.getvalue())


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", SHEET, "xl/styles.xml", "[Content_Types].xml", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize("content", [b"", b"<x", b"<x/>", b"\0\1\2"])
def test_a_workbook_with_a_broken_part_is_refused_or_read_but_never_a_fault(name: str, content: bytes) -> None:
    data = repacked(PLAIN, lambda part, was: content if part == name else was)
    with suppress(FileRefusedError):
        assert read(data).rows


@settings(max_examples=60)
@given(st.data())
def test_a_workbook_with_any_bytes_turned_is_refused_or_read_but_never_a_fault(data: Any) -> None:
    turned = bytearray(PLAIN)
    for place in data.draw(st.lists(st.integers(0, len(PLAIN) - 1), min_size=1, max_size=8)):
        turned[place] = data.draw(st.integers(0, 255))
    with suppress(FileRefusedError):
        assert read(bytes(turned)).rows


def test_many_merged_cells_are_bounded() -> None:
    refs = b"".join(b'<mergeCell ref="A%d:A%d"/>' % (n, n + 1) for n in range(2, 9000, 2))

    def change(name: str, part: bytes) -> bytes:
        return (
            part.replace(b"</sheetData>", b"</sheetData><mergeCells>" + refs + b"</mergeCells>")
            if name == SHEET
            else part
        )

    assert "sel gabungan" in refused(repacked(PLAIN, change))
    few = repacked(
        PLAIN,
        lambda name, part: (
            part.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>')
            if name == SHEET
            else part
        ),
    )
    assert walk(few, POSTS).merges[SHEET] == ["A2:A3"]
