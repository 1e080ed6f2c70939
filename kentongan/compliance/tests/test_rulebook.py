"""Aturan on screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from kentongan.compliance.selectors import findings_in, official_keys
from kentongan.organizations.models import Person
from kentongan.tenancy.models import Government

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]


def test_everyone_who_signs_in_reads_the_rules_with_their_sources(
    ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    page = text_of(screen_of(ayu).get("/g/wajo/aturan/"))
    assert "Ada NIK seseorang" in page
    assert "UU 27/2022 Pasal 16(1)e, 65(2), 67(2)" in page
    assert "Catat nomor" not in page


def test_a_coordinator_records_a_hotline_and_it_is_no_longer_warned_about(
    wajo: Government, eko: Person, screen_of: Screen
) -> None:
    text = "Hubungi 0812 3456 7890"
    assert findings_in(wajo.pk, text)
    answer = screen_of(eko).post("/g/wajo/aturan/nomor-resmi/", {"number": "+62 812-3456-7890", "label": "Call center"})
    assert answer.status_code == 302
    assert findings_in(wajo.pk, text) == ()


def test_ayu_cannot_record_a_hotline_and_learns_who_can(
    ayu: Person, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    answer = screen_of(ayu).post("/g/wajo/aturan/nomor-resmi/", {"number": "081234567890", "label": "Saya"})
    assert answer.status_code == 403


def test_a_number_without_digits_is_refused_with_an_example(
    wajo: Government, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    answer = screen_of(eko).post("/g/wajo/aturan/nomor-resmi/", {"number": "halo", "label": "x"})
    assert answer.status_code == 422
    assert "misalnya 0812 3456 7890" in text_of(answer)
    assert official_keys(wajo.pk) == frozenset()
