"""A worker is killed at every boundary of every step; a new one takes over. Never twice, never lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from kentongan.config import embedded
from kentongan.config.processes import wait_until
from tests import database
from tests.faults.installation import SHORT, Installation, build, erase

CONTAINER = r"^/v[\d.]+/\d+/media$"
OBJECT = r"^/v[\d.]+/\d+$"
PUBLISH = r"/media_publish$"
PHOTOS = r"/photos$"
UPLOAD = r"/upload/youtube/v3/videos$"


@dataclass(frozen=True)
class Boundary:
    """Where the worker dies: before or after a call takes effect on the platform. `skip`: calls of that shape before it."""

    name: str
    platform: str
    method: str
    path: str
    stage: str
    skip: int = 0
    quick: bool = False


def both(name: str, platform: str, method: str, path: str, skip: int = 0, *, quick: bool = False) -> list[Boundary]:
    return [
        Boundary(f"{platform}: {name}, {word}", platform, method, path, stage, skip, quick=quick)
        for word, stage in (("before it takes effect", "hold_before"), ("after it took effect", "hold_after_commit"))
    ]


BOUNDARIES = [
    *both("making the container", "instagram", "POST", CONTAINER),
    *both("waiting for the container", "instagram", "GET", OBJECT),
    *both("publishing", "instagram", "POST", PUBLISH, quick=True),
    *both("reading the permalink", "instagram", "GET", OBJECT, skip=1),
    *both("publishing", "facebook", "POST", PHOTOS, quick=True),
    *both("opening the upload", "youtube", "POST", UPLOAD),
    *both("sending the bytes", "youtube", "PUT", UPLOAD, quick=True),
]
TROUBLES = [
    ("the answer is lost", "lost_after_commit"),
    ("the platform hangs", "hang:4"),
    ("a gateway answers before", "html_502"),
    ("a gateway answers instead", "html_502_after_commit"),
    ("the answer is cut in half", "truncate"),
    ("the platform does it too late", "late:4"),
]
COMMITS = {"instagram": ("POST", PUBLISH), "facebook": ("POST", PHOTOS), "youtube": ("PUT", UPLOAD)}
QUICK_TROUBLES = {("instagram", "lost_after_commit"), ("facebook", "html_502_after_commit"), ("youtube", "hang:4")}
IMPOSSIBLE = {"hang:4", "html_502"}
"""On a commit these leave nothing public: absence must be proved, which takes ten minutes."""


def chosen() -> tuple[list[Boundary], list[tuple[str, str, str]]]:
    boundaries = [one for one in BOUNDARIES if one.quick or not SHORT]
    troubles = [
        (platform, words, kind)
        for platform in COMMITS
        for words, kind in TROUBLES
        if (platform, kind) in QUICK_TROUBLES or not (SHORT or (kind in IMPOSSIBLE and platform != "youtube"))
    ]
    return boundaries, troubles


KILLS, MISHAPS = chosen()
PROVED_ABSENT = "facebook: nothing arrived, and it is proved"
pytestmark = pytest.mark.faults


def named(platform: str, words: str) -> str:
    return f"{platform}: {words}"


@pytest.fixture(scope="module")
def installation(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    embedded.start(database.cluster())
    wanted = [(one.platform, one.name) for one in KILLS]
    wanted += [(platform, named(platform, words)) for platform, words, _ in MISHAPS]
    wanted += [("facebook", PROVED_ABSENT)]
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


def exactly_one(installation: Installation, text: str) -> None:
    """What the public sees, what the ledger says, and that nothing more comes."""
    installation.await_state(text, "published")
    posts = installation.public(text)
    assert [post["text"] or post["title"] for post in posts] == [text]
    assert installation.state(text)[1] == posts[0]["remote_id"]
    assert not wait_until(lambda: len(installation.public(text)) != 1, seconds=1.0)


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
    exactly_one(installation, boundary.name)


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
