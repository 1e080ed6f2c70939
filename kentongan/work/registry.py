"""Kinds of tasks. Apps above register theirs with the words of Hari ini."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaskKind:
    """`group`: heading on Hari ini (Setujui, Jawab, Perlu diperiksa, Lengkapi); `verb`: the button; `order`: of the group."""

    code: str
    group: str
    verb: str
    order: int


_kinds: dict[str, TaskKind] = {}


def register_task_kind(code: str, *, group: str, verb: str, order: int) -> None:
    """Teach the app a kind of task."""
    _kinds[code] = TaskKind(code, group, verb, order)


def kind(code: str) -> TaskKind:
    """Look a kind up. KeyError when nobody registered it."""
    return _kinds[code]
