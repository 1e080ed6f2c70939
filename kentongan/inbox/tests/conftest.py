"""A comment under the head's post, and the people who take it from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from kentongan.channels.models import Channel
from kentongan.connectors.contract import RemoteComment
from kentongan.core import clock
from kentongan.inbox.bodies import as_body
from kentongan.inbox.intake import process
from kentongan.inbox.models import Case, Conversation, RawEvent
from kentongan.inbox.services import sorting
from kentongan.organizations.models import Agency, Person
from tests import builders

MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)
HOLES = "jalan di depan pasar berlubang sudah 3 bulan, tolong pak"


PASSED = """SELECT DISTINCT d.to_agency_id, t.id, t.state, t.last_at
    FROM inbox_disposition d JOIN inbox_conversation t ON t.government_id = d.government_id AND t.case_id = d.case_id ORDER BY 1, 2"""
KEPT = "SELECT agency_id, conversation_id, state, last_at FROM inbox_passedtalk ORDER BY 1, 2"


@pytest.fixture(autouse=True)
def what_agencies_see(database_role: None) -> Iterator[None]:
    """After every test here: what the database keeps for the lists of agencies is what the dispositions say."""
    yield
    if connection.in_atomic_block and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute(PASSED)
            said = cursor.fetchall()
            cursor.execute(KEPT)
            assert cursor.fetchall() == said


@pytest.fixture
def monday() -> Iterator[datetime]:
    """It is Monday, nine in the morning in Wajo."""
    with clock.stopped_at(MONDAY):
        yield MONDAY


@pytest.fixture
def leader_account(leader_office: Agency) -> Channel:
    return builders.channel(leader_office, "instagram", standing=Channel.Standing.LEADER)


@pytest.fixture
def says(leader_account: Channel) -> Callable[..., Conversation]:
    """A citizen writes under the head's post: `says("jalan rusak")`; `to` a comment that already stands."""

    def write(
        text: str = HOLES, *, remote_id: str = "c-1", to: str = "", later: timedelta = timedelta()
    ) -> Conversation:
        comment = RemoteComment(
            remote_id=remote_id, post_id="p-1", parent_id=to, text=text, author_id="55", author_name="rani_tempe",
            created_at=clock.now() + later,
        )  # fmt: skip
        RawEvent.objects.create(
            government_id=leader_account.government_id, channel=leader_account, event_id=remote_id, source="poll",
            kind="comment.added", body=as_body(comment), received_at=clock.now(),
        )  # fmt: skip
        process(leader_account.government_id)
        return Conversation.objects.get(root_id=to or remote_id)

    return write


@pytest.fixture
def assigned(says: Callable[..., Conversation], eko: Person, fitri: Person, dinas_pu: Agency) -> Case:
    """A complaint that Eko passed to Dinas PU, where Fitri is liaison."""
    return sorting.forward(
        actor=builders.actor_of(eko),
        conversation=says(),
        to_agency=dinas_pu,
        instruction="Cek lokasi hari ini.",
        kind="complaint",
    )


@pytest.fixture
def sender(gilang: Person, leader_account: Channel) -> Person:
    """Gilang, with decree, training and a grant on the head's account."""
    return builders.entitled(gilang, leader_account)
