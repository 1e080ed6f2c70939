"""What a platform says of its budgets, and what a government is willing to pay, hold things back before a call is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from kentongan.channels.models import Channel
from kentongan.connectors.contract import Act, Outbound, Pending, Usage
from kentongan.core import clock
from kentongan.organizations.models import Person
from kentongan.outbox import governor, states
from kentongan.outbox.models import AppBucket, ChannelBucket, Delivery, Spending, SpendingLimit
from kentongan.outbox.tests.fake import FakePlatform
from kentongan.outbox.tests.test_publishing import fresh
from kentongan.tenancy.scope import across_governments
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
Promise = Callable[..., Delivery]
PassTime = Callable[..., None]


@pytest.fixture
def x_account(ayu: Person) -> Channel:
    return builders.channel(ayu.agency, "x")


@pytest.fixture
def on_x(writer: Person, x_account: Channel, promise: Promise) -> Promise:
    """Promise something of Ayu's on X."""
    builders.grant(writer, x_account)
    return lambda text="Kabar baik", **more: promise(text, on=x_account, **more)


def limit(channel: Channel, dollars: str) -> None:
    SpendingLimit.objects.create(
        government_id=channel.government_id, platform=channel.platform, ceiling=Decimal(dollars)
    )


def test_a_post_on_x_is_paid_for_once_and_a_link_makes_it_dearer(on_x: Promise, pass_time: PassTime) -> None:
    on_x("Jembatan dibuka")
    on_x("Baca di https://wajokab.go.id/jembatan")
    pass_time(timedelta(minutes=2))
    spending = Spending.objects.get(platform="x")
    assert (spending.spent, spending.acts) == (Decimal("0.2150"), 2)


def test_nothing_goes_out_beyond_the_limit_and_a_person_is_told(
    on_x: Promise, pass_time: PassTime, x_account: Channel
) -> None:
    limit(x_account, "0.02")
    first, second = on_x("Satu"), on_x("Dua")
    pass_time(timedelta(minutes=2))
    assert sorted([fresh(first).state, fresh(second).state]) == [states.NEEDS_PERSON, states.PUBLISHED]
    assert Spending.objects.get(platform="x").spent == Decimal("0.0150")
    stopped = next(row for row in (fresh(first), fresh(second)) if row.state == states.NEEDS_PERSON)
    assert "batas" in stopped.sentence.lower() or stopped.last_code == "spending_limit"


def test_two_posts_taken_at_once_do_not_pass_the_limit_together(
    on_x: Promise, writer: Person, x_account: Channel, promise: Promise, pass_time: PassTime
) -> None:
    other = builders.channel(writer.agency, "x")
    builders.grant(writer, other)
    limit(x_account, "0.02")
    on_x("Satu")
    promise("Dua", on=other)
    pass_time()
    assert Spending.objects.get(platform="x").spent == Decimal("0.0150")


def test_an_account_that_is_nearly_used_up_by_the_platforms_word_rests(
    promise: Promise, instagram: Channel, pass_time: PassTime
) -> None:
    waiting = promise()
    governor.note(instagram, Usage("posts", "account", 0.97, timedelta(minutes=10)))
    pass_time()
    assert fresh(waiting).state == states.DUE
    pass_time(timedelta(minutes=11))
    assert fresh(waiting).state == states.PUBLISHED


def test_an_application_that_is_nearly_used_up_rests_for_every_account(
    on_x: Promise, x_account: Channel, pass_time: PassTime
) -> None:
    waiting = on_x()
    governor.note(x_account, Usage("posts", "app", 0.99, timedelta(minutes=10)))
    pass_time()
    assert fresh(waiting).state == states.DUE
    pass_time(timedelta(minutes=11))
    assert fresh(waiting).state == states.PUBLISHED


def test_reading_rests_long_before_posting_does(instagram: Channel, promise: Promise, pass_time: PassTime) -> None:
    post = promise()
    governor.note(instagram, Usage("reads", "account", 0.75, timedelta(minutes=10)))
    rests = governor.reading_rests(instagram, clock.now())
    assert rests == clock.now() + timedelta(minutes=10)
    pass_time()
    assert fresh(post).state == states.PUBLISHED


def test_reading_leaves_units_for_answers(writer: Person) -> None:
    youtube = builders.channel(writer.agency, "youtube")
    with across_governments():
        AppBucket.objects.filter(platform="youtube:units").update(tokens=3_005, refilled_at=clock.now())
    taken = 0
    while governor.reading_rests(youtube, clock.now()) is None:
        taken += 1
        assert taken < 10
    assert taken == 5
    reply = Outbound(Act.REPLY, "k", "Terima kasih", reply_to="komentar")
    assert governor.charge(youtube, reply) == {"app_tokens": 0, "units": 50, "price": Decimal("0.0000")}


def test_small_shares_are_not_written_down(instagram: Channel) -> None:
    governor.note(instagram, Usage("reads", "account", 0.2, None))
    assert not ChannelBucket.objects.filter(channel=instagram, used__gt=0).exists()


def test_asking_a_platform_again_whether_it_is_done_is_not_another_post(
    promise: Promise, instagram: Channel, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.script = {"ready": [Pending(timedelta(seconds=30))] * 4}
    first = promise("Satu")
    ChannelBucket.objects.filter(channel=instagram).update(tokens=1, per_second=0)
    pass_time(timedelta(minutes=4))
    assert fresh(first).state == states.PUBLISHED
    second = promise("Dua")
    pass_time(timedelta(minutes=1))
    assert fresh(second).state == states.DUE
