"""Budgets: never more than is there, and reading never eats what posting needs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kentongan.outbox import rates
from kentongan.outbox.rates import Bucket

START = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
buckets = st.builds(
    lambda capacity, share, rate: Bucket(capacity, rate, capacity * share, START),
    st.floats(1, 10_000),
    st.floats(0, 1),
    st.floats(0, 100),
)
calls = st.lists(st.tuples(st.floats(-60, 600), st.floats(0, 50), st.booleans()), max_size=60)


@given(buckets, calls)
def test_no_more_goes_out_than_there_was_and_than_came_back(
    bucket: Bucket, wanted: list[tuple[float, float, bool]]
) -> None:
    first, now, spent = bucket.tokens, START, 0.0
    latest = START
    for passed, amount, reading in wanted:
        now += timedelta(seconds=passed)
        latest = max(latest, now)
        after = rates.take(bucket, now, amount, for_reading=reading)
        if after is not None:
            bucket, spent = after, spent + amount
        assert -1e-6 <= bucket.tokens <= bucket.capacity + 1e-6
    came_back = bucket.per_second * (latest - START).total_seconds()
    assert spent <= first + came_back + 1e-3


@given(buckets, calls)
def test_reads_never_take_what_is_kept_for_posts(bucket: Bucket, wanted: list[tuple[float, float, bool]]) -> None:
    now, reserve = START, bucket.capacity * rates.RESERVE
    for passed, amount, _ in wanted:
        now += timedelta(seconds=passed)
        before = rates.refill(bucket, now).tokens
        after = rates.take(bucket, now, amount, for_reading=True)
        if after is not None and amount:
            assert after.tokens >= reserve - 1e-6
        bucket = after or bucket
        if before >= 1:
            assert rates.take(bucket, now, 1) is not None or rates.refill(bucket, now).tokens < 1


@given(
    st.floats(0, 3),
    st.one_of(st.none(), st.timedeltas(timedelta(0), timedelta(days=9))),
    st.timedeltas(timedelta(0), timedelta(days=9)),
)
def test_reads_rest_before_writes_do_and_neither_for_ever(
    used: float, resets_in: timedelta | None, passed: timedelta
) -> None:
    told, now = rates.heard(used, resets_in, START), START + passed
    if rates.writes_rest(told, now):
        assert rates.reads_rest(told, now)
    if passed > rates.LONGEST_BLOCK:
        assert rates.reads_rest(told, now) is None


def test_a_platform_that_says_nothing_stops_nobody() -> None:
    assert rates.reads_rest(None, START) is None
    assert rates.writes_rest(None, START) is None
    assert rates.take(Bucket(10, 0, 3, START), START, -1) is None
