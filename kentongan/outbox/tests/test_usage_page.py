"""Pemakaian: who reads it, who sets the limit, and what it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from kentongan.organizations.models import Person
from kentongan.outbox.models import SpendingLimit
from kentongan.tenancy.scope import across_governments

pytestmark = pytest.mark.django_db
PAGE = "/g/wajo/pemakaian/"
LIMIT = "/g/wajo/pemakaian/x/batas/"


def test_the_coordinator_sets_a_limit_and_the_page_says_so(eko: Person, screen_of: Callable[[Person], Client]) -> None:
    browser = screen_of(eko)
    assert "belum ada batas" in browser.get(PAGE).content.decode()
    browser.post(LIMIT, {"ceiling": "25", "reason": "Anggaran November"})
    assert "batas US$25,00" in browser.get(PAGE).content.decode()
    browser.post(LIMIT, {"ceiling": "", "reason": "Tidak perlu lagi"})
    with across_governments():
        assert not SpendingLimit.objects.exists()


def test_what_is_no_amount_of_money_is_said_and_changes_nothing(
    eko: Person, screen_of: Callable[[Person], Client]
) -> None:
    browser = screen_of(eko)
    answer = browser.post(LIMIT, {"ceiling": "dua puluh", "reason": "x"})
    assert answer.status_code == 422
    assert "Tulis angka saja" in answer.content.decode()


def test_an_admin_of_an_agency_neither_reads_nor_sets_it(ayu: Person, screen_of: Callable[[Person], Client]) -> None:
    browser = screen_of(ayu)
    assert browser.get(PAGE).status_code == 403
    assert browser.post(LIMIT, {"ceiling": "1", "reason": "x"}).status_code == 403


def test_a_platform_that_takes_no_money_has_no_limit(eko: Person, screen_of: Callable[[Person], Client]) -> None:
    assert screen_of(eko).post("/g/wajo/pemakaian/facebook/batas/", {"ceiling": "1", "reason": "x"}).status_code == 404
