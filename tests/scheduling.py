"""A pytest plugin: which of the two test processes runs what."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from xdist.scheduler import LoadFileScheduling

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.workermanage import WorkerController

STORIES = "tests/stories/"
LONG = (
    STORIES,
    "tests/test_walls.py",
    "kentongan/outbox/tests/test_interleavings.py",
    "tests/test_seed.py",
    "kentongan/media/",
)
"""What takes long for its number of tests. It goes first: begun last, one process works on it while the other has nothing left."""
# The browser driver leaves its event loop in the process; Django would take every later test for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class StoriesTogether(LoadFileScheduling):  # type: ignore[misc]
    """A file stays in one process, and so do the stories among other tests: they share one running demo with its data.

    Where nothing but stories runs, each process has a demo of its own, and they share the stories by files.
    """

    def _split_scope(self, nodeid: str) -> str:
        together = nodeid.startswith(STORIES) and not self._stories_alone
        return STORIES if together else str(super()._split_scope(nodeid))

    @property
    def _stories_alone(self) -> bool:
        return all(nodeid.startswith(STORIES) for nodeid in self.collection or ())

    def _assign_work_unit(self, node: WorkerController) -> None:
        waiting = (scope for long in LONG for scope in self.workqueue if scope.startswith(long))
        if first := next(waiting, None):
            self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> StoriesTogether:
    """Answer xdist's question for a scheduler."""
    return StoriesTogether(config, log)
