"""Background entry points, run by Procrastinate."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kentongan.events import services


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="events.remind_due", lock="events.remind_due")
def remind_officers(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells when it was due
    """Remind whoever covers an event, the day before and at its start."""
    services.remind_due()
