"""Several questions in one statement: a page that reads a dozen tables would wait for the database a dozen times."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.backends.postgresql.base import ServerBindingCursor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.backends.utils import CursorWrapper
    from django.db.models import QuerySet
    from django.db.models.sql.compiler import SQLCompiler

K = TypeVar("K")
AS_TEXT = (models.DateTimeField, models.DateField, models.TimeField, models.DecimalField, models.UUIDField)
"""What JSON knows as text only."""


def read_together(*asked: QuerySet[Any, Any], keep_plan: bool = False) -> None:
    """Read these in one statement; afterwards each is filled, as if it had been read by itself. No binary columns.

    `keep_plan`: for what is found by keys alone, whatever the keys are. Planning a dozen parts takes longer than reading them.
    """
    parts, values = list[str](), list[Any]()
    waiting: list[tuple[QuerySet[Any, Any], SQLCompiler]] = []
    for rows in asked:
        compiler = rows.query.get_compiler(using=rows.db)
        try:
            sql, told = compiler.as_sql()
        except EmptyResultSet:
            len(rows)  # is known to be empty without a question
            continue
        columns = ", ".join(f"c{n}" for n in range(len(compiler.select)))
        parts.append(f"(SELECT coalesce(json_agg(q), '[]')::text FROM ({sql}) q({columns}))")  # noqa: S608 - Django's own words
        values.extend(told)
        waiting.append((rows, compiler))
    if not waiting:
        return
    with _cursor(keep_plan=keep_plan) as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        answers = cursor.fetchone() or ()
    for (rows, compiler), answer in zip(waiting, answers, strict=True):
        _fill(rows, compiler, [list(one.values()) for one in json.loads(answer)])


def count_together(asked: Mapping[K, QuerySet[Any, Any]], most: int) -> dict[K, int]:
    """How many each of these finds, in one statement, by its name; counting stops at one more than `most`, which says "more"."""
    told = dict.fromkeys(asked, 0)
    parts: list[str] = []
    values: list[Any] = []
    names: list[K] = []
    for name, rows in asked.items():
        try:
            sql, given = rows[: most + 1].query.get_compiler(using=rows.db).as_sql()
        except EmptyResultSet:
            continue
        parts.append(f"(SELECT count(*) FROM ({sql}) q)")  # noqa: S608 - Django's own words
        values.extend(given)
        names.append(name)
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", values)
            told.update(zip(names, cursor.fetchone() or (), strict=True))
    return told


def _cursor(*, keep_plan: bool) -> CursorWrapper:
    """A cursor; with `keep_plan` one whose statements the database plans once a connection (not where each is written down)."""
    if not keep_plan or connection.queries_logged:
        return connection.cursor()
    connection.ensure_connection()
    return connection.make_cursor(cast("Any", ServerBindingCursor)(connection.connection))


def _fill(rows: QuerySet[Any, Any], compiler: SQLCompiler, found: Sequence[list[Any]]) -> None:
    """Let Django make its rows of what was found, with all that it knows of relations and annotations."""
    fields = [column[0].output_field for column in compiler.select]
    plain = [[_plain(field, value) for field, value in zip(fields, row, strict=True)] for row in found]
    compiler.execute_sql = lambda *_args, **_named: [plain]  # type: ignore[assignment,method-assign]
    rows.query.get_compiler = lambda *_args, **_named: compiler  # type: ignore[method-assign]
    try:
        len(rows)
    finally:
        del rows.query.__dict__["get_compiler"]


def _plain(field: models.Field[Any, Any], value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """A value as the driver would have handed it over."""
    if isinstance(field, ArrayField):
        return None if value is None else [_plain(field.base_field, one) for one in value]
    if isinstance(field, models.JSONField):
        return None if value is None else json.dumps(value)
    return field.to_python(value) if isinstance(field, AS_TEXT) else value
