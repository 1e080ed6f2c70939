"""From words to numbers: the same hashed features while learning and while serving.

Everything inside a word depends on the word alone (the word itself, its pieces of two to five signs), so it is worked out once
a word; two neighbouring words give one more. Hashes are arithmetic on code points: the same on every machine.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kentongan.triage.folding import SEPARATOR, fold
from kentongan.triage.reading import MOST_READ

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint32]

PIECE_BITS = 17
PAIR_BITS = 17
PIECES, PAIRS = 1 << PIECE_BITS, 1 << PAIR_BITS
BUCKETS = PIECES + PAIRS
SHORTEST, LONGEST = 2, 5
LONGEST_WORD = 32

TOKEN = re.compile(
    r"\x00|\x01styled|(?:https?://|www\.)[^\s\x00]+|@[\w.]+|[^\W_]+(?:'[^\W_]+)*'?|[?!]|[^\w\s\x00-\x7f]"
)  # fmt: skip
_LONG = re.compile(r"(\D)\1{2,}")
_WORD_SALT, _PAIR_SALT = 0x9E3779B1, 0x85EBCA77


def tokens(texts: Sequence[str]) -> list[str]:
    """Return the tokens of all texts in a row; each text ends with the separator."""
    joined = SEPARATOR.join([fold(text[:MOST_READ]) for text in texts]) + SEPARATOR
    return TOKEN.findall(joined)


@lru_cache(maxsize=1 << 15)
def shape(token: str) -> str:
    """Return the word that a token counts as: addresses and user names are all alike, stretched letters are short."""
    if token[0] == "@" and len(token) > 1:
        return "@user"
    if token.startswith(("http", "www.")) and len(token) > len("https"):
        return "@link"
    return _LONG.sub(r"\1", token[:LONGEST_WORD])


def word_hash(word: str) -> int:
    """Return 32 bits that stand for the word."""
    return zlib.crc32(word.encode("utf-8", "replace"))


def pieces_of(words: Sequence[str]) -> tuple[Hashes, Ints]:
    """Return the buckets of all words' features and where each word's begin (one more at the end)."""
    padded = [f" {word} " for word in words]
    lengths = np.array([len(word) for word in padded], dtype=np.int64)
    signs = np.frombuffer("".join(padded).encode("utf-32-le", "replace"), dtype=np.uint32)
    ends = np.cumsum(lengths)
    owner = np.repeat(np.arange(len(words)), lengths)
    left = ends[owner] - np.arange(len(signs))
    buckets, owners = (
        [_scatter(np.array([word_hash(word) for word in words], dtype=np.uint32), _WORD_SALT)],
        [np.arange(len(words))],
    )
    rolling = signs.copy()
    for size in range(2, LONGEST + 1):
        rolling = rolling[:-1] * np.uint32(0x01000193) ^ signs[size - 1 :]
        if size < SHORTEST:
            continue
        whole = left[: len(rolling)] >= size
        buckets.append(_scatter(rolling[whole], 0x1B873593 + size))
        owners.append(owner[: len(rolling)][whole])
    owned = np.concatenate(owners)
    order = np.argsort(owned, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(owned, minlength=len(words)))))
    return np.concatenate(buckets)[order] & np.uint32(PIECES - 1), starts


def pairs_of(first: Hashes, second: Hashes) -> Ints:
    """Return the buckets of neighbouring words, given their hashes."""
    mixed = _scatter(first * np.uint32(0x01000193) + second, _PAIR_SALT)
    return (mixed & np.uint32(PAIRS - 1)).astype(np.int64)


def _scatter(value: Hashes, salt: int) -> Hashes:
    mixed = value ^ np.uint32(salt & 0xFFFFFFFF)
    mixed = mixed ^ (mixed >> np.uint32(16))
    mixed = mixed * np.uint32(0x7FEB352D)
    mixed = mixed ^ (mixed >> np.uint32(15))
    mixed = mixed * np.uint32(0x846CA68B)
    return mixed ^ (mixed >> np.uint32(16))
