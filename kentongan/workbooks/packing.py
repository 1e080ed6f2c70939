"""What an uploaded file is, before anything opens it: bounded unpacking, and a plain word for what it is not. Pure."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kentongan.workbooks.refusals import FileRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.workbooks.tables import Shape

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 48 * 1024 * 1024
LARGEST_PART = 24 * 1024 * 1024
MOST_PARTS = 500
MOST_LINES = 5_000
"""Rows a sheet may have with everything that is empty but formatted; more is refused before a cell is read."""
MOST_MERGES = 2_000
CHUNK = 256 * 1024

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED, OLD_BOOK = "EncryptedPackage".encode("utf-16-le"), "Workbook".encode("utf-16-le")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']""")
_LINE = re.compile(rb"<(?:\w+:)?row[\s>/]")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
SAVE_AS = "Buka di Excel atau LibreOffice, simpan sebagai Excel Workbook (.xlsx), lalu unggah lagi."


@dataclass(slots=True)
class Seen:
    """What the walk through a workbook's parts found: part → its merged ranges."""

    merges: dict[str, list[str]] = field(default_factory=dict)
    unpacked: int = 0


def is_workbook(data: bytes) -> bool:
    """Tell whether it is worth opening as XLSX. FileRefusedError for what is a document, but none we read."""
    if len(data) > LARGEST_FILE:
        raise FileRefusedError(
            "Berkas ini terlalu besar",
            f"Paling besar {LARGEST_FILE // 1024 // 1024} MB.",
            "Hapus gambar di dalamnya, atau pecah menjadi beberapa berkas.",
        )
    if not data.strip():
        raise FileRefusedError("Berkas ini kosong", "Tidak ada isinya sama sekali.", "Pilih berkas yang sudah diisi.")
    if data.startswith(OLD_OFFICE):
        raise _old_office(data)
    if data.startswith(b"PK"):
        return True
    _refuse_others(data)
    return False


def walk(data: bytes, shape: Shape) -> Seen:
    """Unpack every part once, within bounds, whatever sizes the archive claims. FileRefusedError."""
    seen = Seen()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_kind(archive)
            for part in archive.infolist():
                _walk_part(archive, part, seen, shape)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as fault:
        raise damaged() from fault
    return seen


def damaged() -> FileRefusedError:
    """The archive, or what is in it, cannot be read."""
    return FileRefusedError("Berkas ini rusak", "Isinya tidak dapat dibuka sebagai buku kerja Excel.", SAVE_AS)


def _old_office(data: bytes) -> FileRefusedError:
    if ENCRYPTED in data:
        return FileRefusedError(
            "Berkas ini dikunci kata sandi",
            "Isinya tidak dapat dibaca tanpa kata sandi, dan kata sandi tidak perlu Anda berikan kepada Kentongan.",
            "Buka di Excel, hapus kata sandinya (File, Info, Protect Workbook), simpan, lalu unggah lagi.",
        )
    what = "Berkas ini berjenis .xls lama" if OLD_BOOK in data else "Berkas ini bukan buku kerja Excel"
    return FileRefusedError(what, "Yang dapat dibaca: .xlsx dan .csv.", SAVE_AS)


def _refuse_others(data: bytes) -> None:
    start = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        why = "Isinya halaman web atau XML, meskipun namanya seperti berkas Excel."
        raise FileRefusedError("Berkas ini bukan buku kerja Excel", why, SAVE_AS)
    binary = b"\0" in data[:4096] and not data.startswith(_WIDE)
    if binary or start.startswith((b"%pdf", b"{\\rtf", b"\x89png", b"\xff\xd8\xff")):
        raise FileRefusedError("Berkas ini bukan tabel", "Yang dapat dibaca: .xlsx dan .csv.", SAVE_AS)


def _check_kind(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if len(names) > MOST_PARTS:
        raise _too_much()
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise FileRefusedError("Berkas ini dikunci kata sandi", "Isinya tidak dapat dibaca.", SAVE_AS)
    if any(name.startswith("xl/") and name.endswith("workbook.xml") for name in names):
        return
    kinds = {"xl/workbook.bin": "Excel biner (.xlsb)", "content.xml": "LibreOffice (.ods)", "word/document.xml": "Word"}
    found = next((kind for name, kind in kinds.items() if name in names), "lain")
    raise FileRefusedError(f"Berkas ini berjenis {found}", "Yang dapat dibaca: .xlsx dan .csv.", SAVE_AS)


def _walk_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, seen: Seen, shape: Shape) -> None:
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise damaged()
    counts: Counter[str] = Counter()
    is_sheet = "worksheets/" in part.filename
    for chunk in _chunks(archive, part, seen):
        if _DECLARES.search(chunk):
            why = "Di dalamnya ada perintah XML yang tidak pernah ditulis Excel."
            raise FileRefusedError("Berkas ini tidak dapat dipercaya", why, SAVE_AS)
        if is_sheet:
            counts["lines"] += sum(1 for _ in _LINE.finditer(chunk))
            _note_merges(part.filename, chunk, seen)
        if counts["lines"] > MOST_LINES:
            raise _too_many_lines(shape)


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo, seen: Seen) -> Iterator[bytes]:
    """A part's bytes in pieces that end where a tag begins; what was really unpacked is counted, not what is claimed."""
    rest, total = b"", 0
    is_xml = part.filename.endswith((".xml", ".rels", ".vml"))
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            total += len(piece)
            seen.unpacked += len(piece)
            if total > LARGEST_PART or seen.unpacked > LARGEST_UNPACKED:
                raise _too_much()
            if not is_xml:
                continue
            if total == len(piece) and piece.startswith(_WIDE):
                raise damaged()
            held = rest + piece
            cut = held.rfind(b"<")
            whole, rest = (held[:cut], held[cut:]) if cut > 0 else (held, b"")
            yield whole
    yield rest


def _note_merges(name: str, chunk: bytes, seen: Seen) -> None:
    found = seen.merges.setdefault(name, [])
    found += [ref.group(1).decode("ascii") for ref in _MERGE.finditer(chunk)]
    if len(found) > MOST_MERGES:
        raise FileRefusedError(
            "Terlalu banyak sel gabungan",
            f"Lembar ini memuat lebih dari {MOST_MERGES} sel gabungan.",
            "Pisahkan selnya (Merge & Center), lalu unggah lagi.",
        )


def _too_much() -> FileRefusedError:
    return FileRefusedError(
        "Isi berkas ini terlalu besar bila dibuka",
        f"Dibuka, isinya lebih dari {LARGEST_UNPACKED // 1024 // 1024} MB atau terlalu banyak bagian.",
        "Salin baris yang berisi saja ke templat yang baru, lalu unggah lagi.",
    )


def _too_many_lines(shape: Shape) -> FileRefusedError:
    return FileRefusedError(
        f"Lembar ini lebih dari {MOST_LINES:,} baris".replace(",", "."),
        f"Satu berkas memuat paling banyak {shape.most} {shape.thing}; baris kosong yang berformat ikut terhitung.",
        "Salin baris yang berisi saja ke templat yang baru, atau pecah menjadi beberapa berkas.",
    )
