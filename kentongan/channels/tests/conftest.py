"""A platform that asks for consent, in place of the real ones."""

from __future__ import annotations

import pytest

from kentongan.channels.tests.opener import FakeOpener
from kentongan.connectors import registry


@pytest.fixture
def opener(monkeypatch: pytest.MonkeyPatch) -> FakeOpener:
    fake = FakeOpener()
    monkeypatch.setattr(registry, "opener", lambda _platform, _http: fake)
    return fake
