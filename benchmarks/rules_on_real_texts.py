"""The rule pack over real texts, read where they lie and never copied: hits per rule, and the first fifty of each for people to judge.

    .venv/bin/python benchmarks/rules_on_real_texts.py [--rows n]

Looks for the texts in $KENTONGAN_SHARED, or beside the repository. Citizens wrote them, not officials: a hit is no verdict on them, and the
counts say how often a rule would speak, not how often it is right. The report goes to `var/rules-on-real-texts.md`, which is kept by nobody.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kentongan.compliance.checks import check_draft
from kentongan.compliance.pack import rules
from kentongan.compliance.rules import ANSWER, CONTENT, LONG_NUMBER, Draft, Facts, covered, quoted
from kentongan.config.places import REPOSITORY

SHARED = Path(os.environ.get("KENTONGAN_SHARED", REPOSITORY.parent / "shared")) / "data"
SOURCES = {
    "comments on a city's Instagram": ("semarang-instagram-comments/data_inference_masked.csv", "text", ""),
    "tweets on hoax topics": ("idn-hoax-tweets/datasetUMPOHoax.csv", "tweet", ""),
    "comments under videos, no gambling": ("judol-youtube-spam/train.csv", "comment_text", "0"),
    "comments under videos, gambling spam": ("judol-youtube-spam/train.csv", "comment_text", "1"),
}
FIRST = 50
NO_TEXT_OF_ITS_OWN = {"aks-alt", "aks-takarir", "aks-teks-gambar"}
REPORT = REPOSITORY / "var" / "rules-on-real-texts.md"
Hits = dict[str, list[tuple[str, str, str]]]


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, help="at most so many of each source")
    rows = asked.parse_args().rows
    if not SHARED.is_dir():
        print(f"No texts at {SHARED}; set KENTONGAN_SHARED to the folder that holds data/.")
        return
    counts: dict[str, Counter[str]] = {}
    first: Hits = defaultdict(list)
    for name in SOURCES:
        began = time.process_time()
        counts[name] = _over(name, rows, first)
        print(f"{name}: {counts[name]['']} texts, {time.process_time() - began:.0f} s", flush=True)
    _table(counts)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("".join(_report(first)), "utf-8")
    print(f"\nThe first {FIRST} of each rule: {REPORT.relative_to(REPOSITORY)}")


def _over(name: str, rows: int | None, first: Hits) -> Counter[str]:
    """How many texts each rule marks, and under "" how many there are."""
    counted: Counter[str] = Counter()
    for text in islice(_texts(name), rows):
        counted[""] += 1
        marked = set()
        for subject in (CONTENT, ANSWER):
            for finding in check_draft(Draft((("", text),), subject=subject), rules(), Facts(subject=subject)):
                key = finding.rule.id
                if key not in marked:
                    marked.add(key)
                    counted[key] += 1
                    counted[f"{key}!"] += finding.blocks
                    if len(first[key]) < FIRST:
                        first[key].append((name, finding.found or finding.note, text))
    return counted


def _texts(name: str) -> Iterator[str]:
    place, column, label = SOURCES[name]
    with (SHARED / place).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if (not label or row["label"] == label) and row[column].strip():
                yield row[column]


def _table(counts: dict[str, Counter[str]]) -> None:
    print("\n| rule | " + " | ".join(counts) + " |\n|---|" + "---|" * len(counts))
    print("| texts | " + " | ".join(str(one[""]) for one in counts.values()) + " |")
    for rule in rules():
        if rule.id not in NO_TEXT_OF_ITS_OWN:
            told = [
                f"{one[rule.id]}" + (f" ({one[rule.id + '!']} stopped)" if rule.stops else "")
                for one in counts.values()
            ]
            print(f"| `{rule.id}` | " + " | ".join(told) + " |")


def _report(first: Hits) -> Iterator[str]:
    yield "# First hits of each rule on real texts\n\nFor people to judge: right, or a false alarm? Long numbers are covered.\n"
    for rule in rules():
        if first[rule.id]:
            yield f"\n## {rule.id}: {rule.title}\n\n"
        for source, found, text in first[rule.id]:
            yield f"- [ ] **{quoted(found)}** · {source}\n  > {' '.join(_covered(text).split())[:400]}\n"


def _covered(text: str) -> str:
    return LONG_NUMBER.sub(lambda number: covered(number.group()), text)


if __name__ == "__main__":
    main()
