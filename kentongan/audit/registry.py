"""Action codes and the sentence each is told by. Apps above register theirs; nothing here knows them."""

from __future__ import annotations

from typing import Any

_sentences: dict[str, str] = {}


class UnknownActionError(Exception):
    """A service tried to record an action nobody registered."""


def register_action(code: str, sentence: str) -> None:
    """Teach the trail an action. `sentence` is Indonesian, with `{actor}` and keys of the entry's data in braces."""
    _sentences[code] = sentence


def known(code: str) -> bool:
    """Tell whether an action is registered."""
    return code in _sentences


def tell(code: str, actor: str, data: dict[str, Any]) -> str:
    """Say what happened as a sentence; missing data leave a dash."""
    return _sentences.get(code, "{actor} melakukan sebuah tindakan").format_map(_Dashes(data | {"actor": actor}))


class _Dashes(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"
