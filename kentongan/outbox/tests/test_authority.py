from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kentongan.audit.models import Entry
from kentongan.channels.models import Channel
from kentongan.channels.states import ACTIVE, PAUSED
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Appointment, Person
from kentongan.outbox import selectors, services, states
from kentongan.outbox.claim import claim
from kentongan.outbox.engine import walk
from kentongan.outbox.models import Delivery
from kentongan.outbox.runner import run_once
from kentongan.outbox.sweep import wake
from kentongan.outbox.tests.conftest import KIND, NOON, Told
from kentongan.outbox.tests.fake import FakePlatform, doors
from kentongan.work.models import Task
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
Promise = Callable[..., Delivery]
PassTime = Callable[..., None]


def fresh(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_related("channel").get(pk=delivery.pk)


def withdraw(delivery: Delivery, reason: str = "ada perbaikan") -> int:
    actor = builders.actor_of(delivery.person)
    return services.withdraw(actor=actor, subject_type=KIND, subject_id=delivery.subject_id, reason=reason)


def lapse(person: Person) -> None:
    Appointment.objects.filter(person=person).update(revoked_on=(clock.now() - timedelta(days=1)).date())


def hold_between(delivery: Delivery, platform: FakePlatform, boundary: str, meanwhile: Callable[[], object]) -> None:
    """Let a worker reach a boundary, let something happen, and let the worker go on."""
    ways = doors(platform)
    wake(clock.now())
    (taken,) = claim(at=clock.now(), lease=ways.lease, limit=5)
    for reached in walk(taken, ways):
        if reached == boundary:
            meanwhile()


def test_a_post_is_not_sent_after_its_approval_is_withdrawn(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, told: Told
) -> None:
    delivery = promise(after=timedelta(minutes=1))
    assert withdraw(delivery) == 1
    pass_time(timedelta(minutes=5))
    assert (platform.calls, fresh(delivery).state) == ([], states.CANCELLED)
    assert told.settled == [(delivery.subject_id, states.CANCELLED)]
    assert Entry.objects.filter(action="outbox.withdrawn").count() == 1
    assert withdraw(delivery) == 0


@pytest.mark.parametrize("boundary", ["claimed", "started container", "called container", "called ready"])
def test_a_withdrawal_stops_a_worker_at_its_next_step(promise: Promise, platform: FakePlatform, boundary: str) -> None:
    delivery = promise()
    hold_between(delivery, platform, boundary, lambda: withdraw(delivery))
    assert platform.public == []
    assert fresh(delivery).state == states.CANCELLED


def test_a_withdrawal_that_comes_after_the_post_is_public_withdraws_nothing(
    promise: Promise, platform: FakePlatform
) -> None:
    delivery = promise()
    withdrawn: list[int] = []
    hold_between(delivery, platform, "started permalink", lambda: withdrawn.append(withdraw(delivery)))
    assert withdrawn == [0]
    assert fresh(delivery).state == states.PUBLISHED


def test_changed_words_are_not_sent(promise: Promise, pass_time: PassTime, platform: FakePlatform) -> None:
    delivery = promise()
    Delivery.objects.filter(pk=delivery.pk).update(payload={"text": "diubah diam-diam"})
    pass_time(timedelta(minutes=1))
    assert platform.calls == []
    assert (fresh(delivery).state, fresh(delivery).last_code) == (states.NEEDS_PERSON, "changed_after_approval")


def test_a_hash_that_is_not_the_approved_one_is_not_even_claimed(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    delivery = promise()
    Delivery.objects.filter(pk=delivery.pk).update(payload_hash="0" * 64)
    pass_time()
    assert fresh(delivery).attempt == 0
    pass_time()
    assert (fresh(delivery).state, platform.calls) == (states.NEEDS_PERSON, [])


def test_an_approval_that_has_run_out_sends_nothing(promise: Promise, platform: FakePlatform) -> None:
    delivery = promise(valid_until=NOON + timedelta(hours=1))
    for minute in (61, 62):
        run_once(NOON + timedelta(minutes=minute), doors=doors(platform))
    assert (fresh(delivery).state, fresh(delivery).last_code) == (states.NEEDS_PERSON, "approval_over")
    assert platform.calls == []


def test_a_post_is_not_sent_when_the_writers_appointment_has_ended(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, writer: Person
) -> None:
    delivery = promise(after=timedelta(minutes=1))
    lapse(writer)
    pass_time(timedelta(minutes=5))
    stopped = fresh(delivery)
    assert (platform.calls, stopped.state, stopped.last_code) == ([], states.NEEDS_PERSON, "right_lapsed")
    assert "tidak ada SK yang berlaku" in stopped.last_detail


def test_a_right_that_lapses_while_the_post_is_prepared_stops_it_before_it_becomes_public(
    promise: Promise, platform: FakePlatform, writer: Person
) -> None:
    delivery = promise()
    hold_between(delivery, platform, "called ready", lambda: lapse(writer))
    assert platform.public == []
    assert fresh(delivery).last_code == "right_lapsed"


def test_nothing_goes_out_while_everything_is_frozen_and_what_was_held_goes_on_after(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, eko: Person
) -> None:
    delivery = promise()
    frozen = services.freeze(actor=builders.actor_of(eko), reason="Gempa: satu suara dulu")
    pass_time(timedelta(minutes=2))
    assert (platform.calls, fresh(delivery).state) == ([], states.HELD)
    services.unfreeze(actor=builders.actor_of(eko), freeze=frozen, reason="Keadaan pulih")
    with clock.stopped_at(NOON + timedelta(minutes=3)):
        pass_time()
    assert fresh(delivery).state == states.PUBLISHED
    assert Entry.objects.filter(action__in=["outbox.frozen", "outbox.unfrozen"]).count() == 2


def test_a_freeze_between_claim_and_commit_still_holds_the_post(
    promise: Promise, platform: FakePlatform, eko: Person
) -> None:
    delivery = promise()
    actor = builders.actor_of(eko)
    hold_between(delivery, platform, "called ready", lambda: services.freeze(actor=actor, reason="Gempa"))
    assert (platform.public, fresh(delivery).state) == ([], states.HELD)


def test_a_freeze_of_another_agency_holds_nothing_here(
    promise: Promise, pass_time: PassTime, eko: Person, citra: Person
) -> None:
    delivery = promise()
    services.freeze(actor=builders.actor_of(eko), reason="Akun diambil alih", agency_id=citra.agency_id)
    pass_time()
    assert fresh(delivery).state == states.PUBLISHED


def test_only_the_coordinator_the_head_or_the_crisis_lead_may_freeze(citra: Person) -> None:
    with pytest.raises(NotAllowedError):
        services.freeze(actor=builders.actor_of(citra), reason="coba-coba")


def test_a_paused_account_sends_nothing_until_it_is_active_again(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    delivery = promise()
    Channel.objects.filter(pk=delivery.channel_id).update(state=PAUSED)
    pass_time(timedelta(minutes=1))
    assert (platform.calls, fresh(delivery).state) == ([], states.CHANNEL_PAUSED)
    Channel.objects.filter(pk=delivery.channel_id).update(state=ACTIVE)
    with clock.stopped_at(NOON + timedelta(minutes=2)):
        pass_time(timedelta(minutes=1))
    assert fresh(delivery).state == states.PUBLISHED


def test_asking_twice_for_the_same_post_promises_it_once(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    first, again = promise(subject_id="7"), promise(subject_id="7")
    assert first.pk == again.pk
    pass_time(timedelta(minutes=1))
    promise(subject_id="7")
    pass_time(timedelta(minutes=1))
    assert platform.public == [str(first.pk)]


def test_a_post_may_be_moved_to_another_hour_before_it_is_due(promise: Promise, pass_time: PassTime) -> None:
    delivery = promise(subject_id="8", after=timedelta(minutes=1))
    promise(subject_id="8", after=timedelta(hours=2))
    pass_time(timedelta(minutes=10), every=timedelta(minutes=5))
    assert fresh(delivery).state == states.SCHEDULED


def test_a_withdrawn_post_starts_afresh_with_its_new_words(
    promise: Promise, pass_time: PassTime, platform: FakePlatform
) -> None:
    delivery = promise("lama", subject_id="9")
    hold_between(delivery, platform, "called container", lambda: withdraw(delivery))
    promise("baru", subject_id="9")
    pass_time(timedelta(minutes=1))
    sent = fresh(delivery)
    assert (sent.state, sent.content.text, sent.round) == (states.PUBLISHED, "baru", 2)
    assert platform.calls == ["container", "container", "ready", "publish", "permalink"]


def test_another_agency_sees_nothing_of_it_and_the_coordinator_sees_all(
    promise: Promise, citra: Person, eko: Person
) -> None:
    delivery = promise()
    assert selectors.delivery_for(builders.actor_of(citra), delivery.pk) is None
    assert list(selectors.deliveries_about(builders.actor_of(citra), KIND, [delivery.subject_id])) == []
    assert selectors.delivery_for(builders.actor_of(eko), delivery.pk) == delivery
    (line,) = selectors.due_today(builders.actor_of(eko))
    assert (line.title, line.path) == (f"Kiriman {delivery.subject_id}", f"/kiriman/{delivery.subject_id}/")
    assert selectors.due_today(builders.actor_of(citra)) == []


def in_need(delivery: Delivery, code: str = "cannot_tell") -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=states.NEEDS_PERSON, last_code=code)


def test_a_person_who_saw_it_public_ends_the_doubt_with_the_link(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, eko: Person, told: Told
) -> None:
    delivery = promise()
    in_need(delivery)
    services.decide(
        actor=builders.actor_of(eko),
        delivery=delivery,
        decision="published",
        reason="Terlihat di profil",
        permalink="https://contoh.id/p/abc",
    )
    pass_time(timedelta(minutes=5))
    assert fresh(delivery).state == states.PUBLISHED
    assert platform.calls == []
    assert told.published[0][2] == "https://contoh.id/p/abc"
    assert not Task.objects.filter(subject_id=str(delivery.pk), done_at=None).exists()
    assert Entry.objects.filter(action="outbox.decided.published").count() == 1


def test_a_person_may_have_it_sent_again_under_an_own_right(
    promise: Promise, pass_time: PassTime, instagram: Channel, writer: Person, eko: Person
) -> None:
    delivery = promise(after=timedelta(minutes=1))
    lapse(writer)
    pass_time(timedelta(minutes=2))
    builders.entitled(eko, instagram)
    with clock.stopped_at(NOON + timedelta(minutes=5)):
        services.decide(actor=builders.actor_of(eko), delivery=delivery, decision="send_again", reason="Tetap perlu")
        pass_time()
    assert (fresh(delivery).state, fresh(delivery).person_id) == (states.PUBLISHED, eko.pk)


def test_a_person_may_leave_it_unsent(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, writer: Person
) -> None:
    delivery = promise()
    in_need(delivery)
    services.decide(actor=builders.actor_of(writer), delivery=delivery, decision="cancel", reason="Sudah tidak perlu")
    pass_time(timedelta(minutes=5))
    assert (fresh(delivery).state, platform.calls) == (states.CANCELLED, [])


def test_saying_it_is_public_needs_the_link_as_proof(promise: Promise, eko: Person) -> None:
    delivery = promise()
    in_need(delivery)
    with pytest.raises(services.DecisionRefusedError, match="tautan"):
        services.decide(actor=builders.actor_of(eko), delivery=delivery, decision="published", reason="yakin")


def test_a_withdrawn_post_is_not_sent_again_by_a_decision(promise: Promise, eko: Person) -> None:
    delivery = promise()
    in_need(delivery)
    withdraw(delivery)
    with pytest.raises(services.DecisionRefusedError, match="ditarik"):
        services.decide(actor=builders.actor_of(eko), delivery=delivery, decision="send_again", reason="coba")


def test_another_agency_and_the_auditor_decide_nothing(promise: Promise, citra: Person, kartika: Person) -> None:
    delivery = promise()
    in_need(delivery)
    for person in (citra, kartika):
        with pytest.raises(NotAllowedError):
            services.decide(actor=builders.actor_of(person), delivery=delivery, decision="cancel", reason="-")


def test_what_has_moved_on_meanwhile_is_not_decided_about(promise: Promise, pass_time: PassTime, eko: Person) -> None:
    delivery = promise()
    in_need(delivery)
    stale = fresh(delivery)
    Delivery.objects.filter(pk=delivery.pk).update(state=states.DUE)
    with pytest.raises(services.DecisionRefusedError, match="baru saja berubah"):
        services.decide(actor=builders.actor_of(eko), delivery=stale, decision="cancel", reason="-")
