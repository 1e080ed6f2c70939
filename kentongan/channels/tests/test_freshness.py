"""An account that falls silent is noticed within a quarter of an hour; what was missed is read after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kentongan.channels import freshness
from kentongan.channels.freshness import Freshness, News, judge, polled, reads_deeper, watch
from kentongan.channels.models import Channel
from kentongan.core import clock
from kentongan.organizations.models import Agency
from kentongan.work.models import Task
from tests import builders

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def ago(minutes: float) -> datetime:
    return NOON - minutes * MINUTE


@pytest.mark.parametrize(
    ("news", "found"),
    [
        (News(None, ago(1)), Freshness.FRESH),
        (News(ago(14), None), Freshness.FRESH),
        (News(ago(14.9), ago(400)), Freshness.FRESH),
        (News(ago(15), ago(15)), Freshness.SILENT),
        (News(None, None), Freshness.SILENT),
        (News(None, None, since=ago(14)), Freshness.FRESH),
        (News(ago(60), ago(60), since=ago(2)), Freshness.FRESH),
        (News(None, ago(1), missed=ago(1)), Freshness.MUFFLED),
        (News(ago(30), ago(1), missed=ago(5)), Freshness.MUFFLED),
        (News(ago(4), ago(1), missed=ago(5)), Freshness.FRESH),
        (News(ago(30), ago(16), missed=ago(20)), Freshness.SILENT),
        (News(None, None, reads=False), Freshness.UNREAD),
    ],
)
def test_how_fresh_an_account_is(news: News, found: Freshness) -> None:
    assert judge(news, NOON) is found


@pytest.fixture
def quiet(instagram: Channel) -> Channel:
    """Read last a quarter of an hour before noon."""
    Channel.objects.update(polled_at=ago(15), pushed_at=None, connected_at=ago(600), read_deeper=False)
    instagram.refresh_from_db()
    return instagram


@pytest.mark.as_worker
def test_an_account_that_falls_silent_is_a_task_for_the_coordinator_until_it_speaks_again(quiet: Channel) -> None:
    with clock.stopped_at(NOON):
        assert watch() == 1
        assert watch() == 0
        task = Task.objects.get(kind="channel_silent")
        assert task.role == "coordinator"
        assert "Sudah 15 menit" in task.detail

        polled(Channel.objects.get(), ())
        assert watch() == 1

    task.refresh_from_db()
    assert task.done_at
    assert Channel.objects.get().silent_since is None


@pytest.mark.as_worker
def test_fourteen_minutes_are_not_silence_yet(quiet: Channel) -> None:
    assert watch(ago(1)) == 0


@pytest.mark.as_worker
@pytest.mark.parametrize("facts", [{"state": "paused"}, {"by_hand": True}, {"platform": "radio"}])
def test_where_nothing_is_read_nothing_is_missed(quiet: Channel, facts: dict[str, object]) -> None:
    Channel.objects.update(**facts)

    assert watch(NOON) == 0


@pytest.mark.as_worker
def test_a_paused_account_is_asked_about_no_more(quiet: Channel) -> None:
    watch(NOON)
    Channel.objects.update(state="paused")

    assert watch(NOON) == 1
    assert not Task.objects.filter(done_at=None).exists()


def test_after_silence_the_next_reading_goes_further_back(quiet: Channel) -> None:
    assert reads_deeper(quiet, NOON)

    with clock.stopped_at(NOON):
        polled(quiet, ())

    assert not reads_deeper(Channel.objects.get(), NOON + MINUTE)


def read_at_noon(channel: Channel, *, written: datetime) -> Channel:
    Channel.objects.update(polled_at=ago(1), read_deeper=False)
    channel.refresh_from_db()
    with clock.stopped_at(NOON):
        polled(channel, [written])
    channel.refresh_from_db()
    return channel


def test_a_comment_that_only_our_reading_found_means_that_webhooks_do_not_arrive(quiet: Channel) -> None:
    channel = read_at_noon(quiet, written=ago(0.9))

    assert freshness.freshness_of(channel, NOON) is Freshness.MUFFLED
    assert channel.read_deeper

    again = read_at_noon(channel, written=ago(0.9))
    assert not again.read_deeper


def test_a_comment_written_just_now_means_nothing(quiet: Channel) -> None:
    assert freshness.freshness_of(read_at_noon(quiet, written=ago(0.1)), NOON) is Freshness.FRESH


def test_what_we_read_after_a_stop_of_our_own_is_no_fault_of_the_webhooks(quiet: Channel) -> None:
    with clock.stopped_at(NOON):
        polled(quiet, [ago(10)])

    assert freshness.freshness_of(Channel.objects.get(), NOON) is Freshness.FRESH


def test_a_platform_without_webhooks_is_never_muffled(dinas_kesehatan: Agency) -> None:
    channel = read_at_noon(builders.channel(dinas_kesehatan, "youtube"), written=ago(0.9))

    assert freshness.freshness_of(channel, NOON) is Freshness.FRESH
