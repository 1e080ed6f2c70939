"""However many comments come at once, the database is asked a fixed number of times: a burst must not wait for its own upkeep."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kentongan.channels.models import Channel
from kentongan.connectors.contract import RemoteComment
from kentongan.core import clock
from kentongan.inbox.bodies import as_body
from kentongan.inbox.intake import process
from kentongan.inbox.models import Conversation, Message, RawEvent
from kentongan.inbox.readings.alarms import raise_alarms
from kentongan.inbox.readings.models import Matter
from kentongan.organizations.models import Agency, Person
from kentongan.work.models import Notice, Task

SAID = (
    "jalan di depan pasar berlubang sudah 3 bulan, tolong diperbaiki pak",
    "lampu jln mati dari kemarin, gelap sekali kalau malam",
    "terima kasih pelayanan puskesmas cepat dan ramah",
    "sampah menumpuk di lorong, baunya sampai ke rumah",
    "Tolong ada kebakaran di gang sempit dekat pasar, damkar belum datang!",
)
FEW = 4


def come(channel: Channel, first: int, count: int) -> None:
    comments = [
        RemoteComment(
            remote_id=f"c-{number}", post_id="p-1", text=f"{SAID[number % len(SAID)]} ({number})",
            author_id=str(number), author_name=f"warga_{number}", created_at=clock.now(),
        )
        for number in range(first, first + count)
    ]  # fmt: skip
    RawEvent.objects.bulk_create(
        RawEvent(
            government_id=channel.government_id, channel=channel, event_id=one.remote_id, source="webhook",
            kind="comment.added", body=as_body(one), received_at=clock.now(),
        )
        for one in comments
    )  # fmt: skip


def statements(channel: Channel, first: int, count: int) -> int:
    come(channel, first, count)
    with CaptureQueriesContext(connection) as asked:
        assert process(channel.government_id) == count
    return len(asked)


@pytest.mark.usefixtures("monday", "dinas_pu", "eko")
def test_a_hundred_comments_ask_the_database_as_often_as_fifty(leader_account: Channel) -> None:
    statements(leader_account, 0, 10)
    fifty = statements(leader_account, 100, 50)
    hundred = statements(leader_account, 200, 100)
    assert hundred <= fifty + FEW
    assert hundred <= 60
    assert Conversation.objects.count() == Message.objects.count() == 160


@pytest.mark.usefixtures("monday")
def test_of_a_batch_each_fire_is_a_task_and_a_notice_of_its_own(
    leader_account: Channel, dinas_pu: Agency, eko: Person
) -> None:
    statements(leader_account, 0, 50)
    urgent = Conversation.objects.filter(excerpt__contains="kebakaran")
    paths = {f"/kotak-masuk/{row.pk}/" for row in urgent}
    assert len(paths) == 10
    assert set(Task.objects.filter(kind="inbox.urgent", done_at=None).values_list("path", flat=True)) == paths
    assert set(Notice.objects.filter(person=eko).values_list("path", flat=True)) == paths
    raise_alarms(urgent)
    assert Task.objects.filter(kind="inbox.urgent", done_at=None).count() == 10


@pytest.mark.usefixtures("monday", "dinas_pu", "eko")
def test_comments_that_tell_of_one_thing_in_one_batch_share_one_matter(leader_account: Channel) -> None:
    statements(leader_account, 0, 50)
    holes = Conversation.objects.filter(excerpt__contains="berlubang")
    shared = set(holes.values_list("matter_id", flat=True))
    assert holes.count() == 10
    assert len(shared) == 1
    matter = Matter.objects.get(pk=shared.pop())
    assert (matter.topic, matter.first_at, matter.last_at) == ("Jalan rusak", clock.now(), clock.now())
