"""Roots a word may come from, without a dictionary.

Where an affix swallowed a letter (*memukul*: pukul; *memakan*: makan) both roots are kept: two words are the same for the
search when they share one. Regional endings (Palembang *lamo*, *rumahnyo*; Bugis-Makassar *rusakmi*) are endings like any.
"""

from __future__ import annotations

from functools import lru_cache

SHORTEST = 3
VOWELS = "aiueo"
CLITICS = ("nyalah", "nya", "nyo", "lah", "kah", "pun", "ku", "mu")
REGIONAL = ("mi", "ji", "pi")
"""Bugis-Makassar particles; taken off long words alone."""
LONG = 6
SUFFIXES = (("kan", 3), ("an", 3), ("i", 4))
"""Each with the fewest letters that must be left."""
NASAL = (
    ("meny", "s"),
    ("peny", "s"),
    ("meng", "k"),
    ("peng", "k"),
    ("mem", "p"),
    ("pem", "p"),
    ("men", "t"),
    ("pen", "t"),
)
PLAIN = ("ber", "ter", "per", "pel", "bel", "me", "pe", "di", "ke", "se", "be")
SWALLOWING = frozenset({"meng", "peng", "mem", "pem", "men", "pen"})
MOST = 10


@lru_cache(maxsize=65_536)
def roots(word: str) -> tuple[str, ...]:
    """What the word may come from, the word itself first; few, and the same for the words of a family."""
    found = dict.fromkeys([word])
    for form in (word, *_doubled(word), *_regional(word)):
        for bare in _without_endings(form):
            found.update(dict.fromkeys(_without_beginnings(bare)))
    return tuple(found)[:MOST]


def _stands(base: str) -> bool:
    return len(base) >= SHORTEST and any(letter in VOWELS for letter in base)


def _doubled(word: str) -> tuple[str, ...]:
    first, dash, second = word.partition("-")
    return (first,) if dash and first == second else ()


def _regional(word: str) -> tuple[str, ...]:
    if word.endswith("o") and len(word) >= SHORTEST:
        return (f"{word[:-1]}a",)
    if len(word) >= LONG and word.endswith(REGIONAL):
        return (word[:-2],)
    return ()


def _without_endings(word: str) -> list[str]:
    base = next((word[: -len(one)] for one in CLITICS if word.endswith(one) and _stands(word[: -len(one)])), word)
    forms = list(dict.fromkeys([base, word]))
    for ending, least in SUFFIXES:
        left = base[: -len(ending)]
        if base.endswith(ending) and len(left) >= least and _stands(left):
            forms.append(left)
    return forms


def _without_beginnings(word: str) -> list[str]:
    forms = [word]
    for _ in range(2):
        last = forms[-1]
        more = _one_beginning_off(last)
        if not more:
            break
        forms.extend(more)
    return forms


def _one_beginning_off(word: str) -> list[str]:
    for beginning, swallowed in NASAL:
        rest = word[len(beginning) :]
        if word.startswith(beginning) and _stands(rest):
            return _nasal(beginning, swallowed, rest)
    for beginning in PLAIN:
        rest = word[len(beginning) :]
        if word.startswith(beginning) and len(rest) > SHORTEST and _stands(rest):
            # per-usak or pe-rusak, pel-ayanan or pe-layanan: both.
            return [rest, beginning[-1] + rest] if beginning in {"per", "pel", "ter", "ber"} else [rest]
    return []


def _nasal(beginning: str, swallowed: str, rest: str) -> list[str]:
    if beginning not in SWALLOWING:
        return [swallowed + rest]
    if rest[0] not in VOWELS:
        return [rest]
    # An open vowel: the letter was swallowed, or the word begins with the vowel, or with the nasal itself (memakan).
    itself = [beginning[-1] + rest] if beginning in {"mem", "pem", "men", "pen"} else [rest]
    return [*itself, swallowed + rest]
