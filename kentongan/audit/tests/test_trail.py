"""The trail only grows, is sealed without a gap, and shows when somebody changed it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from kentongan.audit.models import Entry, Link
from kentongan.audit.registry import UnknownActionError, register_action, register_thing, tell, thing, things
from kentongan.audit.selectors import entries_about, entries_of_kind, verify
from kentongan.audit.services import record, seal
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from tests import builders
from tests.builders import Clerk

register_action("test.noted", "{actor} mencatat {what}")


def note(government: Government, what: str, subject: str = "1") -> None:
    record(
        actor=Clerk(government.pk),
        action="test.noted",
        subject_type="catatan",
        subject_id=subject,
        data={"what": what},
    )


def tamper(statement: str) -> None:
    """What someone with the owner's password could do: switch the trigger off, change a row, switch it on."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("audit_entry", "audit_link"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        cursor.execute(statement)
        for table in ("audit_entry", "audit_link"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")


@pytest.fixture
def sealed(wajo: Government) -> Government:
    for what in ("satu", "dua", "tiga"):
        note(wajo, what)
    seal(government_id=wajo.pk)
    return wajo


STATEMENTS = [
    "UPDATE audit_entry SET actor_name = 'Orang lain'",
    "DELETE FROM audit_entry",
    "UPDATE audit_link SET digest = repeat('0', 64)",
    "DELETE FROM audit_link",
    "TRUNCATE audit_entry CASCADE",
]


def _refused(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_web_cannot_change_or_delete_an_entry(sealed: Government, statement: str) -> None:
    _refused(statement)


@pytest.mark.as_worker
@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_worker_cannot_change_or_delete_an_entry(sealed: Government, statement: str) -> None:
    _refused(statement)


@pytest.mark.as_owner
@pytest.mark.parametrize("statement", STATEMENTS)
def test_even_the_owner_of_the_database_is_refused(sealed: Government, statement: str) -> None:
    _refused(statement)


def test_a_sealed_trail_is_whole_and_the_unsealed_tail_is_counted(sealed: Government) -> None:
    note(sealed, "empat")

    verdict = verify(sealed.pk)

    assert (verdict.whole, verdict.sealed, verdict.unsealed) == (True, 3, 1)


@pytest.mark.as_owner
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor_name = 'Orang lain' WHERE id = {second}",
        'UPDATE audit_entry SET data = \'{{"what": "lain"}}\' WHERE id = {second}',
        "UPDATE audit_entry SET at = at - interval '1 hour' WHERE id = {second}",
        "UPDATE audit_link SET digest = repeat('0', 64) WHERE entry_id = {second}",
        "DELETE FROM audit_link WHERE entry_id = {second}",
        "UPDATE audit_link SET position = 9 WHERE entry_id = {second}",
    ],
)
def test_a_change_behind_our_back_is_found_where_it_was_made(sealed: Government, statement: str) -> None:
    second = Link.objects.get(position=2).entry_id

    tamper(statement.format(second=second))

    verdict = verify(sealed.pk)
    assert not verdict.whole
    assert verdict.broken_at == 2


@pytest.mark.as_owner
def test_removing_an_entry_with_its_seal_is_found_too(sealed: Government) -> None:
    second = Link.objects.get(position=2).entry_id

    tamper(f"DELETE FROM audit_link WHERE entry_id = {second}; DELETE FROM audit_entry WHERE id = {second}")

    assert verify(sealed.pk).broken_at == 2


def test_sealing_again_adds_only_what_is_new(sealed: Government) -> None:
    assert seal(government_id=sealed.pk) == 0
    note(sealed, "empat")

    assert seal(government_id=sealed.pk) == 1
    assert verify(sealed.pk).sealed == 4


def test_a_long_tail_is_sealed_in_batches(wajo: Government) -> None:
    for number in range(5):
        note(wajo, str(number))

    assert [seal(government_id=wajo.pk, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert verify(wajo.pk).whole


def test_an_entry_that_commits_late_is_sealed_as_well(wajo: Government) -> None:
    """A slow transaction took an earlier number than what is sealed already."""
    note(wajo, "awal")
    early = Entry.objects.get().pk
    note(wajo, "akhir")
    seal(government_id=wajo.pk)
    Entry(
        id=early - 1,
        government=wajo,
        at=datetime(2026, 11, 23, tzinfo=UTC),
        actor_name="Ayu Larasati",
        action="test.noted",
        subject_type="catatan",
        subject_id="2",
    ).save(force_insert=True)

    assert seal(government_id=wajo.pk) == 1
    verdict = verify(wajo.pk)
    assert (verdict.whole, verdict.sealed, verdict.unsealed) == (True, 3, 0)


def test_each_government_has_a_chain_of_its_own(sealed: Government, palembang: Government) -> None:
    with within(palembang.pk):
        note(palembang, "satu")
        seal(government_id=palembang.pk)
        assert Link.objects.get().position == 1
        assert verify(palembang.pk).sealed == 1

    assert verify(sealed.pk).sealed == 3


def test_an_act_nobody_registered_cannot_be_recorded(wajo: Government) -> None:
    with pytest.raises(UnknownActionError):
        record(actor=Clerk(wajo.pk), action="test.unheard_of", subject_type="catatan", subject_id="1")


def test_an_entry_is_told_as_a_sentence_and_a_missing_word_as_a_dash() -> None:
    assert tell("test.noted", "Ayu", {"what": "satu"}) == "Ayu mencatat satu"
    assert tell("test.noted", "Ayu", {}) == "Ayu mencatat –"
    assert tell("test.unheard_of", "Ayu", {}) == "Ayu melakukan sebuah tindakan"


def test_a_kind_of_thing_has_a_name_and_may_have_a_page() -> None:
    register_thing("catatan", "Catatan", "/catatan/{id}/")

    assert thing("catatan").label == "Catatan"
    assert thing("tidak-terdaftar").label == "Hal lain"
    assert thing("catatan") in things()


def test_what_was_done_to_one_thing_is_found_by_it(wajo: Government) -> None:
    note(wajo, "ini", "1")
    note(wajo, "itu", "2")

    assert [entry.data["what"] for entry in entries_about(wajo.pk, "catatan", 2)] == ["itu"]
    assert entries_of_kind(wajo.pk, "catatan").count() == 2


def test_a_government_of_no_acts_is_whole(db: None, database_role: None) -> None:
    government = builders.government("samarinda")
    with within(government.pk):
        assert verify(government.pk).whole
