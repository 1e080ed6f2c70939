"""A platform hears "200" only when its event lies in the database, in the right government, once."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from kentongan.channels.models import Channel, Route
from kentongan.core import clock
from kentongan.inbox.models import RawEvent
from kentongan.organizations.models import Agency
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from tests import builders

SECRET = "app-secret"
ACCOUNT, ELSEWHERE = "17841400000000001", "17841400000000002"
MORNING = datetime(2026, 11, 23, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def keys(settings: Any) -> None:
    keys = {"client_id": "app", "client_secret": SECRET, "verify_token": "verify"}
    settings.PLATFORM_APPS = {**settings.PLATFORM_APPS, "instagram": keys}
    settings.CREDENTIAL_KEYS = {"test": "a-long-random-text"}


@pytest.fixture
def bupati(leader_office: Agency) -> Channel:
    return builders.channel(leader_office, "instagram", standing=Channel.Standing.LEADER, remote_id=ACCOUNT)


def push(*told: tuple[str, str], text: str = "jalan rusak", **browser: Any) -> Any:
    """Comments, each as account and id, in one push."""
    entries = [
        {"id": account, "time": 1, "changes": [{"field": "comments", "value": {
            "id": remote_id, "text": text, "from": {"id": "55", "username": "rani_tempe"}, "media": {"id": "180"}}}]}
        for account, remote_id in told
    ]  # fmt: skip
    body = json.dumps({"object": "instagram", "entry": entries}).encode()
    signed = {"X-Hub-Signature-256": "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}
    client = Client(raise_request_exception=False)
    headers = signed | browser.pop("headers", {})
    return client.post("/kait/instagram/", body, content_type="application/json", headers=headers, **browser)


def statement(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words)


def change_the_table(words: str) -> None:
    statement("SET LOCAL ROLE kentongan_owner")
    statement(f"ALTER TABLE inbox_rawevent {words}")
    statement("SET LOCAL ROLE kentongan_app")


def failing_push(*told: tuple[str, str]) -> int:
    """A push that breaks its transaction, which here stands inside the test's."""
    before = transaction.savepoint()
    answer = push(*told)
    transaction.savepoint_rollback(before)
    return int(answer.status_code)


def test_an_event_that_could_not_be_stored_is_not_acknowledged_and_comes_again(bupati: Channel) -> None:
    change_the_table("ADD CONSTRAINT disk_is_full CHECK (event_id NOT LIKE '%1790')")
    assert failing_push((ACCOUNT, "1789"), (ACCOUNT, "1790")) == 500
    assert not RawEvent.objects.exists()
    change_the_table("DROP CONSTRAINT disk_is_full")
    answer = push((ACCOUNT, "1789"), (ACCOUNT, "1790"))
    assert (answer.status_code, answer.content) == (200, b"2")
    assert RawEvent.objects.count() == 2


def test_an_event_of_an_account_that_is_gone_is_not_acknowledged(bupati: Channel) -> None:
    statement("SET CONSTRAINTS ALL IMMEDIATE")
    Route.objects.update(channel_id=bupati.pk + 1000)
    assert failing_push((ACCOUNT, "1790")) == 500
    assert not RawEvent.objects.exists()


def test_an_event_told_twice_in_one_push_or_in_two_is_new_once(bupati: Channel) -> None:
    assert push((ACCOUNT, "1790"), (ACCOUNT, "1790")).content == b"1"
    assert push((ACCOUNT, "1790"), (ACCOUNT, "1791")).content == b"1"
    assert RawEvent.objects.count() == 2


def test_one_push_for_two_governments_is_shared_out_and_opens_neither_to_the_other(
    palembang: Government, bupati: Channel
) -> None:
    elsewhere = builders.channel(builders.agency("Diskominfo", of=palembang), "instagram", remote_id=ELSEWHERE)
    answer = push((ACCOUNT, "1790"), (ELSEWHERE, "1791"), ("999", "1792"))
    assert (answer.status_code, answer.content) == (200, b"2")
    assert [event.channel_id for event in RawEvent.objects.all()] == [bupati.pk]
    with within(palembang.pk):
        assert [event.channel_id for event in RawEvent.objects.all()] == [elsewhere.pk]


def test_an_account_was_last_heard_when_it_last_pushed(bupati: Channel) -> None:
    for seconds, heard in ((0, 0), (0.5, 0), (90, 90)):
        with clock.stopped_at(MORNING + timedelta(seconds=seconds)):
            push((ACCOUNT, f"17{seconds}"))
        bupati.refresh_from_db()
        assert bupati.pushed_at == MORNING + timedelta(seconds=heard)


def test_a_machine_gets_its_answer_with_nothing_that_is_meant_for_people(bupati: Channel) -> None:
    answer = push((ACCOUNT, "1790"), headers={"Cookie": "sessionid=guessed"})
    assert (answer.headers["Content-Length"], answer.headers["X-Content-Type-Options"]) == ("1", "nosniff")
    assert not answer.cookies


def test_a_push_to_a_host_that_is_not_ours_is_refused(bupati: Channel) -> None:
    assert push((ACCOUNT, "1790"), headers={"Host": "elsewhere.example"}).status_code == 400
    assert not RawEvent.objects.exists()


def test_below_the_door_for_platforms_there_is_no_other(db: None) -> None:
    assert Client().get("/kait/instagram/lagi/").status_code == 404


def test_words_with_a_character_that_the_database_cannot_keep_are_stored_without_it(bupati: Channel) -> None:
    assert push((ACCOUNT, "1790"), text="jalan\x00 rusak \\u0000 \ud83d").status_code == 200
    assert RawEvent.objects.get().body["text"] == "jalan rusak \\u0000 ?"
