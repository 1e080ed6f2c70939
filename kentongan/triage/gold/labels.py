"""One labeller's file: the closed values of docs/triage/guidelines.md, read and checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

KINDS = ("pengaduan", "aspirasi", "informasi", "pertanyaan", "pujian", "lain", "spam")
URGENCIES = ("darurat", "segera", "biasa")
TOPICS = tuple(f"T{number:02}" for number in range(37))
AUTHORITIES = ("sendiri", "provinsi", "nasional", "pln", "polisi", "pdam", "bpjs", "lainnya", "takada")
FLAGS = ("kasar", "ancaman", "judi", "hoaks", "pribadi")
FIELDS = ("kind", "urgency", "topic", "authority", "flags")
NO_FLAG, NO_TOPIC, NO_MATTER = "-", "T00", "takada"
MOST_TOPICS = 2


class UnreadableLabelsError(ValueError):
    """A labels file that does not keep to the guidelines; says which lines and why."""


@dataclass(frozen=True, slots=True)
class Label:
    """What one labeller said of one comment. `topics`: the first is the one to be dealt with first."""

    kind: str
    urgency: str
    topics: tuple[str, ...]
    authority: str
    flags: frozenset[str]

    def written(self) -> dict[str, str]:
        """Each field as it stands in a file."""
        return {
            "kind": self.kind,
            "urgency": self.urgency,
            "topic": ",".join(self.topics),
            "authority": self.authority,
            "flags": ",".join(flag for flag in FLAGS if flag in self.flags) or NO_FLAG,
        }


def read(files: Iterable[Path], expected: Collection[str]) -> dict[str, Label]:
    """All labels of one labeller. Every expected id must be there once, and none other; else nothing is taken."""
    labels: dict[str, Label] = {}
    problems: list[str] = []
    for file in files:
        for number, line in enumerate(file.read_text("utf-8-sig").splitlines(), start=1):
            if not line.strip():
                continue
            key, *cells = line.split("\t")
            wrong = "stands there twice" if key in labels else problem(cells)
            if wrong:
                problems.append(f"{file.name}:{number}: {key}: {wrong}")
            else:
                labels[key] = label(cells)
    problems += [f"{key}: missing" for key in sorted(set(expected) - set(labels))]
    problems += [f"{key}: not among the texts" for key in sorted(set(labels) - set(expected))]
    if problems:
        raise UnreadableLabelsError("\n".join(problems))
    return labels


def problem(cells: list[str]) -> str:
    """Why these five fields cannot be taken; empty when they can."""
    if len(cells) != len(FIELDS):
        return f"{len(cells) + 1} fields instead of {len(FIELDS) + 1}"
    given = dict(zip(FIELDS, cells, strict=True))
    known: Mapping[str, tuple[str, ...]] = {"kind": KINDS, "urgency": URGENCIES, "authority": AUTHORITIES}
    for field, values in known.items():
        if given[field] not in values:
            return f"{field} {given[field]!r} is not known"
    return _topic_problem(given["topic"], given["authority"]) or _flag_problem(given["flags"])


def label(cells: list[str]) -> Label:
    """Five fields without a problem, as a label."""
    kind, urgency, topic, authority, flags = cells
    marks = frozenset() if flags == NO_FLAG else frozenset(flags.split(","))
    return Label(kind, urgency, tuple(topic.split(",")), authority, marks)


def _topic_problem(topic: str, authority: str) -> str:
    topics = topic.split(",")
    if not set(topics) <= set(TOPICS) or not len(set(topics)) == len(topics) <= MOST_TOPICS:
        return f"topic {topic!r}: one or two different ones of {TOPICS[0]} to {TOPICS[-1]}"
    if NO_TOPIC in topics and len(topics) > 1:
        return f"topic {topic!r}: {NO_TOPIC} stands alone"
    if authority == NO_MATTER and topics != [NO_TOPIC]:
        return f"authority {NO_MATTER} goes with topic {NO_TOPIC} only, not {topic}"
    return ""


def _flag_problem(flags: str) -> str:
    marks = flags.split(",")
    if flags == NO_FLAG or (set(marks) <= set(FLAGS) and len(set(marks)) == len(marks)):
        return ""
    return f"flags {flags!r} are not known"
