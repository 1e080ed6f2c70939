from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kentongan.connectors.contract import (
    CannotTell,
    Found,
    Outbound,
    OutcomeUnknown,
    Reason,
    ReconcileRule,
    Rejected,
)
from kentongan.core import clock
from kentongan.outbox import services, states
from kentongan.outbox.claim import claim
from kentongan.outbox.engine import ask, walk
from kentongan.outbox.models import Delivery
from kentongan.outbox.tests.conftest import KIND, NOON, Told
from kentongan.outbox.tests.fake import ONE_STEP, FakePlatform, doors, show
from kentongan.work.models import Task
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
Promise = Callable[..., Delivery]
PassTime = Callable[..., None]
UNANSWERED = OutcomeUnknown(Reason.TIMEOUT)


def fresh(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_related("channel").get(pk=delivery.pk)


def answer_lost(platform: FakePlatform, outbound: Outbound) -> OutcomeUnknown:
    """It becomes public, and the answer is lost on the way back."""
    show(platform, outbound)
    return UNANSWERED


def test_a_lost_answer_is_looked_up_and_the_post_is_found(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, told: Told
) -> None:
    platform.script = {"publish": [answer_lost]}
    delivery = promise()
    pass_time()
    assert fresh(delivery).state == states.UNKNOWN
    pass_time(timedelta(minutes=1))
    assert fresh(delivery).state == states.PUBLISHED
    assert platform.public == [str(delivery.pk)]
    assert told.published == [(delivery.subject_id, "kiriman-1", "https://contoh.id/kiriman-1")]


def test_a_post_in_doubt_is_not_sent_again_before_its_absence_is_proved(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.plan_of = ONE_STEP
    platform.script = {"publish": [UNANSWERED]}
    delivery = promise()
    pass_time(timedelta(minutes=10))
    assert platform.calls == ["publish"]
    assert fresh(delivery).state == states.UNKNOWN
    with clock.stopped_at(NOON + timedelta(minutes=10, seconds=30)):
        pass_time(timedelta(minutes=2))
    assert platform.calls == ["publish", "publish"]
    assert platform.asked >= 3
    assert fresh(delivery).state == states.PUBLISHED


def test_reads_within_the_platforms_lag_prove_nothing(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.plan_of = ONE_STEP
    platform.rule = ReconcileRule(lag=timedelta(minutes=15))
    platform.script = {"publish": [UNANSWERED]}
    delivery = promise()
    pass_time(timedelta(minutes=24))
    assert platform.calls == ["publish"]
    assert platform.asked > 5
    counted_from = fresh(delivery).first_absent_at
    assert counted_from is not None
    assert counted_from >= NOON + timedelta(minutes=15)


def test_a_platform_that_cannot_be_asked_leaves_it_to_a_person(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.plan_of, platform.rule = ONE_STEP, ReconcileRule(askable=False)
    platform.script = {"publish": [answer_lost]}
    delivery = promise()
    pass_time(timedelta(hours=2), every=timedelta(minutes=5))
    assert fresh(delivery).state == states.NEEDS_PERSON
    assert platform.public == [str(delivery.pk)]
    assert Task.objects.filter(subject_id=str(delivery.pk), done_at=None).count() == 2


def test_a_platform_that_stays_silent_is_asked_a_few_times_and_then_people_are(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.plan_of = ONE_STEP
    platform.script = {"publish": [UNANSWERED]}
    platform.findings = [CannotTell("time-out") for _ in range(20)]
    delivery = promise()
    pass_time(timedelta(hours=1), every=timedelta(minutes=1))
    assert fresh(delivery).state == states.NEEDS_PERSON
    assert 2 <= platform.asked <= 8


def test_another_post_with_the_same_words_is_not_taken_for_this_one(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.plan_of = ONE_STEP
    first = promise("Sama persis")
    pass_time()
    second = promise("Sama persis")
    platform.script = {"publish": [UNANSWERED]}
    platform.findings = [Found(fresh(first).remote_id) for _ in range(20)]
    pass_time(timedelta(hours=1), every=timedelta(minutes=1))
    assert fresh(second).state == states.NEEDS_PERSON


def test_a_duplicate_refused_after_a_doubt_is_a_new_doubt_and_not_an_end(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.plan_of = ONE_STEP
    platform.script = {"publish": [UNANSWERED, Rejected(Reason.DUPLICATE)]}
    delivery = promise()
    pass_time(timedelta(minutes=11))
    assert fresh(delivery).state == states.UNKNOWN
    platform.ids[str(delivery.pk)] = "kiriman-terlambat"
    with clock.stopped_at(NOON + timedelta(minutes=12)):
        pass_time(timedelta(minutes=1))
    assert fresh(delivery).remote_id == "kiriman-terlambat"


def test_after_three_doubts_a_person_decides(promise: Promise, pass_time: PassTime, platform: FakePlatform) -> None:
    platform.plan_of = ONE_STEP
    platform.script = {"publish": [UNANSWERED for _ in range(9)]}
    delivery = promise()
    pass_time(timedelta(hours=2), every=timedelta(minutes=1))
    assert (fresh(delivery).state, fresh(delivery).last_code) == (states.NEEDS_PERSON, "too_many_doubts")
    assert platform.calls == ["publish"] * 3


def test_what_was_withdrawn_while_in_doubt_is_not_sent_again(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.plan_of = ONE_STEP
    platform.script = {"publish": [UNANSWERED]}
    delivery = promise()
    pass_time()
    actor = builders.actor_of(delivery.person)
    services.withdraw(actor=actor, subject_type=KIND, subject_id=delivery.subject_id, reason="salah tanggal")
    pass_time(timedelta(minutes=15))
    assert fresh(delivery).state == states.CANCELLED
    assert platform.calls == ["publish"]


def die_at(delivery: Delivery, platform: FakePlatform, boundary: str) -> None:
    """Let a worker take the delivery and vanish at a boundary."""
    from kentongan.outbox.sweep import wake

    ways = doors(platform)
    wake(clock.now())
    (taken,) = claim(at=clock.now(), lease=ways.lease, limit=5)
    walking = walk(taken, ways)
    for reached in walking:
        if reached == boundary:
            break
    walking.close()


BOUNDARIES = [
    "claimed",
    "started container",
    "called container",
    "started ready",
    "called ready",
    "started publish",
    "called publish",
    "started permalink",
    "called permalink",
]


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_a_worker_that_vanishes_anywhere_leaves_exactly_one_post(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, boundary: str
) -> None:
    delivery = promise()
    die_at(delivery, platform, boundary)
    pass_time(timedelta(minutes=20))
    assert platform.public == [str(delivery.pk)]
    assert fresh(delivery).state == states.PUBLISHED


def test_a_worker_that_comes_back_late_changes_nothing(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    from kentongan.outbox.sweep import wake

    delivery = promise()
    ways = doors(platform)
    wake(NOON)
    (taken,) = claim(at=NOON, lease=ways.lease, limit=5)
    slow = walk(taken, ways)
    while next(slow) != "called container":
        pass
    pass_time(timedelta(minutes=2))
    assert fresh(delivery).state == states.PUBLISHED
    calls = list(platform.calls)
    assert list(slow) == []
    assert platform.calls == calls
    assert fresh(delivery).state == states.PUBLISHED


def test_two_workers_never_hold_the_same_row(promise: Promise, platform: FakePlatform) -> None:
    from kentongan.outbox.sweep import wake

    promise()
    wake(NOON)
    lease = timedelta(seconds=15)
    assert len(claim(at=NOON, lease=lease, limit=5)) == 1
    assert claim(at=NOON, lease=lease, limit=5) == []


def test_a_disconnected_account_cannot_be_asked_so_the_doubt_stays_until_people_see_it(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    from dataclasses import replace

    from kentongan.outbox.claim import claim_doubts

    platform.plan_of = ONE_STEP
    platform.script = {"publish": [UNANSWERED]}
    delivery = promise()
    pass_time()

    later = NOON + timedelta(minutes=1)
    with clock.stopped_at(later):
        ways = replace(doors(platform), accounts_of=lambda _channels: {})
        (taken,) = claim_doubts(at=later, lease=ways.lease, limit=5)
        assert list(ask(taken, ways)) == ["claimed"]
    assert (fresh(delivery).state, fresh(delivery).reads_unclear) == (states.UNKNOWN, 1)
