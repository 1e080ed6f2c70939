"""Background entry points, run by Procrastinate."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kentongan.approvals import services


@app.periodic(cron="* * * * * */20")
@app.task(queueing_lock="approvals.keep_due", lock="approvals.keep_due")
def keep_due(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells when it was due
    """Remind, pass on and end requests whose moment has come."""
    services.keep_due()
