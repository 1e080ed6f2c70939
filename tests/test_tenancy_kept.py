"""Governments are kept a short while, and never longer than they are true."""

from __future__ import annotations

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kentongan.tenancy import kept
from kentongan.tenancy.models import Government
from kentongan.tenancy.services import register_government

ROW = {
    "code": "soppeng",
    "kemendagri_code": "73.12",
    "short_name": "Soppeng",
    "head_title": "Bupati",
    "time_zone": "Asia/Makassar",
}


def questions(code: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        kept.government_named("code", code)
    return len(asked)


def test_a_government_is_asked_for_once_and_its_change_is_seen_at_once(transactional_db: None) -> None:
    register_government(name="Soppeng", **ROW)
    assert [questions("soppeng") for _ in range(3)] == [1, 0, 0]
    register_government(name="Kabupaten Soppeng", host="medsos.soppeng.example", **ROW)
    for found in (kept.government_named("code", "soppeng"), kept.government_named("host", "medsos.soppeng.example")):
        assert found is not None
        assert found.name == "Kabupaten Soppeng"
    assert [questions("atlantis") for _ in range(2)] == [1, 1], "what does not exist is not remembered"


def test_what_one_request_does_to_its_government_no_other_sees(transactional_db: None) -> None:
    register_government(name="Soppeng", **ROW)
    mine = kept.government_named("code", "soppeng")
    assert mine is not None
    mine.name = "Lain"
    again = kept.government_named("code", "soppeng")
    assert again is not None
    assert again.name == "Soppeng"


def test_what_never_came_to_stand_is_not_kept(transactional_db: None) -> None:
    with transaction.atomic():
        Government.objects.create(name="Soppeng", **ROW)
        assert kept.government_named("code", "soppeng") is not None
        transaction.set_rollback(True)
    assert kept.government_named("code", "soppeng") is None


def test_an_empty_host_names_nobody(db: None) -> None:
    assert kept.government_named("host", "") is None
