"""Real comments to a government's account, replayed through the sandbox: all are stored, none twice, while people work.

`make test` takes a few hundred of the 17,547; `KENTONGAN_REAL=all` takes every one, as `benchmarks/replay_comments.py` does
with real processes.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kentongan.channels.models import Channel
from kentongan.channels.services import remember
from kentongan.connectors.instagram import connector as instagram_connector
from kentongan.core import clock
from kentongan.inbox.intake import process, store_polled
from kentongan.inbox.models import Conversation, Message, RawEvent
from kentongan.organizations.models import Agency, Person
from kentongan.sandbox import webhooks
from kentongan.sandbox.app import create_app
from kentongan.sandbox.service import Sandbox
from tests import builders
from tests.real_comments import citizens, in_batches, source

SOME = 400
MOST_QUERIES = 15
SECRET = "only-for-tests"
ACCOUNT, POST = "17841499999999999", "17999999999999999"

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not source().exists(), reason=f"{source()} is not there; KENTONGAN_SHARED names its folder"),
]


@pytest.fixture
def head_of_government(leader_office: Agency, settings: Any) -> Channel:
    settings.PLATFORM_APPS = settings.PLATFORM_APPS | {
        "instagram": {"client_id": "latihan", "client_secret": SECRET, "verify_token": "latihan"}
    }
    channel = builders.channel(leader_office, "instagram", standing=Channel.Standing.LEADER, remote_id=ACCOUNT)
    remember(
        channel=channel,
        kind="post",
        remote_id=POST,
        permalink="",
        subject_type="content.version",
        subject_id=1,
        text="Bupati meninjau pasar",
        published_at=clock.now(),
    )
    return channel


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """A sandbox that queues webhooks and leaves it to the test to carry them."""
    opened = Sandbox.open(tmp_path, base_url="http://127.0.0.1:1")
    opened.sender.stopped.set()
    control = create_app(opened).test_client()
    account = {
        "platform": "instagram",
        "remote_id": ACCOUNT,
        "name": "Bupati",
        "handle": "bupati.latihan",
        "token": "t",
    }
    hook = {"instagram": {"url": "http://127.0.0.1:1/kait/instagram/", "app_secret": SECRET}}
    world = {"title": "Latihan", "accounts": [account], "webhooks": hook}
    assert control.put("/_kendali/dunia/wajo", json=world).status_code == 200
    post = {"platform": "instagram", "account": ACCOUNT, "remote_id": POST, "text": "Bupati meninjau pasar"}
    assert control.post("/_kendali/dunia/wajo/kiriman", json=post).status_code == 200
    yield opened
    opened.close()


def deliveries(sandbox: Sandbox, told: list[dict[str, Any]]) -> list[tuple[bytes, str]]:
    """Write comments as citizens; give the signed bodies the sandbox would push for them."""
    before = sandbox.store.rows("SELECT coalesce(max(seq), 0) AS seq FROM delivery")[0]["seq"]
    answer = create_app(sandbox).test_client().post("/_kendali/dunia/wajo/warga", json=told)
    assert answer.status_code == 200, answer.text
    rows = sandbox.store.rows("SELECT * FROM delivery WHERE seq > ? ORDER BY seq", before)
    body = webhooks.body("instagram", rows, flat=False)
    return [(body, webhooks.signature(body, SECRET))] if rows else []


def push(body: bytes, signature: str) -> int:
    headers = {"X-Hub-Signature-256": signature}
    return Client().post("/kait/instagram/", body, content_type="application/json", headers=headers).status_code


def as_the_poll_reads_them(body: bytes) -> list[Any]:
    assert instagram_connector.FOLDER.webhook is not None
    return [event.comment for event in instagram_connector.FOLDER.webhook.parse(body) if event.comment]


def understand_all(government_id: int) -> None:
    while process(government_id):
        pass


def test_every_real_comment_is_stored_once_though_each_is_told_three_times(
    head_of_government: Channel, sandbox: Sandbox, eko: Person, screen_of: Callable[[Person], Client]
) -> None:
    government_id = head_of_government.government_id
    limit = None if os.environ.get("KENTONGAN_REAL") == "all" else SOME
    sent: dict[str, str] = {}
    screen = screen_of(eko)
    for number, batch in enumerate(in_batches(citizens(source(), POST, limit))):
        sent |= {one["remote_id"]: one["text"] for one in batch}
        for body, signature in deliveries(sandbox, batch):
            assert push(body, signature) == 200
            assert push(body, signature) == 200
            store_polled(head_of_government, as_the_poll_reads_them(body))
        understand_all(government_id)
        if number % 4 == 0:
            assert screen.get("/g/wajo/kotak-masuk/").status_code == 200
    kept = dict(Message.objects.filter(channel=head_of_government).values_list("remote_id", "text"))
    assert len(kept) == Message.objects.count() == Conversation.objects.count() == len(sent)
    assert [key for key in sent if kept[key].split() != sent[key].split()] == []
    assert not RawEvent.objects.filter(processed_at=None).exists()


def test_the_list_takes_few_questions_to_the_database_however_much_has_arrived(
    head_of_government: Channel, sandbox: Sandbox, eko: Person, screen_of: Callable[[Person], Client]
) -> None:
    for batch in in_batches(citizens(source(), POST, SOME)):
        for body, signature in deliveries(sandbox, batch):
            push(body, signature)
    understand_all(head_of_government.government_id)
    screen = screen_of(eko)
    with CaptureQueriesContext(connection) as asked:
        assert screen.get("/g/wajo/kotak-masuk/").status_code == 200
    questions = [
        one["sql"] for one in asked if one["sql"].startswith(("SELECT", "WITH")) and "set_config" not in one["sql"]
    ]
    assert len(questions) <= MOST_QUERIES, "\n".join(questions)


def test_a_replay_begun_again_adds_nothing(head_of_government: Channel, sandbox: Sandbox) -> None:
    batch = next(in_batches(citizens(source(), POST, 50)))
    first = deliveries(sandbox, batch)
    assert [push(*one) for one in first] == [200]
    assert deliveries(sandbox, batch) == []
    assert [push(*one) for one in first] == [200]
    understand_all(head_of_government.government_id)
    assert Conversation.objects.count() == 50


def test_pseudonyms_are_the_same_at_every_replay_and_no_two_rows_share_one() -> None:
    once, again = ([*itertools.islice(citizens(source(), POST), 500)] for _ in range(2))
    assert once == again
    assert len({one["author_id"] for one in once}) == 500
