"""One delivery of Ayu's, promised for noon, and a fake platform to send it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from kentongan.channels.models import Channel
from kentongan.connectors.contract import Act
from kentongan.core import clock
from kentongan.organizations.models import Person
from kentongan.outbox import services
from kentongan.outbox.models import Delivery
from kentongan.outbox.payload import Payload
from kentongan.outbox.registry import Subject, register_subject
from kentongan.outbox.runner import run_once
from kentongan.outbox.tests.fake import FakePlatform, doors
from tests import builders

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
KIND = "uji.kiriman"
_numbers = count(1)


@dataclass
class Told:
    """What the ledger told whoever owns the thing."""

    published: list[tuple[str, str, str]] = field(default_factory=list)
    settled: list[tuple[str, str]] = field(default_factory=list)
    broken: bool = False

    def on_published(self, delivery: Delivery, remote_id: str, permalink: str) -> None:
        if self.broken:
            raise RuntimeError("the app above is broken")
        self.published.append((delivery.subject_id, remote_id, permalink))

    def on_settled(self, delivery: Delivery) -> None:
        self.settled.append((delivery.subject_id, delivery.state))

    def describe(self, delivery: Delivery) -> tuple[str, str]:
        return f"Kiriman {delivery.subject_id}", f"/kiriman/{delivery.subject_id}/"


@pytest.fixture(autouse=True)
def told() -> Told:
    heard = Told()
    register_subject(KIND, Subject(heard.on_published, heard.on_settled, heard.describe))
    return heard


@pytest.fixture(autouse=True)
def noon() -> Iterator[datetime]:
    """It is noon in Wajo, at 04.00 UTC."""
    with clock.stopped_at(NOON):
        yield NOON


@pytest.fixture
def writer(ayu: Person, instagram: Channel) -> Person:
    """Ayu, entitled to publish on her agency's Instagram."""
    return builders.entitled(ayu, instagram)


@pytest.fixture
def promise(writer: Person, instagram: Channel) -> Callable[..., Delivery]:
    """Schedule something of Ayu's: `promise("Posyandu besok", on=other_channel, after=timedelta(hours=1))`."""

    def schedule(
        text: str = "Posyandu besok pukul 08.00",
        *,
        on: Channel | None = None,
        after: timedelta = timedelta(0),
        parts: tuple[str, ...] = (),
        settings: dict[str, str] | None = None,
        **more: object,
    ) -> Delivery:
        values = {"subject_id": str(next(_numbers)), "useless_after": None, "valid_until": None} | more
        return services.schedule(
            actor=builders.actor_of(writer),
            channel=on or instagram,
            act=Act.PUBLISH,
            subject_type=KIND,
            payload=Payload(text=text, parts=parts, settings=settings or {}),
            run_at=clock.now() + after,
            person_id=writer.pk,
            agency_id=writer.agency_id,
            **values,  # type: ignore[arg-type]
        )

    return schedule


@pytest.fixture
def platform() -> FakePlatform:
    return FakePlatform()


@pytest.fixture
def pass_time(platform: FakePlatform) -> Callable[..., None]:
    """Let the ledger live through `length`, looking every `every`."""

    def go(length: timedelta = timedelta(0), every: timedelta = timedelta(seconds=30)) -> None:
        moment = clock.now()
        end = moment + length
        while moment <= end:
            run_once(moment, doors=doors(platform))
            moment += every

    return go
