"""NIK, KK, NPWP, BPJS and mobile numbers. Pure, and linear in the text's length: every pattern is bounded.

Structures: NIK and KK, 16 digits: region 6 + day, month, year (NIK of women: day + 40) + serial 4, never 0000.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kentongan.compliance.rules import is_digit

if TYPE_CHECKING:
    from kentongan.compliance.checking.reading import Given, Hit, Reading

SEP = r"[ .\-\u00a0\u2009\u202f\u2010-\u2015\u200b]"
NEAR = 30
NEAR_FAMILY = 45
OF_A_LIST = 240
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

_RUN = re.compile(rf"\d(?:{SEP}{{0,2}}+\d)++")
_NPWP_SHAPE = re.compile(r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)")
_NPWP_LOOSE = re.compile(rf"(?<!\d)(?:\d{SEP}?+){{14,15}}\d(?!\d)")
_THIRTEEN = re.compile(rf"(?<!\d)(?:\d{SEP}?+){{12}}\d(?!\d)")
_PHONE = re.compile(rf"(?<![\d+])(?:\+?62|0){SEP}?8[1-9]\d(?:{SEP}?\d){{6,9}}(?!\d)")
_OTHER_NUMBER_BEFORE = re.compile(
    r"\b(?:tiket|resi|registrasi|pelanggan|idpel|va|virtual account|transaksi|nop|ntpn|rekening|rek|kode bayar|kode billing"
    r"|isbn|build|versi|kode booking|id meter|imei|seri|sn|invoice|faktur|order|pesanan|barcode|npwp|kartu kredit|kartu debit)\b"
    r"[^\n\d]{0,14}$",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?<!\d)\d{1,2}[.\-]\d{1,2}[.\-](?:19|20)\d{2}(?!\d)")
_PERSON_WORD = re.compile(r"\b(?:nik|n\.i\.k|ktp|e-ktp|kependudukan)\b", re.IGNORECASE)
_FAMILY_WORD = re.compile(r"\b(?:kk|kartu keluarga)\b", re.IGNORECASE)
_TAX_WORD = re.compile(r"\bnpwp\b", re.IGNORECASE)
_HEALTH_WORD = re.compile(r"\b(?:bpjs|jkn|kis)\b", re.IGNORECASE)


def digits_of(text: str) -> str:
    """The decimal digits of a text, in ASCII, whatever script they were written in."""
    return "".join(str(unicodedata.digit(c)) for c in text if is_digit(c))


def plausible_person(number: str) -> bool:
    """Tell whether 16 digits can be a NIK: known province, a date (day + 40 for women), a serial. Source: DET-01."""
    if len(number) != NIK_LENGTH or int(number[:2]) not in PROVINCES or number[12:] == "0000":
        return False
    day, month = int(number[6:8]), int(number[8:10])
    if day > DAY_OF_WOMEN:
        day -= DAY_OF_WOMEN
    return 1 <= day <= DAYS and 1 <= month <= MONTHS


def person_numbers(reading: Reading, _given: Given) -> Iterator[Hit]:
    """NIK. Sure when the structure fits and the digits are written as one number, or the word stands near."""
    text = reading.plain
    for start, end in _sixteens(text):
        if _nearest_is_family(text, start, end):
            continue
        word = word_near(_PERSON_WORD, text, start, end)
        if not word and _called_otherwise(text, start):
            continue
        fits = _fits(text, start, end)
        if not _one_style(text[start:end]) and _DATE.search(text, start, end):
            continue
        if fits and (word or _one_style(text[start:end])):
            yield reading.hit(start, end, sure=word or not _in_link(text, start))
        elif word and not placeholder(text[start:end]):
            yield reading.hit(start, end, sure=False)


def family_numbers(reading: Reading, _given: Given) -> Iterator[Hit]:
    """KK: the same shape, named by the nearest word."""
    text = reading.plain
    for start, end in _sixteens(text):
        if _called_otherwise(text, start):
            continue
        if _nearest_is_family(text, start, end) and (_fits(text, start, end) or not placeholder(text[start:end])):
            yield reading.hit(start, end, sure=_fits(text, start, end))


def tax_numbers(reading: Reading, _given: Given) -> Iterator[Hit]:
    """NPWP: its own punctuation, or 15 to 16 digits near the word."""
    text = reading.plain
    for found in _NPWP_SHAPE.finditer(text):
        if not placeholder(found.group()):
            yield reading.hit(*found.span())
    for found in _NPWP_LOOSE.finditer(text):
        if word_near(_TAX_WORD, text, *found.span()) and not placeholder(found.group()):
            yield reading.hit(*found.span())


def health_numbers(reading: Reading, _given: Given) -> Iterator[Hit]:
    """BPJS: 13 digits near BPJS, JKN or KIS."""
    text = reading.plain
    for found in _THIRTEEN.finditer(text):
        if (
            not _called_otherwise(text, found.start())
            and word_near(_HEALTH_WORD, text, *found.span())
            and not placeholder(found.group())
        ):
            yield reading.hit(*found.span())


def phone_numbers(reading: Reading, given: Given) -> Iterator[Hit]:
    """Mobile numbers, except official hotlines (`facts.phones`, in the form of `phone_key`)."""
    for found in _PHONE.finditer(reading.plain):
        if phone_key(found.group()) not in given.facts.phones and len(set(digits_of(found.group())[4:])) > 1:
            yield reading.hit(*found.span())


def phone_key(number: str) -> str:
    """One way of writing a phone number, for comparison: digits with the leading 62 or 0 made 0."""
    digits = digits_of(number)
    return "0" + digits.removeprefix("62") if digits.startswith("62") else digits


def _sixteens(text: str) -> Iterator[tuple[int, int]]:
    """Runs of 16 digits that may overlap; where two do, the plausible one is kept."""
    end_before = -1
    for run in _RUN.finditer(text):
        spans = list(_windows(text, *run.span()))
        for index, (start, end) in enumerate(spans):
            if start < end_before or (not _fits(text, start, end) and _has_rival(text, spans, index)):
                continue
            end_before = end
            yield start, end


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Every 16 digits of a run that neither follow nor go on in a digit without a space."""
    if end - start < NIK_LENGTH or (end - start > NIK_LENGTH and text[start:end].isdecimal()):
        return
    digits = [place for place in range(start, end) if text[place].isdecimal()]
    for first in range(len(digits) - NIK_LENGTH + 1):
        begin, last = digits[first], digits[first + NIK_LENGTH - 1]
        glued_before = first and digits[first - 1] == begin - 1
        glued_after = first + NIK_LENGTH < len(digits) and digits[first + NIK_LENGTH] == last + 1
        if not (glued_before or glued_after):
            yield begin, last + 1


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


