"""Jejak: who may read it, and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kentongan.audit.models import Link
from kentongan.audit.services import seal
from kentongan.organizations.models import Person
from kentongan.tenancy.models import Government
from tests import builders

Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
TRAIL = "/g/wajo/jejak/"


def test_the_auditor_reads_the_trail_as_sentences(
    kartika: Person, ayu: Person, screen_of: Screen, text_of: Text
) -> None:
    assert "Kentongan mendaftarkan Ayu Larasati di Dinas Kesehatan" in text_of(screen_of(kartika).get(TRAIL))


def test_the_head_and_the_administrator_read_it_too(nur: Person, omar: Person, screen_of: Screen) -> None:
    assert screen_of(nur).get(TRAIL).status_code == 200
    assert screen_of(omar).get(TRAIL).status_code == 200


def test_ayu_may_not_and_reads_why_and_who_can(ayu: Person, kartika: Person, screen_of: Screen, text_of: Text) -> None:
    for answer in (screen_of(ayu).get(TRAIL), screen_of(ayu).post(f"{TRAIL}periksa/")):
        assert answer.status_code == 403
        assert "Untuk membaca jejak diperlukan peran" in text_of(answer)
        assert "Bu Kartika" in text_of(answer)


def test_the_trail_of_one_kind_and_of_one_thing(
    kartika: Person, ayu: Person, citra: Person, screen_of: Screen, text_of: Text
) -> None:
    screen = screen_of(kartika)

    people = text_of(screen.get(f"{TRAIL}?hal=person"))
    only_ayu = text_of(screen.get(f"{TRAIL}?hal=person&nomor={ayu.pk}"))

    assert "Citra Melati" in people
    assert "mendaftarkan Dinas" not in people
    assert "Ayu Larasati" in only_ayu
    assert "Citra Melati" not in only_ayu
    assert "Belum ada jejak di sini" in text_of(screen.get(f"{TRAIL}?hal=person&nomor=999999"))


def test_another_governments_trail_is_not_in_it(
    kartika: Person, palembang: Government, screen_of: Screen, text_of: Text
) -> None:
    builders.agency("Dinas Rahasia", of=palembang)

    assert "Dinas Rahasia" not in text_of(screen_of(kartika).get(TRAIL))


def test_a_whole_trail_is_said_to_be_whole(kartika: Person, screen_of: Screen, text_of: Text) -> None:
    seal(government_id=kartika.government_id)

    assert "Jejak utuh" in text_of(screen_of(kartika).post(f"{TRAIL}periksa/"))


@pytest.mark.as_owner
def test_a_broken_trail_says_where_and_what_to_do(kartika: Person, screen_of: Screen, text_of: Text) -> None:
    seal(government_id=kartika.government_id)
    changed = Link.objects.get(position=2).entry_id
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER append_only")
        cursor.execute("UPDATE audit_entry SET actor_name = 'Orang lain' WHERE id = %s", [changed])
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER append_only")

    seen = text_of(screen_of(kartika).post(f"{TRAIL}periksa/"))

    assert "Jejak tidak utuh" in seen
    assert "Catatan ke-2 tidak cocok" in seen
