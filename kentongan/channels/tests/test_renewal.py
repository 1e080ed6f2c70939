"""Keys are renewed before they end, once, and nothing is lost when an answer is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from kentongan.channels import accounts, renewal
from kentongan.channels.keys import put
from kentongan.channels.models import Channel, Credential
from kentongan.channels.rules import renewal_at, retry_renewal_at
from kentongan.channels.services import mark_disconnected
from kentongan.channels.states import ACTIVE, DISCONNECTED
from kentongan.channels.tests.opener import FakeOpener, keys
from kentongan.connectors import registry
from kentongan.connectors.contract import (
    AuthorizationExpired,
    Health,
    OutcomeUnknown,
    RateLimited,
    Reason,
    Refusal,
    Rejected,
    Retryable,
    Unread,
)
from kentongan.core import clock
from kentongan.organizations.actor import system
from kentongan.organizations.models import Person
from kentongan.tenancy.scope import within
from kentongan.work.models import Notice, Task
from tests import builders

pytestmark = pytest.mark.as_worker
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
GONE = AuthorizationExpired(Reason.TOKEN)
LOST = OutcomeUnknown(Reason.TIMEOUT)


@pytest.fixture
def account(instagram: Channel, opener: FakeOpener) -> Channel:
    """Keys for two hours, given at noon."""
    put(instagram, keys("lama", "segar-lama"), NOON)
    return instagram


def renew(minutes: int = 100) -> int:
    with clock.stopped_at(NOON + timedelta(minutes=minutes)):
        return renewal.renew_due()


def tasks() -> set[str]:
    return set(Task.objects.filter(done_at=None).values_list("kind", flat=True))


def test_keys_are_renewed_while_a_fifth_of_their_life_is_left(account: Channel, opener: FakeOpener) -> None:
    opener.refreshed = [keys()]

    assert renew(90) == 0
    assert renew(97) == 1
    assert renew(98) == 0

    held = accounts.account_of(account)
    assert held.token.value == "baru"
    assert held.refresh_token
    assert held.refresh_token.value == "segar-baru"
    assert Credential.objects.get().expires_at == NOON + timedelta(minutes=97, hours=2)
    assert opener.asked == [("refresh", "segar-lama")]


def test_no_transaction_is_open_while_the_platform_is_asked(account: Channel, opener: FakeOpener) -> None:
    opener.refreshed = [LOST, GONE]

    renew()

    assert list(opener.acts()) == ["refresh", "refresh", "health"]
    assert set(opener.depth) == {len(connection.savepoint_ids)}


def test_a_platform_that_gives_no_new_refresh_token_leaves_us_the_old_one(account: Channel, opener: FakeOpener) -> None:
    opener.refreshed = [keys(refresh=None)]

    renew()

    held = accounts.account_of(account)
    assert held.token.value == "baru"
    assert held.refresh_token
    assert held.refresh_token.value == "segar-lama"


def test_an_end_that_is_not_told_is_not_made_up(account: Channel, opener: FakeOpener) -> None:
    opener.refreshed = [keys(hours=None)]

    renew()

    credential = Credential.objects.get()
    assert credential.expires_at is None
    assert credential.renew_at is None


def test_two_workers_never_use_one_pair_twice(account: Channel, opener: FakeOpener) -> None:
    moment = NOON + timedelta(minutes=100)

    def while_asked(_: object) -> object:
        with clock.stopped_at(moment + timedelta(minutes=1)):
            assert renewal.renew_due() == 0
        return keys()

    opener.refresh = while_asked  # type: ignore[assignment, method-assign]

    assert renew() == 1


def test_who_connected_it_meanwhile_keeps_the_newer_keys(account: Channel, opener: FakeOpener) -> None:
    def while_asked(_: object) -> object:
        with within(account.government_id):
            put(account, keys("dari-orang", "segar-dari-orang"), clock.now())
        return keys()

    opener.refresh = while_asked  # type: ignore[assignment, method-assign]

    assert renew() == 0
    assert accounts.account_of(account).token.value == "dari-orang"


def test_a_lost_answer_is_asked_for_once_more(account: Channel, opener: FakeOpener) -> None:
    opener.refreshed = [LOST, keys()]

    assert renew() == 1
    assert tasks() == set()


@pytest.mark.parametrize("lost", [LOST, Retryable(Reason.TIMEOUT), Retryable(Reason.CONNECTION_LOST)])
def test_when_the_pair_is_used_up_but_the_old_key_works_people_are_asked_and_posts_go_on(
    account: Channel, opener: FakeOpener, eko: Person, lost: Refusal
) -> None:
    opener.refreshed = [lost, GONE]

    renew()

    account.refresh_from_db()
    assert account.state == ACTIVE
    assert "tidak dapat diperpanjang lagi" in Credential.objects.get().note
    assert tasks() == {"channel_reconnect"}
    assert Notice.objects.filter(person=eko).count() == 1
    assert renew(119) == 0
    assert opener.refreshed == []


def test_when_the_old_key_is_dead_too_the_account_waits_for_a_person(
    account: Channel, opener: FakeOpener, eko: Person, ayu: Person
) -> None:
    builders.grant(ayu, account)
    opener.refreshed = [LOST, GONE]
    opener.healthy = Unread(Reason.TOKEN, expired=True)

    renew()

    account.refresh_from_db()
    assert account.state == DISCONNECTED
    assert tasks() == {"channel_reconnect", "channel_keys"}
    assert Task.objects.get(kind="channel_keys").person == ayu
    assert Notice.objects.filter(person=ayu).count() == 1


def test_when_nobody_answers_it_is_tried_later(account: Channel, opener: FakeOpener) -> None:
    opener.refreshed = [LOST, LOST, keys()]
    opener.healthy = Unread(Reason.NO_CONNECTION)

    renew()
    assert renew(100) == 0
    assert renew(102) == 1


def test_people_are_told_when_three_tries_failed_and_no_more_once_it_worked(
    account: Channel, opener: FakeOpener, eko: Person
) -> None:
    opener.refreshed = [*[Retryable(Reason.TRANSIENT)] * 3, keys()]

    renew(100)
    renew(102)
    assert tasks() == set()
    renew(105)
    assert tasks() == {"channel_reconnect"}
    assert renew(110) == 1
    assert tasks() == set()


def test_a_busy_platform_says_when_to_come_again(account: Channel, opener: FakeOpener) -> None:
    opener.refreshed = [RateLimited(timedelta(minutes=7)), keys()]

    renew(100)
    assert renew(106) == 0
    assert renew(107) == 1


def test_a_clear_no_is_told_at_once_and_tried_again_slowly(account: Channel, opener: FakeOpener, eko: Person) -> None:
    opener.refreshed = [Rejected(Reason.REFUSED), keys()]

    renew(100)
    assert tasks() == {"channel_reconnect"}
    assert renew(129) == 0
    assert renew(130) == 1


def test_an_account_found_expired_mends_itself(account: Channel, opener: FakeOpener, eko: Person) -> None:
    opener.refreshed = [keys()]
    with clock.stopped_at(NOON + timedelta(hours=5)):
        mark_disconnected(actor=system(account.government_id), channel=account, reason="Izin platform berakhir")
        assert tasks() == set()
        assert renewal.renew_due() == 1

    account.refresh_from_db()
    assert account.state == ACTIVE


def test_new_keys_that_are_refused_too_are_a_matter_for_people(
    account: Channel, opener: FakeOpener, eko: Person
) -> None:
    opener.refreshed = [keys()]
    renew(100)

    with clock.stopped_at(NOON + timedelta(minutes=101)):
        mark_disconnected(actor=system(account.government_id), channel=account, reason="Izin publish belum ada")
        assert renewal.renew_due() == 0

    account.refresh_from_db()
    assert account.state == DISCONNECTED
    assert tasks() == {"channel_reconnect"}


def test_an_account_that_cannot_mend_itself_waits_for_a_person(
    account: Channel, opener: FakeOpener, eko: Person
) -> None:
    opener.refreshed, opener.healthy = [GONE], Health("Dinkes")
    with clock.stopped_at(NOON + timedelta(hours=5)):
        mark_disconnected(actor=system(account.government_id), channel=account, reason="Izin platform berakhir")
        renewal.renew_due()

    account.refresh_from_db()
    assert account.state == DISCONNECTED
    assert tasks() == {"channel_reconnect"}
    assert list(opener.acts()) == ["refresh"]


def test_a_platform_without_consent_pages_is_left_alone(account: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "opener", lambda *_: None)

    assert renew() == 0
    assert Credential.objects.get().renew_at is None


@pytest.mark.parametrize(
    ("life", "left"),
    [
        (timedelta(hours=2), timedelta(minutes=24)),
        (timedelta(days=60), timedelta(days=10)),
        (timedelta(minutes=10), timedelta(minutes=5)),
        (timedelta(minutes=2), timedelta(minutes=2)),
    ],
)
def test_keys_are_renewed_with_enough_time_left(life: timedelta, left: timedelta) -> None:
    assert renewal_at(NOON, life) == NOON + life - left


def test_tries_grow_rarer_and_never_stop() -> None:
    waits = [(retry_renewal_at(NOON, failures) - NOON).total_seconds() / 60 for failures in range(1, 8)]
    assert waits == [1, 2, 4, 8, 16, 30, 30]
