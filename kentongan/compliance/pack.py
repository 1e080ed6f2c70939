"""The installed rules, read from their files. One that does not hold together is refused with file, line and reason."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kentongan.compliance.judging import faults_of, rule_of, told_wrong

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.compliance.rules import Rule

FOLDER = Path(__file__).with_name("pack")


class RuleFileError(Exception):
    """A rule file cannot be used; the message names file, line and reason."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the installed pack, from the nation down, in the order of its files."""
    return read_folder(FOLDER)


def read_folder(folder: Path) -> tuple[Rule, ...]:
    """Every rule below a folder. RuleFileError at the first that does not hold together, or that another has the name of."""
    found: list[Rule] = []
    seen: dict[tuple[str, str, str], str] = {}
    for layer in ("nasional", "provinsi", "daerah", "opd"):
        for path in sorted((folder / layer).rglob("*.toml")):
            for rule, line in _read(path):
                key = (rule.layer, rule.region, rule.id)
                if key in seen:
                    raise RuleFileError(f"{path.name}, line {line}: the id '{rule.id}' is taken by {seen[key]}")
                seen[key] = f"{path.name}, line {line}"
                found.append(rule)
    return tuple(found)


def read(path: Path) -> tuple[Rule, ...]:
    """The rules of one file. RuleFileError when one of them does not hold together."""
    found = _read(path)
    for place, (rule, line) in enumerate(found):
        if any((other.id, other.region) == (rule.id, rule.region) for other, _ in found[:place]):
            raise RuleFileError(f"{path.name}, line {line}: the id '{rule.id}' is used twice")
    return tuple(rule for rule, _ in found)


def refused_examples(many: Iterable[Rule]) -> list[str]:
    """What the rules' own examples tell against them, in sentences."""
    return [f"{rule.id}: {wrong}" for rule in many for wrong in told_wrong(rule)]


def _read(path: Path) -> list[tuple[Rule, int]]:
    text = path.read_text("utf-8")
    try:
        records = tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        raise RuleFileError(f"{path.name}: {cause}") from cause
    if strange := sorted(set(records) - {"aturan"}):
        raise RuleFileError(
            f"{path.name}, line {_line(text, strange[0])}: '{strange[0]}' is not known; rules are [[aturan]]"
        )
    starts = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[aturan]]"]
    found = []
    for record, start in zip(records.get("aturan", []), starts, strict=False):
        for key, reason in faults_of(record):
            raise RuleFileError(f"{path.name}, line {_line(text, key, start)}: {reason}")
        found.append((rule_of(record), _line(text, "id", start)))
    return found


def _line(text: str, key: str, start: int = 1) -> int:
    """The line on which a record names a key; the record's first line where it does not."""
    for number, line in enumerate(text.splitlines()[start - 1 :], start):
        if number > start and line.strip() == "[[aturan]]":
            break
        if line.split("=")[0].strip() == key:
            return number
    return start
