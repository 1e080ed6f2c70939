"""What is asked of an answer beside its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked beside the words: in private, in other words elsewhere, begun with which template."""

    private: bool = False
    words: Mapping[int, str] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    template_id: int = 0
    home: str = ""  #: scheme and host, for links
    save: str = ""  #: this save's name, given by the page
    unheard: frozenset[str] = frozenset()  #: names of earlier saves of the page whose end it never heard


PLAIN = Wish()
