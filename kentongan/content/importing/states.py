"""The states of an import."""

from __future__ import annotations

from kentongan.core.states import Machine

READ = "read"
MADE = "made"
UNDONE = "undone"

IMPORT = Machine(
    name="import",
    initial=READ,
    labels={READ: "Baru diperiksa", MADE: "Sudah menjadi draf", UNDONE: "Dibatalkan"},
    moves={READ: frozenset({MADE}), MADE: frozenset({UNDONE}), UNDONE: frozenset()},
)
MARKS = {READ: "draft", MADE: "done", UNDONE: "ended"}
