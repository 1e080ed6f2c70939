"""Many posts on all platforms while one call in ten goes wrong. The seed is printed; FAULTS_SEED repeats it."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kentongan.config import embedded
from tests import database
from tests.faults.installation import Installation, build, erase
from tests.faults.judgement import Judgement, await_rest, judge, make_all_due

SEED = int(os.environ.get("FAULTS_SEED") or random.SystemRandom().randrange(1_000_000))
ACCOUNTS = 8
"""On each of five platforms."""
SHARE = 0.1
FOUND_AT_ONCE = ("lost_after_commit", "html_502_after_commit", "truncate_json", "delay:1")
"""After these a post is public or the call can be made again: nobody has to prove that something is absent."""
pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("django_db_setup")]


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print at once, also when all is well: a seed is of use only where it can be read."""

    def write(sentence: str) -> None:
        with capfd.disabled():
            sys.stdout.write(f"\n{sentence}\n")
            sys.stdout.flush()

    return write


@contextmanager
def installed(folder: Path, count: int, kinds: tuple[str, ...]) -> Iterator[Installation]:
    embedded.start(database.cluster())
    made = build(folder, [], crowd={"accounts": ACCOUNTS, "count": count}, lease=5.0, timeout=5.0)
    try:
        made.control("PUT", "", {"rules": {"chaos_share": SHARE, "chaos_seed": SEED, "chaos_kinds": kinds}})
        yield made
    finally:
        erase(made)


def struck(made: Installation) -> int:
    calls = made.control("GET", "/catatan?bagian=panggilan")["panggilan"]
    return sum(bool(call["fault"]) for call in calls)


def assert_well(found: Judgement, count: int) -> None:
    assert found.complaints == [], f"FAULTS_SEED={SEED}"
    assert sum(found.states.values()) == count


def test_of_many_posts_none_is_lost_and_none_is_public_twice_though_answers_get_lost(
    tmp_path: Path, say: Callable[[str], None]
) -> None:
    count = 200
    say(f"FAULTS_SEED={SEED}: {count} posts, two workers, faults: {', '.join(FOUND_AT_ONCE)}")
    with installed(tmp_path, count, FOUND_AT_ONCE) as made:
        workers = [made.another(), made.another()]
        make_all_due(made)
        took = await_rest(made, seconds=150)
        found = judge(made)
        say(f"{took:.0f} s, {dict(found.states)}, {struck(made)} calls struck")
        assert_well(found, count)
        assert found.states["published"] == count, [worker.tail(5) for worker in workers]
        assert struck(made) > count / 10
