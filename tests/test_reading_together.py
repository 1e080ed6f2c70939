"""Several questions in one statement say what each would have said by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from kentongan.core import clock
from kentongan.organizations.models import Agency, Appointment, Person
from kentongan.tenancy.together import read_together
from kentongan.work.models import Task


def test_what_is_read_together_is_what_each_question_finds(ayu: Person, citra: Person, dinas_pu: Agency) -> None:
    today = clock.now().date()
    Appointment.objects.create(
        government_id=ayu.government_id,
        person=ayu,
        agency=dinas_pu,
        number="1",
        starts=today,
        ends=today + timedelta(days=1),
    )
    asked: list[Any] = [
        Person.objects.select_related("agency").order_by("pk"),
        Agency.objects.order_by("-name")[:2],
        Appointment.objects.values_list("starts", "person__name"),
        Person.objects.annotate(at=F("agency__name")).filter(pk=citra.pk),
        Task.objects.none(),
    ]
    alone = [list(rows.all()) for rows in asked]
    with CaptureQueriesContext(connection) as statements:
        read_together(*asked)
        assert [list(rows) for rows in asked] == alone
        assert [person.agency.name for person in asked[0]] == [person.agency.name for person in alone[0]]
        assert asked[3][0].at == citra.agency.name
    assert len(statements) == 1
    for field in Person._meta.concrete_fields:
        assert [getattr(one, field.attname) for one in asked[0]] == [getattr(one, field.attname) for one in alone[0]]


@pytest.mark.usefixtures("db")
def test_nothing_asked_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as statements:
        read_together()
        read_together(Task.objects.none())
    assert len(statements) == 0
