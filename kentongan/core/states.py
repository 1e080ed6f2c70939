"""State machines as data: what states there are, what people call them, and which moves are allowed.

A machine checks itself when it is declared, so a typing mistake shows at import and not in a government's office.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class MoveRefusedError(Exception):
    """A state does not allow that move."""

    def __init__(self, machine: str, source: str, target: str) -> None:
        self.machine, self.source, self.target = machine, source, target
        super().__init__(f"{machine}: {source} → {target} is not a declared move")


@dataclass(frozen=True)
class Machine:
    """Declared states. `labels`: state → words on screen; `moves`: state → states it may go to (none: final)."""

    name: str
    initial: str
    labels: Mapping[str, str]
    moves: Mapping[str, frozenset[str]]

    def __post_init__(self) -> None:
        self._check_names()
        self._check_reachable()

    def _check_names(self) -> None:
        known = set(self.labels)
        named = {self.initial, *self.moves, *(t for targets in self.moves.values() for t in targets)}
        if named != known:
            message = f"{self.name}: states without label or use: {sorted(named ^ known)}"
            raise ValueError(message)

    def _check_reachable(self) -> None:
        reached, waiting = {self.initial}, [self.initial]
        while waiting:
            fresh = self.moves[waiting.pop()] - reached
            reached |= fresh
            waiting.extend(fresh)
        if reached != set(self.labels):
            message = f"{self.name}: cannot be reached: {sorted(set(self.labels) - reached)}"
            raise ValueError(message)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Pairs for a model field."""
        return list(self.labels.items())

    @property
    def final(self) -> frozenset[str]:
        """States that nothing leaves."""
        return frozenset(state for state, targets in self.moves.items() if not targets)

    def allows(self, source: str, target: str) -> bool:
        """Tell whether `source` may become `target`."""
        return target in self.moves.get(source, frozenset())

    def check(self, source: str, target: str) -> None:
        """Raise MoveRefusedError unless `source` may become `target`."""
        if not self.allows(source, target):
            raise MoveRefusedError(self.name, source, target)
