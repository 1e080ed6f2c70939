"""What a rule is, what a check found, and how a number is covered. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

KEPT_FIRST, KEPT_LAST = 4, 2


class Evidence(StrEnum):
    """How far a source was read."""

    READ = "read"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Kind(StrEnum):
    """What a rule does when it finds something."""

    STOP = "blok"
    WARN = "peringatan"


STATUSES = {
    "berlaku": "berlaku",
    "dilaporkan_dicabut": "dilaporkan dicabut",
    "rancangan": "rancangan",
    "standar_adopsi": "standar yang diadopsi",
    "praktik": "praktik baik",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One instrument a rule rests on. `read_on` is the day a person read it."""

    instrument: str
    number: str
    year: int
    article: str
    status: str
    verified: Evidence
    url: str = ""
    read_on: str = ""

    @property
    def citation(self) -> str:
        """How it is printed: "UU 27/2022 Pasal 65(2)"."""
        return f"{self.law} Pasal {self.printable_article}" if self.printable_article else self.law

    @property
    def law(self) -> str:
        """The instrument alone: "UU 27/2022"."""
        return f"{self.instrument} {self.number}/{self.year}" if self.number else self.instrument

    @property
    def printable_article(self) -> str:
        """The article, if somebody read it or a source that did; empty otherwise."""
        return "" if self.verified is Evidence.UNVERIFIED else self.article

    @property
    def standing(self) -> str:
        """Its force, in words."""
        return STATUSES[self.status]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the pack. Fields follow the record format of the rule files (docs: compliance/README.md)."""

    id: str
    title: str
    demand: str
    advice: str
    sources: tuple[Source, ...]
    subjects: tuple[str, ...]
    kind: Kind
    check: str
    layer: str
    starts: str
    ends: str = ""
    overridable: bool = True
    exceptions: str = ""
    passes: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def citation(self) -> str:
        """All sources in one line, each law named once; an empty text when none may be named."""
        articles: dict[str, list[str]] = {}
        for source in self.sources:
            articles.setdefault(source.law, []).extend([source.printable_article] if source.printable_article else [])
        return "; ".join(f"{law} Pasal {', '.join(told)}" if told else law for law, told in articles.items())


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found. `spans`: (start, end) pairs in the text; `found`: the first of them, already covered."""

    rule: Rule
    spans: tuple[tuple[int, int], ...]
    found: str
    blocks: bool

    @property
    def title(self) -> str:
        """The rule's title, with how often it was found when more than once."""
        return self.rule.title if len(self.spans) == 1 else f"{self.rule.title} ({len(self.spans)} tempat)"


def covered(number: str) -> str:
    """Replace digits by asterisks except the first four and the last two; separators stay, so does the length."""
    total = sum(c.isdecimal() for c in number)
    seen, out = 0, []
    for character in number:
        if character.isdecimal():
            seen += 1
            keep = seen <= KEPT_FIRST or seen > total - KEPT_LAST
            out.append(character if keep else "*")
        else:
            out.append(character)
    return "".join(out)


def mask(text: str, findings: tuple[Finding, ...]) -> str:
    """Cover every number the findings point at; everything else of the text stays as it is."""
    spans = sorted({span for finding in findings for span in finding.spans}, reverse=True)
    for start, end in spans:
        text = text[:start] + covered(text[start:end]) + text[end:]
    return text
