"""Writing aids: every hint on a text as long as the longest platform allows, of signs chosen to hurt, and its growth at ten times the length.

    make bench                                      all figures
    .venv/bin/python benchmarks/writing_hints.py    this one

Aim: 63,206 signs in under 100 ms whatever they are; ten times the text takes about ten times as long.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kentongan.writing.review import review_answer, review_post
from kentongan.writing.tests.authored import PLACES
from kentongan.writing.tests.hostile import HOSTILE, LONGEST

AIM_MS, AIM_GROWTH, TIMES = 100, 13.0, 3


def milliseconds(act: Callable[[], object], times: int = TIMES) -> float:
    """The median of a few runs, in time of this process alone: the machine may be busy."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        act()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def main() -> None:
    print(f"{'text of ' + str(LONGEST) + ' signs':<26}{'post ms':>9}{'answer ms':>11}{'10× post ms':>13}{'growth':>8}")
    worst = worst_growth = 0.0
    for name, piece in HOSTILE.items():
        one, ten = (piece * (size // len(piece) + 1) for size in (LONGEST, LONGEST * 10))
        short, long = one[:LONGEST], ten[: LONGEST * 10]
        post = milliseconds(lambda text=short: review_post(text[:160], text, PLACES))  # type: ignore[misc]
        answer = milliseconds(lambda text=short: review_answer(text))  # type: ignore[misc]
        tenfold = milliseconds(lambda text=long: review_post(text[:160], text, PLACES), 1)  # type: ignore[misc]
        worst, worst_growth = max(worst, post, answer), max(worst_growth, tenfold / post)
        print(f"{name:<26}{post:>9.1f}{answer:>11.1f}{tenfold:>13.1f}{tenfold / post:>8.1f}")
    print(
        f"worst {worst:.1f} ms (aim < {AIM_MS}), worst growth {worst_growth:.1f}× at 10× the length (aim < {AIM_GROWTH})"
    )


if __name__ == "__main__":
    main()
