"""Whether a rule record holds together: fields, types, dates, check, parameters, pattern, examples. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kentongan.compliance.checking.registry import CHECKS, NUMBER, PATTERN, WORDS
from kentongan.compliance.checks import check_text
from kentongan.compliance.patterns import fault_of
from kentongan.compliance.record import LAYERS, STATUSES, Evidence, Kind, Rule, Source
from kentongan.compliance.rules import ANSWER, CONTENT, Election, Facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEXT, LIST, FLAG, DAY, TABLE, TABLES = (str,), (list,), (bool,), (date, str), (dict,), (list,)
NEEDED = {
    "id": TEXT,
    "judul": TEXT,
    "tuntutan": TEXT,
    "saran": TEXT,
    "sumber": TABLES,
    "objek": LIST,
    "jenis": TEXT,
    "fungsi_cek": TEXT,
    "lapisan": TEXT,
    "berlaku_mulai": DAY,
}
OPTIONAL = {
    "parameter": TABLE,
    "berlaku_sampai": DAY,
    "pengecualian": TEXT,
    "contoh_lulus": LIST,
    "contoh_gagal": LIST,
    "boleh_dikecualikan": FLAG,
    "boleh_menghentikan": FLAG,
    "wilayah": TEXT,
}
OF_SOURCE = {"instrumen", "nomor", "tahun", "pasal", "status", "verified", "url", "dibaca_pada"}
LONGEST_LIST, LONGEST_WORDS = 1_000, 120
Fault = tuple[str, str]  #: the key it is about, and the reason


def faults_of(record: Mapping[str, Any]) -> list[Fault]:
    """Everything that is wrong with a record, key by key; empty when it can be used."""
    faults = [("id", f"'{key}' is missing") for key in NEEDED if key not in record]
    faults += [(key, f"'{key}' is not a field of a rule") for key in sorted(set(record) - set(NEEDED) - set(OPTIONAL))]
    for key, kinds in (NEEDED | OPTIONAL).items():
        if key in record and not isinstance(record[key], kinds):
            faults.append((key, f"'{key}' is {_kind(record[key])}; it must be {' or '.join(map(_name, kinds))}"))
    return faults or [*_choices(record), *_dates(record), *_sources(record), *_parameters(record), *_lists(record)]


def rule_of(record: Mapping[str, Any]) -> Rule:
    """The rule of a record without faults."""
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
        may_stop=record.get("boleh_menghentikan", False),
        exceptions=record.get("pengecualian", ""),
        passes=tuple(record.get("contoh_lulus", ())),
        fails=tuple(record.get("contoh_gagal", ())),
        parameters=dict(record.get("parameter", {})),
        region=record.get("wilayah", ""),
    )


def told_wrong(rule: Rule) -> list[str]:
    """The rule's own examples that it judges otherwise than they say, in sentences."""
    subject = CONTENT if CONTENT in rule.subjects else ANSWER
    facts = Facts(subject=subject, elections=(Election("contoh", date.min, date.max),) if rule.check == "sosok" else ())
    wrong = [f"Contoh gagal “{text}” tidak ditemukan." for text in rule.fails if not check_text(text, [rule], facts)]
    quiet = Facts(subject=subject)
    return wrong + [
        f"Contoh lulus “{text}” justru ditemukan." for text in rule.passes if check_text(text, [rule], quiet)
    ]


def _choices(record: Mapping[str, Any]) -> Iterator[Fault]:
    for key, known in (("jenis", list(Kind)), ("lapisan", list(LAYERS))):
        if record[key] not in known:
            yield key, f"'{key}' is '{record[key]}'; it can be {', '.join(known)}"
    if record["fungsi_cek"] not in CHECKS:
        yield "fungsi_cek", f"there is no check called '{record['fungsi_cek']}'; known: {', '.join(sorted(CHECKS))}"
    if not record["objek"] or not set(record["objek"]) <= {CONTENT, ANSWER}:
        yield "objek", f"'objek' is {record['objek']}; it can hold {CONTENT}, {ANSWER}"
    if not record["id"] or not record["id"].replace("-", "").isalnum():
        yield "id", f"'id' is '{record['id']}'; letters, digits and hyphens make one"


def _dates(record: Mapping[str, Any]) -> Iterator[Fault]:
    days = {}
    for key in ("berlaku_mulai", "berlaku_sampai"):
        if key in record:
            try:
                days[key] = date.fromisoformat(str(record[key]))
            except ValueError:
                yield key, f"'{key}' is '{record[key]}'; a date is written 2026-01-31"
    if "berlaku_sampai" in days and "berlaku_mulai" in days and days["berlaku_sampai"] < days["berlaku_mulai"]:
        yield "berlaku_sampai", f"it ends on {days['berlaku_sampai']}, before it starts on {days['berlaku_mulai']}"


def _sources(record: Mapping[str, Any]) -> Iterator[Fault]:
    for item in record["sumber"]:
        if not isinstance(item, dict):
            yield "sumber", "'sumber' must hold tables"
            return
        yield from (
            ("sumber", f"a source lacks '{key}'") for key in ("instrumen", "status", "verified") if key not in item
        )
        yield from (("sumber", f"'{key}' is not a field of a source") for key in sorted(set(item) - OF_SOURCE))
        if item.get("status", "berlaku") not in STATUSES:
            yield "status", f"a source's 'status' is '{item['status']}'; it can be {', '.join(STATUSES)}"
        if item.get("verified", "read") not in set(Evidence):
            yield "verified", f"a source's 'verified' is '{item['verified']}'; it can be {', '.join(Evidence)}"


def _parameters(record: Mapping[str, Any]) -> Iterator[Fault]:
    check = CHECKS.get(record["fungsi_cek"])
    takes = check.takes if check else {}
    given = record.get("parameter", {})
    for key, value in given.items():
        if check and key not in takes:
            yield (
                key,
                f"the check '{record['fungsi_cek']}' takes no '{key}'; it takes {', '.join(sorted(takes)) or 'nothing'}",
            )
        elif takes.get(key) == WORDS and not _is_list_of_text(value):
            yield key, f"'{key}' must be a list of words"
        elif takes.get(key) == NUMBER and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
            yield key, f"'{key}' must be a number from 1"
        elif takes.get(key) == PATTERN and (reason := fault_of(value)):
            yield key, reason
    if takes.get("pola") == PATTERN and "pola" not in given:
        yield "fungsi_cek", "the check 'pola' needs a 'pola'"


def _lists(record: Mapping[str, Any]) -> Iterator[Fault]:
    for key in ("contoh_lulus", "contoh_gagal"):
        if not all(isinstance(text, str) for text in record.get(key, ())):
            yield key, f"'{key}' must be a list of texts"


def _is_list_of_text(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= LONGEST_LIST
        and all(isinstance(one, str) and 0 < len(one) <= LONGEST_WORDS for one in value)
    )


def _source(item: Mapping[str, Any]) -> Source:
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


def _kind(value: object) -> str:
    return _name(type(value))


def _name(kind: type) -> str:
    return {str: "a text", list: "a list", bool: "true or false", date: "a date", dict: "a table", int: "a number"}.get(
        kind, kind.__name__
    )
