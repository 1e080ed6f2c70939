"""What a web process reads before its first request."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.template import engines

from kentongan.config.warming import warm_pages


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_every_template_is_read_and_what_stays_is_not_looked_through_again() -> None:
    warm_pages()
    read = engines["django"].engine.template_loaders[0].get_template_cache  # type: ignore[attr-defined]
    assert {"404.html", "inbox/case.html", "content/_check.html"} <= set(read)
    assert gc.get_freeze_count() > 100_000
