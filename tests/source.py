"""Reads our own source for the architecture tests."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kentongan.config.places import REPOSITORY

PACKAGE = REPOSITORY / "kentongan"


@dataclass(frozen=True, slots=True)
class Function:
    """A function and where it stands."""

    where: str
    lines: int


@cache
def pyproject() -> dict[str, Any]:
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))


def layers() -> list[str]:
    """The layers of the import contract, top first, as lines: `content | inbox`."""
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    found: list[str] = next(contract for contract in contracts if contract["id"] == "layers")["layers"]
    return found


def depth(name: str) -> int:
    """How deep a package lies: 0 is the top."""
    return next(number for number, line in enumerate(layers()) if name in [word.strip() for word in line.split("|")])


@cache
def modules() -> tuple[Path, ...]:
    """Our Python files; migrations are written by a tool and not counted."""
    return tuple(sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def short(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def functions() -> Iterator[Function]:
    """Every function of the product (tests tell a story and may be as long as it takes)."""
    for path in modules():
        if "tests" in path.parts:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield Function(
                    f"{short(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1
                )


def imports(path: Path) -> set[str]:
    """The full names a module imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def attributes_of(path: Path, module: str) -> set[str]:
    """What a module uses of another: `httpx.get` → `get`; `from httpx import get` counts too."""
    used = {
        node.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == module
    }
    return used | {name.removeprefix(f"{module}.") for name in imports(path) if name.startswith(f"{module}.")}
