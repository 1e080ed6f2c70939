"""What somebody asks for in the search box: words, "a phrase", dari:nama, a case number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kentongan.inbox.search.words import COMMON, Word, words_of

MOST, LONGEST = 8, 200
_PHRASE = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
_AUTHOR = re.compile(r"(?:^|\s)(?:dari:\s*|@)([\w.]*)", re.IGNORECASE)
_CASE = re.compile(r"(?:^|\s)#?(\d{1,6})/(\d{4})(?=\s|$)")

Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: every phrase (one word is a phrase of one), said by that author; or one case by its number."""

    phrases: tuple[tuple[Forms, ...], ...] = ()
    author: tuple[Forms, ...] = ()
    case: tuple[int, int] | None = None  #: number, year

    def __bool__(self) -> bool:
        return bool(self.phrases or self.author or self.case)

    @property
    def forms(self) -> frozenset[str]:
        """Every form that is marked in what was found."""
        return frozenset(form for phrase in self.phrases for forms in phrase for form in forms)

    def tsquery(self, prefix: str) -> str:
        """As PostgreSQL asks; `prefix` keeps the words of one government together."""
        parts = [" <-> ".join(_any(prefix, forms) for forms in phrase) for phrase in self.phrases]
        parts += [_any(f"{prefix}@", forms) for forms in self.author]
        return " & ".join(f"({part})" for part in parts)


def _any(prefix: str, forms: Forms) -> str:
    return f"({' | '.join(quoted(prefix + form) for form in forms)})"


def quoted(word: str) -> str:
    """A word as it stands in a tsvector or tsquery; words hold letters, digits, _ and - alone."""
    return f"'{word}'"


def read(text: str) -> Asked:
    """Read what was typed; anything is accepted."""
    left = text[:LONGEST]
    case = _CASE.search(left)
    left = _CASE.sub(" ", left)
    author = tuple(word.forms[:1] for found in _AUTHOR.findall(left) for word in words_of(found))
    left = _AUTHOR.sub(" ", left)
    phrases = [tuple(word.forms for word in words_of(found)) for found in _PHRASE.findall(left)]
    loose = list(words_of(_PHRASE.sub(" ", left)))
    phrases += [(word.forms,) for word in _telling(loose)]
    number = (int(case[1]), int(case[2])) if case else None
    return Asked(tuple(one for one in phrases if one)[:MOST], author[:2], number)


def _telling(words: list[Word]) -> list[Word]:
    """Without the words that stand in every comment, unless nothing else was asked for."""
    return [word for word in words if word.forms[0] not in COMMON] or words
