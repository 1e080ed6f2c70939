"""Many rows cost a few statements, one bad row keeps nobody back, and news waits for whoever tells it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kentongan.channels.models import Channel
from kentongan.connectors.contract import Account, Act, Published
from kentongan.core import clock
from kentongan.organizations.models import Agency, Person
from kentongan.outbox import services, states
from kentongan.outbox.claim import Claim, claim
from kentongan.outbox.doors import Doors
from kentongan.outbox.engine import make, walk
from kentongan.outbox.job import Result
from kentongan.outbox.models import Delivery, DeliveryStep
from kentongan.outbox.news import tell_some
from kentongan.outbox.payload import Payload
from kentongan.outbox.runner import run_once
from kentongan.outbox.steps import begin, close
from kentongan.outbox.sweep import wake
from kentongan.outbox.tests.conftest import KIND, Told
from kentongan.outbox.tests.fake import ONE_STEP, FakePlatform, accounts, doors
from kentongan.work.models import Task
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
Many = Callable[[int], list[Delivery]]


@pytest.fixture
def many(ayu: Person, dinas_kesehatan: Agency) -> Many:
    """So many posts of Ayu's that are due now, each on an account of its own."""

    def promise(count: int) -> list[Delivery]:
        channels = [builders.channel(dinas_kesehatan, "facebook", remote_id=f"akun-{n}") for n in range(count)]
        builders.entitled(ayu, *channels)
        return [_due(ayu, channel, number) for number, channel in enumerate(channels)]

    return promise


def _due(ayu: Person, channel: Channel, number: int) -> Delivery:
    return services.schedule(
        actor=builders.actor_of(ayu),
        channel=channel,
        act=Act.PUBLISH,
        subject_type=KIND,
        subject_id=number,
        payload=Payload(text=f"Kabar {number}"),
        run_at=clock.now(),
        person_id=ayu.pk,
        agency_id=ayu.agency_id,
    )


def take(ways: Doors) -> list[Claim]:
    wake(clock.now())
    return claim(at=clock.now(), lease=ways.lease, limit=50)


def go_out(ways: Doors) -> int:
    """Send everything that is due together; return how many statements that took."""
    claims = take(ways)
    with CaptureQueriesContext(connection) as asked:
        calls = begin(claims, ways)
        assert close([make(one, ways) for one in calls], ways) == []
    return len(asked)


def test_twelve_posts_due_together_take_no_more_statements_than_two(many: Many, platform: FakePlatform) -> None:
    platform.plan_of = ONE_STEP
    ways = doors(platform)
    later = [row.pk for row in many(14)[2:]]
    Delivery.objects.filter(pk__in=later).update(next_at=clock.now() + timedelta(hours=1))
    few = go_out(ways)
    assert len(platform.public) == 2
    Delivery.objects.filter(pk__in=later).update(next_at=clock.now())
    assert go_out(ways) == few
    assert len(platform.public) == 14


def test_a_row_that_breaks_in_our_own_hands_keeps_none_of_the_others_back(many: Many, platform: FakePlatform) -> None:
    first, *others = many(4)

    def some_locked(channels: Sequence[Channel]) -> dict[int, Callable[[], Account]]:
        found = accounts(channels)
        return found | {first.channel_id: broken}

    def broken() -> Account:
        raise ValueError("the key cannot be read")

    run_once(doors=replace(doors(platform), accounts_of=some_locked))
    assert {row.pk for row in Delivery.objects.filter(state=states.PUBLISHED)} == {row.pk for row in others}
    first.refresh_from_db()
    assert (first.state, first.last_code) == (states.WAITING, "not_prepared")


def test_a_result_that_the_database_refuses_keeps_none_of_the_others_back(many: Many, platform: FakePlatform) -> None:
    platform.plan_of = ONE_STEP
    ways = doors(platform)
    odd, *others = many(3)
    calls = begin(take(ways), ways)
    results = [make(one, ways) for one in calls]
    nameless = [Result(one.call, Published("", "", {})) if one.claim.delivery_id == odd.pk else one for one in results]
    close(nameless, ways)
    assert {row.pk for row in Delivery.objects.filter(state=states.PUBLISHED)} == {row.pk for row in others}
    odd.refresh_from_db()
    assert odd.state == states.SENDING, "its lease runs out, and the platform is asked"


def test_a_row_taken_over_meanwhile_is_left_to_whoever_took_it(many: Many, platform: FakePlatform) -> None:
    ways = doors(platform)
    lost, *others = many(3)
    claims = take(ways)
    Delivery.objects.filter(pk=lost.pk).update(fence=9)
    assert {one.claim.delivery_id for one in begin(claims, ways)} == {row.pk for row in others}
    assert not DeliveryStep.objects.filter(delivery=lost).exists()


def test_what_a_worker_did_before_it_died_is_told_by_the_next_one(
    many: Many, platform: FakePlatform, told: Told
) -> None:
    platform.plan_of = ONE_STEP
    ways = doors(platform)
    (delivery,) = many(1)
    for one in take(ways):
        list(walk(one, ways))
    delivery.refresh_from_db()
    assert (delivery.state, told.published) == (states.PUBLISHED, [])
    assert (tell_some(), tell_some()) == (1, 0)
    assert [subject for subject, _, _ in told.published] == [delivery.subject_id]


def test_people_are_not_asked_about_a_row_that_went_on_before_they_were_told(
    many: Many, platform: FakePlatform, eko: Person
) -> None:
    ways = doors(platform)
    (delivery,) = many(1)
    claims = take(ways)
    Delivery.objects.filter(pk=delivery.pk).update(approved_hash="lain")
    for one in claims:
        list(walk(one, ways))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.untold) == (states.NEEDS_PERSON, True)
    services.decide(actor=builders.actor_of(eko), delivery=delivery, decision="send_again", reason="sudah dilihat")
    tell_some()
    assert not Task.objects.filter(subject_id=str(delivery.pk), done_at=None).exists()


def test_a_call_that_waited_too_long_for_its_thread_is_not_made(many: Many, platform: FakePlatform) -> None:
    ways = doors(platform)
    many(1)
    (one,) = begin(take(ways), ways)
    with clock.stopped_at(clock.now() + ways.lease):
        result = make(one, ways)
    assert platform.calls == []
    assert close([result], ways) == []
    assert Delivery.objects.get().next_at > clock.now() + timedelta(seconds=1)
