"""What one claim costs with few and with many finished and future rows in the ledger."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from _ledger import add_channels, add_deliveries, ledger, surroundings

NAME = "kt_bench_claim"
CHANNELS, DUE, LIMIT, ROUNDS = 1_000, 1_000, 16, 200
SIZES = ((10_000, 1_000), (100_000, 10_000), (1_000_000, 100_000))


def main() -> None:
    rows = []
    for finished, future in SIZES:
        with ledger(NAME) as owner:
            add_channels(owner, CHANNELS)
            add_deliveries(owner, "published", finished, CHANNELS, -1)
            add_deliveries(owner, "scheduled", future, CHANNELS, 60)
            add_deliveries(owner, "due", DUE, CHANNELS, 0)
            owner.execute("VACUUM ANALYZE")
            rows.append((finished, future, *measure()))
    print(f"{'finished':>10}{'future':>10}{'p50 ms':>9}{'p99 ms':>9}{'ratio':>8}")
    for finished, future, p50, p99 in rows:
        print(f"{finished:>10}{future:>10}{p50:>9.2f}{p99:>9.2f}{p50 / rows[0][2]:>8.2f}")


def measure() -> tuple[float, float]:
    """Claim `LIMIT` rows of `DUE` many times, undoing each."""
    told = subprocess.run(
        [sys.executable, "-W", "ignore", __file__, "--measure"],
        env=surroundings(NAME, "worker"),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    p50, p99 = told.split()
    return float(p50), float(p99)


def clock_claims() -> None:
    import django

    django.setup()
    from django.db import transaction

    from kentongan.core import clock
    from kentongan.outbox.claim import claim

    spent = []
    for _ in range(ROUNDS):
        with transaction.atomic():
            began = time.perf_counter()
            taken = claim(at=clock.now(), lease=timedelta(seconds=60), limit=LIMIT)
            spent.append((time.perf_counter() - began) * 1000)
            assert len(taken) == LIMIT, len(taken)
            transaction.set_rollback(True)
    print(statistics.median(spent), sorted(spent)[int(len(spent) * 0.99) - 1])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    clock_claims() if "--measure" in sys.argv else main()
