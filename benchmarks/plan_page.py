"""What the plan's pages cost with 2,000 and with 20,000 posts of a year, 200 accounts, 40 agencies and 300 programmes.

`own ms`: processor time of the page itself, without the database: what remains comparable on a busy machine.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from _ledger import ledger, surroundings

NAME = "kt_bench_plan"
SIZES, ROUNDS = (2_000, 20_000), 20
AGENCIES, CHANNELS, PROGRAMMES, SLOTS, OWED = 40, 200, 300, 60, 40
PAGES = ("rencana/", "rencana/target/", "rencana/program/", "rencana/kampanye/", "rencana/berkala/", "rencana/kanal/")


def main() -> None:
    print(f"{'page':<22}{'posts':>8}{'p50 ms':>9}{'p95 ms':>9}{'own ms':>9}{'queries':>9}{'kB gzip':>9}")
    for size in SIZES:
        with ledger(NAME) as owner:
            _run("--fill", str(size), "owner")
            owner.execute("VACUUM ANALYZE")
            for page, p50, p95, own, queries, kilobytes in json.loads(_run("--measure", str(size), "app")):
                print(f"{page:<22}{size:>8}{p50:>9.1f}{p95:>9.1f}{own:>9.1f}{queries:>9}{kilobytes:>9.1f}")


def _run(what: str, size: str, role: str) -> str:
    command = [sys.executable, "-W", "ignore", __file__, what, size]
    done = subprocess.run(command, env=surroundings(NAME, role), check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def fill(size: int) -> None:
    from datetime import datetime, timedelta

    from django.utils.timezone import now

    from kentongan.content.models import Post, Version
    from kentongan.organizations.roles import Role
    from kentongan.tenancy.scope import within
    from tests import builders

    wajo = builders.government("wajo")
    with within(wajo.pk):
        agencies = [builders.agency(f"Dinas {number}") for number in range(AGENCIES)]
        eko = builders.person("Eko Samudra", (Role.COORDINATOR,), agencies[0])
        channels = [
            builders.channel(agencies[n % AGENCIES], ("facebook", "instagram", "x", "youtube", "tiktok")[n // AGENCIES])
            for n in range(CHANNELS)
        ]
        programmes = _plan(eko, agencies)
        begin: datetime = now() - timedelta(days=330)
        fresh = [
            Post(
                government=wajo,
                agency=agencies[n % AGENCIES],
                author=eko,
                changed_by=eko,
                title=f"Kiriman {n}",
                story="Kabar dari dinas.",
                pillar=("layanan", "kegiatan", "kabar_baik", "edukasi")[n % 4],
                publish_at=begin + timedelta(days=365) * n / size,
                state="published" if n < size * 0.9 else "scheduled",
                changed_at=begin,
                created_at=begin,
                programme_id=programmes[n % 280] if n % 3 else None,
            )
            for n in range(size)
        ]
        made = Post.objects.bulk_create(fresh, batch_size=2_000)
        versions = [
            Version(government=wajo, post=post, channel=channels[(n + more * AGENCIES) % CHANNELS], text=post.story)
            for n, post in enumerate(made)
            for more in range(3)
        ]
        Version.objects.bulk_create(versions, batch_size=5_000)


def _plan(eko: Any, agencies: Any) -> Any:  # noqa: ANN401 - models, known once Django is set up
    from datetime import time as hour

    from kentongan.planning import services
    from kentongan.planning.pillars import Pillar
    from kentongan.planning.rules import first_of
    from kentongan.planning.views import today_of
    from tests import builders

    actor = builders.actor_of(eko)
    today = today_of(actor)
    vision = services.add_line(actor=actor, line=services.Line("Visi", today.year, today.year))
    missions = [
        services.add_line(actor=actor, line=services.Line(f"Misi {n}", today.year, today.year, parent=vision))
        for n in range(6)
    ]
    lines = [
        services.Line(
            f"Program nomor {n}", today.year, today.year, missions[n % 6], f"1.{n:03}", agencies[n % AGENCIES]
        )
        for n in range(PROGRAMMES)
    ]
    wanted = {(agency.pk, pillar): 10 for agency in agencies for pillar in Pillar.values}
    services.set_quotas(actor=actor, month=first_of(today), wanted=wanted)
    for n in range(SLOTS):
        services.keep_slot(actor=actor, agency=agencies[n % AGENCIES], weekday=n % 7, at=hour(6 + n % 12))
    for n in range(OWED):
        services.keep_obligation(actor=actor, duty=services.Duty(f"Laporan {n}", agencies[n], "semester"))
    return [services.add_line(actor=actor, line=line).pk for line in lines]


def measure() -> None:
    import gzip

    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from kentongan.config.warming import warm_pages
    from kentongan.organizations.models import User

    warm_pages()
    browser = Client()
    browser.force_login(User.objects.get(username="eko"))
    told = []
    for page in PAGES:
        where, spent, own = f"/g/wajo/{page}", [], []
        browser.get(where)
        for _ in range(ROUNDS):
            began, worked = time.perf_counter(), time.process_time()
            answer = browser.get(where)
            spent.append((time.perf_counter() - began) * 1000)
            own.append((time.process_time() - worked) * 1000)
            assert answer.status_code == 200, answer.status_code
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(where)
        real = [one for one in asked if one["sql"].lstrip("( ").upper().startswith(("SELECT", "WITH"))]
        size = len(gzip.compress(answer.content)) / 1000
        told.append(
            (
                page,
                statistics.median(spent),
                sorted(spent)[int(ROUNDS * 0.95) - 1],
                statistics.median(own),
                len(real),
                size,
            )
        )
    print(json.dumps(told))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    if len(sys.argv) == 1:
        main()
    else:
        import django

        django.setup()
        fill(int(sys.argv[2])) if sys.argv[1] == "--fill" else measure()
