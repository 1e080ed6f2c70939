"""A worker is killed at every boundary of every step; a new one takes over. Never twice, never lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kentongan.config import embedded
from kentongan.config.processes import wait_until
from tests import database
from tests.faults.boundaries import BOUNDARIES, COMMITS, Boundary, mishaps
from tests.faults.installation import SHORT, Installation, build, erase

KILLS = [one for one in BOUNDARIES if one.quick or not SHORT]
MISHAPS = mishaps(short=SHORT)
PROVED_ABSENT = "facebook: nothing arrived, and it is proved"
pytestmark = pytest.mark.faults


def named(platform: str, words: str) -> str:
    return f"{platform}: {words}"


@pytest.fixture(scope="module")
def installation(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    embedded.start(database.cluster())
    wanted = [(one.platform, one.name, one.shape) for one in KILLS]
    wanted += [(platform, named(platform, words), "") for platform, words, _ in MISHAPS]
    wanted += [("facebook", PROVED_ABSENT, "")]
    made = build(tmp_path_factory.mktemp("gangguan"), wanted)
    try:
        yield made
    finally:
        erase(made)


@pytest.fixture(autouse=True)
def calm(installation: Installation) -> Iterator[None]:
    installation.calm()
    yield
    installation.calm()


def exactly_one(installation: Installation, text: str, shape: str = "") -> None:
    """What the public sees, what the ledger says, and that nothing more comes."""
    said = [text, f"{text} (2)", f"{text} (3)"] if shape == "thread" else [text]
    installation.await_state(text, "published")
    posts = installation.public(text)
    assert [post["text"] or post.get("title") for post in posts] == said
    assert installation.state(text)[1] == posts[0]["remote_id"]
    assert not wait_until(lambda: len(installation.public(text)) != len(said), seconds=1.0)


@pytest.mark.parametrize("boundary", KILLS, ids=lambda one: one.name)
def test_a_killed_worker_leaves_exactly_one_post(installation: Installation, boundary: Boundary) -> None:
    told = (boundary.platform, boundary.method, boundary.path)
    if boundary.skip:
        installation.fault("delay:0", *told, times=boundary.skip)
    installation.fault(boundary.stage, *told)
    installation.hire()
    installation.make_due(boundary.name)
    installation.await_held()
    installation.kill()
    installation.release()
    installation.hire()
    exactly_one(installation, boundary.name, boundary.shape)


@pytest.mark.parametrize(("platform", "words", "kind"), MISHAPS)
def test_a_mishap_on_the_publishing_call_leaves_exactly_one_post(
    installation: Installation, platform: str, words: str, kind: str
) -> None:
    installation.fault(kind, platform, *COMMITS[platform])
    installation.hire()
    installation.make_due(named(platform, words))
    exactly_one(installation, named(platform, words))


@pytest.mark.long
@pytest.mark.skipif(SHORT, reason="proving absence takes ten minutes; `make faults` runs it")
def test_what_never_arrived_is_sent_again_once_its_absence_is_proved(installation: Installation) -> None:
    installation.fault("reset", "facebook", *COMMITS["facebook"])
    installation.hire()
    installation.make_due(PROVED_ABSENT)
    installation.await_state(PROVED_ABSENT, "unknown")
    installation.await_state(PROVED_ABSENT, "published", seconds=900)
    exactly_one(installation, PROVED_ABSENT)
