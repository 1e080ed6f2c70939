"""Background entry points, run by Procrastinate."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kentongan.compliance import ocr


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="compliance.read_pictures", lock="compliance.read_pictures")
def read_pictures(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells when it was due
    """Read the words in pictures that nobody has read."""
    while ocr.read_one():
        pass
