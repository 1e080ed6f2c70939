"""Counts of several things come in one statement, and stop where more of them tell nobody more."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kentongan.organizations.models import Agency
from kentongan.tenancy.models import Government
from kentongan.tenancy.together import count_together
from tests import builders

pytestmark = pytest.mark.django_db


def test_counting_stops_at_one_more_than_asked(wajo: Government) -> None:
    for number in range(5):
        builders.agency(f"Dinas {number}")
    every = Agency.objects.filter(government_id=wajo.pk)
    first = every.filter(code="dinas-0")
    with CaptureQueriesContext(connection) as queries:
        found = count_together({"all": every, "first": first, "either": first.union(every), "none": every.none()}, 3)
    assert found == {"all": 4, "first": 1, "either": 4, "none": 0}
    assert len(queries) == 1
