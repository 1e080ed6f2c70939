"""A pytest plugin: which of the two test processes runs what."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from xdist.scheduler import LoadFileScheduling

if TYPE_CHECKING:
    from xdist.remote import Producer

STORIES = "tests/stories/"
# The browser driver leaves its event loop in the process; Django would take every later test for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class StoriesTogether(LoadFileScheduling):  # type: ignore[misc]
    """A file stays in one process, and so do all stories: they share one running demo with its data."""

    def _split_scope(self, nodeid: str) -> str:
        return STORIES if nodeid.startswith(STORIES) else str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> StoriesTogether:
    """Answer xdist's question for a scheduler."""
    return StoriesTogether(config, log)
