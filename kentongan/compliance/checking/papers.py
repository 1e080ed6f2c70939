"""Numbers of papers and things: plates, bank accounts, NIP, passport, driving licence. Pure, every pattern bounded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kentongan.compliance.checking.numbers import SEP, digits_of, placeholder, word_near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.compliance.checking.reading import Given, Hit, Reading

PLATES = frozenset(
    [
        "A",
        "B",
        "D",
        "E",
        "F",
        "G",
        "H",
        "K",
        "L",
        "M",
        "N",
        "P",
        "R",
        "S",
        "T",
        "W",
        "Z",
        "AA",
        "AB",
        "AD",
        "AE",
        "AG",
        "BA",
        "BB",
        "BD",
        "BE",
        "BG",
        "BH",
        "BK",
        "BL",
        "BM",
        "BN",
        "BP",
        "BR",
        "DA",
        "DB",
        "DC",
        "DD",
        "DE",
        "DG",
        "DH",
        "DK",
        "DL",
        "DM",
        "DN",
        "DP",
        "DR",
        "DS",
        "DT",
        "DW",
        "EA",
        "EB",
        "ED",
        "KB",
        "KH",
        "KT",
        "KU",
        "PA",
        "PB",
        "PG",
        "PS",
        "PT",
        "PY",
    ]
)
NIP_LENGTH = 18
LAST_DAY, LAST_MONTH, LAST_YEAR = 31, 12, 2099
BORN, YOUNGEST = range(1940, 2013), 15
_PLATE = re.compile(r"(?<![\w./-])([A-Za-z]{1,2})([ \-]?)([1-9]\d{0,3})([ \-]?)([A-Za-z]{1,3})(?![\w-])")
_PLATE_WORD = re.compile(
    r"\b(?:plat|pelat|nopol|nomor polisi|no\.? ?polisi|no\.? ?pol|tnkb|bernopol|kendaraan|mobil|motor|sepeda motor|truk|pikap|pick ?up|minibus)\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(rf"(?<![\d+.])\d(?:{SEP}?\d){{8,15}}(?!\d)")
_ACCOUNT_WORD = re.compile(
    r"\b(?:rek|norek|rekening|no\.? ?rek|bri|bni|bca|btn|bsi|mandiri|cimb|danamon|permata|bank|sumselbabel|bjb|bankaltimtara|sulselbar"
    r"|dana|gopay|ovo|shopeepay|transfer)\b",
    re.IGNORECASE,
)
_AMOUNT_BEFORE = re.compile(r"(?:rp\.? ?|(?:kegiatan|program|kode|sk|surat|perda) )$", re.IGNORECASE)
_NIP = re.compile(rf"(?<!\d)(?:\d{SEP}?){{17}}\d(?!\d)")
_NIP_WORD = re.compile(r"\bnip\b", re.IGNORECASE)
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2} ?\d{6,7}(?!\d)")
_PASSPORT_WORD = re.compile(r"\b(?:paspor|passport)(?:nya|mu)?\b", re.IGNORECASE)
_LICENCE = re.compile(rf"(?<!\d)\d(?:{SEP}?\d){{11,13}}(?!\d)")
_LICENCE_WORD = re.compile(
    r"(?:\bSIM\b(?! ?(?:card|RS))|\bsim (?:a|b1|b2|b|c|d)\b|[Ss]urat izin mengemudi|\b[Nn]o(?:mor|\.)? ?sim\b)"
)
WIDE = 60
LEAST_UNNAMED = 3


def plates(reading: Reading, given: Given) -> Iterator[Hit]:
    """Vehicle plates. Without a word near it only capitals and three digits or more count; public vehicles are exempt."""
    text = reading.plain
    public = given.words("umum")
    for found in _PLATE.finditer(text):
        area, _, number, _, tail = found.groups()
        named = word_near(_PLATE_WORD, text, *found.span())
        if area.upper() not in PLATES or not (named or _looks_like_plate(found.group(), number, area, tail)):
            continue
        word = reading.word_at(found.start())
        first, past = reading.near(word)
        if not reading.has(public, max(first, word - 3), min(past, word + 6)):
            yield reading.hit(*found.span())


def accounts(reading: Reading, given: Given) -> Iterator[Hit]:
    """Account numbers near a bank's name; those of the treasury and of public collections are meant to be read."""
    text = reading.plain
    official = given.words("resmi")
    for found in _ACCOUNT.finditer(text):
        start, end = found.span()
        if not word_near(_ACCOUNT_WORD, text, start, end) or digits_of(found.group()).startswith(("08", "628")):
            continue
        if _AMOUNT_BEFORE.search(text[max(0, start - 30) : start]):
            continue
        word = reading.word_at(start)
        first, past = reading.near(word, around=1)
        if not reading.has(official, max(first, word - 25), min(past, word + 25)):
            yield reading.hit(start, end)


def servants(reading: Reading, _given: Given) -> Iterator[Hit]:
    """NIP: 18 digits of birth, appointment, sex and serial, or so called."""
    text = reading.plain
    for found in _NIP.finditer(text):
        named = word_near(_NIP_WORD, text, *found.span()) and not placeholder(found.group())
        if named or plausible_servant(digits_of(found.group())):
            yield reading.hit(*found.span())


def plausible_servant(number: str) -> bool:
    """Tell whether 18 digits can be a NIP: YYYYMMDD of birth, YYYYMM of appointment, 1 or 2, serial. Source: DET-09."""
    if len(number) != NIP_LENGTH or number[14] not in "12":
        return False
    born, since = int(number[:4]), int(number[8:12])
    days = (
        1 <= int(number[6:8]) <= LAST_DAY
        and 1 <= int(number[4:6]) <= LAST_MONTH
        and 1 <= int(number[12:14]) <= LAST_MONTH
    )
    return days and born in BORN and born + YOUNGEST < since <= LAST_YEAR


def travel_papers(reading: Reading, _given: Given) -> Iterator[Hit]:
    """Passport and driving licence, each near its word."""
    text = reading.plain
    for found in _PASSPORT.finditer(text):
        if word_near(_PASSPORT_WORD, text, *found.span()):
            yield reading.hit(*found.span())
    for found in _LICENCE.finditer(text):
        if word_near(_LICENCE_WORD, text, *found.span()) and not digits_of(found.group()).startswith(("08", "628")):
            yield reading.hit(*found.span())


def _looks_like_plate(written: str, number: str, area: str, tail: str) -> bool:
    """Capitals, three digits or more, and letters behind that are no unit."""
    plain = written == written.upper() and len(number) >= LEAST_UNNAMED and f"{area}{tail}" != ""
    return plain and tail not in {
        "M",
        "KM",
        "HA",
        "KG",
        "CM",
        "MM",
        "WIB",
        "PM",
        "AM",
        "TH",
        "K",
        "RT",
        "RW",
        "VA",
        "GB",
        "MB",
        "IU",
        "MG",
        "ML",
        "UI",
        "PPM",
        "WP",
        "KVA",
        "KV",
    }
