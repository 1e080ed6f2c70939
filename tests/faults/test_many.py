"""Many posts on all platforms while one call in ten goes wrong. The seed is printed; FAULTS_SEED repeats it."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kentongan.config import embedded
from kentongan.config.processes import Child
from tests import database
from tests.faults.installation import SHORT, Installation, build, erase
from tests.faults.judgement import Judgement, await_rest, judge, make_all_due, still_open

SEED = int(os.environ.get("FAULTS_SEED") or random.SystemRandom().randrange(1_000_000))
POSTS_EACH = 10
"""On every account. One that hears "too many requests" rests for a quarter of an hour, and posts of one account go out in turn:
with hundreds on each, most of a day would pass."""
SHARE = 0.1
FOUND_AT_ONCE = ("lost_after_commit", "html_502_after_commit", "truncate_json", "delay:1")
"""After these a post is public or the call can be made again: nobody has to prove that something is absent."""
EVERYTHING = (*FOUND_AT_ONCE, "truncate", "html_502", "reset", "ok_with_error", "answer", "hang:6", "late:7")
MANY = int(os.environ.get("FAULTS_COUNT", "10000"))
LONGEST = 60 * 60.0
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
    made = build(
        folder, [], crowd={"accounts": max(8, count // (5 * POSTS_EACH)), "count": count}, lease=5.0, timeout=5.0
    )
    try:
        made.control("PUT", "", {"rules": {"chaos_share": SHARE, "chaos_seed": SEED, "chaos_kinds": kinds}})
        yield made
    finally:
        erase(made)


def kill(worker: Child) -> None:
    """SIGKILL: nothing is finished, nothing is said."""
    assert worker.process is not None
    worker.process.kill()
    worker.process.wait()


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
        took = await_rest(made, seconds=300)
        found = judge(made)
        say(f"{took:.0f} s, {dict(found.states)}, {struck(made)} calls struck")
        assert_well(found, count)
        assert found.states["published"] == count, [worker.tail(5) for worker in workers]
        assert struck(made) > count / 10


@pytest.mark.long
@pytest.mark.skipif(SHORT, reason="10,000 posts and proofs of absence take half an hour; `make faults` runs it")
def test_of_ten_thousand_posts_none_is_lost_and_none_is_public_twice_whatever_breaks(
    tmp_path: Path, say: Callable[[str], None]
) -> None:
    say(f"FAULTS_SEED={SEED}: {MANY} posts, two workers killed now and then, faults: {', '.join(EVERYTHING)}")
    with installed(tmp_path, MANY, EVERYTHING) as made:
        workers = [made.another(), made.another()]
        make_all_due(made)
        took = live_through(made, workers, say)
        found = judge(made)
        say(f"{took:.0f} s, {dict(found.states)}, {made.workers} workers in all")
        assert_well(found, MANY)
        assert made.workers > len(workers)
        assert found.states["published"] > MANY * 0.9


def live_through(made: Installation, workers: list[Child], say: Callable[[str], None]) -> float:
    """Kill a worker every half minute or so, and put another in its place, until no row is open any more."""
    dice, begun = random.Random(SEED), time.monotonic()
    while (passed := time.monotonic() - begun) < LONGEST and (left := still_open(made)):
        say(f"{passed:.0f} s: {left} to go")
        await_rest(made, dice.uniform(20, 40))
        unlucky = dice.randrange(len(workers))
        kill(workers[unlucky])
        workers[unlucky] = made.another()
    return passed
