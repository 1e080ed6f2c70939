"""What was passed on before an update that changes how lists and searches of agencies are kept."""

from __future__ import annotations

import importlib

import pytest
from django.db import connection

from kentongan.inbox.lists.models import PassedTalk
from kentongan.inbox.models import Case
from kentongan.inbox.search import asking
from kentongan.inbox.search.finding import Scope, find
from kentongan.inbox.search.upkeep import agency_word, prefix_of
from kentongan.organizations.models import Agency

lists = importlib.import_module("kentongan.inbox.migrations.0018_what_agencies_saw")
searches = importlib.import_module("kentongan.inbox.migrations.0019_search_by_agency")
pytestmark = [pytest.mark.usefixtures("monday"), pytest.mark.as_owner]


def as_migrated(case: Case, *statements: str) -> None:
    with connection.cursor() as cursor:
        for one in statements:
            cursor.execute(one)
        cursor.execute("SELECT set_config('kentongan.government', %s, true)", [str(case.government_id)])


def test_it_stands_in_its_agencys_list(assigned: Case, dinas_pu: Agency) -> None:
    as_migrated(assigned, "DELETE FROM inbox_passedtalk")
    assert not PassedTalk.objects.exists()
    as_migrated(assigned, lists.FILL)
    assert PassedTalk.objects.get().agency_id == dinas_pu.pk


def test_it_is_found_by_its_agency(assigned: Case, dinas_pu: Agency) -> None:
    wajo, scope = assigned.government_id, Scope((), [dinas_pu.pk])
    word = agency_word(prefix_of(wajo), dinas_pu.pk)
    as_migrated(assigned, f"UPDATE inbox_search SET document = ts_delete(document, '{word}')")
    assert find(wajo, asking.read("berlubang"), scope) == []
    as_migrated(assigned, searches.FILL)
    assert len(find(wajo, asking.read("berlubang"), scope)) == 1
