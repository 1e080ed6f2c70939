"""Word lists that several checks read, from `pack/kata/`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kentongan.compliance.checking.reading import phrases

if TYPE_CHECKING:
    from kentongan.writing.prose import Phrases

FOLDER = Path(__file__).parents[1] / "pack" / "kata"


@cache
def words(name: str) -> frozenset[str]:
    """The single words of one list."""
    return frozenset(_listed(name))


@cache
def said(name: str) -> Phrases:
    """The phrases of one list, ready for `Reading.found`."""
    return phrases(_listed(name))


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["kata"])
