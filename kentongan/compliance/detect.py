"""Finding personal numbers in a text. Pure, and linear in the text's length: every pattern is bounded.

Structures: NIK and KK, 16 digits: region 6 + day, month, year (NIK of women: day + 40) + serial 4, never 0000.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SEP = r"[ .\-\u00a0\u2009\u202f\u2010-\u2015\u200b]"
NEAR = 30
DAY_OF_WOMEN = 40
MONTHS = 12
DAYS = 31
NIK_LENGTH = 16
PROVINCES = frozenset(
    {
        *range(11, 20),
        21,
        *range(31, 37),
        *range(51, 54),
        *range(61, 66),
        *range(71, 77),
        *(81, 82),
        *range(91, 98),
    }
)
"""Kemendagri codes of provinces; 65 and 91 to 97 hold superseded codes too, which never change in a NIK."""

_SIXTEEN = re.compile(rf"(?<!\d)(?=((?:\d{SEP}{{0,2}}){{15}}\d)(?!\d))")
_NPWP_SHAPE = re.compile(r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)")
_NPWP_LOOSE = re.compile(rf"(?<!\d)(?:\d{SEP}?){{14,15}}\d(?!\d)")
_THIRTEEN = re.compile(rf"(?<!\d)(?:\d{SEP}?){{12}}\d(?!\d)")
_PHONE = re.compile(rf"(?<![\d+])(?:\+?62|0){SEP}?8[1-9]\d(?:{SEP}?\d){{6,9}}(?!\d)")
_PERSON_WORD = re.compile(r"\b(?:nik|n\.i\.k|ktp|e-ktp|kependudukan)\b", re.IGNORECASE)
_FAMILY_WORD = re.compile(r"\b(?:kk|kartu keluarga)\b", re.IGNORECASE)
_TAX_WORD = re.compile(r"\bnpwp\b", re.IGNORECASE)
_HEALTH_WORD = re.compile(r"\b(?:bpjs|jkn|kis)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a number stands: `start` ≤ index < `end` in the text. `sure`: its structure or its words leave no doubt."""

    start: int
    end: int
    sure: bool = True


Detector = Callable[[str, Mapping[str, Any]], Iterator[Hit]]


def digits_of(text: str) -> str:
    """The decimal digits of a text, in ASCII, whatever script they were written in."""
    return "".join(str(int(c)) for c in text if c.isdecimal())


def plausible_person(number: str) -> bool:
    """Tell whether 16 digits can be a NIK: known province, a date (day + 40 for women), a serial. Source: DET-01."""
    if len(number) != NIK_LENGTH or int(number[:2]) not in PROVINCES or number[12:] == "0000":
        return False
    day, month = int(number[6:8]), int(number[8:10])
    if day > DAY_OF_WOMEN:
        day -= DAY_OF_WOMEN
    return 1 <= day <= DAYS and 1 <= month <= MONTHS


def person_numbers(text: str, _parameters: Mapping[str, Any]) -> Iterator[Hit]:
    """DET-01, NIK. Sure when the structure fits and the digits are written as one number, or the word stands near."""
    for start, end in _sixteens(text):
        if _nearest_is_family(text, start, end):
            continue
        word = _word_near(_PERSON_WORD, text, start, end)
        fits = _fits(text, start, end)
        if fits and (word or _one_style(text[start:end])):
            yield Hit(start, end)
        elif word:
            yield Hit(start, end, sure=False)


def family_numbers(text: str, _parameters: Mapping[str, Any]) -> Iterator[Hit]:
    """DET-02, KK: the same shape, named by the nearest word."""
    for start, end in _sixteens(text):
        if _nearest_is_family(text, start, end):
            yield Hit(start, end, sure=_fits(text, start, end))


def tax_numbers(text: str, _parameters: Mapping[str, Any]) -> Iterator[Hit]:
    """DET-03, NPWP: its own punctuation, or 15 to 16 digits near the word."""
    for found in _NPWP_SHAPE.finditer(text):
        yield Hit(*found.span())
    for found in _NPWP_LOOSE.finditer(text):
        if _word_near(_TAX_WORD, text, *found.span()):
            yield Hit(*found.span())


def health_numbers(text: str, _parameters: Mapping[str, Any]) -> Iterator[Hit]:
    """DET-04, BPJS: 13 digits near BPJS, JKN or KIS."""
    for found in _THIRTEEN.finditer(text):
        if _word_near(_HEALTH_WORD, text, *found.span()):
            yield Hit(*found.span())


def phone_numbers(text: str, parameters: Mapping[str, Any]) -> Iterator[Hit]:
    """DET-05, mobile numbers, except those in `allow` (official hotlines, in the form of `phone_key`)."""
    allowed = parameters.get("allow", frozenset())
    for found in _PHONE.finditer(text):
        if phone_key(found.group()) not in allowed:
            yield Hit(*found.span())


def phone_key(number: str) -> str:
    """One way of writing a phone number, for comparison: digits with the leading 62 or 0 made 0."""
    digits = digits_of(number)
    return "0" + digits.removeprefix("62") if digits.startswith("62") else digits


DETECTORS: dict[str, Detector] = {
    "nomor_nik": person_numbers,
    "nomor_kk": family_numbers,
    "nomor_npwp": tax_numbers,
    "nomor_bpjs": health_numbers,
    "nomor_ponsel": phone_numbers,
}


def _sixteens(text: str) -> Iterator[tuple[int, int]]:
    """Runs of 16 digits that may overlap; where two do, the plausible one is kept."""
    spans = [(found.start(), found.end(1)) for found in _SIXTEEN.finditer(text)]
    end_before = -1
    for index, (start, end) in enumerate(spans):
        if start < end_before or (not _fits(text, start, end) and _has_rival(text, spans, index)):
            continue
        end_before = end
        yield start, end


def _fits(text: str, start: int, end: int) -> bool:
    return plausible_person(digits_of(text[start:end]))


def _has_rival(text: str, spans: list[tuple[int, int]], index: int) -> bool:
    """Tell whether one of the few runs that begin inside this one is plausible."""
    end = spans[index][1]
    for rival in spans[index + 1 : index + NIK_LENGTH]:
        if rival[0] >= end:
            return False
        if _fits(text, *rival):
            return True
    return False


def _one_style(written: str) -> bool:
    """At most one kind of separator: "12.11.2026 08.00-12.00" is a date with hours, not a number."""
    return len({c for c in written if not c.isdecimal()}) <= 1


def _word_near(word: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return (
        word.search(text[max(0, start - NEAR) : start]) is not None or word.search(text[end : end + NEAR]) is not None
    )


def _nearest_is_family(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - NEAR) : start]
    family = [found.end() for found in _FAMILY_WORD.finditer(before)]
    person = [found.end() for found in _PERSON_WORD.finditer(before)]
    if family or person:
        return max(family, default=-1) > max(person, default=-1)
    after = text[end : end + NEAR]
    return _FAMILY_WORD.search(after) is not None and _PERSON_WORD.search(after) is None
