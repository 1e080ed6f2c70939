"""What stands in a file, whatever made it."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH

from kentongan.content.importing.tests.books import HEAD, book, comma, read, repacked, row, saved
from kentongan.workbooks.refusals import FileRefusedError
from kentongan.workbooks.tables import Cell, Table

PLAIN = book([row()])
SHEET = "xl/worksheets/sheet1.xml"


def refused(data: bytes) -> str:
    with pytest.raises(FileRefusedError) as refusal:
        read(data)
    assert refusal.value.why
    assert refusal.value.todo
    return str(refusal.value)


def test_columns_are_found_by_name_whatever_their_order_and_case() -> None:
    head = ("KANAL *", "tgl tayang", "Caption", "pilar konten", "JUDUL", "Jam (WITA)", "Anggaran")
    values = ("Instagram", "2026-08-17", "Isi", "layanan", "Judul", "08:30", "Rp5.000")
    table = read(book([values], head))
    assert {key: cell.text for key, cell in table.rows[0].cells.items()} == {
        "channels": "Instagram",
        "date": "2026-08-17",
        "story": "Isi",
        "pillar": "layanan",
        "title": "Judul",
        "time": "08:30",
    }
    assert table.columns["time"] == ("F", "Jam (WITA)")
    assert "Kolom yang tidak dikenal dilewati: Anggaran." in table.told


def test_a_missing_column_is_named_with_what_it_may_be_called_in_the_file() -> None:
    said = refused(book([row()], ("Tangal", *HEAD[1:5], "Medsoss", *HEAD[6:])))
    assert "Kolom Tanggal dan Kanal tidak ada" in said
    assert "“tangal” mungkin maksudnya Tanggal" in said


def test_a_column_that_is_there_twice_is_named_with_both_letters() -> None:
    assert "Kolom A dan I sama-sama terbaca sebagai Tanggal" in refused(book([row()], (*HEAD, "Tgl terbit")))


def test_headings_may_stand_below_a_title_and_empty_rows_are_nothing() -> None:
    def change(made: Workbook) -> None:
        made.active.insert_rows(1, 3)
        made.active["A1"] = "RENCANA KONTEN"
        made.active.merge_cells("A1:H1")
        made.active.insert_rows(5, 4)

    table = read(book([row(), row(title="Dua")], change=change))
    assert [one.number for one in table.rows] == [9, 10]
    assert not table.rows[0].merged
    assert "Judul kolom ditemukan di baris 4; yang di atasnya tidak dibaca." in table.told


def test_a_file_without_headings_or_without_rows_says_so() -> None:
    assert "Judul kolom tidak ditemukan" in refused(book([row()], ("a", "b", "c")))
    assert "Belum ada kiriman" in refused(book([]))
    assert "kosong" in refused(saved(Workbook()))


def test_formulas_give_their_kept_result_and_say_when_there_is_none() -> None:
    def change(made: Workbook) -> None:
        made.active["C2"] = '="Posyandu "&"Mei"'
        made.active["D2"] = "=1/0"

    fresh = book([row()], change=change)
    assert read(fresh).rows[0].cells["title"].kind == "formula"

    def keep(name: str, part: bytes) -> bytes:
        if name == SHEET:
            part = part.replace(b'"Posyandu "&amp;"Mei"</f><v></v>', b'"Posyandu "&amp;"Mei"</f><v>Posyandu Mei</v>')
            part = part.replace(b'<c r="C2">', b'<c r="C2" t="str">')
            part = part.replace(b"1/0</f><v></v>", b"1/0</f><v>#DIV/0!</v>").replace(b'<c r="D2">', b'<c r="D2" t="e">')
            part = part.replace(b"<v />", b"<v></v>")
        return part

    fresh = repacked(fresh, lambda _, part: part.replace(b"<v />", b"<v></v>").replace(b"<v/>", b"<v></v>"))
    cells = read(repacked(fresh, keep)).rows[0].cells
    assert cells["title"] == Cell("text", "Posyandu Mei")
    assert cells["story"] == Cell("error", "#DIV/0!")


def test_merged_cells_below_the_headings_are_known_by_every_row_they_cover() -> None:
    table = read(book([row(), row(), row()], change=lambda made: made.active.merge_cells("A2:A3")))
    assert [one.merged for one in table.rows] == [{"date": "A2:A3"}, {"date": "A2:A3"}, {}]


def test_hidden_sheets_are_not_read_and_told() -> None:
    def change(made: Workbook) -> None:
        made.active.sheet_state = "hidden"
        made.active.title = "Lama"
        other = made.create_sheet("Rencana")
        other.append(HEAD)
        other.append(row(title="Yang terlihat"))

    table = read(book([row(title="Yang tersembunyi")], change=change))
    assert [one.cells["title"].text for one in table.rows] == ["Yang terlihat"]
    assert "Lembar tersembunyi tidak dibaca: Lama." in table.told


def test_numbers_and_truths_are_text_where_text_is_asked() -> None:
    table = read(book([row(title=2026, story=True, link=1.5)]))
    assert [table.rows[0].cells[key].text for key in ("title", "story", "link")] == ["2026", "BENAR", "1.5"]


def test_a_workbook_of_the_old_mac_counts_its_days_from_1904() -> None:
    def change(made: Workbook) -> None:
        made.epoch = MAC_EPOCH

    table = read(book([row(date=date(2026, 8, 17)), row(date=44789)], change=change))
    days = [one.cells["date"] for one in table.rows]
    assert days == [Cell("date", "2026-08-17T00:00:00"), Cell("number", "46251")]


def test_what_is_kept_of_a_file_reads_back_as_it_was() -> None:
    table = read(book([row(date=date(2026, 8, 17))], change=lambda made: made.active.merge_cells("A2:A4")))
    assert Table.from_json(table.as_json()) == table


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_whatever_divides_it_and_whatever_wrote_it(sign: str, encoding: str) -> None:
    story = 'Baris satu; "dikutip", lalu\nbaris dua é'
    table = read(comma([row(story=story)], sign=sign, encoding=encoding))
    assert table.rows[0].cells["story"].text == story
    assert bool(table.told) == (encoding == "cp1252")
