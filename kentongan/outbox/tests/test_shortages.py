"""Something that waits for a budget says so where people look for it: which budget, and until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.connectors.contract import Usage
from kentongan.core import clock
from kentongan.organizations.models import Person
from kentongan.outbox import governor, states
from kentongan.outbox.models import AppBucket, ChannelBucket, Delivery
from kentongan.outbox.shortages import with_waits
from kentongan.outbox.tests.test_publishing import fresh
from kentongan.outbox.waiting import TOO_LONG, now_of
from kentongan.tenancy.scope import across_governments
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
Promise = Callable[..., Delivery]
PassTime = Callable[..., None]
SPENT = "Menunggu jatah Instagram Dinas Kesehatan: 50 kiriman per hari sudah terpakai"


def waiting(delivery: Delivery) -> Delivery:
    (shown,) = with_waits([fresh(delivery)])
    return shown


def spend(channel: Channel) -> None:
    """Leave nothing of the account's own budget."""
    governor.ensure_bucket(channel)
    ChannelBucket.objects.filter(channel=channel).update(tokens=0, refilled_at=clock.now())


@pytest.fixture
def held(promise: Promise, instagram: Channel, pass_time: PassTime) -> Delivery:
    """A post of Ayu's that is due on an account whose budget is used up."""
    delivery = promise()
    spend(instagram)
    pass_time()
    assert fresh(delivery).state == states.DUE
    return delivery


def test_a_post_that_waits_for_its_accounts_budget_says_which_and_until_when(held: Delivery) -> None:
    shown = waiting(held)
    assert (shown.sentence, shown.shape) == (SPENT, "waiting")
    assert shown.waits
    assert shown.waits.until == clock.now() + timedelta(days=1) / 50


def test_the_moment_it_names_is_the_moment_it_goes_out(held: Delivery, pass_time: PassTime) -> None:
    waits = waiting(held).waits
    assert waits
    assert waits.until
    with clock.stopped_at(waits.until - timedelta(minutes=1)):
        pass_time()
    assert fresh(held).state == states.DUE
    with clock.stopped_at(waits.until):
        pass_time()
    assert fresh(held).state == states.PUBLISHED


def test_who_stands_further_back_waits_for_those_in_front(
    held: Delivery, promise: Promise, pass_time: PassTime
) -> None:
    second = promise("Yang kedua")
    pass_time()
    waits = waiting(second).waits
    assert waits
    assert waits.until == clock.now() + 2 * timedelta(days=1) / 50


def test_the_deliverys_own_page_and_its_history_say_so(
    held: Delivery, ayu: Person, screen_of: Callable[[Person], Client], text_of: Callable[[Any], str]
) -> None:
    page = text_of(screen_of(ayu).get(f"/g/wajo/pengiriman/{held.pk}/"))
    assert page.count(SPENT) == 2  # where it stands, and the last line of its history
    assert page.count("Dicoba lagi sekitar") == 2
    assert "pukul 12.28 WITA" in page
    assert "Dikirim sendiri begitu jatahnya ada lagi" in page
    assert "Segera dikirim" not in page


def test_what_will_be_useless_by_then_is_said(held: Delivery) -> None:
    Delivery.objects.filter(pk=held.pk).update(useless_at=clock.now() + timedelta(minutes=5))
    assert now_of(waiting(held), []) == TOO_LONG


def test_a_platform_that_asked_for_rest_is_named(promise: Promise, instagram: Channel, pass_time: PassTime) -> None:
    delivery = promise()
    governor.note(instagram, Usage("posts", "account", 0.97, timedelta(minutes=10)))
    pass_time()
    shown = waiting(delivery)
    assert "Instagram meminta akun ini berhenti sebentar" in shown.sentence
    assert shown.waits
    assert shown.waits.until == clock.now() + timedelta(minutes=10)


@pytest.mark.parametrize(
    ("spent", "words"),
    [
        ({"used": 0.99, "told_until": timedelta(minutes=10)}, "menurut X, yang tersedia untuk semua pemda"),
        ({"tokens": 0}, "10.000 kiriman per hari untuk semua pemda di server ini sudah terpakai"),
    ],
)
def test_a_budget_of_all_governments_is_named_as_such(
    spent: dict[str, Any], words: str, writer: Person, promise: Promise, pass_time: PassTime
) -> None:
    account = builders.channel(writer.agency, "x")
    builders.grant(writer, account)
    delivery = promise(on=account)
    now = clock.now()
    spent = {key: now + value if isinstance(value, timedelta) else value for key, value in spent.items()}
    with across_governments():
        AppBucket.objects.filter(platform="x").update(refilled_at=now, **spent)
    pass_time()
    assert fresh(delivery).state == states.DUE
    assert words in waiting(delivery).sentence


def test_one_that_simply_waits_its_turn_names_no_budget(promise: Promise) -> None:
    delivery = promise()
    Delivery.objects.filter(pk=delivery.pk).update(state=states.DUE)
    assert waiting(delivery).sentence == "Segera dikirim"
