"""The migration operation that walls in tenant tables: composite keys, indexes, forced row-level security."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.migrations.operations.base import Operation, OperationCategory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState
    from django.db.models import Model

HERE = "government_id = nullif(nullif(current_setting('kentongan.government', true), ''), '*')::bigint"
EVERYWHERE = "current_setting('kentongan.government', true) = '*'"


class SecureTenantTables(Operation):
    """Secure every tenant table the app has at this point of its history; running it again adds what is missing."""

    reversible = True
    category = OperationCategory.SQL

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing in the models' state: this is about the database alone."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002 - Django hands it over
        to_state: ProjectState,
    ) -> None:
        """Write keys, indexes and policies."""
        tables = [m for m in to_state.apps.get_app_config(app_label).get_models() if is_tenant(m)]
        for statement in [s for model in tables for s in tenant_key(model)]:
            schema_editor.execute(statement)
        for statement in [s for model in tables for s in (*composite_keys(model), *policies(model))]:
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Leave the walls standing; they go with their tables."""

    def describe(self) -> str:
        """Say what it does in the output of `sqlmigrate`."""
        return "Wall in the tenant tables of this app"


def is_tenant(model: type[Model]) -> bool:
    """Tell whether rows of `model` belong to one government."""
    return any(field.column == "government_id" for field in model._meta.concrete_fields)


def tenant_key(model: type[Model]) -> Iterator[str]:
    """Make `(government_id, id)` a key others can point at."""
    table, key = model._meta.db_table, model._meta.pk.column
    yield _once(
        f"{table}_tenant_key", f"ALTER TABLE {table} ADD CONSTRAINT {table}_tenant_key UNIQUE (government_id, {key})"
    )


def composite_keys(model: type[Model]) -> Iterator[str]:
    """Point at other tenant rows by government and key, with an index for each pointer."""
    table = model._meta.db_table
    for field in model._meta.concrete_fields:
        target: Any = field.related_model
        if not field.is_relation or field.column == "government_id" or not is_tenant(target):
            continue
        name = f"{table}_{field.column}_tenant_fk"[:63]
        yield _once(
            name,
            f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (government_id, {field.column}) "
            f"REFERENCES {target._meta.db_table} (government_id, {target._meta.pk.column}) DEFERRABLE INITIALLY DEFERRED",
        )
        yield f"CREATE INDEX IF NOT EXISTS {f'{table}_{field.column}'[:56]}_tenant ON {table} (government_id, {field.column})"


def policies(model: type[Model]) -> Iterator[str]:
    """Show a session only the rows of the government it named; background work may name all (`*`)."""
    table = model._meta.db_table
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS one_government ON {table}"
    yield f"CREATE POLICY one_government ON {table} USING ({HERE}) WITH CHECK ({HERE})"
    yield f"DROP POLICY IF EXISTS all_governments ON {table}"
    yield f"CREATE POLICY all_governments ON {table} TO kentongan_crosstenant USING ({EVERYWHERE}) WITH CHECK ({EVERYWHERE})"


def _once(constraint: str, statement: str) -> str:
    return (
        f"DO $do$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{constraint}') "
        f"THEN {statement}; END IF; END $do$"
    )
