"""The programme tree comes from a workbook: every bad row with its reason, taken in whole, never doubled."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kentongan.audit.models import Entry
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from kentongan.planning import services as plan
from kentongan.planning.importing import services
from kentongan.planning.importing.rules import CHANGED, FIX, NEW, SAME
from kentongan.planning.importing.selectors import DryRun, dry_run
from kentongan.planning.importing.template import template
from kentongan.planning.models import Programme, TreeImport
from kentongan.workbooks.refusals import FileRefusedError
from tests.builders import actor_of

HEAD = ("Tingkat", "Kode", "Nama", "Kode induk", "Dinas", "Tahun awal", "Tahun akhir", "Prioritas")
VISION = ("Visi", "V", "Wajo sehat", "", "", 2025, 2029, "")
MISSION = ("Misi", "1", "Layanan dasar", "V", "", 2025, 2029, "")
PROGRAMME = ("Program", "1.02", "Ibu dan anak sehat", "1", "Dinas Kesehatan", 2025, 2029, "Ya")
TREE = (VISION, MISSION, PROGRAMME)


@pytest.fixture
def eko_acts(eko: Person) -> Actor:
    return actor_of(eko)


def book(rows: Sequence[Sequence[Any]], change: Callable[[Any], None] | None = None) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append(list(row))
    if change:
        change(sheet)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def read(actor: Actor, data: bytes) -> tuple[TreeImport, DryRun]:
    found = services.read_tree(actor=actor, name="rpjmd.xlsx", data=data)
    return found, dry_run(actor, found)


def taken(actor: Actor, *rows: Sequence[Any]) -> TreeImport:
    found, run = read(actor, book(rows))
    return services.take_in(actor=actor, found=found, expected=run.counts)


def reasons(actor: Actor, *rows: Sequence[Any], change: Callable[[Any], None] | None = None) -> dict[int, str]:
    """Row → why not; and nothing of such a file ever reaches the tree."""
    before = set(Programme.objects.values_list("pk", "name"))
    found, run = read(actor, book(rows, change))
    with pytest.raises(services.ChangedSinceError):
        services.take_in(actor=actor, found=found, expected=run.counts)
    assert set(Programme.objects.values_list("pk", "name")) == before
    return {one.number: " ".join(reason.sentence for reason in one.reasons) for one in run.of(FIX)}


def test_a_tree_is_hung_in_whatever_its_order_and_every_line_is_told(eko_acts: Actor, dinas_kesehatan: Agency) -> None:
    found, run = read(eko_acts, book(TREE[::-1]))
    assert [one.state for one in run.outcomes] == [NEW, NEW, NEW]
    assert not Programme.objects.exists()
    services.take_in(actor=eko_acts, found=found, expected=(3, 0))
    made = Programme.objects.get(code="1.02")
    assert (made.level, made.parent.level, made.owner, made.priority) == ("program", "misi", dinas_kesehatan, True)
    assert Entry.objects.filter(action="planning.line.added").count() == 3
    assert Entry.objects.filter(action="planning.tree.taken_in").count() == 1
    services.take_in(actor=eko_acts, found=found, expected=(3, 0))
    assert Programme.objects.count() == 3


def test_brought_again_lines_are_brought_up_to_date_by_their_code_and_never_doubled(
    eko_acts: Actor, dinas_kesehatan: Agency
) -> None:
    taken(eko_acts, *TREE)
    kept = Programme.objects.get(code="1.02").pk
    renamed = (*PROGRAMME[:2], "Ibu, bayi, dan anak sehat", *PROGRAMME[3:])
    found, run = read(eko_acts, book((VISION, MISSION, renamed)))
    assert [one.state for one in run.outcomes] == [SAME, SAME, CHANGED]
    services.take_in(actor=eko_acts, found=found, expected=(0, 1))
    assert Programme.objects.get(code="1.02").pk == kept
    assert Programme.objects.get(pk=kept).name == "Ibu, bayi, dan anak sehat"
    assert Programme.objects.count() == 3
    _, again = read(eko_acts, book((renamed,)))
    assert not again.ready, "nothing is left to do, and what the file leaves out stays"
    taken(eko_acts, ("", "V", "Wajo maju", "", "", 2030, 2034, ""))
    assert Programme.objects.filter(code="V").count() == 2, "the same code in other years is another line"


def test_a_row_may_hang_under_a_line_of_the_tree(eko_acts: Actor, dinas_kesehatan: Agency) -> None:
    taken(eko_acts, VISION, MISSION)
    taken(eko_acts, ("", "1.03", "Air bersih", "1", "", 2026, 2027, ""))
    assert Programme.objects.get(code="1.03").parent.code == "1"


def test_every_bad_row_says_why_with_its_cell(eko_acts: Actor, dinas_kesehatan: Agency) -> None:
    told = reasons(
        eko_acts,
        *TREE,
        ("", "", "Tanpa kode", "1", "", 2025, 2029, ""),
        ("Program", "1.04", "", "1", "Dinas Kesehatn", "dua ribu", 2029, "mungkin"),
        ("Program", "1.05", "Yatim", "9.9", "", 2025, 2029, ""),
        ("Program", "1.02", "Kembar", "1", "", 2026, 2026, ""),
        ("Program", "1.06", "Terbalik", "1", "", 2029, 2025, ""),
        ("Program", "1.07", "Terlalu dalam", "1.02", "", 2025, 2029, ""),
        ("Misi", "1.08", "Salah tingkat", "1", "", 2025, 2029, ""),
        ("Program", "1.09", "Di tahun lain", "1", "", 2040, 2044, ""),
    )
    assert told[5] == "Kode masih kosong."
    assert "Nama masih kosong." in told[6]
    assert "Dinas “Dinas Kesehatn” tidak dikenal." in told[6]
    assert "bukan tahun" in told[6]
    assert "bukan ya atau tidak" in told[6]
    assert told[7] == "Induk 9.9 tidak ada di berkas ini maupun di pohon."
    assert told[8] == "Kode 1.02 sudah dipakai baris 4 untuk tahun yang sama."
    assert "sebelum tahun awalnya" in told[9]
    assert told[10] == "Di bawah program tidak ada tingkat lagi."
    assert told[11] == "Tertulis misi, tetapi baris di bawah misi adalah program."
    assert told[12] == "Induk 1 tidak ada pada tahun-tahun itu."
    assert set(told) == set(range(5, 13))


def test_rows_that_circle_are_told_the_way_they_circle(eko_acts: Actor) -> None:
    told = reasons(
        eko_acts,
        ("", "A", "Satu", "C", "", 2025, 2029, ""),
        ("", "B", "Dua", "A", "", 2025, 2029, ""),
        ("", "C", "Tiga", "B", "", 2025, 2029, ""),
        ("", "D", "Sendiri", "D", "", 2025, 2029, ""),
        ("", "E", "Di bawahnya", "D", "", 2025, 2029, ""),
    )
    assert "Induknya berputar: A → C → B → A." in told[2]
    assert "berputar" in told[3]
    assert "berputar" in told[4]
    assert told[5] == "Baris ini menjadi induk dirinya sendiri."


def test_a_line_of_the_tree_keeps_its_level(eko_acts: Actor, dinas_kesehatan: Agency) -> None:
    taken(eko_acts, *TREE)
    told = reasons(eko_acts, ("", "1.02", "Ibu dan anak", "V", "", 2025, 2029, ""))
    assert "tingkatnya tidak dapat berubah menjadi misi" in told[2]


def test_two_lines_of_one_code_are_not_guessed_between(eko_acts: Actor, dinas_kesehatan: Agency) -> None:
    taken(eko_acts, *TREE)
    mission = Programme.objects.get(code="1")
    plan.add_line(actor=eko_acts, line=plan.Line("Kembarannya", 2025, 2029, parent=mission, code="1.02"))
    assert "Di pohon ada 2 baris berkode 1.02" in reasons(eko_acts, PROGRAMME)[2]


def test_formulas_merged_cells_and_codes_that_excel_turned_are_told(eko_acts: Actor, dinas_kesehatan: Agency) -> None:
    def change(sheet: Any) -> None:
        sheet["C2"] = '="Wajo "&"sehat"'
        sheet.merge_cells("D3:D4")
        sheet["B4"].value, sheet["B4"].number_format = 45_000, "yyyy-mm-dd"

    told = reasons(eko_acts, *TREE, change=change)
    assert "Rumus ini belum punya hasil yang tersimpan." in told[2]
    assert "sel gabungan D3:D4" in told[3]
    assert "menjadi tanggal" in told[4]
    _, run = read(
        eko_acts, book((VISION, ("", 1, "Misi", "V", "", 2025, 2029, ""), ("", 1.1, "P", 1, "", 2025, 2029, "")))
    )
    assert "1.10 menjadi 1.1" in run.outcomes[2].notes[0].sentence
    assert run.ready


def test_a_file_with_other_columns_is_refused_with_what_is_missing(eko_acts: Actor) -> None:
    made = Workbook()
    assert made.active is not None
    made.active.append(["Kode", "Nama", "Tahun awal", "Tahun akhir", "Catatan"])
    made.active.append(["1", "Sehat", 2025, 2029, ""])
    held = io.BytesIO()
    made.save(held)
    with pytest.raises(FileRefusedError, match="Kolom Kode induk tidak ada"):
        read(eko_acts, held.getvalue())
    with pytest.raises(FileRefusedError, match="bukan buku kerja Excel"):
        read(eko_acts, b"<html><table></table></html>")
    assert not TreeImport.objects.exists()


def test_fifty_thousand_rows_are_refused_and_a_thousand_are_read_quickly(eko_acts: Actor) -> None:
    def delimited(count: int) -> bytes:
        held = io.StringIO()
        rows = [("Program", f"1.{n}", f"Program {n}", "1", "", 2025, 2029, "") for n in range(count - 2)]
        csv.writer(held, delimiter=";").writerows([HEAD, VISION, MISSION, *rows])
        return held.getvalue().encode()

    with pytest.raises(FileRefusedError, match=r"lebih dari 1\.000 baris"):
        read(eko_acts, delimited(50_000))
    began = time.process_time()
    _, run = read(eko_acts, delimited(1_000))
    assert time.process_time() - began < 3
    assert run.counts == (1_000, 0)


def test_the_template_holds_the_tree_and_comes_back_the_same(eko_acts: Actor, dinas_kesehatan: Agency) -> None:
    empty = template([], [dinas_kesehatan.name], 2026)
    _, run = read(eko_acts, empty)
    assert {one.state for one in run.outcomes} == {"lewat"}
    taken(eko_acts, *TREE)
    _, run = read(eko_acts, template(list(Programme.objects.order_by("pk")), [dinas_kesehatan.name], 2026))
    assert [one.state for one in run.outcomes] == [SAME, SAME, SAME]


def test_only_who_may_change_the_plan_brings_a_tree(ayu: Person, eko_acts: Actor) -> None:
    with pytest.raises(NotAllowedError):
        services.read_tree(actor=actor_of(ayu), name="rpjmd.xlsx", data=book(TREE))


def test_what_changed_since_the_page_was_opened_is_not_written_over(eko_acts: Actor, dinas_kesehatan: Agency) -> None:
    found, run = read(eko_acts, book(TREE))
    taken(eko_acts, VISION)
    with pytest.raises(services.ChangedSinceError):
        services.take_in(actor=eko_acts, found=found, expected=run.counts)
    assert Programme.objects.count() == 1


def test_the_reasons_leave_as_a_workbook_to_put_right(eko: Person, eko_acts: Actor, screen_of: Any) -> None:
    found, _ = read(eko_acts, book((("Program", "1.05", "Yatim", "9.9", "", 2025, 2029, ""),)))
    answer = screen_of(eko).get(f"/g/wajo/rencana/program/impor/{found.pk}/perlu-diperbaiki.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet["C2"].value == "Yatim"
    assert "Induk 9.9 tidak ada" in str(sheet["I2"].value)
