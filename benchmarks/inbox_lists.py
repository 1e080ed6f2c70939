"""Kotak masuk with 1,000,000 comments, 100,000 cases and 200 agencies, and with a tenth: pages, filters, search, a case. Server time."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time

import psycopg
from _demo import table
from _ledger import copy_rows, ledger, surroundings

from kentongan.config import places

MANY, AGENCIES, ROUNDS = 1_000_000, 200, 30
LIMIT_MS, LIMIT_QUERIES, LIMIT_GROWTH = 100.0, 15, 1.2
VOCABULARY = 20_000

PATTERN = """
import django; django.setup()
from kentongan.channels.models import Channel
from kentongan.connectors.contract import RemoteComment
from kentongan.core import clock
from kentongan.inbox.intake import process, store_polled
from kentongan.inbox.models import Conversation
from kentongan.inbox.services import sorting
from kentongan.organizations.roles import Role
from kentongan.tenancy.scope import within
from tests import builders
wajo = builders.government("wajo")
with within(wajo.pk):
    eko = builders.person("Eko Samudra", (Role.COORDINATOR,), builders.agency("Diskominfo"))
    fitri = builders.person("Fitri Mallusetasi", (Role.LIAISON,), builders.agency("Dinas PU"))
    channel = Channel.objects.get(remote_id="pattern")
    store_polled(channel, [RemoteComment(remote_id="c-1", post_id="p-1", text="jalan rusak", author_name="rani", author_id="5", created_at=clock.now())])
process(wajo.pk)
with within(wajo.pk):
    sorting.forward(actor=builders.actor_of(eko), conversation=Conversation.objects.get(), to_agency=fitri.agency, instruction="Cek.", kind="complaint")
