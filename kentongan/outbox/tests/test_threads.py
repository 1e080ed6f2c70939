from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kentongan.channels.models import RemoteObject
from kentongan.connectors.contract import (
    Advanced,
    Found,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Published,
    RateLimited,
    Reason,
    Rejected,
    Safety,
    Step,
)
from kentongan.outbox import selectors, services, states
from kentongan.outbox.models import Delivery, DeliveryStep
from kentongan.outbox.services import DecisionRefusedError
from kentongan.outbox.tests.conftest import KIND, Told
from kentongan.outbox.tests.fake import FakePlatform
from kentongan.work.models import Task
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
Promise = Callable[..., Delivery]
PassTime = Callable[..., None]
THREE = tuple(Step(f"post_{part}", Safety.COMMIT) for part in range(3))


def fresh(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_related("channel").get(pk=delivery.pk)


def part(number: int) -> Callable[[FakePlatform, Outbound], Outcome]:
    """Make one post of a thread public; the act's id is the first one's."""

    def run(platform: FakePlatform, outbound: Outbound) -> Outcome:
        platform.public.append(f"{outbound.key} {number}")
        memory = {f"post_{number}": f"kiriman-{number}"}
        if number == len(THREE) - 1:
            return Published("kiriman-0", memory=memory)
        return Advanced(memory, "kiriman-0", "https://contoh.id/kiriman-0", public=True)

    return run


@pytest.fixture
def thread(platform: FakePlatform) -> FakePlatform:
    platform.plan_of = THREE
    platform.script = {f"post_{number}": [part(number)] for number in range(3)}
    return platform


def test_a_thread_goes_out_post_by_post_and_is_published_with_its_last(
    promise: Promise, pass_time: PassTime, thread: FakePlatform, told: Told
) -> None:
    delivery = promise()
    pass_time()
    sent = fresh(delivery)
    assert thread.calls == ["post_0", "post_1", "post_2"]
    assert (sent.state, sent.remote_id, sent.permalink) == (
        states.PUBLISHED,
        "kiriman-0",
        "https://contoh.id/kiriman-0",
    )
    assert len(told.published) == 1
    assert RemoteObject.objects.get(channel=delivery.channel).remote_id == "kiriman-0"


def test_a_thread_that_must_wait_after_its_first_post_is_public_but_not_finished(
    promise: Promise, pass_time: PassTime, thread: FakePlatform, told: Told
) -> None:
    thread.script["post_1"].insert(0, RateLimited(timedelta(minutes=3)))
    delivery = promise()
    pass_time()
    half = fresh(delivery)
    assert (half.state, half.remote_id, told.published) == (states.WAITING, "kiriman-0", [])
    assert half.published_at is not None
    assert selectors.may_be_public(half.government_id, KIND, half.subject_id)
    pass_time(timedelta(minutes=4))
    assert thread.calls == ["post_0", "post_1", "post_1", "post_2"]
    assert fresh(delivery).state == states.PUBLISHED


def test_a_no_in_the_middle_of_a_thread_asks_a_person_and_shows_what_is_out(
    promise: Promise, pass_time: PassTime, thread: FakePlatform
) -> None:
    thread.script["post_1"] = [Rejected(Reason.TEXT, "terlalu panjang")]
    delivery = promise()
    pass_time()
    half = fresh(delivery)
    assert (half.state, half.last_code, half.remote_id) == (states.NEEDS_PERSON, "partly_public", "kiriman-0")
    assert Task.objects.filter(subject_id=str(delivery.pk), done_at=None).exists()


def test_a_person_lets_a_half_thread_stand_but_cannot_call_it_unsent(
    promise: Promise, pass_time: PassTime, thread: FakePlatform
) -> None:
    thread.script["post_1"] = [Rejected(Reason.TEXT)]
    delivery = promise()
    pass_time()
    actor = builders.actor_of(delivery.person)
    with pytest.raises(DecisionRefusedError):
        services.decide(actor=actor, delivery=delivery, decision="cancel", reason="sudah cukup")
    services.decide(actor=actor, delivery=delivery, decision="published", reason="sudah cukup")
    left = fresh(delivery)
    assert (left.state, left.last_code, left.remote_id) == (states.PUBLISHED, "person_left_partly", "kiriman-0")


def test_a_person_lets_a_half_thread_go_on_where_it_stopped(
    promise: Promise, pass_time: PassTime, thread: FakePlatform
) -> None:
    thread.script["post_1"].insert(0, Rejected(Reason.POLICY))
    delivery = promise()
    pass_time()
    services.decide(actor=builders.actor_of(delivery.person), delivery=delivery, decision="send_again", reason="beres")
    pass_time()
    assert thread.calls == ["post_0", "post_1", "post_1", "post_2"]
    assert fresh(delivery).state == states.PUBLISHED


def test_a_doubt_in_the_middle_is_looked_up_and_only_what_is_missing_follows(
    promise: Promise, pass_time: PassTime, thread: FakePlatform
) -> None:
    thread.script["post_1"] = [OutcomeUnknown(Reason.TIMEOUT)]
    thread.findings = [Found("kiriman-0", memory={"post_1": "kiriman-1"}, complete=False)]
    delivery = promise()
    pass_time()
    assert fresh(delivery).state == states.UNKNOWN
    pass_time(timedelta(minutes=1))
    assert thread.calls == ["post_0", "post_1", "post_2"]
    assert fresh(delivery).state == states.PUBLISHED
    assert DeliveryStep.objects.get(delivery=delivery, name="post_1").memory == {"post_1": "kiriman-1"}


def test_a_doubt_about_the_first_post_that_is_found_makes_the_row_public_and_goes_on(
    promise: Promise, pass_time: PassTime, thread: FakePlatform
) -> None:
    thread.script["post_0"] = [OutcomeUnknown(Reason.TIMEOUT)]
    thread.findings = [Found("kiriman-0", "https://contoh.id/kiriman-0", {"post_0": "kiriman-0"}, complete=False)]
    delivery = promise()
    pass_time()
    pass_time(timedelta(minutes=1))
    assert thread.calls == ["post_0", "post_1", "post_2"]
    assert (fresh(delivery).state, fresh(delivery).remote_id) == (states.PUBLISHED, "kiriman-0")


def test_nothing_more_of_a_thread_goes_out_under_a_freeze(
    promise: Promise, pass_time: PassTime, thread: FakePlatform, eko: object
) -> None:
    thread.script["post_1"].insert(0, RateLimited(timedelta(minutes=1)))
    delivery = promise()
    pass_time()
    chief = builders.actor_of(eko)  # type: ignore[arg-type]
    frozen = services.freeze(actor=chief, reason="Ada musibah")
    pass_time(timedelta(minutes=5))
    assert (fresh(delivery).state, thread.public) == (states.HELD, [f"{delivery.pk} 0"])
    services.unfreeze(actor=chief, freeze=frozen, reason="Sudah reda")
    pass_time(timedelta(minutes=1))
    assert fresh(delivery).state == states.PUBLISHED


def test_a_thread_taken_back_half_way_stops_there_and_asks_a_person(
    promise: Promise, pass_time: PassTime, thread: FakePlatform
) -> None:
    thread.script["post_1"].insert(0, RateLimited(timedelta(minutes=1)))
    delivery = promise(parts=("kedua", "ketiga"))
    pass_time()
    actor = builders.actor_of(delivery.person)
    assert services.withdraw(actor=actor, subject_type=KIND, subject_id=delivery.subject_id, reason="keliru") == 1
    pass_time(timedelta(minutes=5))
    half = fresh(delivery)
    assert (half.state, half.last_code, len(thread.public)) == (states.NEEDS_PERSON, "stopped_partly", 1)
