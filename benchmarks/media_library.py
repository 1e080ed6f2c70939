"""The media library with 100,000 files, and with a tenth of them: first page, later page, search, what is alike. Server time in this process."""

from __future__ import annotations

import json
import subprocess
import sys

import psycopg
from _demo import table
from _ledger import copy_rows, ledger, surroundings

from kentongan.config import places

MANY = 100_000
AGENCIES = 60
WORDS = 3000
ROUNDS = 40
LIMIT_MS, LIMIT_QUERIES, LIMIT_GROWTH = 100.0, 12, 1.2

PATTERN = """
import django; django.setup()
from kentongan.core import clock
from kentongan.media.models import Asset, AssetWord
from kentongan.organizations.models import Person
from kentongan.organizations.roles import Role
from kentongan.tenancy.scope import within
from tests import builders
wajo = builders.government("wajo")
with within(wajo.pk):
    ayu = Person.objects.get(name="Ayu Larasati")
    builders.person("Eko Samudra", (Role.COORDINATOR,), builders.agency("Diskominfo"))
    asset = Asset.objects.create(government=wajo, agency=ayu.agency, uploaded_by=ayu, uploaded_at=clock.now(), kind="image",
        mime="image/jpeg", sha256="0" * 64, size=1000, width=1600, height=1200, name="pola.jpg", examined=True, likeness=0,
        band_1=0, band_2=0, band_3=0, band_4=0)
    AssetWord.objects.create(government=wajo, asset=asset, word="pola")
"""

MEASURE = """
import json, statistics, time
import django; django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from kentongan.media import library
from kentongan.media.models import Asset
from kentongan.organizations.models import User
from kentongan.organizations.selectors import actor_for
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
wajo = Government.objects.get(code="wajo")
with within(wajo.pk):
    middle = Asset.objects.order_by("pk")[COUNT // 2].pk
PAGES = {
    "first page": "", "page from the middle": f"?sebelum={middle}", "search, a common word": "?cari=foto",
    "search, a rare word": "?cari=kata2718", "search, the beginning of a word": "?cari=kata27",
    "search, two words": "?cari=foto+kata12", "search, nothing found": "?cari=tidakada",
    "one agency": "?dinas=AGENCY", "rights ended": "?hak=berakhir", "videos": "?jenis=video",
}
from kentongan.config.warming import warm_pages
warm_pages()
told = []
for login in ("eko", "ayu"):
    user = User.objects.get(username=login)
    client = Client(); client.force_login(user)
    with within(wajo.pk):
        actor = actor_for(user.pk, wajo)
        some = list(Asset.objects.filter(agency_id=actor.agency_id).exclude(likeness=None).order_by("-pk")[:ROUNDS])
    for name, asked in PAGES.items():
        address = "/g/wajo/pustaka/" + asked.replace("AGENCY", str(actor.agency_id))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        asked_of_it = len(queries)
        assert answer.status_code == 200, (address, answer.status_code)
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter(); client.get(address); times.append((time.perf_counter() - began) * 1000)
        told.append([login, name, min(times), statistics.median(times), statistics.quantiles(times, n=20)[-1], asked_of_it, len(answer.content)])
    times = []
    for asset in some:
        with within(wajo.pk):
            began = time.perf_counter(); library.alike(actor, asset); times.append((time.perf_counter() - began) * 1000)
    if len(times) > 1:
        told.append([login, "what is alike (look-up alone)", min(times), statistics.median(times), statistics.quantiles(times, n=20)[-1], 1, 0])
print(json.dumps(told))
"""


def fill(owner: psycopg.Connection, count: int) -> None:
    """Files of 60 agencies with eight words each, of a vocabulary in which some words are common."""
    agencies = f"generate_series(1, {AGENCIES}) n"
    copy_rows(owner, "organizations_agency", agencies, {"code": "'b' || n", "name": "'Dinas ' || n"})
    bits = "(floor(random() * 65536))::bigint"
    hashes = f"(SELECT n, {bits} a, {bits} b, {bits} c, {bits} d FROM generate_series(1, {count}) n) h"
    places_of = "(SELECT id AS place, row_number() OVER (ORDER BY id) - 1 AS nth FROM organizations_agency) g"
    copy_rows(
        owner,
        "media_asset",
        f"{hashes} JOIN {places_of} ON g.nth = h.n % (SELECT count(*) FROM organizations_agency)",
        {
            "agency_id": "g.place", "title": "'Foto ' || h.n", "sha256": "md5(h.n::text) || md5(h.n::text)",
            "band_1": "h.a", "band_2": "h.b", "band_3": "h.c", "band_4": "h.d",
            "likeness": "(h.a << 48) | (h.b << 32) | (h.c << 16) | h.d", "shared": "h.n % 50 = 0",
            "kind": "CASE WHEN h.n % 9 = 0 THEN 'video' ELSE 'image' END", "listed": "h.n % 7 <> 0",
            "standing": "CASE WHEN h.n % 3 = 0 THEN 'complete' ELSE 'lacking' END",
            "good_until": "CASE WHEN h.n % 5 = 0 THEN now()::date - 200 + (h.n % 900)::int END",
        },
    )  # fmt: skip
    owner.execute(
        "INSERT INTO media_assetword (government_id, asset_id, word) SELECT government_id, id, w FROM media_asset, LATERAL ("
        "SELECT 'foto' AS w UNION SELECT 'kata' || floor(power(random(), 2) * %s + id * 0) FROM generate_series(1, 7)) x",
        [WORDS],
    )
    owner.execute("ANALYZE")


def measured(count: int) -> dict[tuple[str, str], tuple[float, float, float, int, int]]:
    """Best, median, p95 (ms), queries and bytes by person and page."""
    name = f"kt_bench_library_{count}"
    with ledger(name) as owner:
        run(PATTERN, "owner", name)
        fill(owner, count)
        said = run(MEASURE.replace("COUNT", str(count)).replace("ROUNDS", str(ROUNDS)), "app", name)
    rows = json.loads(said.splitlines()[-1])
    return {(who, page): (best, median, p95, queries, size) for who, page, best, median, p95, queries, size in rows}


def run(program: str, role: str, name: str) -> str:
    command = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(
        command, env=surroundings(name, role), check=True, cwd=places.REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def main() -> None:
    small, large = measured(MANY // 10), measured(MANY)
    rows: list[tuple[str, ...]] = [("who", "page", "best", "median", "p95", "queries", "kB", "growth from 1/10")]
    for key, (best, median, p95, queries, size) in large.items():
        before = small.get(key, (best, median, p95, queries, size))
        growth = best / before[0]  # the best of each: on a busy machine the others measure the neighbours
        over = "" if p95 <= LIMIT_MS and queries <= LIMIT_QUERIES and growth <= LIMIT_GROWTH else "  over"
        told = (
            f"{best:.1f} ms",
            f"{median:.1f} ms",
            f"{p95:.1f} ms{over}",
            str(queries),
            f"{size / 1000:.1f}",
            f"{growth:.2f}",
        )
        rows.append((*key, *told))
    table(f"The library with {MANY:,} files", rows)


if __name__ == "__main__":
    main()
