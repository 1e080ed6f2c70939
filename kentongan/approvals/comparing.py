"""What changed between two requests about one thing: words, media, the moment. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kentongan.core.wording import compared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kentongan.core.wording import Piece

NAMED = 3


@dataclass(frozen=True, slots=True)
class Text:
    """Texts that changed in the same way, compared by words."""

    labels: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def label(self) -> str:
        """Their names as one reads them."""
        return listed(self.labels)


@dataclass(frozen=True, slots=True)
class Moment:
    """When it goes out: once at `at` (None: as soon as it is approved), or as `repeats` says."""

    at: datetime | None
    repeats: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that is not as it was."""

    texts: tuple[Text, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    described: tuple[str, ...]
    moved: bool
    beside: tuple[str, ...]
    before: Moment
    after: Moment

    @property
    def retimed(self) -> bool:
        """It goes out at another time."""
        return self.before != self.after

    @property
    def sentence(self) -> str:
        """What changed, in one sentence."""
        parts = [*(text.label for text in self.texts)]
        parts += ["foto dan video"] if self.added or self.removed or self.moved else []
        parts += ["teks alternatif"] if self.described else []
        parts += [f"pilihan {listed(self.beside)}"] if self.beside else []
        parts += ["waktu terbit"] if self.retimed else []
        return f"Hanya {listed(parts)} yang berubah." if parts else "Tidak ada yang berubah."


def listed(names: Sequence[str]) -> str:
    """Names as one says them: "a, b, dan c"."""
    if len(names) <= 1:
        return "".join(names)
    joint = ", dan " if len(names) > NAMED - 1 else " dan "
    return ", ".join(names[:-1]) + joint + names[-1]


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    """Compare two things shown (see `registry.Subject.shown`)."""
    old, new = _media(before), _media(after)
    kept = [key for key in new if key in old]
    return Changes(
        texts=tuple(_texts(before.get("texts", {}), after.get("texts", {}))),
        added=tuple(new[key][0] for key in new if key not in old),
        removed=tuple(old[key][0] for key in old if key not in new),
        described=tuple(new[key][0] for key in kept if new[key][1] != old[key][1]),
        moved=kept != [key for key in old if key in new],
        beside=tuple(_beside(before.get("more", {}), after.get("more", {}))),
        before=_moment(before),
        after=_moment(after),
    )


def _texts(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Text]:
    alike: dict[tuple[str, str], list[str]] = {}
    for label in dict.fromkeys([*new, *old]):
        was, now = old.get(label, ""), new.get(label, "")
        if was != now:
            alike.setdefault((was, now), []).append(label)
    for (was, now), labels in alike.items():
        yield Text(tuple(labels), tuple(compared(was, now)))


def _media(shown: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Fingerprint → name and description, in the order of the channels."""
    rows = (row for files in shown.get("media", {}).values() for row in files)
    return {digest: (name, words) for name, digest, words in rows}


def _beside(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    yield from (name for name in new if name in old and new[name] != old[name])


def _moment(shown: Mapping[str, Any]) -> Moment:
    at = shown.get("at")
    return Moment(datetime.fromisoformat(at) if at else None, shown.get("repeats", ""))
