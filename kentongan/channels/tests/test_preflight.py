"""Accounts are asked whether they could act, a day and an hour before something is due, without acting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from kentongan.channels import agenda
from kentongan.channels.accounts import vault
from kentongan.channels.agenda import Agenda, register_agenda
from kentongan.channels.health import preflight_due
from kentongan.channels.models import Channel, Credential
from kentongan.channels.rules import check_needed
from kentongan.channels.states import DISCONNECTED
from kentongan.channels.tests.opener import FakeOpener
from kentongan.connectors.contract import Health, Reason, Unread
from kentongan.core import clock
from kentongan.organizations.models import Person
from kentongan.work.models import Notice, Task
from tests import builders

pytestmark = pytest.mark.as_worker
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@dataclass
class Ledger:
    """What is due."""

    due: list[tuple[int, int, datetime]] = field(default_factory=list)

    def earliest(self, at: datetime, until: datetime) -> Sequence[tuple[int, int, datetime]]:
        return [one for one in self.due if at <= one[2] <= until]

    def next_due(self, government_id: int, channel_ids: Sequence[int]) -> Mapping[int, datetime]:
        return {channel: at for _, channel, at in self.due if channel in channel_ids}

    def titles(self, government_id: int, channel_id: int) -> Sequence[str]:
        return ["Imunisasi Sabtu", "Donor darah"] if any(one[1] == channel_id for one in self.due) else []


@pytest.fixture
def ledger(instagram: Channel, opener: FakeOpener) -> Iterator[Ledger]:
    """A post of Ayu's at noon."""
    kept = list(agenda._kept)
    ledger = Ledger([(instagram.government_id, instagram.pk, NOON)])
    register_agenda(Agenda(ledger.earliest, ledger.next_due, ledger.titles))
    yield ledger
    agenda._kept[:] = kept


def preflight(hours_before: float) -> int:
    with clock.stopped_at(NOON - timedelta(hours=hours_before)):
        return preflight_due()


def detail() -> str:
    return Task.objects.get(kind="channel_reconnect", done_at=None).detail


def test_an_account_is_asked_a_day_and_an_hour_before_its_post(ledger: Ledger, opener: FakeOpener) -> None:
    assert [preflight(hours) for hours in (25, 24, 23, 5, 1.1, 1, 0.5, 0.1)] == [0, 1, 0, 0, 0, 1, 0, 0]
    assert set(opener.acts()) == {"health"}
    assert set(opener.depth) == {len(connection.savepoint_ids)}
    assert not Task.objects.exists()


def test_a_missing_permission_is_told_with_the_posts_at_risk_and_told_once(
    ledger: Ledger, opener: FakeOpener, eko: Person, ayu: Person, instagram: Channel
) -> None:
    builders.grant(ayu, instagram)
    opener.healthy = Health("Dinkes", missing=("publish",))

    preflight(20)
    preflight(19.5)

    assert "Yang belum diizinkan di platform: publish." in detail()
    assert "Terancam tidak tayang: “Imunisasi Sabtu”, “Donor darah”." in detail()
    assert Notice.objects.filter(person=ayu).count() == 1
    assert Notice.objects.filter(person=eko).count() == 1


def test_once_it_is_mended_nobody_is_asked_any_more(ledger: Ledger, opener: FakeOpener, eko: Person) -> None:
    opener.healthy = Health("Dinkes", note="Jatah unggah hari ini habis.")
    preflight(20)
    assert "Jatah unggah hari ini habis." in detail()

    opener.healthy = Health("Dinkes")
    assert preflight(19.95) == 0
    assert preflight(19.5) == 1

    assert not Task.objects.filter(done_at=None).exists()
    assert Credential.objects.get().note == ""


def test_an_account_whose_permission_ended_is_found_before_the_post_fails(
    ledger: Ledger, opener: FakeOpener, instagram: Channel, eko: Person
) -> None:
    opener.healthy = Unread(Reason.TOKEN, expired=True)

    preflight(20)

    instagram.refresh_from_db()
    assert instagram.state == DISCONNECTED
    assert "Imunisasi Sabtu" in detail()


def test_keys_that_end_before_the_post_are_told(ledger: Ledger, opener: FakeOpener, eko: Person) -> None:
    opener.healthy = Health("Dinkes", expires_in=timedelta(hours=3))

    preflight(20)

    assert "Kuncinya berakhir sebelum kiriman berikutnya" in detail()


def test_a_permission_that_only_a_person_can_prolong_is_told_a_week_ahead(
    ledger: Ledger, opener: FakeOpener, eko: Person, instagram: Channel
) -> None:
    opener.healthy = Health("Dinkes", expires_in=timedelta(days=4))
    Credential.objects.update(refresh_token=vault().lock("segar"))

    preflight(20)

    assert "berakhir dalam 4 hari" in detail()


def test_a_platform_that_does_not_answer_is_a_worry_in_the_last_hour_only(
    ledger: Ledger, opener: FakeOpener, eko: Person
) -> None:
    opener.healthy = Unread(Reason.NO_CONNECTION)

    preflight(20)
    assert not Task.objects.exists()

    preflight(0.9)
    assert "Platform belum menjawab" in detail()


@pytest.mark.parametrize(
    ("hours_left", "checked_hours_before", "troubled", "needed"),
    [
        (25, None, False, False),
        (-1, None, False, False),
        (24, None, False, True),
        (20, 25, False, True),
        (20, 23, False, False),
        (1, 23, False, True),
        (0.5, 0.9, False, False),
        (0.5, 0.9, True, True),
        (0.5, 0.6, True, False),
    ],
)
def test_when_an_account_is_asked(
    *, hours_left: float, checked_hours_before: float | None, troubled: bool, needed: bool
) -> None:
    checked = None if checked_hours_before is None else NOON - timedelta(hours=checked_hours_before)
    at = NOON - timedelta(hours=hours_left)

    assert check_needed(NOON, checked, at, troubled=troubled) is needed
