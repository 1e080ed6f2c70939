"""Rule files that do not hold together are refused with file, line and reason; the installed pack stays as it was."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kentongan.compliance.judging import faults_of
from kentongan.compliance.layers import ChangeRefusedError, changed, of_region, stacked
from kentongan.compliance.pack import RuleFileError, read, read_folder, refused_examples, rules
from kentongan.compliance.patterns import MOST_WAYS, fault_of, hostile_texts, seconds_for
from kentongan.compliance.rules import Kind, Rule

RECORD = """
[[aturan]]
judul = "x"
tuntutan = "x"
id = "DET-99"
saran = "x"
objek = ["konten"]
jenis = "blok"
fungsi_cek = "nomor_nik"
lapisan = "nasional"
berlaku_mulai = 2026-01-01
sumber = [{instrumen = "UU", status = "berlaku", verified = "read"}]
"""
TODAY = date(2026, 11, 29)


def rule(rule_id: str) -> Rule:
    return next(one for one in rules() if one.id == rule_id)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("nomor_nik", "nomor_kartu", 9, "there is no check called 'nomor_kartu'"),
        ('jenis = "blok"', 'jenis = "tolak"', 8, "'jenis' is 'tolak'"),
        ('"nasional"', '"dunia"', 10, "'lapisan' is 'dunia'"),
        ('saran = "x"', "", 5, "'saran' is missing"),
        ('saran = "x"', 'saran = "x"\nsarannya = "x"', 7, "'sarannya' is not a field"),
        ('"berlaku", ', '"lama", ', 2, "'status' is 'lama'"),
        ('verified = "read"', 'verified = "ya"', 2, "'verified' is 'ya'"),
        ('status = "berlaku", ', "", 12, "a source lacks 'status'"),
        ('judul = "x"', "judul = 3", 3, "'judul' is a number; it must be a text"),
        ('objek = ["konten"]', 'objek = "konten"', 7, "'objek' is a text; it must be a list"),
        ("2026-01-01", "2026-01-01\nberlaku_sampai = 2025-12-31", 12, "before it starts on 2026-01-01"),
        ("2026-01-01", '"kapan-kapan"', 11, "a date is written 2026-01-31"),
        ('["konten"]', '["iklan"]', 7, "it can hold konten, balasan"),
        ("2026-01-01", "2026-01-01\nparameter = {kata = ['a']}", 2, "takes no 'kata'"),
    ],
)
def test_a_rule_that_does_not_hold_together_is_refused_with_line_and_reason(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    path = tmp_path / "lokal.toml"
    path.write_text(RECORD.replace(old, new), "utf-8")
    with pytest.raises(RuleFileError) as refusal:
        read(path)
    assert str(refusal.value).startswith(f"lokal.toml, line {line}: "), refusal.value
    assert reason in str(refusal.value)


def test_a_rule_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rusak.toml"
    path.write_text("[[aturan", "utf-8")
    with pytest.raises(RuleFileError, match=r"rusak\.toml"):
        read(path)


def test_two_rules_of_one_id_are_refused_wherever_they_stand(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / "nasional").mkdir(exist_ok=True)
        (tmp_path / "nasional" / name).write_text(RECORD, "utf-8")
    with pytest.raises(RuleFileError, match=r"b\.toml, line 5: the id 'DET-99' is taken by a\.toml, line 5"):
        read_folder(tmp_path)
    (tmp_path / "nasional" / "a.toml").write_text(RECORD + RECORD, "utf-8")
    with pytest.raises(RuleFileError, match="used twice"):
        read(tmp_path / "nasional" / "a.toml")


def test_a_refused_pack_leaves_the_installed_one_in_force(tmp_path: Path) -> None:
    (tmp_path / "nasional").mkdir()
    (tmp_path / "nasional" / "rusak.toml").write_text(RECORD.replace("nomor_nik", "tidak_ada"), "utf-8")
    before = rules()
    with pytest.raises(RuleFileError):
        read_folder(tmp_path)
    assert rules() == before


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "polanya tidak terbaca"),
        ("[a-", "polanya tidak terbaca"),
        ("a+b", "pengulangan tanpa batas"),
        ("(a{1,9}){1,9}b", "pengulangan di dalam pengulangan"),
        (r"(?:\w{1,30} ){1,10}x", "pengulangan di dalam pengulangan"),
        (r"\w{0,60}\w{0,60}x", "cara di satu tempat"),
        (r"(a)\1", "merujuk ke temuannya"),
        ("a{0,3}", "cocok dengan teks kosong"),
        ("", "polanya kosong"),
        ("a" * 401, "paling banyak 400"),
    ],
)
def test_a_broken_or_catastrophic_pattern_is_refused_with_its_reason(pattern: str, reason: str) -> None:
    assert reason in fault_of(pattern)


@pytest.mark.parametrize("pattern", [r"\bdinas kebersihan\b", r"no(?:mor|\.)? ?\d{3,6}", "(?:kota|kab) wajo"])
def test_a_pattern_of_everyday_use_is_taken_and_stays_quick_on_hostile_texts(pattern: str) -> None:
    assert fault_of(pattern) == ""
    assert MOST_WAYS > 0
    assert max(seconds_for(re.compile(pattern), text) for text in hostile_texts("nomor 12345x")) < 0.05


def test_the_installed_pack_judges_its_own_examples_as_they_say() -> None:
    assert refused_examples(rules()) == []


def test_every_article_that_is_printed_was_read_by_somebody() -> None:
    for one in rules():
        for source in one.sources:
            assert source.verified != "unverified" or not source.printable_article


def test_only_what_is_reserved_for_it_stops() -> None:
    stopping = {one.id for one in rules() if one.stops}
    assert stopping == {
        "pdp-nik",
        "pdp-kk",
        "anak-identitas",
        "netralitas",
        "sosok-pejabat-program",
        "kip-dikecualikan",
    }
    assert {one.id for one in rules() if one.hard} == {"pdp-nik", "pdp-kk", "anak-identitas"}


def record(**other: object) -> Rule:
    from kentongan.compliance.judging import rule_of

    kept: dict[str, object] = {
        "id": "pdp-nik",
        "judul": "Setempat",
        "tuntutan": "x",
        "saran": "x",
        "sumber": [{"instrumen": "Perwali", "status": "berlaku", "verified": "read"}],
        "objek": ["konten"],
        "jenis": "peringatan",
        "fungsi_cek": "nomor_nik",
        "lapisan": "daerah",
        "berlaku_mulai": "2026-01-01",
        "wilayah": "73.13",
    }
    assert faults_of(kept | other) == []
    return rule_of(kept | other)


def test_a_local_file_cannot_make_a_hard_rule_softer() -> None:
    (nik,) = [one for one in stacked([*rules(), record()], TODAY) if one.id == "pdp-nik"]
    assert nik.hard
    assert nik.subjects == ("konten", "balasan")
    assert nik.title == "Setempat"


def test_a_local_file_may_not_make_a_reminder_stop_that_the_law_only_lets_remind() -> None:
    local = record(id="judi", fungsi_cek="judi", jenis="blok")
    (judi,) = [one for one in stacked([*rules(), local], TODAY) if one.id == "judi"]
    assert judi.kind is Kind.WARN


def test_a_rule_holds_in_its_region_and_in_its_days_only() -> None:
    local = record(id="setempat", berlaku_sampai="2026-06-30")
    assert local not in of_region([local], "16.71")
    assert of_region([local], "73.13") == [local]
    assert stacked([local], TODAY) == ()
    assert stacked([local], date(2026, 3, 1)) == (local,)


@pytest.mark.parametrize(
    ("rule_id", "change", "why"),
    [
        ("pdp-nik", {"jenis": "peringatan"}, "melindungi orang lain"),
        ("anak-identitas", {"mati": "tidak perlu"}, "melindungi orang lain"),
        ("anak-identitas", {"hapus": {"kasus": ["narkoba"]}}, "melindungi orang lain"),
        ("anak-identitas", {"tambah": {"umum": ["kasus"]}}, "dapat melunakkannya"),
        ("judi", {"jenis": "blok"}, "hanya boleh mengingatkan"),
        ("netralitas", {"mati": "tidak perlu"}, "tidak dapat dimatikan"),
        ("aks-emoji", {"tambah": {"kata": ["x"]}}, "tidak memakai daftar"),
    ],
)
def test_a_government_cannot_soften_what_protects_others(rule_id: str, change: dict[str, object], why: str) -> None:
    with pytest.raises(ChangeRefusedError, match=why):
        changed(rule(rule_id), change)


def test_an_agency_may_only_be_stricter_than_its_government() -> None:
    stricter = changed(rule("judi"), {"tambah": {"kuat": ["togelindo"]}}, in_agency=True)
    assert "togelindo" in stricter.parameters["kuat"]
    with pytest.raises(ChangeRefusedError, match="memperketat"):
        changed(rule("netralitas"), {"jenis": "peringatan"}, in_agency=True)


def test_a_changed_rule_has_another_version() -> None:
    assert changed(rule("netralitas"), {"jenis": "peringatan"}).version != rule("netralitas").version
