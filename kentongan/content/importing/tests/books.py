"""Real files for tests: workbooks by openpyxl, and bytes by hand."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from openpyxl import Workbook

from kentongan.content.importing.columns import POSTS
from kentongan.core import clock
from kentongan.workbooks.reading import read_file
from kentongan.workbooks.tables import Table

HEAD = ("Tanggal", "Jam", "Judul", "Cerita", "Pilar", "Kanal", "Tautan", "Teks alternatif")
PLAN_HEAD = (*HEAD, "Program", "Kampanye", "Khalayak")
Values = Sequence[Any]


def day(ahead: int = 30) -> str:
    """A day to come, as anyone can read it. Never the first of a month: no test may wait for one."""
    return f"{clock.now() + timedelta(days=ahead):%Y-%m-%d}"


def row(**other: Any) -> list[Any]:
    """A row that is ready, but for what a test says; keys as in `columns.LABELS`."""
    usual: dict[str, Any] = {
        "date": day(),
        "time": "08:30",
        "title": "Posyandu bulan depan",
        "story": "Posyandu buka pukul 08.00 di balai desa. Bawa buku KIA.",
        "pillar": "Layanan publik",
        "channels": "Instagram",
        "link": "",
        "alt": "",
    }
    return list((usual | other).values())


def read(data: bytes) -> Table:
    """What a file of planned posts says."""
    return read_file(data, POSTS)


def book(rows: Iterable[Values], head: Values = HEAD, change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook with one sheet. `change`: what else is done to it before it is saved."""
    made = Workbook()
    made.active.append(list(head))
    for values in rows:
        made.active.append(list(values))
    if change:
        change(made)
    return saved(made)


def saved(made: Workbook) -> bytes:
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def comma(rows: Iterable[Values], head: Values = HEAD, sign: str = ";", encoding: str = "utf-8-sig") -> bytes:
    held = io.StringIO()
    csv.writer(held, delimiter=sign).writerows([head, *rows])
    return held.getvalue().encode(encoding)


def repacked(data: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    """The same archive with parts changed by hand."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return held.getvalue()
