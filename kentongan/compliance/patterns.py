"""Whether a pattern may be used: it compiles, it cannot run away, and a hostile text costs it no more than a blink. Pure."""

from __future__ import annotations

import re
import time
from importlib import import_module
from typing import Any

parser: Any = import_module("re._parser")  # the standard library's own; it has no public name
LONGEST_PATTERN = 400
WIDEST_REPEAT = 200
MOST_WAYS = 2_000
"""Ways to try at one place of the text: beyond that a text of a few pages takes seconds."""
HOSTILE_LENGTH = 63_206
SLOWEST = 0.005  #: seconds for one search through a hostile text
TRIES = 3
_LOOKS = {"ASSERT", "ASSERT_NOT"}
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


def fault_of(pattern: object) -> str:
    """Why a pattern cannot be used, in the words of the screens (a government may write patterns); empty when it can."""
    if not isinstance(pattern, str) or not pattern.strip():
        return "polanya kosong"
    if len(pattern) > LONGEST_PATTERN:
        return f"polanya {len(pattern)} huruf; paling banyak {LONGEST_PATTERN}"
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
        tree = parser.parse(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as cause:
        return f"polanya tidak terbaca ({cause})"
    if compiled.match(""):
        return "polanya cocok dengan teks kosong, jadi akan ditemukan di mana-mana"
    return _runs_away(tree) or _slow(compiled, tree)


def _runs_away(tree: Any) -> str:  # noqa: ANN401 - the standard library's own untyped tree
    reason = next(_unbounded(tree, inside=False), "")
    if reason:
        return reason
    ways = _ways(tree)
    return (
        f"polanya dapat dicoba dengan {ways} cara di satu tempat; yang aman paling banyak {MOST_WAYS}"
        if ways > MOST_WAYS
        else ""
    )


def _unbounded(tree: Any, *, inside: bool) -> Any:  # noqa: ANN401 - as above
    """Reasons for which the time could grow faster than the text: no bound, or a varying repeat in a repeat."""
    for code, value in tree:
        name = str(code)
        if name in _REPEATS:
            least, most, body = value
            if most > WIDEST_REPEAT:
                yield f"ada pengulangan tanpa batas; tulis {{{least},{min(least + 50, WIDEST_REPEAT)}}} sebagai ganti + atau *"
            elif inside and most != least:
                yield "ada pengulangan di dalam pengulangan; waktunya dapat berlipat dengan tiap huruf"
            yield from _unbounded(body, inside=inside or most > 1)
        elif name.startswith("GROUPREF"):
            yield "pola tidak boleh merujuk ke temuannya sendiri"
        else:
            for body in _bodies(name, value):
                yield from _unbounded(body, inside=inside)


def _ways(tree: Any) -> int:  # noqa: ANN401 - as above
    """How many ways there are at most to try the pattern at one place."""
    total = 1
    for code, value in tree:
        name = str(code)
        if name in _REPEATS:
            least, most, body = value
            total *= max(1, most - least + 1) * _ways(body) ** min(most, 3)
        elif name == "BRANCH":
            total *= sum(_ways(body) for body in value[1])
        else:
            for body in _bodies(name, value):
                total *= _ways(body)
        if total > MOST_WAYS * 1_000:
            return total
    return total


def _bodies(name: str, value: Any) -> list[Any]:  # noqa: ANN401 - as above
    if name == "BRANCH":
        return list(value[1])
    if name == "SUBPATTERN":
        return [value[-1]]
    if name in _LOOKS:
        return [value[1]]
    return [value] if name == "ATOMIC_GROUP" else []


def _slow(compiled: re.Pattern[str], tree: Any) -> str:  # noqa: ANN401 - as above
    """Search hostile texts made of the pattern itself. What runs away was refused before, so this ends."""
    for text in hostile_texts("".join(_sample(tree))):
        if seconds_for(compiled, text) > SLOWEST:
            return f"polanya terlalu lambat pada teks {HOSTILE_LENGTH} huruf; persempit"
    return ""


def seconds_for(compiled: re.Pattern[str], text: str) -> float:
    """The best of a few searches through a text, in seconds."""
    best = float("inf")
    for _ in range(TRIES):
        begin = time.perf_counter()
        for _found in compiled.finditer(text):
            pass
        best = min(best, time.perf_counter() - begin)
    return best


def hostile_texts(sample: str) -> list[str]:
    """Texts that begin to fit everywhere and never do to the end, and the plain ones."""
    pieces = [sample[:-1], sample[: max(1, len(sample) // 2)], f"{sample[:-1]} ", "a", "1 ", " ", "aA1 .-"]
    return [(piece * (HOSTILE_LENGTH // len(piece) + 1))[:HOSTILE_LENGTH] for piece in pieces if piece]


def _sample(tree: Any) -> Any:  # noqa: ANN401 - as above
    """A text that fits, roughly: repeats as often as they may."""
    for code, value in tree:
        name = str(code)
        if name == "LITERAL":
            yield chr(value)
        elif name in {"IN", "ANY", "NOT_LITERAL"}:
            yield _one_of(value) if name == "IN" else "a"
        elif name in _REPEATS:
            yield "".join(_sample(value[2])) * min(value[1], 40)
        elif name == "BRANCH":
            yield from _sample(value[1][0])
        else:
            for body in _bodies(name, value)[:1] if name != "ASSERT_NOT" else ():
                yield from _sample(body)


def _one_of(members: Any) -> str:  # noqa: ANN401 - as above
    for code, value in members:
        name = str(code)
        if name == "LITERAL":
            return chr(value)
        if name == "RANGE":
            return chr(value[0])
        if name == "CATEGORY":
            return "1" if str(value).endswith("DIGIT") else " " if str(value).endswith("CATEGORY_SPACE") else "a"
    return "a"
