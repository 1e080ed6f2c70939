from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kentongan.audit.models import Entry
from kentongan.channels.models import Channel, RemoteObject
from kentongan.channels.states import ACTIVE, DISCONNECTED
from kentongan.connectors.contract import (
    Advanced,
    AuthorizationExpired,
    OutcomeUnknown,
    Pending,
    Published,
    RateLimited,
    Reason,
    Rejected,
    Retryable,
)
from kentongan.core import clock
from kentongan.organizations.models import Person
from kentongan.outbox import states
from kentongan.outbox.models import Delivery, DeliveryEvent, DeliveryStep
from kentongan.outbox.runner import run_once
from kentongan.outbox.tests.conftest import NOON, Told
from kentongan.outbox.tests.fake import ONE_STEP, UPLOAD, FakePlatform, doors
from kentongan.work.models import Notice, Task
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
Promise = Callable[..., Delivery]
PassTime = Callable[..., None]


def fresh(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_related("channel").get(pk=delivery.pk)


def test_a_post_goes_out_step_by_step_when_its_time_comes(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, told: Told
) -> None:
    delivery = promise(after=timedelta(minutes=5))
    pass_time(timedelta(minutes=4))
    assert platform.calls == []
    with clock.stopped_at(NOON + timedelta(minutes=5)):
        pass_time()
    sent = fresh(delivery)
    assert platform.calls == ["container", "ready", "publish", "permalink"]
    assert (sent.state, sent.remote_id, sent.permalink) == (
        states.PUBLISHED,
        "kiriman-1",
        "https://contoh.id/kiriman-1",
    )
    assert told.published == [(delivery.subject_id, "kiriman-1", "https://contoh.id/kiriman-1")]
    steps = DeliveryStep.objects.filter(delivery=delivery)
    assert {step.state for step in steps} == {DeliveryStep.State.DONE}


def test_what_is_public_is_remembered_with_its_place_and_put_on_the_trail(
    promise: Promise, pass_time: PassTime
) -> None:
    delivery = promise("Vaksin gratis")
    pass_time()
    remembered = RemoteObject.objects.get(channel=delivery.channel)
    assert (remembered.kind, remembered.remote_id, remembered.text) == ("post", "kiriman-1", "Vaksin gratis")
    assert Entry.objects.filter(action="outbox.published", subject_id=str(delivery.pk)).count() == 1


def test_the_history_of_a_post_tells_every_move_in_order(promise: Promise, pass_time: PassTime) -> None:
    delivery = promise()
    pass_time()
    history = DeliveryEvent.objects.filter(delivery=delivery).order_by("id").values_list("target", flat=True)
    assert list(history) == ["scheduled", "due", "claimed", "sending", "published"]


def test_one_account_sends_one_thing_at_a_time_in_the_order_planned(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    second = promise("kedua", after=timedelta(seconds=2))
    first = promise("pertama", after=timedelta(seconds=1))
    with clock.stopped_at(NOON + timedelta(seconds=3)):
        pass_time()
        assert platform.public == [str(first.pk)]
        pass_time()
    assert platform.public == [str(first.pk), str(second.pk)]


def test_a_step_that_surely_failed_is_tried_again_later_and_earlier_steps_are_not_repeated(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.script = {"publish": [Retryable(Reason.NO_CONNECTION)]}
    delivery = promise()
    pass_time()
    waiting = fresh(delivery)
    assert waiting.state == states.WAITING
    assert waiting.next_at > NOON
    pass_time(timedelta(minutes=1))
    assert platform.calls == ["container", "ready", "publish", "publish", "permalink"]
    assert platform.public == [str(delivery.pk)]


def test_a_platform_that_still_works_is_asked_again_with_what_it_gave(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.script = {"ready": [Pending(timedelta(seconds=20), {"container": "wadah-7"})]}
    delivery = promise()
    pass_time()
    assert fresh(delivery).state == states.WAITING
    pass_time(timedelta(minutes=1), every=timedelta(seconds=10))
    assert platform.calls == ["container", "ready", "ready", "publish", "permalink"]
    assert fresh(delivery).failures == 0


def test_a_platform_that_asks_for_rest_gets_it_for_the_whole_account(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.script = {"publish": [RateLimited(timedelta(minutes=10))]}
    first = promise("pertama")
    promise("kedua")
    pass_time(timedelta(minutes=9))
    assert platform.public == []
    assert fresh(first).state == states.WAITING
    with clock.stopped_at(NOON + timedelta(minutes=10)):
        pass_time(timedelta(minutes=1))
    assert len(platform.public) == 2


def test_an_account_gives_out_no_more_than_its_share(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    from kentongan.outbox.models import ChannelBucket

    delivery = promise("satu")
    promise("dua")
    promise("tiga")
    ChannelBucket.objects.filter(channel=delivery.channel).update(capacity=2, tokens=2, per_second=1 / 3600)
    pass_time(timedelta(minutes=30))
    assert len(platform.public) == 2
    with clock.stopped_at(NOON + timedelta(minutes=61)):
        pass_time()
    assert len(platform.public) == 3


def test_the_application_share_of_a_platform_holds_over_all_governments(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    from kentongan.outbox.models import AppBucket

    delivery = promise()
    AppBucket.objects.create(
        platform="instagram", capacity=1, per_second=1 / 60, tokens=0, refilled_at=NOON, source="made up"
    )
    pass_time(timedelta(seconds=50), every=timedelta(seconds=10))
    assert fresh(delivery).state == states.DUE
    with clock.stopped_at(NOON + timedelta(seconds=61)):
        pass_time()
    assert fresh(delivery).state == states.PUBLISHED


def test_a_refusal_for_good_ends_it_and_asks_people(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, told: Told
) -> None:
    platform.script = {"container": [Rejected(Reason.MEDIA, "2207052 token=rahasia")]}
    delivery = promise()
    pass_time(timedelta(minutes=5))
    ended = fresh(delivery)
    assert (ended.state, ended.last_code) == (states.REJECTED, Reason.MEDIA)
    assert "rahasia" not in ended.last_detail
    assert told.settled == [(delivery.subject_id, states.REJECTED)]
    tasks = Task.objects.filter(subject_id=str(delivery.pk), done_at=None)
    assert {task.role for task in tasks} == {"coordinator", "admin"}
    assert {task.detail for task in tasks} == {"Platform tidak menerima gambar atau videonya"}


def test_an_account_whose_permission_ended_waits_for_a_person_and_goes_on_after_reconnecting(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, writer: Person
) -> None:
    platform.script = {"container": [AuthorizationExpired(Reason.TOKEN)]}
    first, second = promise("pertama"), promise("kedua")
    pass_time(timedelta(minutes=5))
    assert Channel.objects.get(pk=first.channel_id).state == DISCONNECTED
    assert {fresh(first).state, fresh(second).state} == {states.CHANNEL_PAUSED}
    assert platform.public == []
    assert Notice.objects.filter(person=writer).exists()
    Channel.objects.filter(pk=first.channel_id).update(state=ACTIVE)
    with clock.stopped_at(NOON + timedelta(minutes=6)):
        pass_time(timedelta(minutes=1))
    assert len(platform.public) == 2


def test_a_post_that_keeps_failing_is_given_to_people_and_never_forgotten(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.script = {"container": [Retryable(Reason.TRANSIENT) for _ in range(50)]}
    delivery = promise()
    pass_time(timedelta(hours=4), every=timedelta(minutes=2))
    assert fresh(delivery).state == states.NEEDS_PERSON
    assert Task.objects.filter(subject_id=str(delivery.pk), done_at=None).count() == 2


def test_a_broken_connector_before_the_commit_means_another_attempt(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.script = {"container": [RuntimeError("access_token=rahasia")]}
    delivery = promise()
    pass_time()
    assert fresh(delivery).state == states.WAITING
    assert "rahasia" not in fresh(delivery).last_detail


def test_a_broken_connector_in_the_commit_leaves_a_doubt_and_no_second_call(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.plan_of = ONE_STEP
    platform.script = {"publish": [RuntimeError("boom")]}
    delivery = promise()
    pass_time()
    assert fresh(delivery).state == states.UNKNOWN
    pass_time(timedelta(minutes=5))
    assert platform.calls == ["publish"]


def test_a_fault_of_our_own_before_any_call_is_tried_later_and_then_told_to_people(
    promise: Promise, platform: FakePlatform
) -> None:
    def missing(_channel: Channel) -> FakePlatform:
        raise TypeError("no such connector")

    delivery = promise()
    ways = replace(doors(platform), connector_for=missing)  # type: ignore[arg-type]
    run_once(NOON, doors=ways)
    assert (fresh(delivery).state, fresh(delivery).last_code) == (states.WAITING, "not_prepared")
    for minute in range(1, 241):
        run_once(NOON + timedelta(minutes=minute), doors=ways)
    assert (fresh(delivery).state, platform.calls) == (states.NEEDS_PERSON, [])


def test_a_resumable_upload_of_unknown_end_is_resumed(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.plan_of = UPLOAD

    def lost(fake: FakePlatform, outbound: object) -> OutcomeUnknown:
        from kentongan.outbox.tests.fake import show

        show(fake, outbound)  # type: ignore[arg-type]
        return OutcomeUnknown(Reason.TIMEOUT)

    platform.script = {"upload": [lost]}
    delivery = promise()
    pass_time(timedelta(minutes=1))
    assert platform.calls == ["session", "upload", "upload"]
    assert platform.public == [str(delivery.pk)]
    assert fresh(delivery).state == states.PUBLISHED


def test_once_public_a_failing_afterthought_cannot_unpublish_it(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.script = {"permalink": [Retryable(Reason.TIMEOUT)]}
    delivery = promise()
    pass_time()
    assert fresh(delivery).state == states.PUBLISHED


def test_steps_that_end_without_a_proof_are_never_called_published(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    platform.plan_of = ONE_STEP
    platform.script = {"publish": [Advanced()]}
    delivery = promise()
    pass_time()
    assert (fresh(delivery).state, fresh(delivery).last_code) == (states.NEEDS_PERSON, "no_proof")


def test_what_the_platform_did_is_kept_even_when_the_app_above_fails(
    promise: Promise, pass_time: PassTime, told: Told
) -> None:
    told.broken = True
    delivery = promise()
    pass_time()
    assert fresh(delivery).state == states.PUBLISHED


def test_something_too_late_to_be_useful_is_not_sent(
    promise: Promise, platform: FakePlatform, told: Told, writer: Person
) -> None:
    delivery = promise("Hujan lebat sore ini", useless_after=timedelta(hours=2))
    run_once(NOON + timedelta(hours=3), doors=doors(platform))
    assert fresh(delivery).state in {states.DUE, states.EXPIRED}
    run_once(NOON + timedelta(hours=3, seconds=1), doors=doors(platform))
    assert fresh(delivery).state == states.EXPIRED
    assert platform.calls == []
    assert told.settled == [(delivery.subject_id, states.EXPIRED)]
    assert Notice.objects.filter(person=writer, sentence__contains="lewat waktu").exists()


def test_a_published_row_without_its_place_cannot_be_written(promise: Promise) -> None:
    from django.db import IntegrityError, transaction

    delivery = promise()
    with pytest.raises(IntegrityError, match="delivery_published_has_its_id"), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(state=states.PUBLISHED)


def test_history_can_neither_be_changed_nor_deleted(promise: Promise) -> None:
    from django.db import DatabaseError, transaction

    delivery = promise()
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        DeliveryEvent.objects.filter(delivery=delivery).update(why="lain")
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        DeliveryEvent.objects.filter(delivery=delivery).delete()


def test_the_published_memory_of_a_step_is_kept(promise: Promise, pass_time: PassTime) -> None:
    delivery = promise()
    pass_time()
    step = DeliveryStep.objects.get(delivery=delivery, name="publish")
    assert (step.memory, step.remote_id) == ({"seen": "publish"}, "kiriman-1")
    assert isinstance(Published("x"), Published)


def test_what_the_public_cannot_see_is_not_called_public(promise: Promise, writer: Person, pass_time: PassTime) -> None:
    youtube = builders.channel(writer.agency, "youtube")
    builders.grant(writer, youtube)
    private = promise(on=youtube, settings={"privacyStatus": "private"})
    unlisted = promise(on=youtube, settings={"privacyStatus": "unlisted"})
    pass_time(timedelta(minutes=2))
    assert fresh(private).sentence == "Sudah diunggah, tetapi tidak terlihat umum seperti yang dipilih"
    assert fresh(unlisted).sentence == "Sudah tayang"
