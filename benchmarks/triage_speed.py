"""All heads of triage on real comments: in batches and one at a time, one core; memory with the weights loaded.

    .venv/bin/python benchmarks/triage_speed.py [--rows 17547]

Every value and sureness is made; the words behind a guess are found when a page asks for them, and are timed apart. The first pass meets
every word for the first time, the second knows them.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kentongan.triage.heads import FOLDER
from kentongan.triage.reading import read, read_many
from tests.real_comments import source

AIM_A_SECOND, AIM_MS, AIM_MB, AIM_WEIGHTS_MB = 20_000, 1.0, 150, 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=17_547)
    with source().open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines)][: parser.parse_args().rows]
    began = time.perf_counter()
    read("awal")
    print(f"| loading | {time.perf_counter() - began:.2f} s | |")
    for name in ("every word new", "words known"):
        best = _a_second(texts)
        print(f"| in batches, {name} | {best:,.0f} comments/s | aim {AIM_A_SECOND:,} |")
    alone = [_ms(partial(read, text)) for text in texts[:3_000]]
    print(
        f"| one at a time, p50 / p95 / p99 | {_at(alone, 50)} / {_at(alone, 95)} / {_at(alone, 99)} ms | aim {AIM_MS} ms |"
    )
    found = read_many(texts[:500])
    words = [_ms(partial(getattr, one.kind, "words")) for one in found]
    print(f"| the words behind one guess, p50 / p95 | {_at(words, 50)} / {_at(words, 95)} ms | |")
    long = "Jalan rusak \U0001d412\U0001d40b\U0001d40e\U0001d413 " * 3_000
    print(f"| {len(long):,} signs | {_ms(lambda: read(long)):.1f} ms | |")
    del found
    print(f"| memory after all that | {_resident_mb():.0f} MB | aim {AIM_MB} MB |")
    print(
        f"| weights | {sum(one.stat().st_size for one in FOLDER.glob('*.npz')) / 1e6:.1f} MB | aim {AIM_WEIGHTS_MB} MB |"
    )


def _a_second(texts: list[str]) -> float:
    began = time.process_time()
    read_many(texts)
    return len(texts) / (time.process_time() - began)


def _ms(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return 1_000 * (time.process_time() - began)


def _at(figures: list[float], percent: int) -> str:
    return f"{statistics.quantiles(figures, n=100)[percent - 1]:.2f}"


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4_096 / 1e6


if __name__ == "__main__":
    main()
