"""Memory of the whole demo: the sum of PSS (shared pages counted once) of all its processes. Aim: ≤ 500 MB."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

from _demo import FOLDER, demo, descendants, table

from kentongan.config import cast, embedded
from kentongan.config.processes import answers

SETTLE_SECONDS = 10


def pss_kilobytes(process: int) -> int:
    """PSS of one process; 0 when it ended meanwhile."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found.group(1)) if found else 0


def label(process: int) -> str:
    """What the process is in the demo."""
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return "ended"
    known = {"kentongan.sandbox": "sandbox", "granian": "web", "cli worker": "worker", "cli demo": "demo itself"}
    return next(
        (name for mark, name in known.items() if mark in words), "web" if "multiprocessing" in words else "postgresql"
    )


def main() -> None:
    with demo() as running:
        for _ in range(20):
            answers(running.web_port, cast.START)
        time.sleep(SETTLE_SECONDS)
        postmaster = int((embedded.cluster(folder=FOLDER).place.data / "postmaster.pid").read_text().split()[0])
        sums: Counter[str] = Counter()
        for process in [*descendants(running.process.pid), *descendants(postmaster)]:
            sums[label(process)] += pss_kilobytes(process)
    rows = [("process", "PSS MB"), *((name, f"{size / 1024:.0f}") for name, size in sums.most_common())]
    table("Memory of the running demo (aim: sum ≤ 500 MB)", [*rows, ("sum", f"{sums.total() / 1024:.0f}")])


if __name__ == "__main__":
    main()
