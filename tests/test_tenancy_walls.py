"""What PostgreSQL itself keeps apart, whatever the program does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from kentongan.channels.models import Channel
from kentongan.organizations.models import Agency, Person, RoleHolding
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import across_governments, current_government_id, within
from tests import builders


def rows(model: type[Model]) -> int:
    return model._default_manager.count()


@pytest.fixture
def both(db: None, database_role: None) -> tuple[Government, Government]:
    """Two governments, each with an agency."""
    pair = builders.government("wajo"), builders.government("palembang")
    for each in pair:
        builders.agency("Dinas Kesehatan", of=each)
    return pair


def test_nothing_is_seen_before_a_government_is_named(both: tuple[Government, Government]) -> None:
    assert rows(Agency) == 0


def test_inside_one_government_only_its_rows_are_seen(both: tuple[Government, Government]) -> None:
    wajo, palembang = both
    with within(wajo.pk):
        assert rows(Agency) == 1
        assert not Agency.objects.filter(government=palembang).exists()


def test_the_web_cannot_ask_for_all_governments_at_once(both: tuple[Government, Government]) -> None:
    with across_governments():
        assert rows(Agency) == 0


@pytest.mark.as_worker
def test_the_worker_may_ask_for_all_governments_at_once(both: tuple[Government, Government]) -> None:
    with across_governments():
        assert rows(Agency) == 2


@pytest.mark.as_worker
def test_the_worker_too_sees_nothing_before_it_says_where_it_works(both: tuple[Government, Government]) -> None:
    assert rows(Agency) == 0


def test_a_row_cannot_be_written_into_another_government(both: tuple[Government, Government]) -> None:
    wajo, palembang = both
    with pytest.raises(DatabaseError, match="row-level security"), within(wajo.pk):
        Agency.objects.create(government=palembang, code="x", name="X", short_name="X", kind=Agency.Kind.AGENCY)


@pytest.mark.as_worker
def test_a_row_cannot_point_into_another_government(both: tuple[Government, Government]) -> None:
    wajo, palembang = both
    stranger = builders.person("Laras Mentari", agency=builders.agency("Dinas Kesehatan", of=palembang))

    with pytest.raises(IntegrityError, match="tenant_fk"):
        _do_everywhere(lambda: RoleHolding.objects.create(government=wajo, person=stranger, role="admin"))


@pytest.mark.as_worker
def test_an_account_cannot_be_owned_by_another_governments_agency(both: tuple[Government, Government]) -> None:
    wajo, palembang = both
    account = builders.channel(builders.agency("Dinas Kesehatan", of=wajo))
    theirs = builders.agency("Dinas Kesehatan", of=palembang)

    with pytest.raises(IntegrityError, match="tenant_fk"):
        _do_everywhere(lambda: Channel.objects.filter(pk=account.pk).update(agency=theirs))


def test_leaving_a_government_forgets_it(both: tuple[Government, Government]) -> None:
    wajo, palembang = both
    with within(wajo.pk):
        with within(palembang.pk):
            assert current_government_id() == palembang.pk
        assert current_government_id() == wajo.pk
        assert Agency.objects.get().government_id == wajo.pk
    with pytest.raises(LookupError):
        current_government_id()
    assert rows(Agency) == 0


def test_a_failure_inside_a_government_is_undone_and_leaves_the_outer_one_named(
    both: tuple[Government, Government],
) -> None:
    wajo, palembang = both
    with within(wajo.pk):
        with pytest.raises(RuntimeError):
            _rename_and_break(palembang)
        assert Agency.objects.get().government_id == wajo.pk
    with within(palembang.pk):
        assert Agency.objects.get().name == "Dinas Kesehatan"


def test_every_tenant_table_is_behind_a_forced_wall(db: None, tenant_tables: Callable[[], set[str]]) -> None:
    statement = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity"
    with connection.cursor() as cursor:
        cursor.execute(statement)
        walled = {row[0] for row in cursor.fetchall()}

    assert tenant_tables() <= walled


@pytest.fixture
def tenant_tables() -> Callable[[], set[str]]:
    """Names of the tables of everything that belongs to a government."""
    from django.apps import apps

    from kentongan.tenancy.models import TenantModel

    def names() -> set[str]:
        return {model._meta.db_table for model in apps.get_models() if issubclass(model, TenantModel)}

    return names


def test_the_person_of_two_governments_is_one_sign_in_and_two_people(both: tuple[Government, Government]) -> None:
    here, there = (builders.person("Ayu Larasati", agency=builders.agency("Dinas Kesehatan", of=each)) for each in both)

    assert here.user_id == there.user_id
    with within(both[0].pk):
        assert list(Person.objects.all()) == [here]


def _do_everywhere(act: Callable[[], object]) -> None:
    """Act as the worker may, and check the keys at once instead of at the end of the transaction."""
    with across_governments(), transaction.atomic(), connection.cursor() as cursor:
        act()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _rename_and_break(government: Government) -> None:
    with within(government.pk):
        Agency.objects.all().update(name="Berubah")
        raise RuntimeError
