"""Background entry points, each in a loop of its own in the worker."""

from __future__ import annotations

from kentongan.channels.freshness import watch
from kentongan.channels.health import preflight_due
from kentongan.channels.renewal import renew_due


def keep_keys() -> int:
    """Renew keys whose time has come and ask after accounts with something due; return how many were touched."""
    return renew_due() + preflight_due()


def watch_freshness() -> int:
    """Find accounts that fell silent, and those that speak again; return how many."""
    return watch()
