"""Action codes and the sentence each is told by. Apps above register theirs; nothing here knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_sentences: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of subject: its name on screen, and the path of one of them ("" where it has no page)."""

    subject_type: str
    label: str
    path: str


_things: dict[str, Thing] = {}


class UnknownActionError(Exception):
    """A service tried to record an action nobody registered."""


def register_action(code: str, sentence: str) -> None:
    """Teach the trail an action. `sentence` is Indonesian, with `{actor}` and keys of the entry's data in braces."""
    _sentences[code] = sentence


def register_thing(subject_type: str, label: str, path: str = "") -> None:
    """Teach the trail a kind of subject. `path` has `{id}` where the key belongs: "/orang/{id}/"."""
    _things[subject_type] = Thing(subject_type, label, path)


def things() -> list[Thing]:
    """Every kind of subject, by its name on screen."""
    return sorted(_things.values(), key=lambda thing: thing.label)


def thing(subject_type: str) -> Thing:
    """A kind of subject; one nobody registered has a plain name."""
    return _things.get(subject_type, Thing(subject_type, "Hal lain", ""))


def known(code: str) -> bool:
    """Tell whether an action is registered."""
    return code in _sentences


def tell(code: str, actor: str, data: dict[str, Any]) -> str:
    """Say what happened as a sentence; missing data leave a dash."""
    return _sentences.get(code, "{actor} melakukan sebuah tindakan").format_map(_Dashes(data | {"actor": actor}))


class _Dashes(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"
