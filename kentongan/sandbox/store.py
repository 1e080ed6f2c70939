"""The sandbox's own store: one SQLite file and one folder of media."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

Row = sqlite3.Row
LATER_COLUMNS = (
    ("post", "deleted_at", "REAL"),
    ("post", "edits", "TEXT NOT NULL DEFAULT '[]'"),
    ("comment", "hidden", "INTEGER NOT NULL DEFAULT 0"),
    ("comment", "deleted_at", "REAL"),
)


def dump(value: object) -> str:
    """Write a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Any:  # noqa: ANN401  as json.loads
    """Read what `dump` wrote."""
    return json.loads(text)


class Store:
    """One connection, guarded by one lock: transactions are short and never wait for the network."""

    def __init__(self, folder: Path) -> None:
        """Open the store in `folder`, creating both when they are missing."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._lock = threading.RLock()
        self._depth = 0
        self._db = sqlite3.connect(folder / "sandbox.sqlite3", check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(files(__package__).joinpath("schema.sql").read_text("utf-8"))
        self._add_columns()

    def _add_columns(self) -> None:
        """Bring a file of an earlier version up to date: tables are made above, columns here."""
        for table, column, kind in LATER_COLUMNS:
            if column not in {row["name"] for row in self.rows(f"PRAGMA table_info({table})")}:
                self._db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Run the block as one transaction; an inner block joins the outer one."""
        with self._lock:
            if self._depth == 0:
                self._db.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield self._db
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._db.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._db.execute("COMMIT")

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Read every row of a query."""
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> Row | None:
        """Read the first row of a query, or None."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def number(self, sql: str, *values: object) -> int:
        """Read the single number a query gives."""
        found = self.rows(sql, *values)
        return int(found[0][0] or 0)

    def close(self) -> None:
        """Close the file; nothing may be read or written afterwards."""
        with self._lock:
            self._db.close()
