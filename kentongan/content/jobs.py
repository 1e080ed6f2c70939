"""Background entry points, run by Procrastinate."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kentongan.content import services


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="content.keep_series", lock="content.keep_series")
def keep_series(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells when it was due
    """Plan the next time of every repeated post whose time has come."""
    services.keep_due()
