"""A ledger of the benchmarks' own with as many rows as wanted, on the forgetful test cluster. Imported by the scripts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

os.environ.setdefault("KENTONGAN_CLUSTER", "test-pg")
os.environ.setdefault("KENTONGAN_TESTS", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")
os.environ.setdefault("KENTONGAN_CREDENTIAL_KEYS", "bench=only-for-benchmarks")

from kentongan.config import embedded, places
from kentongan.config.database import Urls, embedded_urls, environment

sys.path.insert(0, str(places.REPOSITORY))

from tests import database

Path(places.REPOSITORY, "var", "static").mkdir(parents=True, exist_ok=True)


@contextmanager
def ledger(name: str, world: str = "") -> Iterator[psycopg.Connection]:
    """A migrated database with one official, one account and one promise as patterns; dropped at the end. The owner's connection."""
    embedded.start(database.cluster())
    _run(TEMPLATE, "owner", "kentongan")
    with database.maintenance() as connection:
        database.drop(connection, name)
        database.create(connection, name, database.template_name())
    _populate(name, world)
    try:
        with psycopg.connect(urls(name).owner, autocommit=True) as owner:
            owner.execute("SELECT set_config('kentongan.government', '*', false)")
            yield owner
    finally:
        with database.maintenance() as connection:
            database.drop(connection, name)


def urls(name: str) -> Urls:
    """The database's addresses, one a role."""
    return embedded_urls(database.cluster().place, name)


def surroundings(name: str, role: str) -> dict[str, str]:
    """The environment of a process of the product that works on this database."""
    return dict(os.environ) | environment(urls(name)) | {"KENTONGAN_ROLE": role}


TEMPLATE = """
import tests.environment, django; django.setup()
import conftest; conftest._ensure_template()
"""

PEOPLE = """
import django; django.setup()
from kentongan.connectors.contract import Act
from kentongan.core import clock
from kentongan.outbox.payload import Payload
from kentongan.outbox.services import schedule
from kentongan.tenancy.scope import within
from tests import builders
wajo = builders.government("wajo")
with within(wajo.pk):
    ayu = builders.person("Ayu Larasati")
    builders.appointment(ayu); builders.competency(ayu)
    channel = builders.channel(ayu.agency, "x", world="WORLD", remote_id="pattern")
    builders.grant(ayu, channel)
    schedule(actor=builders.actor_of(ayu), channel=channel, act=Act.PUBLISH, subject_type="pattern", subject_id=0,
             payload=Payload(text="Kabar"), run_at=clock.now(), person_id=ayu.pk, agency_id=ayu.agency_id)
"""


def _populate(name: str, world: str) -> None:
    _run(PEOPLE.replace("WORLD", world), "owner", name)


def _run(program: str, role: str, name: str) -> None:
    command = [sys.executable, "-W", "ignore", "-c", program]
    subprocess.run(command, env=surroundings(name, role), check=True, cwd=places.REPOSITORY)


def copy_rows(owner: psycopg.Connection, table: str, source: str, values: dict[str, str]) -> None:
    """Copy the pattern row `t` of a table once for every row of `source`, with some columns given as SQL."""
    columns = [row[0] for row in owner.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_identity = 'NO'", [table]
    ).fetchall()]  # fmt: skip
    chosen = ", ".join(values.get(name, f"t.{name}") for name in columns)
    first = "ORDER BY t.id LIMIT 1"
    owner.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM (SELECT * FROM {table} t {first}) t, {source}"
    )


def add_channels(owner: psycopg.Connection, count: int) -> None:
    """Accounts beside the pattern, one platform, with its keys and its grant."""
    copy_rows(
        owner, "channels_channel", f"generate_series(1, {count}) n", {"remote_id": "'b' || n", "name": "'Akun ' || n"}
    )
    others = "(SELECT id AS other FROM channels_channel WHERE remote_id <> 'pattern') c"
    copy_rows(owner, "channels_credential", others, {"channel_id": "c.other"})
    copy_rows(owner, "channels_grant", others, {"channel_id": "c.other"})
    owner.execute("DELETE FROM outbox_channelbucket")


def add_deliveries(owner: psycopg.Connection, state: str, count: int, channels: int, step: float) -> None:
    """Rows in one state, spread evenly over the accounts; each `step` seconds after the one before (negative: earlier)."""
    places = "(SELECT id AS channel, row_number() OVER (ORDER BY id) - 2 AS place FROM channels_channel) c"
    source = f"generate_series(1, {count}) n JOIN {places} ON c.place = n % {channels}"
    at = f"now() + n * {step} * interval '1 second'"
    values = {
        "id": "gen_random_uuid()", "channel_id": "c.channel", "subject_type": f"'bench.{state}'", "subject_id": "n::text",
        "state": f"'{state}'", "run_at": at, "next_at": at,
    }  # fmt: skip
    if state == "published":
        values |= {"remote_id": "'p' || n", "published_at": at}
    copy_rows(owner, "outbox_delivery", source, values)
