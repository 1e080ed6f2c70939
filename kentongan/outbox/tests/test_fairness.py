"""Nobody waits because somebody else has much to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kentongan.channels.models import Channel
from kentongan.connectors.contract import Act
from kentongan.core import clock
from kentongan.organizations.models import Agency
from kentongan.outbox import services, states
from kentongan.outbox.claim import Claim, claim
from kentongan.outbox.models import AppBucket, Delivery
from kentongan.outbox.payload import Payload
from kentongan.tenancy.scope import across_governments, within
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
LEASE = timedelta(seconds=60)
SLOTS = 4
Promises = Callable[..., list[Delivery]]


@pytest.fixture
def promises() -> Promises:
    """Many posts of an agency, due now, each on an account of its own: `promises(agency, 12)`."""

    def schedule(agency: Agency, count: int, **more: object) -> list[Delivery]:
        writer = builders.person(f"Penulis{agency.pk} Lain", agency=agency)
        made = []
        for number in range(count):
            values: dict[str, object] = {"priority": 5} | more
            with within(agency.government_id):
                made.append(
                    services.schedule(
                        actor=builders.actor_of(writer),
                        channel=builders.channel(agency),
                        act=Act.PUBLISH,
                        subject_type="uji.adil",
                        subject_id=f"{agency.pk}-{number}-{values['priority']}",
                        payload=Payload(text="Kabar"),
                        run_at=clock.now(),
                        person_id=writer.pk,
                        agency_id=agency.pk,
                        **values,  # type: ignore[arg-type]
                    )
                )
        with across_governments():
            Delivery.objects.filter(state=states.SCHEDULED).update(state=states.DUE)
        return made

    return schedule


def rounds_until_done(agency: Agency) -> int:
    """How many times four free hands take work until nothing of an agency is left; each hand is done at once."""
    for turn in range(1, 200):
        taken = claim(at=clock.now(), lease=LEASE, limit=SLOTS)
        finish(taken)
        with across_governments():
            left = Delivery.objects.filter(agency=agency, state=states.DUE).exists()
        if not left:
            return turn
    raise AssertionError("it never ended")


def finish(taken: list[Claim]) -> None:
    ids = [one.delivery_id for one in taken]
    with across_governments():
        Delivery.objects.filter(pk__in=ids).update(state=states.CANCELLED, lease_until=None)


def test_no_agency_waits_more_than_twice_its_share_when_another_has_nine_tenths_of_what_is_due(
    promises: Promises,
) -> None:
    loud, quiet = builders.agency("Dinas Ramai"), [builders.agency(f"Dinas Sepi {number}") for number in range(4)]
    promises(loud, 36)
    for one in quiet:
        promises(one, 1)
    fair_share = 5 / SLOTS  # five agencies, four hands: everyone's first row within two rounds
    assert max(rounds_until_done(one) for one in quiet[-1:]) <= 2 * fair_share


def test_what_an_agency_has_in_hand_counts_as_served(promises: Promises) -> None:
    loud, quiet = builders.agency("Dinas Ramai"), builders.agency("Dinas Sepi")
    promises(loud, 12)
    assert len(claim(at=clock.now(), lease=LEASE, limit=SLOTS)) == SLOTS
    waiting = {row.pk for row in promises(quiet, 2)}
    assert {one.delivery_id for one in claim(at=clock.now(), lease=LEASE, limit=2)} == waiting


def test_an_urgent_post_goes_before_everybodys_turn(promises: Promises) -> None:
    loud, quiet = builders.agency("Dinas Ramai"), builders.agency("Dinas Sepi")
    promises(quiet, 1)
    urgent = promises(loud, 2, priority=0)
    taken = claim(at=clock.now(), lease=LEASE, limit=2)
    assert {one.delivery_id for one in taken} == {row.pk for row in urgent}


def test_a_row_that_may_not_go_out_takes_nobodys_place(promises: Promises) -> None:
    one, other = builders.agency("Dinas Satu"), builders.agency("Dinas Dua")
    stopped, free = promises(one, 1)[0], promises(other, 1)[0]
    with across_governments():
        Delivery.objects.filter(pk=stopped.pk).update(revoked_at=clock.now())
    assert [taken.delivery_id for taken in claim(at=clock.now(), lease=LEASE, limit=1)] == [free.pk]


def test_a_platform_without_tokens_does_not_hold_up_the_others(promises: Promises) -> None:
    spent, free = builders.agency("Dinas Satu"), builders.agency("Dinas Dua")
    rows = promises(spent, 3)
    ready = promises(free, 1)[0]
    with across_governments():
        Channel.objects.filter(pk__in=[row.channel_id for row in rows]).update(platform="x")
    AppBucket.objects.filter(platform="x").update(tokens=0, per_second=0, refilled_at=clock.now())
    assert [taken.delivery_id for taken in claim(at=clock.now(), lease=LEASE, limit=2)] == [ready.pk]
