"""How long from `kentongan demo` to a served page: cold (first time, makes all data) and warm. Aim: warm ≤ 10 s."""

from __future__ import annotations

import shutil
import statistics
import time

from _demo import FOLDER, demo, table

from kentongan.config import cast, embedded
from kentongan.config.processes import answers, wait_until

RUNS = 3


def cold() -> float:
    """With nothing there but the environment."""
    embedded.erase(embedded.cluster(folder=FOLDER))
    shutil.rmtree(FOLDER, ignore_errors=True)
    with demo() as running:
        return running.seconds


def warm() -> tuple[float, float]:
    """Seconds until it says it is ready, and how long the first page then takes."""
    with demo() as running:
        began = time.monotonic()
        wait_until(lambda: answers(running.web_port, cast.START), seconds=10)
        return running.seconds, time.monotonic() - began


def main() -> None:
    first = cold()
    runs = [warm() for _ in range(RUNS)]
    rows: list[tuple[str, ...]] = [
        ("", "seconds", "aim"),
        ("cold start (data made)", f"{first:.1f}", ""),
        ("warm start, median", f"{statistics.median(r[0] for r in runs):.1f}", "≤ 10"),
        ("warm start, slowest", f"{max(r[0] for r in runs):.1f}", ""),
        ("first page after that", f"{statistics.median(r[1] for r in runs):.2f}", ""),
    ]
    table(f"Start of the demo ({RUNS} warm runs)", rows)


if __name__ == "__main__":
    main()