def _called_otherwise(text: str, start: int) -> bool:
    """The word right before says that it is the number of something else."""
    return _OTHER_NUMBER_BEFORE.search(text[max(0, start - NEAR) : start]) is not None


def placeholder(written: str) -> bool:
    """An example of how to write it: one digit over and over, or 1234567890."""
    digits = digits_of(written)
    return len(set(digits)) <= 1 or digits in "1234567890" * 3


def _in_link(text: str, start: int) -> bool:
    """It is part of an address on the internet, which has numbers of its own."""
    return "/" in text[max(0, start - 120) : start].rpartition(" ")[2].rpartition("\n")[2]


def _one_style(written: str) -> bool:
    """At most one kind of separator: "12.11.2026 08.00-12.00" is a date with hours, not a number."""
    return len({c for c in written if not c.isdecimal()}) <= 1


def word_near(word: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return (
        word.search(text[max(0, start - NEAR) : start]) is not None or word.search(text[end : end + NEAR]) is not None
    )


def _nearest_is_family(text: str, start: int, end: int) -> bool:
    """The word for a family card stands nearer than one for a person; a number alone on its line belongs to the list's heading."""
    far = OF_A_LIST if text[max(0, start - 1) : start].endswith("\n") else NEAR_FAMILY
    before = text[max(0, start - far) : start]
    family = [found.end() for found in _FAMILY_WORD.finditer(before)]
    person = [found.end() for found in _PERSON_WORD.finditer(before)]
    if family or person:
        return max(family, default=-1) > max(person, default=-1)
    after = text[end : end + NEAR]
    return _FAMILY_WORD.search(after) is not None and _PERSON_WORD.search(after) is None
