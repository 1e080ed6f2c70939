"""PostgreSQL is stopped and started again while posts go out; it is a cluster of this test's own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kentongan.config import embedded
from kentongan.config.processes import wait_until
from tests import database
from tests.faults.installation import Installation, build, erase
from tests.faults.judgement import await_rest, judge, make_all_due, still_open

COUNT = 50
pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("django_db_setup")]


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    embedded.start(database.cluster())
    own = embedded.cluster("restarted", folder=tmp_path, durable=True)
    made = build(tmp_path, [], crowd={"accounts": 4, "count": COUNT}, cluster=own, timeout=5.0, lease=5.0)
    try:
        yield made
    finally:
        erase(made)


def test_posts_go_out_once_though_the_database_is_restarted_meanwhile(installation: Installation) -> None:
    """A call may be under way, with its end not yet written, each time the database goes."""
    installation.control("PUT", "", {"rules": {"chaos_share": 0.2, "chaos_kinds": ["delay:1"]}})
    workers = [installation.another(), installation.another()]
    for worker in workers:
        assert wait_until(lambda one=worker: "worker ready" in one.tail(50), seconds=60), worker.tail()  # type: ignore[misc]
    make_all_due(installation)
    for left in (COUNT * 4 // 5, COUNT // 2):
        assert wait_until(lambda most=left: still_open(installation) <= most, seconds=90)  # type: ignore[misc]
        assert still_open(installation)
        embedded.stop(installation.cluster)
        time.sleep(1.5)
        embedded.start(installation.cluster)
    await_rest(installation, 300)
    found = judge(installation)
    assert found.complaints == []
    assert found.states == {"published": COUNT}
    assert [worker.exit_status for worker in workers] == [None, None]
