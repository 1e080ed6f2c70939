"""Checking a text against the pack: what screens, posts and answers call."""

from __future__ import annotations

from kentongan.compliance.detect import DETECTORS, Hit
from kentongan.compliance.pack import rules
from kentongan.compliance.rules import Finding, Kind, Rule, covered, mask

__all__ = ["Finding", "check_text", "mask"]


def check_text(text: str, *, allow_phones: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """What the pack's rules find in a text, in the pack's order. A number found by one rule is not told again by a later."""
    taken = bytearray(len(text))
    findings: list[Finding] = []
    for rule in rules():
        hits = [
            hit for hit in DETECTORS[rule.check](text, rule.parameters | {"allow": allow_phones}) if _free(hit, taken)
        ]
        for hit in hits:
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
        findings += _findings(rule, hits, text)
    return tuple(findings)


def _findings(rule: Rule, hits: list[Hit], text: str) -> list[Finding]:
    """One finding for what is sure, another for what only looks like it: the second never stops anyone."""
    found = []
    for sure in (True, False):
        spans = tuple((hit.start, hit.end) for hit in hits if hit.sure is sure)
        if spans:
            shown = covered(text[spans[0][0] : spans[0][1]])
            found.append(Finding(rule, spans, shown, blocks=sure and rule.kind is Kind.STOP))
    return found


def _free(hit: Hit, taken: bytearray) -> bool:
    return not any(taken[hit.start : hit.end])
