"""E-mail addresses and home addresses. Pure, every pattern bounded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.compliance.checking.reading import Given, Hit, Reading

_MAIL = re.compile(r"(?<![\w.+-])([A-Za-z0-9][\w.+-]{0,63})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})")
_STREET_BEFORE = re.compile(
    r"\b(?:jl|jln|jalan|gang|gg|lr|lrg|lorong|komplek|kompleks|perum|perumahan|blok|dusun|jorong)\b\.?[^\n!?]{1,60}$",
    re.IGNORECASE,
)
_HOUSE_NUMBER = re.compile(r"\b(?:no|nomor|nomer|blok)\b\.? ?[A-Z0-9]{1,6}\b", re.IGNORECASE)
_NEIGHBOURHOOD = re.compile(
    r"\brt\b\.?[ /:]{0,2}\d{1,3}[ ,/]{0,3}(?:dan )?(?:rw\b\.?[ /:]{0,2})?\d{0,3}", re.IGNORECASE
)
AFTER_STREET, LONGEST_STREET = 45, 70
OPEN_ENDINGS = (".go.id", ".desa.id", ".ac.id", ".sch.id", ".mil.id")


def mails(reading: Reading, given: Given) -> Iterator[Hit]:
    """Addresses that are not a government's, nor a desk's (`info@…`)."""
    desks, free = given.listed("meja"), given.listed("gratis")
    for found in _MAIL.finditer(reading.plain):
        name, domain = found.group(1).lower(), found.group(2).lower().rstrip(".-")
        if domain.endswith(OPEN_ENDINGS) or _own(domain, given.facts.domains):
            continue
        if domain not in free and name.split(".")[0].split("-")[0] in desks:
            continue
        yield reading.hit(*found.span())


def homes(reading: Reading, given: Given) -> Iterator[Hit]:
    """A street with a house number and a neighbourhood, or a house called somebody's home. Offices and venues are public."""
    text, told = reading.plain, -1
    for start, end in _streets(text):
        near = _NEIGHBOURHOOD.search(text, end, end + AFTER_STREET)
        if (near or _private(reading, given, start)) and not _public(reading, given, start):
            told = near.end() if near else end
            yield reading.hit(start, told)
    for found in _NEIGHBOURHOOD.finditer(text):
        if (
            found.start() < told
            or not _private(reading, given, found.start())
            or _public(reading, given, found.start())
        ):
            continue
        yield reading.hit(*found.span())


def _streets(text: str) -> Iterator[tuple[int, int]]:
    """From a street's word to its house number."""
    done = 0
    for number in _HOUSE_NUMBER.finditer(text):
        begin = max(done, number.start() - LONGEST_STREET)
        street = _STREET_BEFORE.search(text[begin : number.start()])
        if street:
            done = number.end()
            yield begin + street.start(), done


def _private(reading: Reading, given: Given, place: int) -> bool:
    """The words before say that somebody lives there."""
    word = reading.word_at(place)
    first, last = max(reading.near(word)[0], word - 14), word + 1
    if reading.has(given.words("rumah"), first, last):
        return True
    return reading.has(given.words("tinggal"), first, last) and not reading.has(given.words("umum"), first, last)


def _public(reading: Reading, given: Given, place: int) -> bool:
    word = reading.word_at(place)
    first, past = reading.near(word)
    return not _private(reading, given, place) and reading.has(
        given.words("umum"), max(first, word - 14), min(past, word + 3)
    )


def _own(domain: str, domains: frozenset[str]) -> bool:
    return any(domain == own or domain.endswith(f".{own}") for own in domains)
