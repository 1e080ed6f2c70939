"""Figures that nobody vouches for, and sentences in which nobody acts."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from kentongan.writing.affixes import active, passive
from kentongan.writing.hints import MOST_OF_A_KIND, Hint, Kind, Severity
from kentongan.writing.prose import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.writing.prose import Prose

PILE = 4
AGENT_WITHIN = 5
SOURCES = listed(
    "menurut berdasarkan sumber data bps dikutip laporan survei hasil catatan mencatat tercatat pencatatan kata ujar tutur ungkap penelitian "
    "kajian riset sensus hitungan merujuk mengutip dilaporkan melaporkan studi"
)
NOT_A_FINDING = listed(
    "diskon potongan keringanan denda bunga target menargetkan ditargetkan kuota cicilan tarif kadar konsentrasi alkohol retribusi pajak "
    "maksimal minimal paling"
)
CHANGES = listed(
    "naik turun meningkat menurun bertambah berkurang melonjak merosot anjlok tumbuh menyusut membaik memburuk"
)
_SHARE = re.compile(r"(?<![\w.,])(?!100\s?[%p])\d{1,4}(?:[.,]\d{1,3})?\s?(?:%|persen\b|kali lipat\b)")
_FIGURE = re.compile(
    r"(?<![\w.,:/-])\d{1,3}(?:\.\d{3}){0,4}(?:,\d{1,3})?\s(?:orang|kasus|warga|keluarga|kk|jiwa|anak|siswa|unit|usaha|ton|hektare|hektar|"
    r"wisatawan|pengunjung|kunjungan|juta|miliar|triliun|poin|peringkat)\b"
)
_MOST = re.compile(
    r"\b[Tt]er(?:baik|besar|tinggi|cepat|banyak|luas|bersih|maju|lengkap|murah|rendah|aman)\s(?:pertama\s)?(?:di\s|se-?)(?:[A-Z][\w’'-]*)(?:\s[A-Z][\w’'-]*){0,2}"
)


def claim_hints(prose: Prose) -> Iterator[Hint]:
    """Figures of a change or a share, and "the best in …", with no source in the sentence or the ones beside it."""
    if not prose.indonesian:
        return
    yield from islice(_claims(prose), MOST_OF_A_KIND)


def _claims(prose: Prose) -> Iterator[Hint]:
    firsts = [first for first, _ in prose.sentences]
    told: set[int] = set()
    for start, end in _figures(prose):
        word = bisect_right(prose.starts, start) - 1
        number = bisect_right(firsts, max(word, 0)) - 1
        if number in told or _vouched(prose, number):
            continue
        told.add(number)
        quoted = prose.text[start:end]
        why = f"Dari mana “{quoted}”? Sebut sumber dan tahunnya, supaya warga dan wartawan dapat memeriksanya."
        yield Hint(Kind.CLAIM, start, end, why, f"Menurut data … tahun …, … {quoted}", Severity.LOOK)


def _figures(prose: Prose) -> Iterator[tuple[int, int]]:
    for one in _SHARE.finditer(prose.said):
        yield one.span()
    if not CHANGES.isdisjoint(prose.words):
        for one in _FIGURE.finditer(prose.said):
            if CHANGES.intersection(prose.said[max(0, one.start() - 60) : one.start()].split()):
                yield one.span()
    for one in _MOST.finditer(prose.plain):
        yield one.span()


def _vouched(prose: Prose, number: int) -> bool:
    near = prose.sentences[max(0, number - 1) : number + 2]
    beside = prose.words[near[0][0] : near[-1][1]]
    here = prose.words[slice(*prose.sentences[number])]
    return not SOURCES.isdisjoint(beside) or not NOT_A_FINDING.isdisjoint(here)


def passive_hints(prose: Prose) -> Iterator[Hint]:
    """Sentences with a pile of di- verbs: who acts is lost."""
    if not prose.indonesian:
        return
    yield from islice(_piles(prose), MOST_OF_A_KIND)


def _piles(prose: Prose) -> Iterator[Hint]:
    for first, past in prose.sentences:
        if past - first < PILE:
            continue
        found = [place for place in range(first, past) if passive(prose.words[place])]
        if len(found) >= PILE:
            said = ", ".join(prose.words[place] for place in found[:PILE])
            why = f"{len(found)} kata kerja pasif dalam satu kalimat ({said}). Siapa yang berbuat? Sebut dia dulu, lalu kata kerjanya."
            yield Hint(Kind.PASSIVE, *prose.span(found[0], found[-1] + 1), why, _acting(prose, found, past))


def _acting(prose: Prose, found: list[int], past: int) -> str:
    """The first verb that names who acts ("diresmikan … oleh Bupati Wajo"), turned round; else with a blank for who."""
    for place in found:
        by = next((one for one in range(place + 1, min(place + AGENT_WITHIN, past)) if prose.words[one] == "oleh"), 0)
        agent = _agent(prose, by + 1, past) if by else ""
        if agent:
            return f"{agent} {active(prose.words[place])} …"
    return f"… {active(prose.words[found[0]])} …"


def _agent(prose: Prose, first: int, past: int) -> str:
    at = first
    while at < min(past, first + AGENT_WITHIN - 1) and prose.text[prose.starts[at]].isupper():
        at += 1
    return prose.quote(first, at) if at > first else ""
