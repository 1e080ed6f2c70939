"""Background entry points, run by Procrastinate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procrastinate.contrib.django import app

if TYPE_CHECKING:
    from procrastinate import JobContext


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="work.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells when it was due
    """Give the jobs of a worker that died to a living one; Procrastinate leaves this to its users."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job)
