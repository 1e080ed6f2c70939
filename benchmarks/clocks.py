"""The ladder with 1,000 steps due among 10,000 and among 100,000 running deadlines, and as many conversations nobody sorted;
and the pages of as many cases; then what is told before hours or a length are saved.

Aims: the cost of the steps follows the due rows (growth ≤ 1.2), the case page and the lists ≤ 100 ms p95 and ≤ 15 queries,
what is told before saving ≤ 2 s.
In databases of their own that are thrown away; pages are asked in process through every middleware.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _ledger import copy_rows, ledger, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable

    import psycopg
    from django.test import Client

    Told = dict[int, dict[str, list[Any]]]

SIZES = (10_000, 100_000)
NAMES = {size: f"kt_bench_clocks_{size}" for size in SIZES}
DUE, SCANS, ROUNDS, WARM = 1_000, 5, 40, 3
PAGES = {
    "case": ("eko", "/g/wajo/kasus/{case}/"),
    "case, its liaison": ("fitri", "/g/wajo/kasus/{case}/"),
    "running": ("eko", "/g/wajo/kasus/"),
    "mine, liaison": ("fitri", "/g/wajo/kasus/?tab=saya"),
    "overdue": ("eko", "/g/wajo/kasus/?tab=lewat"),
}


def main() -> None:
    with ExitStack() as stack:
        owners = {size: stack.enter_context(ledger(name)) for size, name in NAMES.items()}
        for size, name in NAMES.items():
            _run("--fill", name, "owner")
            _multiply(owners[size], size)
        pages = {size: json.loads(_run("--measure", name, "app")) for size, name in NAMES.items()}
        before = {size: json.loads(_run("--before", name, "app")) for size, name in NAMES.items()}
        for size, owner in owners.items():
            _leave_unsorted(owner, size)
        steps = {size: json.loads(_run("--steps", name, "worker")) for size, name in NAMES.items()}
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"load {load} on {os.cpu_count()} cores; {ROUNDS} requests a page")
    print(f"{'page':<22}{'cases':>8}{'best ms':>9}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}")
    for page in PAGES:
        for size in SIZES:
            best, p50, p95, queries = pages[size][page]
            print(f"{page:<22}{size:>8}{best:>9.1f}{p50:>9.1f}{p95:>9.1f}{queries:>9}")
    _tell_clocks(before, steps)


def _tell_clocks(before: Told, steps: Told) -> None:
    """What was told before saving, and the steps of the ladder."""
    for size in SIZES:
        for kind, (spent, moved, more) in before[size].items():
            print(f"{size:>8} told before {kind}: {spent:.2f} s, {moved} move{', and more' * more}")
    for size in SIZES:
        for kind, (found, spent, taken) in steps[size].items():
            each = spent / taken * 1000
            print(f"{size:>8} {kind}: finding the due {found:.2f} ms, {taken} steps {spent:.2f} s, {each:.2f} ms each")
    for kind in steps[SIZES[0]]:
        few, many = (steps[size][kind] for size in SIZES)
        print(f"growth of the steps of {kind} {many[1] / few[1]:.2f}, of finding {many[0] / few[0]:.2f}")


def _run(act: str, name: str, role: str) -> str:
    command = [sys.executable, "-W", "ignore", __file__, act]
    return subprocess.run(command, env=surroundings(name, role), check=True, stdout=subprocess.PIPE, text=True).stdout


def _multiply(owner: psycopg.Connection, size: int) -> None:
    """Cases like the pattern, one comment, one disposition and one deadline each; a thousand of these are due."""
    copy_rows(owner, "inbox_conversation", f"generate_series(2, {size}) n", {"root_id": "'b' || n", "case_id": "NULL"})
    others = "(SELECT id AS other, row_number() OVER (ORDER BY id) + 1 AS place FROM inbox_conversation WHERE root_id LIKE 'b%%') c"
    others = others.replace("%%", "%")
    cases = {"conversation_id": "c.other", "number": "c.place", "due_at": "now() + c.place * interval '1 minute'"}
    copy_rows(owner, "inbox_case", others, cases)
    owner.execute("UPDATE inbox_conversation v SET case_id = k.id FROM inbox_case k WHERE k.conversation_id = v.id")
    every = "(SELECT id AS other, number AS place FROM inbox_case WHERE number > 1) c"
    copy_rows(owner, "inbox_disposition", every, {"case_id": "c.other"})
    first = f"now() + (c.place - {DUE + 1}) * interval '1 minute'"  # those of the first thousand lie in the past
    begun = "now() - c.place % 20000 * interval '1 minute'"
    times = {
        "case_id": "c.other",
        "code": "'D05'",
        "starts_at": begun,
        "due_at": first,
        "next_step_at": first,
        "step": "1",
    }
    copy_rows(owner, "inbox_deadline", every, times)
    owner.execute("UPDATE inbox_case k SET due_at = d.due_at FROM inbox_deadline d WHERE d.case_id = k.id")
    owner.execute(
        "UPDATE inbox_deadline d SET next_step_at = NULL FROM inbox_case k WHERE d.case_id = k.id AND k.number = 1"
    )
    owner.execute("VACUUM ANALYZE")


def _leave_unsorted(owner: psycopg.Connection, size: int) -> None:
    """Conversations nobody made a case of; the first answer to a thousand is late."""
    late = f"now() + (n - {DUE}) * interval '1 minute'"
    waits = {"root_id": "'u' || n", "case_id": "NULL", "state": "'new'", "touch_by": late, "touch_step_at": late}
    copy_rows(owner, "inbox_conversation", f"generate_series(1, {size}) n", waits)
    owner.execute("VACUUM ANALYZE")


def fill() -> None:
    """One case as a pattern."""
    import django

    django.setup()
    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import RemoteComment
    from kentongan.core import clock
    from kentongan.inbox.intake import process, store_polled
    from kentongan.inbox.models import Conversation, Deadline
    from kentongan.inbox.services import sorting
    from kentongan.organizations.roles import Role
    from kentongan.tenancy.scope import within
    from tests import builders

    wajo = builders.government("wajo")
    with within(wajo.pk):
        eko = builders.person("Eko Samudra", (Role.COORDINATOR,), builders.agency("Diskominfo"))
        fitri = builders.person("Fitri Maharani", (Role.LIAISON,), builders.agency("Dinas PU"))
        channel = Channel.objects.get()
        said = RemoteComment(
            remote_id="c-1", post_id="p-1", text="jalan berlubang di Tempe", author_name="rani", created_at=clock.now()
        )
        store_polled(channel, [said])
        process(wajo.pk)
        sorting.forward(
            actor=builders.actor_of(eko), conversation=Conversation.objects.get(), to_agency=fitri.agency,
            instruction="Cek.", kind="complaint",
        )  # fmt: skip
        Deadline.objects.exclude(code="D05").delete()


def measure() -> None:
    """Ask each page many times."""
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from kentongan.inbox.models import Case
    from kentongan.tenancy.scope import within
    from tests import builders

    wajo, found = builders.government("wajo"), {}
    with within(wajo.pk):
        sample = {"case": Case.objects.order_by("-pk")[5].pk}
    for page, (who, address) in PAGES.items():
        browser, path = _browser(who), address.format(**sample)
        times = [_timed(browser, path) for _ in range(WARM + ROUNDS)][WARM:]
        with CaptureQueriesContext(connection) as asked:
            browser.get(path)
        quiet = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config")
        queries = sum(not one["sql"].startswith(quiet) for one in asked.captured_queries)
        times.sort()
        found[page] = [times[0], statistics.median(times), times[int(len(times) * 0.95)], queries]
    print(json.dumps(found))


def before() -> None:
    """Count what new usual hours, and a shorter length, would move; the slowest of three."""
    import django

    django.setup()
    from datetime import time as clock_time
    from datetime import timedelta

    from kentongan.core import clock
    from kentongan.inbox.clocks.calendar import Hours
    from kentongan.inbox.clocks.foreseeing import Foreseen, foresee_hours, foresee_lengths
    from kentongan.organizations.models import Person
    from kentongan.tenancy.scope import within
    from tests import builders

    wajo, told = builders.government("wajo"), {}
    with within(wajo.pk):
        actor = builders.actor_of(Person.objects.get(name="Eko Samudra"))
        hours = Hours((clock.now() + timedelta(days=1)).date(), None, clock_time(8), clock_time(15))
        counts: dict[str, Callable[[], Foreseen]] = {
            "hours": lambda: foresee_hours(actor=actor, hours=hours),
            "a length": lambda: foresee_lengths(actor=actor, changes=[("D05", "", 7)]),
        }
        for kind, count in counts.items():
            spent = []
            for _ in range(3):
                began = time.perf_counter()
                found = count()
                spent.append(time.perf_counter() - began)
            told[kind] = [max(spent), found.moved, found.more]
    print(json.dumps(told))


def steps() -> None:
    """Find what is due a few times, then take a thousand steps: of conversations first, then of cases."""
    import django

    django.setup()
    from kentongan.core import clock
    from kentongan.inbox.clocks import escalating, unsorted

    def look() -> int:
        return sum(escalating._safely(unsorted.take, *key) for key in escalating._keys(unsorted.DUE, clock.now(), 200))

    told = {"unsorted": _steps(unsorted.DUE, look, 1)}
    told["running"] = _steps(escalating.DUE, escalating.take_due_steps, 200)
    print(json.dumps(told))


def _steps(statement: str, look: Callable[[], int], due: int) -> list[float]:
    from kentongan.core import clock
    from kentongan.inbox.clocks import escalating

    found = []
    for _ in range(20):
        began = time.perf_counter()
        assert len(escalating._keys(statement, clock.now(), 200)) == due
        found.append((time.perf_counter() - began) * 1000)
    began = time.perf_counter()
    taken = sum(look() for _ in range(SCANS))
    return [statistics.median(found), time.perf_counter() - began, taken]


def _timed(browser: Client, path: str) -> float:
    began = time.perf_counter()
    answer = browser.get(path)
    spent = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, (path, answer.status_code)
    return spent


def _browser(who: str) -> Client:
    from django.test import Client

    from kentongan.config.warming import warm_pages
    from kentongan.organizations.models import User

    warm_pages()
    browser = Client()
    browser.force_login(User.objects.get(username=who))
    return browser


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    acts = {"--fill": fill, "--measure": measure, "--before": before, "--steps": steps}
    next((act for name, act in acts.items() if name in sys.argv), main)()
