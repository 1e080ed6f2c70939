"""Before a workbook is read: its weight, its merged cells, and which row names the columns."""

from __future__ import annotations

import re
import zipfile
from typing import IO, TYPE_CHECKING, Any

from openpyxl.utils import range_boundaries

from kentongan.events.reading import FileRefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

BYTES = 5 * 1024 * 1024
UNPACKED = 60 * 1024 * 1024
PARTS = 300
HEAD_ROWS = 20
Box = tuple[int, int, int, int]
NAMES = {
    "title": ("kegiatan", "nama kegiatan", "judul", "acara", "nama acara", "agenda", "uraian kegiatan"),
    "day": ("tanggal", "tgl", "hari tanggal", "hari/tanggal", "hari, tanggal", "waktu pelaksanaan"),
    "hours": ("jam", "pukul", "waktu", "jam mulai", "mulai"),
    "end": ("jam selesai", "selesai", "sampai", "berakhir"),
    "place": ("tempat", "lokasi", "tempat kegiatan"),
    "programme": ("program", "programme", "tagar"),
    "notes": ("keterangan", "catatan", "deskripsi"),
}
NEEDED = {"title": "Kegiatan", "day": "Tanggal", "hours": "Jam"}
NO_SHEET = "Berkas ini bukan lembar kerja XLSX yang dapat dibaca. Simpan ulang sebagai “Excel Workbook (.xlsx)”, lalu unggah lagi."
TOO_LARGE = "Berkas ini terlalu besar: paling banyak 5 MB. Hapus gambar dan lembar lain, lalu unggah lagi."


def looked_into(file: IO[bytes]) -> list[Box]:
    """Weigh the parcel before opening it; and the merged cells, which reading row by row does not tell."""
    try:
        with zipfile.ZipFile(file) as parcel:
            parts = parcel.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise FileRefusedError(TOO_LARGE)
            sheets = sorted(
                part.filename for part in parts if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", part.filename)
            )
            tail = parcel.read(sheets[0])[-200_000:] if sheets else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as broken:
        raise FileRefusedError(NO_SHEET) from broken
    file.seek(0)
    found = re.findall(rb'<mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"', tail)[:2000]
    return [range_boundaries(ref.decode()) for ref in found]


def columns_of(cells: Sequence[Any], number: int) -> dict[str, int]:
    """Where each column stands, if this is the row that names them. FileRefusedError when none of the first rows does."""
    names = [" ".join(str(cell.value or "").lower().replace("*", "").split()) for cell in cells]
    found = {key: names.index(name) for key, known in NAMES.items() for name in reversed(known) if name in names}
    if NEEDED.keys() <= found.keys():
        return found
    if number >= HEAD_ROWS or len(found) > 1:
        raise FileRefusedError(wrong_columns([name for name in names if name]))
    return {}


def wrong_columns(names: list[str]) -> str:
    seen = ", ".join(f"“{name[:30]}”" for name in names[:8])
    return (
        "Kolomnya tidak dikenal. Perlu kolom Kegiatan, Tanggal, dan Jam (boleh juga Jam selesai, Tempat, Program, Keterangan) "
        f"di baris pertama.{f' Yang ditemukan: {seen}.' if seen else ''}"
    )
