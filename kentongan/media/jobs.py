"""Background entry points, run by Procrastinate."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kentongan.media import copies


@app.periodic(cron="* * * * * */3")
@app.task(queueing_lock="media.make_waiting", lock="media.make_waiting")
def make_waiting_copies(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells when it was due
    """Make the copies of videos that were asked for, one after the other."""
    while copies.make_waiting():
        pass
