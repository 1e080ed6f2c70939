"""What 500 corrections in time order do to the errors on the next 100, before and after, and whether the gate lets them through.

    .venv/bin/python benchmarks/triage_corrections.py [--corrections 500] [--next 100]

What stands for what: the comments are real ones of a city's account (shared folder, never copied), in the order of their days. No
public set holds kinds corrected by officials, so the *sentiment* labels of that set stand for what an official would choose, and
the word lists (never trained on them) for the shipped advice. Every stretch of the file is a run of its own; nothing is chosen.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kentongan.config import places
from kentongan.triage.by_rules import ByRules
from kentongan.triage.correcting import Example, judge, wrong

FILE = "data/semarang-instagram-comments/train_masked.csv"
VALUES = {"positive": "pos", "neutral": "neu", "negative": "neg"}


def examples(file: Path) -> list[Example]:
    """Every labelled comment, oldest first, with what the word lists advise."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["datetime"])
    rows = [row for row in rows if row["label"] in VALUES]
    read = ByRules().read_many([row["text"] for row in rows])
    return [
        Example(row["text"], one.sentiment.value, VALUES[row["label"]], one.sentiment.sure)
        for row, one in zip(rows, read, strict=True)
    ]


def run(told: Sequence[Example], corrections: int, following: int) -> list[tuple[int, int, int, bool, float]]:
    """Per stretch: errors before, after, and with a learner that always says the commonest choice; gate; seconds."""
    found = []
    for start in range(0, len(told) - corrections - following + 1, corrections + following):
        past, ahead = told[start : start + corrections], told[start + corrections : start + corrections + following]
        began = time.perf_counter()
        verdict = judge(past)
        took = time.perf_counter() - began
        commonest = statistics.mode(one.chosen for one in past)
        passes = bool(verdict and verdict.passes)
        weights = verdict.weights if verdict and verdict.passes else {}
        found.append(
            (wrong(ahead, {}), wrong(ahead, weights), sum(one.chosen != commonest for one in ahead), passes, took)
        )
    return found


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--corrections", type=int, default=500)
    ask.add_argument("--next", type=int, default=100)
    wanted = ask.parse_args()
    file = Path(os.environ.get("KENTONGAN_SHARED", places.REPOSITORY.parent / "shared")) / FILE
    if not file.exists():
        print(f"Skipped: {file} is not there. Set KENTONGAN_SHARED to the folder that holds data/.")
        return
    rows = run(examples(file), wanted.corrections, wanted.next)
    print(
        f"{wanted.corrections} corrections in time order, wrong of the next {wanted.next} (load {os.getloadavg()[0]:.1f})"
    )
    print(f"{'stretch':>8}{'shipped':>9}{'learned':>9}{'commonest':>11}{'gate':>8}{'seconds':>9}")
    for number, (before, after, commonest, passes, took) in enumerate(rows, start=1):
        print(f"{number:>8}{before:>9}{after:>9}{commonest:>11}{'yes' if passes else 'no':>8}{took:>9.1f}")
    means = [statistics.mean(row[at] for row in rows) for at in range(3)]
    worse = sum(row[3] and row[1] > row[0] for row in rows)
    print(f"{'mean':>8}{means[0]:>9.1f}{means[1]:>9.1f}{means[2]:>11.1f}")
    print(f"let through and worse on the next {wanted.next}: {worse} of {len(rows)}")


if __name__ == "__main__":
    main()
