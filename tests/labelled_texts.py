"""The labelled texts of `tests/corpus`, and what the rules make of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from kentongan.compliance.checks import check_draft
from kentongan.compliance.pack import rules
from kentongan.compliance.rules import ANSWER, CONTENT, Draft, Facts, Finding

FOLDER = Path(__file__).with_name("corpus")
EVERY_RULE = "*"
STOPPING = ("pdp-nik", "pdp-kk", "anak-identitas", "netralitas", "kip-dikecualikan")


@dataclass
class Outcome:
    """How one rule did. `missed`: texts it had to find and did not; `alarms`: (text, what was found) of near misses it marked.

    `reminded`: near misses that a rule which stops only reminds of (a number called NIK that cannot be one).
    """

    rule: str
    caught: int = 0
    near: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[tuple[str, str]] = field(default_factory=list)
    reminded: list[str] = field(default_factory=list)


def files() -> list[Path]:
    """One file a rule, and two that no rule may mark."""
    return sorted(FOLDER.glob("*.toml"))


def measure(path: Path) -> Outcome:
    """Judge every text of one file. A rule that stops must stop what it has to find, and may stop no near miss."""
    kept = tomllib.loads(path.read_text("utf-8"))
    outcome = Outcome(kept["rule"])
    for one in kept["text"]:
        found = [
            finding for finding in judge(one["text"], kept["rule"]) if kept["rule"] in {EVERY_RULE, finding.rule.id}
        ]
        stops = kept["rule"] in STOPPING
        counted = [finding for finding in found if finding.blocks or not stops]
        if one["caught"]:
            outcome.caught += 1
            outcome.missed += [] if counted else [one["text"]]
            continue
        outcome.near += 1
        outcome.alarms += [(one["text"], f"{finding.rule.id}: {finding.found or finding.note}") for finding in counted]
        outcome.reminded += [one["text"]] if found and not counted else []
    return outcome


def judge(text: str, rule: str) -> tuple[Finding, ...]:
    """What the pack finds in a text, as the kind of text its rule is about."""
    subject = ANSWER if rule == "nada-balasan" else CONTENT
    return check_draft(Draft((("", text),), subject=subject), rules(), Facts(subject=subject))
