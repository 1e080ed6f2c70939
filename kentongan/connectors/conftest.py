"""One sandbox program for all connectors' tests of a process; each test makes a world of its own in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kentongan.connectors.tests.contract import world as worlds


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give its address."""
    with worlds.running(tmp_path_factory.mktemp("sandbox")) as base:
        yield base
