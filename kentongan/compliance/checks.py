"""Running rules over a draft: the one gate behind every text that leaves. Pure; `selectors.check` brings what a government told us."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from kentongan.compliance.checking.reading import Given, Reading, reading_of
from kentongan.compliance.checking.registry import CHECKS
from kentongan.compliance.rules import Draft, Facts, Finding, Kind, Rule, covered, mask, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kentongan.compliance.checking.reading import Hit
    from kentongan.compliance.checking.registry import Check

__all__ = ["Finding", "check_draft", "check_text", "mask"]
MOST_PASSAGES = 50
"""Nobody reads the fifty-first passage; the fifty are enough to stop, or to remind of."""


def check_draft(draft: Draft, rules: Sequence[Rule], facts: Facts) -> tuple[Finding, ...]:
    """What these rules find in a draft, text by text in the rules' order, then in its pictures, then what the whole lacks."""
    ours = [rule for rule in rules if draft.subject in rule.subjects]
    texts = [(where, reading_of(text)) for where, text in draft.texts]
    given = {rule.id: Given(rule.parameters, facts, tuple(one for _, one in texts), draft.is_paid) for rule in ours}
    found = chain(_in_texts(texts, ours, given), _in_pictures(draft, ours, given), _of_whole(draft, texts, ours, given))
    return tuple(map(_not_stopped, found) if draft.is_emergency else found)


def _not_stopped(finding: Finding) -> Finding:
    """An emergency may not be delayed: only what nobody may let stand, somebody's NIK or a child's identity, still stops it."""
    return replace(finding, blocks=finding.blocks and finding.rule.hard)


def check_text(text: str, rules: Sequence[Rule], facts: Facts) -> tuple[Finding, ...]:
    """The same of one text alone."""
    return check_draft(Draft((("", text),), subject=facts.subject), rules, facts)


def _in_texts(texts: list[tuple[str, Reading]], rules: list[Rule], given: dict[str, Given]) -> Iterator[Finding]:
    told: dict[str, list[Finding]] = {}
    for where, reading in texts:
        if reading.text not in told:
            told[reading.text] = list(_in_one(reading, rules, given, where))
            yield from told[reading.text]


def _in_one(
    reading: Reading, rules: list[Rule], given: dict[str, Given], where: str, *, picture: str = ""
) -> Iterator[Finding]:
    """A number found by one rule is not told again by a later one."""
    taken = bytearray(len(reading.text))
    for rule in rules:
        check = CHECKS[rule.check]
        if check.find is None or (picture and not check.in_pictures):
            continue
        hits: list[Hit] = []
        for hit in check.find(reading, given[rule.id]):
            if check.covers and any(taken[hit.start : hit.end]):
                continue
            if check.covers:
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            hits.append(hit)
            if len(hits) >= MOST_PASSAGES and not check.covers:
                break
        yield from _findings(rule, check, hits, reading, where, picture)


def _findings(rule: Rule, check: Check, hits: list[Hit], reading: Reading, where: str, key: str) -> Iterator[Finding]:
    """One finding for what is sure, another for what only looks like it: the second never stops anyone."""
    for sure in (True, False):
        some = sorted({(hit.start, hit.end, hit.note) for hit in hits if hit.sure is sure})
        if some:
            passage = reading.text[some[0][0] : some[0][1]]
            shown = covered(passage) if check.covers else quoted(passage)
            spans = tuple((start, end) for start, end, _ in some)
            yield Finding(rule, spans, shown, sure and rule.kind is Kind.STOP, where, some[0][2], check.covers, key)


def _in_pictures(draft: Draft, rules: list[Rule], given: dict[str, Given]) -> Iterator[Finding]:
    for picture in (one for one in draft.pictures if one.words):
        where = f"tulisan di {'video' if picture.is_video else 'foto'} “{picture.name}”"
        for finding in _in_one(reading_of(picture.words), rules, given, where, picture=picture.key or picture.name):
            yield Finding(
                finding.rule, (), finding.found, finding.blocks, where, finding.note, covers=False, key=picture.key
            )


def _of_whole(
    draft: Draft, texts: list[tuple[str, Reading]], rules: list[Rule], given: dict[str, Given]
) -> Iterator[Finding]:
    readings = [reading for _, reading in texts]
    for rule in rules:
        whole = CHECKS[rule.check].whole
        for miss in whole(draft, readings, given[rule.id]) if whole else ():
            yield Finding(rule, (), "", rule.kind is Kind.STOP, miss.where, miss.note, key=miss.key)
