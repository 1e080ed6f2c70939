"""500 planned posts from a workbook: reading, judging, making drafts; and how soon a file that is too large is refused."""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from _ledger import ledger, surroundings

NAME = "kt_bench_import"
ROWS, ROUNDS = 500, 5
SHEET = "xl/worksheets/sheet1.xml"
SENTENCE = "Posyandu buka pukul 08.00 di balai desa, gratis untuk semua ibu dan bayi. Bawa buku KIA. "


def main() -> None:
    with ledger(NAME):
        told = subprocess.run(
            [sys.executable, "-W", "ignore", __file__, "--measure"],
            env=surroundings(NAME, "app"),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
    print(f"{ROWS} rows, two channels each; load {os.getloadavg()[0]:.1f} (seconds are processor time)")
    print(told, end="")


def workbook(rows: int) -> bytes:
    from openpyxl import Workbook

    from kentongan.core import clock

    made = Workbook()
    made.active.append(["Tanggal", "Jam", "Judul", "Cerita", "Pilar", "Kanal", "Tautan", "Teks alternatif"])
    for number in range(rows):
        day = (clock.now() + timedelta(days=1 + number // 10)).date()
        link = f"https://wajokab.go.id/{number}"
        words = (f"Kiriman {number}", SENTENCE * 3, "Layanan publik", "X, Facebook", link, "Ibu dan bayi")
        made.active.append([day, f"{8 + number % 10:02}:00", *words])
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def oversized(plain: bytes, more: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"</sheetData>", more + b"</sheetData>") if name == SHEET else part)
    return held.getvalue()


def measure() -> None:
    import django

    django.setup()
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from kentongan.content.importing import services
    from kentongan.content.importing.columns import POSTS
    from kentongan.content.importing.selectors import dry_run
    from kentongan.organizations.models import Person
    from kentongan.tenancy.models import Government
    from kentongan.tenancy.scope import within
    from kentongan.workbooks.reading import read_file
    from tests import builders

    data, wajo = workbook(ROWS), Government.objects.get(code="wajo")
    line = b'<row><c t="inlineStr"><is><t>' + SENTENCE.encode() + b"</t></is></c></row>"
    _line("read the file", lambda: read_file(data, POSTS), ROUNDS)
    many, large = oversized(data, line * 50_000), oversized(data, b" " * 40_000_000)
    _line("refuse 50,000 rows", lambda: _refused(partial(read_file, shape=POSTS), many), 1)
    _line("refuse 40 MB unpacked", lambda: _refused(partial(read_file, shape=POSTS), large), 1)
    with within(wajo.pk):
        ayu = Person.objects.get(name="Ayu Larasati")
        builders.grant(ayu, builders.channel(ayu.agency, "facebook"))
        actor = builders.actor_of(ayu)
        found = services.read_import(actor=actor, name="rencana.xlsx", data=data)
        _line("judge every row", lambda: dry_run(found), ROUNDS)
        run = dry_run(found)
        assert len(run.ready) == ROWS, run.counts

        def make() -> None:
            with transaction.atomic():
                services.make(actor=actor, found=found, expected=ROWS)
                transaction.set_rollback(True)

        with CaptureQueriesContext(connection) as queries:
            _line("make all drafts", make, 1)
        print(f"  {'queries to make them':24}{len(queries) // 2:>9}")


def _refused(read: Callable[[bytes], object], data: bytes) -> None:
    from kentongan.workbooks.refusals import FileRefusedError

    try:
        read(data)
    except FileRefusedError:
        return
    sys.exit("It should have been refused.")


def _line(what: str, act: Callable[[], object], rounds: int) -> None:
    """The median processor time, and once more for the greatest memory that Python held in it."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        act()
        spent.append(time.process_time() - began)
    tracemalloc.start()
    act()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    print(f"  {what:24}{statistics.median(spent):>9.2f} s{peak:>9.1f} MB at most")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    measure() if "--measure" in sys.argv else main()