"""

MEASURE = """
import json, statistics, time
import django; django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from kentongan.config.warming import warm_pages
warm_pages()
from kentongan.inbox.lists.saving import keep_view
from kentongan.inbox.models import Case, Conversation
from kentongan.organizations.models import Agency, User
from kentongan.organizations.selectors import actor_for
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
wajo = Government.objects.get(code="wajo")
with within(wajo.pk):
    agency = Agency.objects.get(short_name="b77").code
    case = Case.objects.order_by("-pk")[20]
    own = Case.objects.filter(agency__name="Dinas PU").latest("pk")
    talk = Conversation.objects.filter(state="new").order_by("-last_at")[40].pk
    old = Conversation.objects.order_by("pk")[COUNT // 2].last_at.isoformat().replace("+", "%2B")
BOTH = {
    "first page": "kotak-masuk/", "Di dinas": "kotak-masuk/?tab=dinas", "Selesai": "kotak-masuk/?tab=selesai", "Semua": "kotak-masuk/?tab=semua",
    "Selesai, from the middle": f"kotak-masuk/?tab=selesai&sebelum={old}_1",
    "agency": f"kotak-masuk/?tab=dinas&dinas={agency}", "agency, to sort": f"kotak-masuk/?dinas={agency}",
    "agency, everything": f"kotak-masuk/?tab=semua&dinas={agency}",
    "channel": "kotak-masuk/?tab=semua&kanal=x-akun77", "kind": "kotak-masuk/?jenis=pengaduan", "kind, done": "kotak-masuk/?tab=selesai&jenis=aspirasi",
    "kind that none is": "kotak-masuk/?tab=selesai&jenis=pujian", "overdue": "kotak-masuk/?tenggat=lewat", "overdue cases": "kotak-masuk/?tab=dinas&tenggat=lewat",
    "due soon, everything": "kotak-masuk/?tab=semua&tenggat=segera", "mine": "kotak-masuk/?tab=semua&milik=saya", "unread": "kotak-masuk/?tab=semua&belum_dibaca=ya",
    "kind, overdue and unread": "kotak-masuk/?jenis=pengaduan&tenggat=lewat&belum_dibaca=ya",
    "search, a common word": "kotak-masuk/?tab=semua&q=kata1", "search, a rare word": "kotak-masuk/?tab=semua&q=kata19777",
    "search, two words": "kotak-masuk/?tab=semua&q=kata3+kata250", "search, a phrase": "kotak-masuk/?tab=semua&q=%22kata1+kata2%22",
    "search, common in one tab": "kotak-masuk/?tab=siap&q=kata1", "search, nothing found": "kotak-masuk/?tab=semua&q=tidakada",
    "search, a case number": f"kotak-masuk/?tab=semua&q={case.number}/{case.year}", "search, an author": "kotak-masuk/?tab=semua&q=dari:warga777",
}
HERS = {"a conversation": f"kotak-masuk/{talk}/", "a case": f"kasus/{case.pk}/"}
VIEWS = [f"tab={tab}&{words}" for tab in ("pilah", "semua") for words in (
    "jenis=pengaduan", "jenis=pujian", f"dinas={agency}", "tenggat=segera", "milik=saya", "belum_dibaca=ya")]
KEPT = "first page, twelve views kept"
told = []
for login, pages in (("eko", BOTH | HERS), ("fitri", BOTH | {"a case": f"kasus/{own.pk}/"})):
    user = User.objects.get(username=login)
    client = Client(); client.force_login(user)
    pages = pages | {"what is new (asked every 10 s)": None, KEPT: "kotak-masuk/"}
    first = client.get("/g/wajo/kotak-masuk/").content.decode()
    rows = ",".join(f"{a}.{b}" for a, b in __import__("re").findall(r'data-row="(\\d+)" data-mark="(\\w+)"', first))
    since = __import__("re").search(r'data-since="(\\d+)"', first)[1]
    for name, path in pages.items():
        if name == KEPT:
            with within(wajo.pk):
                for words in VIEWS: keep_view(actor=actor_for(user.pk, wajo), name=words[:40], words=words)
        address = "/g/wajo/" + (path or f"kotak-masuk/baru/?tab=pilah&sejak={since}&baris={rows}")
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code in (200, 204), (address, answer.status_code)
        if "VERBOSE" == "yes":
            for q in queries: print(q["time"], q["sql"][:3000], file=__import__("sys").stderr)
        many = len(queries)
        slowest = max(queries, key=lambda q: float(q["time"]))
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter(); client.get(address); times.append((time.perf_counter() - began) * 1000)
        told.append([login, name, min(times), statistics.median(times), statistics.quantiles(times, n=20)[-1], many, len(answer.content), slowest["time"] + " " + slowest["sql"][:60], answer.content.decode().count('data-row=')])
print(json.dumps(told))
"""
STATES = "CASE WHEN n % 100 < 90 THEN 'archived' WHEN n % 100 < 93 THEN 'done' WHEN n % 100 < 97 THEN 'with_agency' WHEN n % 1000 = 999 THEN 'ready' ELSE 'new' END"
KINDS = "(ARRAY['complaint','complaint','complaint','question','aspiration','other'])[1 + n % 6]"


def fill(owner: psycopg.Connection, count: int) -> None:
    """Comments over two years, newest last; a tenth became cases, spread over the agencies; words by a Zipf-like law."""
    copy_rows(
        owner,
        "organizations_agency",
        f"generate_series(1, {AGENCIES}) n",
        {"code": "'b' || n", "name": "'Dinas ' || n", "short_name": "'b' || n"},
    )
    copy_rows(owner, "channels_channel", "(SELECT id AS agency, short_name FROM organizations_agency WHERE short_name LIKE 'b%') a",
        {"remote_id": "a.short_name", "name": "'Akun ' || a.short_name", "handle": "'akun' || substr(a.short_name, 2)", "agency_id": "a.agency"})  # fmt: skip
    owner.execute(
        "UPDATE channels_channel SET agency_id = (SELECT id FROM organizations_agency WHERE name = 'Dinas PU') WHERE handle IN ('akun1', 'akun2')"
    )
    owner.execute(
        "CREATE TEMP TABLE place AS SELECT row_number() OVER (ORDER BY c.id) - 1 AS nth, c.id AS channel, c.agency_id AS agency, count(*) OVER () AS all_of FROM channels_channel c"
    )
    began = f"now() - ({count} - n) * (interval '730 days' / {count})"
    copy_rows(owner, "inbox_conversation", f"generate_series(1, {count}) n JOIN place p ON p.nth = (n::bigint * 7919) % p.all_of", {
        "root_id": "'r' || n", "channel_id": "p.channel", "author_name": "'warga' || n % 50000", "author_id": "'a' || n % 50000",
        "excerpt": "'laporan warga nomor ' || n || ' tentang jalan dan lampu di kampung kami, mohon segera ditindaklanjuti ya pak'",
        "state": STATES, "opened_at": began, "last_at": began, "verify_by": f"{began} + interval '3 days'", "kind": KINDS, "suggested_agency_id": "p.agency",
        "case_id": "NULL::bigint",
    })  # fmt: skip
    copy_rows(owner, "inbox_message", f"(SELECT id AS talk, channel_id AS place, excerpt AS said, root_id AS root, last_at AS told, author_name AS who, author_id AS whose FROM inbox_conversation ORDER BY id LIMIT {count} OFFSET 1) x",
        {"conversation_id": "x.talk", "channel_id": "x.place", "remote_id": "x.root", "text": "x.said", "at": "x.told", "author_name": "x.who", "author_id": "x.whose"})  # fmt: skip
    pass_on(owner)
    index(owner)
    owner.execute("VACUUM ANALYZE")


def pass_on(owner: psycopg.Connection) -> None:
    """What is not waiting to be sorted is a case at its account's agency, with a disposition and two promises."""
    cases = ("(SELECT c.id AS talk, c.opened_at AS began, p.agency, c.state AS talk_state, row_number() OVER (ORDER BY c.id) + 1 AS n FROM inbox_conversation c "
        "JOIN place p ON p.channel = c.channel_id WHERE c.id > 1 AND (c.state IN ('with_agency', 'done', 'ready') OR (c.state = 'archived' AND c.id % 45 = 0))) x")  # fmt: skip
    ended = "CASE WHEN x.talk_state IN ('with_agency', 'ready') THEN 'assigned' ELSE 'closed' END"
    copy_rows(
        owner,
        "inbox_case",
        cases,
        {
            "conversation_id": "x.talk",
            "number": "x.n",
            "agency_id": "x.agency",
            "opened_at": "x.began",
            "state": ended,
            "title": "'Laporan ' || x.n",
        },
    )
    owner.execute(
        "UPDATE inbox_conversation c SET case_id = k.id FROM inbox_case k WHERE k.conversation_id = c.id AND k.number > 1"
    )
    made = "(SELECT k.id AS matter, k.agency_id AS agency, k.opened_at AS began, k.state AS kept FROM inbox_case k WHERE k.number > 1) x"
    copy_rows(owner, "inbox_disposition", made, {"case_id": "x.matter", "to_agency_id": "x.agency", "given_at": "x.began", "due_at": "x.began + interval '7 days'",
        "state": "CASE WHEN x.kept = 'closed' THEN 'answered' ELSE 'open' END"})  # fmt: skip
    copy_rows(owner, "inbox_deadline", f"{made}, (VALUES ('D02', 7), ('D05', 20)) d (kode, days)", {"case_id": "x.matter", "code": "d.kode", "starts_at": "x.began",
        "due_at": "x.began + d.days * interval '1 day'", "met_at": "CASE WHEN x.kept = 'closed' THEN x.began + interval '4 days' END"})  # fmt: skip


def index(owner: psycopg.Connection) -> None:
    """The search table as the arrival fills it: 12 words a comment, its author, its account, its agencies, its week and quarter."""
    g = owner.execute("SELECT government_id FROM inbox_conversation LIMIT 1").fetchone()
    assert g
    p = f"g{g[0]}."
    week = "(floor(extract(epoch FROM m.at)) / 604800)::int"
    word = f"floor(power(random(), 3) * {VOCABULARY} + m.id * 0)::int"
    words = f"SELECT string_agg('''{p}kata' || {word} || ''':' || w, ' ') FROM generate_series(1, 12) w"
    agencies = f"SELECT coalesce(string_agg(' ''{p}:a' || a.agency_id || '''', ''), '') FROM inbox_passedtalk a WHERE a.conversation_id = m.conversation_id"
    owner.execute("DROP INDEX inbox_search_words")
    owner.execute(
        "INSERT INTO inbox_search (government_id, message_id, conversation_id, document) SELECT m.government_id, m.id, m.conversation_id, "
        f"(({words}) || ({agencies}) || ' ''{p}' || m.author_name || ''':16000 ''{p}@' || m.author_name || ''':16000 ''{p}:c' || m.channel_id || ''' ''{p}:w' || {week} || ''' ''{p}:q' || {week} / 13 || '''')::tsvector "
        "FROM inbox_message m ON CONFLICT DO NOTHING"
    )
    owner.execute("SET maintenance_work_mem = '256MB'")
    owner.execute(
        "CREATE INDEX inbox_search_words ON inbox_search USING gin (document) WITH (fastupdate = on, gin_pending_list_limit = 1024)"
    )


def measured(count: int, rounds: int, *, verbose: bool) -> dict[tuple[str, str], list[float]]:
    name = f"kt_bench_inbox_{count}"
    with ledger(name) as owner:
        run(PATTERN, "owner", name)
        began = time.monotonic()
        fill(owner, count)
        sizes = owner.execute(
            "SELECT relname, pg_size_pretty(pg_total_relation_size(oid)) FROM pg_class WHERE relname IN ('inbox_search', 'inbox_message', 'inbox_conversation')"
        ).fetchall()
        print(f"{count:,} comments made in {time.monotonic() - began:.0f} s; {sizes}", flush=True)
        program = (
            MEASURE.replace("COUNT", str(count))
            .replace("ROUNDS", str(rounds))
            .replace("VERBOSE", "yes" if verbose else "no")
        )
        said = run(program, "app", name)
    return {(who, page): rest for who, page, *rest in json.loads(said.splitlines()[-1])}


def run(program: str, role: str, name: str) -> str:
    command = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(
        command, env=surroundings(name, role), check=True, cwd=places.REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=MANY)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    small = measured(asked.rows // 10, asked.rounds, verbose=False)
    large = measured(asked.rows, asked.rounds, verbose=asked.verbose)
    rows: list[tuple[str, ...]] = [
        ("who", "page", "best", "median", "p95", "queries", "kB", "rows", "growth from 1/10", "slowest statement")
    ]
    for key, (best, median, p95, queries, size, slowest, shown) in large.items():
        growth = best / small[key][0]  # the best of each: on a busy machine the others measure the neighbours
        over = "" if p95 <= LIMIT_MS and queries <= LIMIT_QUERIES and growth <= LIMIT_GROWTH else "  over"
        told = (
            f"{best:.1f} ms",
            f"{median:.1f} ms",
            f"{p95:.1f} ms{over}",
            str(queries),
            f"{size / 1000:.1f}",
            str(shown),
            f"{growth:.2f}",
        )
        rows.append((*key, *told, str(slowest)[:50]))
    table(f"Kotak masuk with {asked.rows:,} comments; load {os.getloadavg()[0]:.1f}", rows)


if __name__ == "__main__":
    main()
