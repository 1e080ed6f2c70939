"""How far two labellers agree beyond chance: Cohen's κ, for a field and for each of its classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kentongan.triage.gold.labels import FLAGS, Label

WHOLE = "(all)"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One line of the table. `a`, `b`, `both`: how often each, and both together, gave the class; for a whole field all are items.

    `kappa` is None where chance alone would make the two agree always, so that nothing can be said.
    """

    field: str
    value: str
    a: int
    b: int
    both: int
    share: float
    kappa: float | None


def kappa(first: Sequence[object], second: Sequence[object]) -> float | None:
    """Cohen's κ of two equally long rows of answers: 1 is full agreement, 0 what chance gives; None when undefined."""
    if len(first) != len(second):
        raise ValueError("two labellers must have labelled the same items")
    total = len(first)
    if not total:
        return None
    ours, theirs = Counter(first), Counter(second)
    chance = sum(number * theirs[value] for value, number in ours.items())
    if chance == total * total:
        return None
    same = sum(one == other for one, other in zip(first, second, strict=True))
    return (same * total - chance) / (total * total - chance)


def table(a: Mapping[str, Label], b: Mapping[str, Label]) -> list[Agreement]:
    """Every field and every class that either labeller used. Topic means the first topic; each flag is its own yes or no."""
    keys = sorted(a)
    if keys != sorted(b):
        raise ValueError("two labellers must have labelled the same items")
    lines: list[Agreement] = []
    for field in ("kind", "urgency", "topic", "authority"):
        first, second = ([_answer(labels[key], field) for key in keys] for labels in (a, b))
        lines.append(_whole(field, first, second))
        lines += _classes(field, first, second)
    lines.append(_whole("flags", [a[key].flags for key in keys], [b[key].flags for key in keys]))
    lines += [
        _class("flags", flag, [flag in a[key].flags for key in keys], [flag in b[key].flags for key in keys])
        for flag in FLAGS
    ]
    return lines


def as_markdown(lines: Sequence[Agreement]) -> str:
    """The table for a model card."""
    rows = ["| field | class | A | B | both | same | κ |", "|---|---|---|---|---|---|---|"]
    for line in lines:
        told = "–" if line.kappa is None else f"{line.kappa:.2f}"
        rows.append(f"| {line.field} | {line.value} | {line.a} | {line.b} | {line.both} | {line.share:.1%} | {told} |")
    return "\n".join(rows) + "\n"


def _answer(label: Label, field: str) -> str:
    return label.topics[0] if field == "topic" else str(getattr(label, field))


def _whole(field: str, first: Sequence[object], second: Sequence[object]) -> Agreement:
    same = sum(one == other for one, other in zip(first, second, strict=True))
    total = len(first)
    return Agreement(field, WHOLE, total, total, same, same / total if total else 0.0, kappa(first, second))


def _classes(field: str, first: Sequence[str], second: Sequence[str]) -> Iterator[Agreement]:
    for value in sorted({*first, *second}):
        yield _class(field, value, [one == value for one in first], [one == value for one in second])


def _class(field: str, value: str, first: Sequence[bool], second: Sequence[bool]) -> Agreement:
    same = sum(one == other for one, other in zip(first, second, strict=True))
    both = sum(one and other for one, other in zip(first, second, strict=True))
    share = same / len(first) if first else 0.0
    return Agreement(field, value, sum(first), sum(second), both, share, kappa(first, second))
