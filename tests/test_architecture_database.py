"""The walls between governments stand in the database itself, whatever the code forgets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from tests import source

ACROSS_GOVERNMENTS = {
    "outbox_delivery.delivery_next",  # the worker claims what is due next, whosever it is
    "outbox_delivery.delivery_lease",  # and finds leases that ran out
    "media_mending.mending_open",  # the oldest copy still to be made, whosever it is
    "approvals_approval.approval_to_look_at",  # requests whose moment has come, whosever they are
    "approvals_delegation.delegation_to_look_at",  # terms that begin or end
    "channels_route.route_account",  # a webhook names the platform's account; this tells whose it is
}
FORCED = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity"
POLICIES = "SELECT tablename FROM pg_policies WHERE policyname = 'one_government'"
INDEXES = """
SELECT t.relname, i.relname, a.attname, x.indisprimary, x.indisunique
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
WHERE t.relnamespace = 'public'::regnamespace
"""
FOREIGN_KEYS = """
SELECT c.conname, t.relname, r.relname,
       (SELECT array_agg(attname::text) FROM pg_attribute WHERE attrelid = t.oid AND attnum = ANY (c.conkey))
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid WHERE c.contype = 'f'
"""


def rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def ours() -> Iterator[type[models.Model]]:
    """Every model of ours that has a table."""
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("kentongan."):
            yield model


def tenant_tables() -> set[str]:
    """Tables whose rows belong to one government."""
    return {m._meta.db_table for m in ours() if any(f.column == "government_id" for f in m._meta.concrete_fields)}


def package(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def test_every_foreign_key_points_downward() -> None:
    upward = [
        f"{model._meta.label}.{field.name} → {target._meta.label}"
        for model in ours()
        for field in model._meta.concrete_fields
        if isinstance(target := field.related_model, type) and target.__module__.startswith("kentongan.")
        if package(model) != package(target) and source.depth(package(target)) <= source.depth(package(model))
    ]
    assert not upward, (
        f"A table may point at tables of lower layers only; keep (subject_type, subject_id) instead: {upward}"
    )


def test_a_tenant_row_always_names_its_government() -> None:
    loose = [
        model._meta.label
        for model in ours()
        for field in model._meta.concrete_fields
        if field.column == "government_id" and field.null
    ]
    assert not loose, f"government is NOT NULL; derive from tenancy.TenantModel: {loose}"


@pytest.mark.django_db
def test_row_level_security_is_forced_on_every_tenant_table() -> None:
    forced = {name for (name,) in rows(FORCED)} & {name for (name,) in rows(POLICIES)}
    open_tables = sorted(tenant_tables() - forced)
    assert not open_tables, f"End the migration with SecureTenantTables(): {open_tables}"


@pytest.mark.django_db
def test_every_index_of_a_tenant_table_begins_with_the_government() -> None:
    tables = tenant_tables()
    wrong = [
        f"{table}.{index} begins with {column}"
        for table, index, column, primary, _ in rows(INDEXES)
        if table in tables
        and not primary
        and column != "government_id"
        and f"{table}.{index}" not in ACROSS_GOVERNMENTS
    ]
    assert not wrong, f"Put government first: one government's rows lie together, and its keys are its own: {wrong}"


@pytest.mark.django_db
def test_no_row_can_point_into_another_government() -> None:
    tables = tenant_tables()
    single = [
        f"{table}.{name}"
        for name, table, target, columns in rows(FOREIGN_KEYS)
        if table in tables and target in tables and "government_id" not in columns
    ]
    assert not single, f"Use TenantForeignKey and end the migration with SecureTenantTables(): {single}"
    keys = {(table, column) for _, table, _, columns in rows(FOREIGN_KEYS) if len(columns) > 1 for column in columns}
    missing = [
        f"{model._meta.db_table}.{field.column}"
        for model in ours()
        for field in model._meta.concrete_fields
        if field.column != "government_id" and model._meta.db_table in tables and _is_tenant(field.related_model)
        if (model._meta.db_table, field.column) not in keys
    ]
    assert not missing, f"No key in the database; end the migration with SecureTenantTables(): {missing}"


def _is_tenant(target: object) -> bool:
    return isinstance(target, type) and issubclass(target, models.Model) and target._meta.db_table in tenant_tables()
