"""Setujui with 500 and with 5,000 requests waiting: server time, queries and size, in one run; and what the job costs beside them.

Aim at 5,000: p95 ≤ 100 ms, ≤ 12 queries, and ≤ 1.2 times the time of a tenth. Asked in process through every middleware, by the
approver whom all of them ask and by a coordinator who decides none, in a database of its own that is thrown away.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from _ledger import copy_rows, ledger, surroundings

if TYPE_CHECKING:
    import psycopg
    from django.test import Client

SIZES = (500, 5_000)
NAMES = {size: f"kt_bench_approvals_{size}" for size in SIZES}
ROUNDS, BATCH, WARM, DUE = 60, 10, 4, 10
PAGES = {
    "all ask me": ("bima", "/g/wajo/setujui/"),
    "all ask me, later page": ("bima", "/g/wajo/setujui/?setelah={middle}"),
    "all ask others": ("eko", "/g/wajo/setujui/"),
    "one request": ("bima", "/g/wajo/setujui/{request}/"),
}


def main() -> None:
    with ExitStack() as stack:
        for size, name in NAMES.items():
            owner = stack.enter_context(ledger(name))
            _run("--fill", name, "owner")
            _multiply(owner, size)
            owner.execute("VACUUM ANALYZE")
        found = json.loads(_run("--measure", NAMES[SIZES[0]], "app"))
        jobs = [float(_run("--job", name, "worker")) for name in NAMES.values()]
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{ROUNDS} requests each in turns; load {load} on {os.cpu_count()} cores")
    heads = ("best ms", "p50 ms", "p95 ms", "queries", "kB", "kB gz", "growth")
    print(f"{'page':<26}{'waiting':>8}" + "".join(f"{head:>9}" for head in heads))
    for page, sizes in found.items():
        for size in SIZES:
            best, p50, p95, queries, body, small = sizes[str(size)]
            line = f"{page:<26}{size:>8}{best:>9.1f}{p50:>9.1f}{p95:>9.1f}{queries:>9}{body / 1000:>9.1f}{small / 1000:>9.1f}"
            print(f"{line}{best / sizes[str(SIZES[0])][0]:>9.2f}")
    for size, spent in zip(SIZES, jobs, strict=True):
        print(f"one run of the job, {DUE} of {size} due: {spent:.0f} ms")


def _run(act: str, name: str, role: str) -> str:
    command = [sys.executable, "-W", "ignore", __file__, act]
    return subprocess.run(command, env=surroundings(name, role), check=True, stdout=subprocess.PIPE, text=True).stdout


def _multiply(owner: psycopg.Connection, size: int) -> None:
    """Requests like the pattern, spread over the month before; a few thousand decided ones behind them."""
    at = f"(now() - (n * 40000 / {size}) * interval '1 minute')"
    copy_rows(owner, "content_post", f"generate_series(2, {size}) n", {"title": "'Kabar ' || n"})
    waiting = {"subject_id": "n::text", "requested_at": at, "look_at": "now() + interval '1 day'"}
    copy_rows(owner, "approvals_approval", f"generate_series(2, {size}) n", waiting)
    owner.execute(
        "INSERT INTO approvals_call (government_id, approval_id, key) SELECT a.government_id, a.id, c.key"
        " FROM approvals_approval a, approvals_call c WHERE a.state = 'waiting' ON CONFLICT DO NOTHING"
    )
    decided = {
        "subject_id": "(2000000 + n)::text", "requested_at": at, "look_at": "NULL", "state": "'changes_asked'", "decided_at": at,
        "decided_by_id": "(SELECT min(id) FROM organizations_person WHERE name LIKE 'Bima%')",
    }  # fmt: skip
    copy_rows(owner, "approvals_approval", f"generate_series(1, {size}) n", decided)


def fill() -> None:
    """One post handed in as a pattern."""
    import django

    django.setup()
    from kentongan.channels.models import Channel
    from kentongan.content.services import Draft, save_draft, start_post, submit_for_review
    from kentongan.organizations.models import Person
    from kentongan.organizations.roles import Role
    from kentongan.tenancy.scope import within
    from tests import builders

    wajo = builders.government("wajo")
    with within(wajo.pk):
        ayu = Person.objects.get(name__startswith="Ayu")
        builders.person("Bima Anugerah", (Role.APPROVER,), ayu.agency)
        builders.person("Eko Samudra", (Role.COORDINATOR,))
        actor = builders.actor_of(ayu)
        story = "Imunisasi campak gratis di 23 puskesmas. Bawa buku KIA."
        post = start_post(actor=actor, title="Imunisasi", story=story)
        words = Draft("Imunisasi", story, "layanan", channels=[Channel.objects.get().pk])
        post = save_draft(actor=actor, post=post, revision=post.revision, draft=words)
        submit_for_review(actor=actor, post=post, revision=post.revision)


def measure() -> None:
    """Ask each page many times in this process, a few times in one database and then in the other."""
    import django

    django.setup()
    samples, browsers = {}, {}
    for name in NAMES.values():
        _enter(name)
        samples[name], browsers[name] = _samples(), {who: _browser(who) for who in ("bima", "eko")}
        for who, address in [*PAGES.values()] * WARM:
            browsers[name][who].get(address.format(**samples[name]))
    found: dict[str, dict[str, list[float]]] = {page: {} for page in PAGES}
    for page, (who, address) in PAGES.items():
        asked = {name: (browsers[name][who], address.format(**samples[name])) for name in NAMES.values()}
        spent: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(ROUNDS // BATCH):
            for name, (browser, path) in asked.items():
                _enter(name)
                browser.get(path)  # connects
                spent[name] += [_timed(browser, path) for _ in range(BATCH)]
        for size, name in NAMES.items():
            times = sorted(spent[name])
            p95 = times[int(len(times) * 0.95)]
            found[page][str(size)] = [times[0], statistics.median(times), p95, *_weighed(name, *asked[name])]
    print(json.dumps(found))


def _enter(name: str) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


def _weighed(name: str, browser: Client, path: str) -> list[int]:
    """Queries, size, and size compressed. `--show` writes the queries down."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _enter(name)
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        body = browser.get(path).content
    if "--show" in sys.argv:
        print(
            name,
            path,
            *(f"{query['time']} {query['sql']}" for query in asked.captured_queries),
            sep="\n",
            file=sys.stderr,
        )
    questions = sum(query["sql"] not in {"BEGIN", "COMMIT"} for query in asked.captured_queries)
    return [questions, len(body), len(gzip.compress(body, 6))]


def job() -> None:
    """What a run costs when ten are due."""
    import django

    django.setup()
    from kentongan.approvals.models import Approval
    from kentongan.approvals.services import keep_due
    from kentongan.core import clock
    from kentongan.tenancy.scope import within
    from tests import builders

    wajo = builders.government("wajo")
    with within(wajo.pk):
        keys = Approval.objects.filter(state="waiting", pk__gt=1).values_list("pk", flat=True)[:DUE]
        Approval.objects.filter(government=wajo, pk__in=list(keys)).update(look_at=clock.now())
    began = time.perf_counter()
    assert keep_due() == DUE
    print((time.perf_counter() - began) * 1000)


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


def _samples() -> dict[str, object]:
    from kentongan.approvals.models import Approval
    from kentongan.tenancy.scope import within
    from tests import builders

    wajo = builders.government("wajo")
    with within(wajo.pk):
        waiting = Approval.objects.filter(state="waiting").order_by("requested_at", "pk")
        pattern = Approval.objects.order_by("pk")[0]
        return {"middle": waiting[waiting.count() // 2].pk, "request": pattern.pk}


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    acts = {"--fill": fill, "--measure": measure, "--job": job}
    next((act for name, act in acts.items() if name in sys.argv), main)()
