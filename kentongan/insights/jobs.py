"""Background entry points, run by Procrastinate."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kentongan.insights import services


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="insights.read_due", lock="insights.read_due")
def read_due_figures(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells when it was due
    """Read the figures whose time has come."""
    services.read_due()
