"""What publishing is measured against: one Procrastinate job a post. Run by `burst.py` as a program, told SLOTS and SECONDS.

A job claims nothing, checks nothing and keeps no history. It makes the same call through the same connector, in the threads
that Procrastinate gives to tasks that are not async, and writes the end. Every post is due so many seconds after the start.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

from kentongan.channels.accounts import account_of, connector_for
from kentongan.channels.models import Channel
from kentongan.config import logs
from kentongan.connectors.contract import Act, Outbound, Published
from kentongan.tenancy.scope import across_governments, within

POLL = 0.1  # as often as the product's own worker looks; Procrastinate's own 5 s would only make it later
DONE = "UPDATE outbox_delivery SET state = 'published', remote_id = %s, published_at = now() WHERE government_id = %s AND id = %s"


@app.task(name="bench.publish", queue="bench")
def publish(government_id: int, channel_id: int, delivery_id: str) -> None:
    with within(government_id):
        channel = Channel.objects.get(government_id=government_id, pk=channel_id)
        connector, account = connector_for(channel), account_of(channel)
    outbound = Outbound(act=Act.PUBLISH, key=delivery_id, text="Kabar")
    (step,) = connector.plan(outbound)
    outcome = connector.run(step.name, outbound, {}, account)
    assert isinstance(outcome, Published), outcome
    with within(government_id), connection.cursor() as cursor:
        cursor.execute(DONE, [outcome.remote_id, government_id, delivery_id])


def promise(due: datetime) -> None:
    """One job for each post of the ledger."""
    with across_governments(), connection.cursor() as cursor:
        cursor.execute("SELECT government_id, channel_id, id FROM outbox_delivery WHERE subject_type <> 'pattern'")
        posts = cursor.fetchall()
    jobs = [{"government_id": of, "channel_id": channel, "delivery_id": str(key)} for of, channel, key in posts]
    app.configure_task("bench.publish", schedule_at=due).batch_defer(*jobs)


async def work(slots: int) -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(slots))  # its own would have 6 threads on two cores
    connector: Any = app.connector
    async with app.with_connector(connector.get_worker_connector()).open_async() as running:
        print("worker ready")
        await running.run_worker_async(
            queues=["bench"],
            concurrency=slots,
            fetch_job_polling_interval=POLL,
            delete_jobs="successful",
            shutdown_graceful_timeout=5,
        )


def main() -> None:
    logs.configure()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    due = datetime.now(UTC) + timedelta(seconds=float(sys.argv[2]))
    promise(due)
    assert datetime.now(UTC) < due, "the promises took longer than that"
    print(f"due {due.timestamp()}")
    asyncio.run(work(int(sys.argv[1])))
