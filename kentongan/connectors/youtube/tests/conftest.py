"""A running sandbox program, and a channel in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kentongan.connectors.tests.contract import world as worlds
from kentongan.connectors.youtube.tests.desk import Desk
from kentongan.core.http import Http, TimeOuts

_names = count()


@pytest.fixture
def desk(sandbox: str, tmp_path: Path) -> Iterator[Desk]:
    http = Http([sandbox], private_ok=True, time_outs=TimeOuts(read=10))
    yield Desk(worlds.create(sandbox, f"yt{next(_names)}"), http, tmp_path)
    http.close()
