"""Why a file, or a cell, cannot be taken: said so that whoever filled it knows what to do."""

from __future__ import annotations


class FileRefusedError(Exception):
    """The file as a whole cannot be read; nothing of it was kept. What happened, why, what to do."""

    def __init__(self, what: str, why: str, todo: str) -> None:
        self.what, self.why, self.todo = what, why, todo
        super().__init__(f"{what}. {why} {todo}")


class CellRefusedError(Exception):
    """One cell does not say what it should."""

    def __init__(self, sentence: str, todo: str) -> None:
        self.sentence, self.todo = sentence, todo
        super().__init__(sentence)
