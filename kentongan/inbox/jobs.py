"""Background entry points, called by the worker's loop."""

from __future__ import annotations

from kentongan.inbox.intake import process_waiting
from kentongan.inbox.polling import poll_due


def work_once() -> int:
    """Understand what came in, then ask the platforms whose time has come; return how much was done."""
    return process_waiting() + poll_due()
