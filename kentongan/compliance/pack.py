"""Reading the rule files. A rule that does not hold together is refused with its file, line and reason."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kentongan.compliance.detect import DETECTORS
from kentongan.compliance.rules import STATUSES, Evidence, Kind, Rule, Source

FOLDER = Path(__file__).with_name("pack")
LAYERS = ("nasional", "provinsi", "daerah", "opd")
NEEDED = ("id", "judul", "tuntutan", "saran", "sumber", "objek", "jenis", "fungsi_cek", "lapisan", "berlaku_mulai")
KNOWN = frozenset(
    {*NEEDED, "parameter", "berlaku_sampai", "pengecualian", "contoh_lulus", "contoh_gagal", "boleh_dikecualikan"}
)


class RuleFileError(Exception):
    """A rule file cannot be used; the message names file, line and reason."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the installed pack, in the order of its files."""
    return tuple(rule for path in sorted(FOLDER.rglob("*.toml")) for rule in read(path))


def read(path: Path) -> tuple[Rule, ...]:
    """The rules of one file. RuleFileError when one of them does not hold together."""
    text = path.read_text("utf-8")
    try:
        records = tomllib.loads(text).get("aturan", [])
    except tomllib.TOMLDecodeError as cause:
        raise RuleFileError(f"{path.name}: {cause}") from cause
    return tuple(_rule(record, path.name, text) for record in records)


def _rule(record: dict[str, Any], name: str, text: str) -> Rule:
    where = f"{name}, line {_line(text, record.get('id', ''))}"
    for reason in _faults(record):
        raise RuleFileError(f"{where}: {reason}")
    return Rule(
        id=record["id"],
        title=record["judul"],
        demand=record["tuntutan"],
        advice=record["saran"],
        sources=tuple(_source(item) for item in record["sumber"]),
        subjects=tuple(record["objek"]),
        kind=Kind(record["jenis"]),
        check=record["fungsi_cek"],
        layer=record["lapisan"],
        starts=str(record["berlaku_mulai"]),
        ends=str(record.get("berlaku_sampai", "")),
        overridable=record.get("boleh_dikecualikan", True),
        exceptions=record.get("pengecualian", ""),
        passes=tuple(record.get("contoh_lulus", ())),
        fails=tuple(record.get("contoh_gagal", ())),
        parameters=record.get("parameter", {}),
    )


def _faults(record: dict[str, Any]) -> list[str]:
    faults = [f"'{key}' is missing" for key in NEEDED if key not in record]
    faults += [f"'{key}' is not a field of a rule" for key in sorted(set(record) - KNOWN)]
    if faults:
        return faults
    if record["fungsi_cek"] not in DETECTORS:
        faults.append(f"there is no check called '{record['fungsi_cek']}'; known: {', '.join(sorted(DETECTORS))}")
    if record["jenis"] not in set(Kind):
        faults.append(f"'jenis' is '{record['jenis']}'; it can be {', '.join(Kind)}")
    if record["lapisan"] not in LAYERS:
        faults.append(f"'lapisan' is '{record['lapisan']}'; it can be {', '.join(LAYERS)}")
    return faults + [fault for item in record["sumber"] for fault in _source_faults(item)]


def _source_faults(item: dict[str, Any]) -> list[str]:
    faults = [f"a source lacks '{key}'" for key in ("instrumen", "status", "verified") if key not in item]
    if faults:
        return faults
    if item["status"] not in STATUSES:
        faults.append(f"a source's 'status' is '{item['status']}'; it can be {', '.join(STATUSES)}")
    if item["verified"] not in set(Evidence):
        faults.append(f"a source's 'verified' is '{item['verified']}'; it can be {', '.join(Evidence)}")
    return faults


def _source(item: dict[str, Any]) -> Source:
    return Source(
        instrument=item["instrumen"],
        number=str(item.get("nomor", "")),
        year=item.get("tahun", 0),
        article=item.get("pasal", ""),
        status=item["status"],
        verified=Evidence(item["verified"]),
        url=item.get("url", ""),
        read_on=str(item.get("dibaca_pada", "")),
    )


def _line(text: str, rule_id: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if rule_id and line.strip().startswith("id") and f'"{rule_id}"' in line:
            return number
    return 1
