"""Personal data that stands in a comment: what to mask for whoever need not know it. No Django.

Numbers are told by their shape (NIK with a date that can be, mobile number, e-mail) or by the word before them (BPJS, rekening,
KK). A government's own hotlines are no personal data: the caller names them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

NIK, FAMILY, PHONE, EMAIL, ACCOUNT, INSURED, ADDRESS = "nik", "kk", "phone", "email", "account", "bpjs", "address"
LABELS = {
    NIK: "NIK",
    FAMILY: "nomor KK",
    PHONE: "nomor telepon",
    EMAIL: "alamat surel",
    ACCOUNT: "nomor rekening",
    INSURED: "nomor BPJS",
    ADDRESS: "alamat rumah",
}
MASK = "•"
SHOWN = 2
"""Letters that stay to be seen at the beginning, so that whoever knows the number recognises it."""
_DIGITS = r"\d(?:[ .\-]?\d)"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (EMAIL, re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{2,63}){1,3}")),
    (FAMILY, re.compile(rf"(?i:\bkk|kartu keluarga)\D{{0,12}}({_DIGITS}{{15}})(?!\d)")),
    (INSURED, re.compile(rf"(?i:\bbpjs|\bjkn|\bkis)\D{{0,20}}({_DIGITS}{{12}})(?!\d)")),
    (
        ACCOUNT,
        re.compile(
            rf"(?i:\brek(?:ening)?\b|\bnorek\b|\bbca\b|\bbri\b|\bbni\b|mandiri)\D{{0,20}}({_DIGITS}{{9,15}})(?!\d)"
        ),
    ),
    (NIK, re.compile(rf"(?<!\d){_DIGITS}{{15}}(?!\d)")),
    (PHONE, re.compile(r"(?<!\d)(?:\+?62|0)[ .\-]?8[1-9]\d(?:[ .\-]?\d){6,9}(?!\d)")),
    (ADDRESS, re.compile(r"(?i:\b(?:jl|jln|jalan|gg|gang)\b\.?\s+[^\n,.;!?]{2,40}?\s+(?:no|nomor)\b\.?\s*\d{1,4}\w?)")),
)
_MONTHS, _FEMALE, _LAST_DAY = 12, 40, 31


@dataclass(frozen=True, slots=True)
class Personal:
    """Where it stands, in code points, and what it is."""

    start: int
    end: int
    kind: str


def personal_in(text: str, known: Collection[str] = ()) -> tuple[Personal, ...]:
    """Everything personal in the text, in its order. `known`: numbers of the government, digits only."""
    plain = _plain(text)
    found: list[Personal] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            group = 1 if pattern.groups else 0
            one = Personal(match.start(group), match.end(group), kind)
            if _holds(kind, match.group(group), known) and not any(_overlap(one, other) for other in found):
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text as those may read it who need not know: of each span the first letters, the rest as dots."""
    return "".join(_masked(text, spans))


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in sorted(spans):
        begin = max(at, start)
        yield text[at:begin]
        shown = text[begin : min(begin + SHOWN, end)]
        yield shown + MASK * max(0, end - begin - len(shown))
        at = max(at, end)
    yield text[at:]


def _plain(text: str) -> str:
    """Styled digits as digits, sign for sign: positions stay what they are."""
    return text if text.isascii() else "".join(_sign(sign) for sign in text)


def _sign(sign: str) -> str:
    value = unicodedata.digit(sign, None)
    return sign if value is None else str(value)


def _holds(kind: str, said: str, known: Collection[str]) -> bool:
    digits = "".join(sign for sign in said if sign.isdigit())
    if kind == NIK:
        day = int(digits[6:8])
        day -= _FEMALE if day > _FEMALE else 0
        return 1 <= day <= _LAST_DAY and 1 <= int(digits[8:10]) <= _MONTHS
    return digits not in known if kind == PHONE else True


def _overlap(one: Personal, other: Personal) -> bool:
    return one.start < other.end and other.start < one.end
