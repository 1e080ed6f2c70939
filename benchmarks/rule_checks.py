"""The rule pack's cost: a post in five versions, every pattern on hostile texts, and the growth at ten times the length.

    make bench                                    all figures
    .venv/bin/python benchmarks/rule_checks.py    this one

Aim: five versions of 2,200 signs in 50 ms; no pattern over 5 ms on 63,206 hostile signs; ten times the text about ten times as long.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kentongan.compliance import checking
from kentongan.compliance.checks import check_draft
from kentongan.compliance.pack import rules
from kentongan.compliance.patterns import HOSTILE_LENGTH
from kentongan.compliance.rules import Draft, Facts
from kentongan.writing.tests.hostile import HOSTILE
from tests.labelled_texts import files

VERSION, VERSIONS, SLICE = 2_200, 5, 240
AIM_MS, AIM_PATTERN_MS, AIM_GROWTH, TIMES = 50, 5.0, 13.0, 5
PIECES = {
    **HOSTILE,
    "digits": "1",
    "digits and spaces": "1 ",
    "almost a NIK": "7313 0250 0392 000 ",
    "almost a plate": "BG 1234 ",
    "almost an address": "jalan ",
    "streets without a number": "jl melati blok ",
    "almost a link": "a.b.c.",
    "almost an e-mail": "a.b+c-",
    "ages": "(9 ",
    "born": "lahir ",
    "a server": "server ",
    "a password": "password kata ",
    "emoji": "\U0001f389",
    "letters one by one": "s l o t ",
    "schools": "SDN ",
    "quotation marks": "“a ",
    "cases": "korban pencabulan anak ",
    "officials": "bupati bantuan berkat ",
}


def milliseconds(act: Callable[[], object], times: int = TIMES) -> float:
    """The best of a few runs, in time of this process alone: the machine may be busy."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        act()
        taken.append((time.process_time() - began) * 1000)
    return min(taken)


def main() -> None:
    print(f"{len(rules())} rules")
    _versions()
    worst = _patterns()
    growth = _growth()
    print(
        f"slowest pattern {worst:.2f} ms (aim ≤ {AIM_PATTERN_MS}), worst growth {growth:.1f}× at 10× (aim < {AIM_GROWTH})"
    )


def _versions() -> None:
    import tomllib

    long = next(path for path in files() if path.stem == "panjang")
    texts = [one["text"] for one in tomllib.loads(long.read_text("utf-8"))["text"]]
    posts = [
        Draft(tuple((str(n), (texts[(at + n) % len(texts)] * 2)[:VERSION]) for n in range(VERSIONS)))
        for at in range(10)
    ]
    taken = [milliseconds(lambda post=post: check_draft(post, rules(), Facts())) for post in posts]  # type: ignore[misc]
    print(
        f"{VERSIONS} different versions of {VERSION} signs: median {statistics.median(taken):.1f} ms, worst {max(taken):.1f} ms (aim ≤ {AIM_MS})"
    )


def _patterns() -> float:
    """Every pattern of the checks over every hostile text; those that only ever see what stands around a place, over that much."""
    found: list[tuple[float, str, str]] = []
    texts = {name: (piece * (HOSTILE_LENGTH // len(piece) + 1))[:HOSTILE_LENGTH] for name, piece in PIECES.items()}
    for name, pattern in _all_patterns():
        for piece, text in texts.items():
            part = text[:SLICE] if name.endswith(("_BEFORE", "_WORD", "_NEAR")) else text
            taken = milliseconds(lambda p=pattern, t=part: sum(1 for _ in p.finditer(t)), 3)  # type: ignore[misc]
            found.append((taken, name, piece))
    found.sort(reverse=True)
    for taken, name, piece in found[:8]:
        print(f"  {taken:6.2f} ms  {name} on {piece}")
    return found[0][0]


def _all_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in iter_modules(checking.__path__):
        for name, value in vars(import_module(f"{checking.__name__}.{module.name}")).items():
            for number, pattern in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(pattern, re.Pattern):
                    yield f"{module.name}.{name}" if pattern is value else f"{module.name}.{name}.{number}", pattern


def _growth() -> float:
    worst = 0.0
    for piece in PIECES.values():
        one, ten = (piece * (size // len(piece) + 1) for size in (HOSTILE_LENGTH // 10, HOSTILE_LENGTH))
        short = milliseconds(lambda text=one: check_draft(Draft((("", text),)), rules(), Facts()), 3)  # type: ignore[misc]
        long = milliseconds(lambda text=ten: check_draft(Draft((("", text),)), rules(), Facts()), 1)  # type: ignore[misc]
        if long / short > worst:
            worst = long / short
            print(f"  {HOSTILE_LENGTH} signs of “{piece[:24].strip()}”: {long:.0f} ms, {worst:.1f}× of a tenth")
    return worst


if __name__ == "__main__":
    main()
