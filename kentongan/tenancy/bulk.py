"""Writing some columns of many rows in one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import JSONField
from psycopg.types.json import Jsonb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Field

    from kentongan.tenancy.models import TenantModel


def write_rows(rows: Sequence[TenantModel], columns: Sequence[str], *, keys: Sequence[str] = ("pk",)) -> int:
    """Write `columns` of rows of one model and government as the objects carry them; return how many were found.

    A row is found by `keys`: name a column there that must still be what the object says.
    """
    if not rows:
        return 0
    meta = rows[0]._meta
    fields: list[Any] = [meta.pk if name == "pk" else meta.get_field(name) for name in (*keys, *columns)]
    named, listed = fields[: len(keys)], fields[len(keys) :]
    statement = f"""UPDATE "{meta.db_table}" t SET {", ".join(f'"{one.column}" = v."{one.column}"' for one in listed)}
        FROM unnest({", ".join(f"%s::{_type(one)}[]" for one in fields)}) AS v({", ".join(f'"{one.column}"' for one in fields)})
        WHERE t.government_id = %s AND {" AND ".join(f't."{one.column}" = v."{one.column}"' for one in named)}"""  # noqa: S608 - names of our own models
    values = [[_value(one, row) for row in rows] for one in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, rows[0].government_id])
        return int(cursor.rowcount)


def _type(field: Field[Any, Any]) -> str:
    named = field.rel_db_type(connection) if field.is_relation else field.db_type(connection)
    # A cast to varchar(n) would cut silently; assigning text to such a column says no instead.
    return "text" if (named or "text").startswith("varchar") else named or "text"


def _value(field: Field[Any, Any], row: TenantModel) -> object:
    value = getattr(row, field.attname)
    return Jsonb(value) if isinstance(field, JSONField) else value
