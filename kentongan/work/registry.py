"""Kinds of tasks. Apps above register theirs with the words of Hari ini."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaskKind:
    """`group`: heading on Hari ini (Setujui, Jawab, Perlu diperiksa, Lengkapi); `verb`: the button; `order`: of the group.

    `gathered`: many of the kind stand under one line, which says so in these words after their number. `office`: its
    deadline is counted in working days.
    """

    code: str
    group: str
    verb: str
    order: int
    gathered: str = ""
    office: bool = False


_kinds: dict[str, TaskKind] = {}


def register_task_kind(
    code: str, *, group: str, verb: str, order: int, gathered: str = "", office: bool = False
) -> None:
    """Teach the app a kind of task."""
    _kinds[code] = TaskKind(code, group, verb, order, gathered, office)


def kind(code: str) -> TaskKind:
    """Look a kind up. KeyError when nobody registered it."""
    return _kinds[code]


def gathered_kinds() -> list[str]:
    """The kinds of which there may be hundreds at once."""
    return [code for code, told in _kinds.items() if told.gathered]
