"""A file's bytes to its table, whatever it is. Pure."""

from __future__ import annotations

from typing import Protocol

from kentongan.workbooks.delimited import read_delimited
from kentongan.workbooks.headings import table_of
from kentongan.workbooks.packing import LARGEST_FILE, is_workbook
from kentongan.workbooks.refusals import FileRefusedError
from kentongan.workbooks.tables import Shape, Table
from kentongan.workbooks.workbook import read_workbook


class Upload(Protocol):
    """A file as a web framework hands it over."""

    def read(self, size: int) -> bytes: ...


def bytes_of(upload: Upload | None) -> bytes:
    """At most one byte more than is read anyway. FileRefusedError when there is no file."""
    if upload is None:
        raise FileRefusedError(
            "Belum ada berkas yang dipilih", "Kentongan tidak menerima apa-apa.", "Pilih berkasnya, lalu tekan Periksa."
        )
    return bytes(upload.read(LARGEST_FILE + 1))


def read_file(data: bytes, shape: Shape) -> Table:
    """What it is shows in its bytes, never in its name. FileRefusedError with what happened, why, and what to do."""
    grid = read_workbook(data, shape) if is_workbook(data) else read_delimited(data, shape)
    return table_of(grid, shape)
