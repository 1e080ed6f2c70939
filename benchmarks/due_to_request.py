"""From the moment a post is due to its first request at the platform: one alone, and many accounts at the same second."""

from __future__ import annotations

import math
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("KENTONGAN_CLUSTER", "test-pg")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")

import django

from kentongan.config import embedded, places
from kentongan.config.processes import wait_until

sys.path.insert(0, str(places.REPOSITORY))

from tests import database
from tests.faults.installation import Installation, build, erase

ALONE, TOGETHER, THREADS = 10, 48, 8
TEXTS = [f"Kabar {number}" for number in range(ALONE + TOGETHER)]


def due_at(made: Installation, texts: list[str], seconds: float) -> float:
    """Let several be due at one moment; return it as seconds since 1970."""
    keys = [made.promises[text][0] for text in texts]
    moment = time.time() + seconds
    with made.ledger() as connection:
        statement = "UPDATE outbox_delivery SET run_at = to_timestamp(%s), next_at = to_timestamp(%s) WHERE id = ANY(%s::uuid[])"
        connection.execute(statement, [moment, moment, keys])
    return moment


def first_requests(made: Installation, texts: list[str]) -> list[float]:
    """When the first call about each account reached the sandbox, once all are published."""
    for text in texts:
        made.await_state(text, "published", seconds=180)
    calls = made.control("GET", "/catatan?bagian=panggilan")["panggilan"]
    accounts = {made.promises[text][1] for text in texts}
    first: dict[str, float] = {}
    for call in calls:
        account = next((one for one in accounts if one in call["path"]), "")
        if account:
            first.setdefault(account, call["at"])
    return sorted(first.values())


def measure(made: Installation) -> tuple[list[float], list[float]]:
    worker = made.hire()
    assert wait_until(lambda: "worker ready" in worker.tail(), seconds=60)
    alone: list[float] = []
    for text in TEXTS[:ALONE]:
        due = due_at(made, [text], 1.0)
        alone.append(first_requests(made, [text])[0] - due)
    due = due_at(made, TEXTS[ALONE:], 2.0)
    return sorted(alone), [at - due for at in first_requests(made, TEXTS[ALONE:])]


def row(name: str, late: list[float]) -> str:
    p95 = late[math.ceil(len(late) * 0.95) - 1]
    return f"{name:<42}{len(late):>5}{statistics.median(late) * 1000:>9.0f}{p95 * 1000:>9.0f}{late[-1] * 1000:>9.0f}"


def main() -> None:
    django.setup()
    embedded.start(database.cluster())
    with database.maintenance() as connection:
        if not database.exists(connection, database.template_name()):
            sys.exit("Run any database test once first: it makes the template that this measures on.")
    made = build(Path(tempfile.mkdtemp()), [("facebook", text) for text in TEXTS])
    try:
        alone, together = measure(made)
    finally:
        erase(made)
    print(f"{'due → first request out (ms)':<42}{'n':>5}{'p50':>9}{'p95':>9}{'max':>9}")
    print(row("one post at a time", alone))
    print(row(f"many accounts in one second, {THREADS} threads", together))
    print(f"load of the machine while measured: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
