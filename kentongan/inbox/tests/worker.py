"""The worker, as far as tests of cases need it."""

from __future__ import annotations

from datetime import timedelta

from kentongan.core import clock
from kentongan.outbox.runner import run_once
from kentongan.outbox.tests.fake import ONE_STEP, FakePlatform, doors


def outbox_works(platform: FakePlatform | None = None, minutes: int = 1) -> FakePlatform:
    """The worker lives through some minutes."""
    fake = platform or FakePlatform(plan_of=ONE_STEP)
    for half in range(2 * minutes):
        run_once(clock.now() + timedelta(seconds=30 * half), doors=doors(fake))
    return fake
