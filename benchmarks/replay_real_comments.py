"""Read all 17,547 real comments and count what is said of them; the first hundred with their readings for people to judge.

    .venv/bin/python benchmarks/replay_real_comments.py [--rows 17547] [--into var/triage-replay]

Figures go to the terminal (docs/triage/figures.md keeps them); the report with texts stays in var/: the texts are not ours to publish.
The comments carry no labels of kind, language or urgency: these are shares of what is said, not of what is true.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kentongan.config import places
from kentongan.triage.reading import Guess, Reading, read_many
from tests.real_comments import source

FIRST = 100
PARTS: dict[str, Callable[[Reading], Guess]] = {
    "kind": lambda one: one.kind,
    "language": lambda one: one.language,
    "sentiment": lambda one: one.sentiment,
    "urgency": lambda one: one.urgency,
    "topic": lambda one: one.topics[0],
    "authority": lambda one: one.authority,
    "abuse": lambda one: one.abuse,
    "threat": lambda one: one.threat,
    "gambling": lambda one: one.gambling,
    "hoax": lambda one: one.hoax,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=17_547)
    parser.add_argument("--into", type=Path, default=places.REPOSITORY / "var" / "triage-replay")
    chosen = parser.parse_args()
    with source().open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines)][: chosen.rows]
    began = time.process_time()
    readings = read_many(texts)
    seconds = time.process_time() - began
    print(f"{len(texts):,} comments in {seconds:.2f} s of processor time ({len(texts) / seconds:,.0f} a second)\n")
    print("| part | a person has to look | values, by share |\n|---|---|---|")
    for name, part in PARTS.items():
        print(_shares(name, [part(one) for one in readings]))
    chosen.into.mkdir(parents=True, exist_ok=True)
    report = chosen.into / "first-hundred.md"
    report.write_text("\n".join(_report(texts[:FIRST], readings[:FIRST])) + "\n", encoding="utf-8")
    print(f"\nThe first {FIRST} with their readings: {report}")


def _shares(name: str, guesses: Sequence[Guess]) -> str:
    unsure = sum(one.seen_by_person_needed for one in guesses) / len(guesses)
    counts = Counter(one.value for one in guesses).most_common(8)
    values = ", ".join(f"{value} {100 * count / len(guesses):.1f}" for value, count in counts)
    return f"| {name} | {100 * unsure:.1f} % | {values} |"


def _report(texts: Sequence[str], readings: Sequence[Reading]) -> Iterator[str]:
    yield "# The first hundred real comments and what triage says of them\n"
    yield "`?` marks what it leaves to a person. Please strike what is wrong and write what is right.\n"
    yield "| # | comment | language | kind | sentiment | urgency | topics | authority | flags | words behind kind |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for number, (text, one) in enumerate(zip(texts, readings, strict=True), start=1):
        flags = [name for name in ("abuse", "threat", "gambling", "hoax") if PARTS[name](one).value == "yes"]
        parts = [_said(one.language), _said(one.kind), _said(one.sentiment), _said(one.urgency)]
        parts += [" ".join(_said(topic) for topic in one.topics), _said(one.authority), " ".join(flags) or "–"]
        parts.append(", ".join(word.text for word in one.kind.words))
        yield f"| {number} | {' '.join(text.split()).replace('|', '/')} | {' | '.join(parts)} |"


def _said(guess: Guess) -> str:
    return f"{guess.value} {guess.sure:.2f}{'?' if guess.seen_by_person_needed else ''}"


if __name__ == "__main__":
    main()
