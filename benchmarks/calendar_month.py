"""A month of the calendar with 200 accounts: server time, queries and size at 2,000 and at 20,000 posts, in one run.

Aim at 20,000: p95 ≤ 100 ms, ≤ 12 queries, ≤ 30 kB compressed, and ≤ 1.2 times the time of a tenth of the posts. Asked in process
through every middleware, by a coordinator who sees all agencies, in a database of its own that is thrown away.
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
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from _ledger import copy_rows, ledger, surroundings

if TYPE_CHECKING:
    import psycopg
    from django.test import Client

    from kentongan.organizations.models import User

SIZES = (2_000, 20_000)
NAMES = {posts: f"kt_bench_calendar_{posts}" for posts in SIZES}
AGENCIES, CHANNELS, SERIES, ROUNDS, BATCH, WARM = 40, 200, 20, 60, 10, 4
PAGES = {
    "month": "/g/wajo/kalender/",
    "month, one agency": "/g/wajo/kalender/?dinas={agency}",
    "month, one account": "/g/wajo/kalender/?kanal={channel}",
    "week": "/g/wajo/kalender/?tampilan=minggu&hari={day}",
    "agenda": "/g/wajo/kalender/?tampilan=agenda&hari={day}",
    "what a drag runs into": "/g/wajo/kalender/{post}/bentrok/?first={day}&last={last}&time=10:00",
}


def main() -> None:
    with ExitStack() as stack:
        for posts, name in NAMES.items():
            owner = stack.enter_context(ledger(name))
            subprocess.run(
                [sys.executable, "-W", "ignore", __file__, "--fill"], env=surroundings(name, "owner"), check=True
            )
            _multiply(owner, posts)
            owner.execute("VACUUM ANALYZE")
        found = _measure()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"{CHANNELS} accounts, {SERIES} repeated posts, {ROUNDS} requests each in turns; load {load} on {os.cpu_count()} cores"
    )
    heads = ("best ms", "p50 ms", "p95 ms", "queries", "kB", "kB gz", "growth")
    print(f"{'page':<24}{'posts':>8}" + "".join(f"{head:>9}" for head in heads))
    for page, sizes in found.items():
        for posts in SIZES:
            best, p50, p95, queries, size, small = sizes[str(posts)]
            growth = best / sizes[str(SIZES[0])][0]
            line = f"{page:<24}{posts:>8}{best:>9.1f}{p50:>9.1f}{p95:>9.1f}{queries:>9}{size / 1000:>9.1f}{small / 1000:>9.1f}"
            print(f"{line}{growth:>9.2f}")


def _multiply(owner: psycopg.Connection, posts: int) -> None:
    """Agencies, accounts and posts like the pattern: twelve months of working hours, this one in their middle."""
    copy_rows(
        owner,
        "organizations_agency",
        f"generate_series(2, {AGENCIES}) n",
        {"code": "'d' || n", "name": "'Dinas ' || n"},
    )
    places = "(SELECT id AS place, row_number() OVER (ORDER BY id) - 1 AS nr FROM organizations_agency) a"
    copy_rows(
        owner,
        "channels_channel",
        f"generate_series(2, {CHANNELS}) n JOIN {places} ON a.nr = n % {AGENCIES}",
        {"remote_id": "'b' || n", "name": "'Akun ' || n", "agency_id": "a.place"},
    )
    at = (
        f"(date_trunc('month', now()) - interval '6 months' + (n * 365 / {posts}) * interval '1 day'"
        " + (n % 12) * interval '1 hour' - interval '1 hour' + (n % 4) * interval '15 minutes')"
    )
    values = {
        "agency_id": "a.place", "publish_at": at, "title": "'Kabar ' || md5(n::text) || ' untuk warga desa'", "recurrence": "NULL",
        "story": "(SELECT string_agg(substr(md5((n * k)::text), 1, 7), ' ') FROM generate_series(1, 40) k)",
        "state": "(ARRAY['draft','in_review','scheduled','published'])[1 + n % 4]",
        "pillar": "(ARRAY['layanan','kegiatan','kabar_baik','edukasi'])[1 + n % 4]",
    }  # fmt: skip
    copy_rows(owner, "content_post", f"generate_series(1, {posts}) n JOIN {places} ON a.nr = n % {AGENCIES}", values)
    rhythm = (
        """'{"every":"week","at":"09:00","first":"2026-01-01","last":"2099-01-01","weekdays":[0],"day":0}'::jsonb"""
    )
    copy_rows(owner, "content_post", f"generate_series(1, {SERIES}) n", {"recurrence": rhythm, "publish_at": "NULL"})
    owner.execute(
        "INSERT INTO content_version (government_id, post_id, channel_id, text, title, by_hand, extra)"
        " SELECT p.government_id, p.id, c.id, p.story, '', false, '{}' FROM content_post p JOIN channels_channel c"
        " ON c.agency_id = p.agency_id AND c.id % 5 = p.id % 5 ON CONFLICT DO NOTHING"
    )


def _measure() -> dict[str, dict[str, list[float]]]:
    told = subprocess.run(
        [sys.executable, "-W", "ignore", __file__, "--measure"],
        env=surroundings(NAMES[SIZES[0]], "app"),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    found: dict[str, dict[str, list[float]]] = json.loads(told)
    return found


def fill() -> None:
    """One coordinator and one post as patterns."""
    import django

    django.setup()
    from kentongan.content.services import Draft, save_draft, start_post
    from kentongan.core import clock
    from kentongan.organizations.roles import Role
    from kentongan.tenancy.scope import within
    from tests import builders

    wajo = builders.government("wajo")
    with within(wajo.pk):
        eko = builders.person("Eko Samudra", (Role.COORDINATOR,))
        actor = builders.actor_of(eko)
        post = start_post(actor=actor, title="Imunisasi", story="Imunisasi campak gratis di 23 puskesmas. " * 8)
        words = Draft(title="Imunisasi", story=post.story, pillar="layanan", publish_at=clock.now())
        save_draft(actor=actor, post=post, revision=post.revision, draft=words)


def measure() -> None:
    """Ask each page many times in this process, a few times in one database and then in the other."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from kentongan.config.warming import warm_pages

    warm_pages()

    def enter(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name

    samples, browsers = {}, {}
    for name in NAMES.values():
        enter(name)
        samples[name], browsers[name] = _samples(), Client()
        browsers[name].force_login(_eko())
        _warm(browsers[name], samples[name])
    found: dict[str, dict[str, list[float]]] = {page: {} for page in PAGES}
    for page, address in PAGES.items():
        spent: dict[str, list[float]] = {name: [] for name in NAMES.values()}
        for _ in range(ROUNDS // BATCH):
            for name in NAMES.values():
                enter(name)
                browsers[name].get(address.format(**samples[name]))  # connects, and fills what is kept a while
                spent[name] += [_timed(browsers[name], address.format(**samples[name])) for _ in range(BATCH)]
        for posts, name in NAMES.items():
            enter(name)
            browsers[name].get(address.format(**samples[name]))
            with CaptureQueriesContext(connection) as asked:
                body = browsers[name].get(address.format(**samples[name])).content
            questions = sum(query["sql"] not in {"BEGIN", "COMMIT"} for query in asked.captured_queries)
            times = sorted(spent[name])
            p95 = times[int(len(times) * 0.95)]
            sizes = (len(body), len(gzip.compress(body, 6)))
            found[page][str(posts)] = [times[0], statistics.median(times), p95, questions, *sizes]
    print(json.dumps(found))


def _warm(browser: Client, named: dict[str, object]) -> None:
    """A process that has just begun still compiles templates: not what is measured."""
    for address in [*PAGES.values()] * WARM:
        browser.get(address.format(**named))


def _timed(browser: Client, path: str) -> float:
    began = time.perf_counter()
    answer = browser.get(path)
    spent = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, (path, answer.status_code)
    return spent


def _eko() -> User:
    from kentongan.organizations.models import User

    return User.objects.get(username="eko")


def _samples() -> dict[str, object]:
    """What the addresses name."""
    from kentongan.channels.models import Channel
    from kentongan.content.models import Post
    from kentongan.core import clock
    from kentongan.tenancy.scope import within
    from tests import builders

    wajo = builders.government("wajo")
    with within(wajo.pk):
        today = clock.now().astimezone(wajo.zone).date()
        ahead = Post.objects.filter(publish_at__gt=clock.now(), state="draft").order_by("publish_at")
        return {
            "agency": ahead[0].agency_id,
            "channel": Channel.objects.order_by("-pk")[0].pk,
            "post": ahead[0].pk,
            "day": today,
            "last": today + timedelta(days=41),
        }


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    if "--fill" in sys.argv:
        fill()
    elif "--measure" in sys.argv:
        measure()
    else:
        main()
