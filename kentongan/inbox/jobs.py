"""Background entry points, each in a loop of its own in the worker: a slow platform must not delay what was pushed to us."""

from __future__ import annotations

from kentongan.inbox.intake import process_waiting
from kentongan.inbox.listening import listen_due
from kentongan.inbox.polling import poll_due


def understand() -> int:
    """Turn what came in into conversations; return how many events were handled."""
    return process_waiting()


def ask_platforms() -> int:
    """Ask the platforms whose time has come; return how many comments, mentions and messages were new."""
    return poll_due() + listen_due()
