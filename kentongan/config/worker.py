"""The worker process: the outbox, what comes in, the trail's seal, and Procrastinate's jobs, side by side in threads.

A loop that breaks is logged and goes on after a pause: one platform's bad day must not stop the others.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import TYPE_CHECKING, Any

import django
import structlog

from kentongan.config import logs
from kentongan.config.warming import put_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from threading import Event

log = structlog.get_logger("kentongan.worker")
PAUSE_AFTER_TROUBLE = 2.0
INTAKE_PAUSE = 0.4
POLLING_PAUSE = 2.0
SEAL_PAUSE = 1.0
KEYS_PAUSE = 5.0
WATCH_PAUSE = 30.0
CLOCKS_PAUSE = 5.0
WARM_UP = 120.0
"""Before silence is judged: after a stop of ours every account has been silent, until it has been read once."""
STOP_WITHIN = 10.0


def run(only: str = "") -> None:
    """Work until SIGTERM or Ctrl-C. `only`: "outbox" or "jobs" to split the work over two processes."""
    os.environ.setdefault("KENTONGAN_ROLE", "worker")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")
    logs.configure()
    django.setup()
    put_aside()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threads = [_start(name, loop, stop) for name, loop in _loops(only).items()]
    log.info("worker ready", loops=[thread.name for thread in threads])
    while not stop.wait(1.0):
        pass
    for thread in threads:
        thread.join(STOP_WITHIN)


def _loops(only: str) -> Mapping[str, Callable[[Event], None]]:
    outbox = {"outbox": _outbox}
    jobs = {"intake": _intake, "polling": _polling, "keys": _keys, "watch": _watch}
    jobs |= {"clocks": _clocks, "seal": _seal, "procrastinate": _procrastinate}
    return {"outbox": outbox, "jobs": jobs}.get(only, outbox | jobs)


def _start(name: str, loop: Callable[[Event], None], stop: Event) -> threading.Thread:
    thread = threading.Thread(target=_keep_going, args=(name, loop, stop), name=name, daemon=True)
    thread.start()
    return thread


def _keep_going(name: str, loop: Callable[[Event], None], stop: Event) -> None:
    from django.db import close_old_connections

    while not stop.is_set():
        try:
            loop(stop)
        except Exception:
            log.exception("loop broke", loop=name)
            close_old_connections()
            stop.wait(PAUSE_AFTER_TROUBLE)


def _outbox(stop: Event) -> None:
    from kentongan.outbox.runner import run_forever

    run_forever(stop)


def _intake(stop: Event) -> None:
    from kentongan.inbox.jobs import understand

    _repeat(stop, understand, INTAKE_PAUSE)


def _polling(stop: Event) -> None:
    from kentongan.inbox.jobs import ask_platforms

    _repeat(stop, ask_platforms, POLLING_PAUSE)


def _keys(stop: Event) -> None:
    from kentongan.channels.jobs import keep_keys

    _repeat(stop, keep_keys, KEYS_PAUSE)


def _watch(stop: Event) -> None:
    from kentongan.channels.jobs import watch_freshness

    stop.wait(WARM_UP)
    _repeat(stop, watch_freshness, WATCH_PAUSE)


def _clocks(stop: Event) -> None:
    from kentongan.inbox.jobs import watch_clocks

    _repeat(stop, watch_clocks, CLOCKS_PAUSE)


def _seal(stop: Event) -> None:
    from kentongan.config.upkeep import seal_all

    _repeat(stop, seal_all, SEAL_PAUSE)


def _repeat(stop: Event, once: Callable[[], int], pause: float) -> None:
    while not stop.is_set():
        if not once():
            stop.wait(pause)


def _procrastinate(stop: Event) -> None:
    asyncio.run(_procrastinate_until(stop))


async def _procrastinate_until(stop: Event) -> None:
    from procrastinate.contrib.django import app

    connector: Any = app.connector
    async with app.with_connector(connector.get_worker_connector()).open_async() as running:
        work = asyncio.create_task(
            running.run_worker_async(install_signal_handlers=False, concurrency=2, delete_jobs="successful")
        )
        while not stop.is_set() and not work.done():  # noqa: ASYNC110 - a threading event, set by a signal
            await asyncio.sleep(0.5)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


if __name__ == "__main__":
    run()
