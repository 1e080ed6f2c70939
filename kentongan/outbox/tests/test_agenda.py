"""What is due is known to those who look after the accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kentongan.channels import agenda
from kentongan.core import clock
from kentongan.outbox.models import Delivery
from kentongan.tenancy.scope import across_governments


@pytest.mark.as_worker
def test_an_accounts_next_post_is_known_by_its_name(promise: Callable[..., Delivery]) -> None:
    later, sooner = promise(after=timedelta(hours=3)), promise(after=timedelta(hours=2))
    promise(after=timedelta(hours=30))
    government, channel = sooner.government_id, sooner.channel_id

    assert agenda.next_due(government, [channel]) == {channel: sooner.run_at}
    assert list(agenda.titles(government, channel)) == [f"Kiriman {one.subject_id}" for one in (sooner, later)]
    with across_governments():
        near = agenda.earliest(clock.now(), clock.now() + timedelta(hours=24))
    assert list(near) == [(government, channel, sooner.run_at)]
