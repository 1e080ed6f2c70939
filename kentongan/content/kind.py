"""A template of the product: structured fields that become a story, and a short form for channels with little room. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_ANSWER = 2_000


@dataclass(frozen=True, slots=True)
class Ask:
    """One field. `line`: how its answer stands in the story. `brief`: its place in the short form, 0: not there."""

    name: str
    label: str
    line: str = "{}"
    help: str = ""
    long: bool = False
    needed: bool = True
    brief: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """A template: what it is for, what it asks, and how its title reads. A blank line stands between `groups`."""

    key: str
    name: str
    purpose: str
    pillar: str
    title: str
    groups: tuple[tuple[Ask, ...], ...]

    @property
    def asks(self) -> tuple[Ask, ...]:
        """Every field in order."""
        return tuple(ask for group in self.groups for ask in group)

    def clean(self, given: Mapping[str, str]) -> dict[str, str]:
        """The answers of a form: known fields, plain line ends."""
        said = {ask.name: str(given.get(ask.name, "")).replace("\r\n", "\n").strip() for ask in self.asks}
        return {name: words[:LONGEST_ANSWER] for name, words in said.items() if words}

    def missing(self, answers: Mapping[str, str]) -> list[Ask]:
        """Needed fields that say nothing."""
        return [ask for ask in self.asks if ask.needed and not answers.get(ask.name)]

    def titled(self, answers: Mapping[str, str]) -> str:
        """The title in the words of the first answer; empty while there is none."""
        first = next(iter(answers.get(self.asks[0].name, "").splitlines()), "").rstrip(". ")
        room = 160 - len(self.title)
        return self.title.format(first if len(first) <= room else f"{first[: room - 1]}…") if first else ""

    def story(self, answers: Mapping[str, str]) -> str:
        """The story: every answer on its line."""
        groups = (
            [ask.line.format(answers[ask.name]) for ask in group if answers.get(ask.name)] for group in self.groups
        )
        return "\n\n".join("\n".join(lines) for lines in groups if lines)

    def short(self, answers: Mapping[str, str], fits: Callable[[str], bool]) -> str:
        """As many of the weightiest answers as fit, in their order of weight; empty where not even the first does."""
        told = ""
        for ask in sorted((ask for ask in self.asks if ask.brief), key=lambda ask: ask.brief):
            if answers.get(ask.name):
                more = f"{told}\n{ask.line.format(answers[ask.name])}".strip()
                told = more if fits(more) else told
        return told
