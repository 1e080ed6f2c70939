"""Graph's `fields` parameter: `id,comments.summary(true).limit(0){id,message}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kentongan.sandbox.graph.errors import refuse

_TOKEN = re.compile(r"\s*([a-z0-9_]+|[.,(){}])", re.IGNORECASE)


@dataclass
class Field:
    """One asked field with its modifiers and what is asked inside it."""

    name: str
    modifiers: dict[str, str] = field(default_factory=dict)
    inside: list[Field] = field(default_factory=list)

    @property
    def asks_summary(self) -> bool:
        """Tell whether the total is asked for."""
        return self.modifiers.get("summary", "").lower() in ("true", "1", "total_count")


class _Reader:
    def __init__(self, text: str) -> None:
        self.words = _TOKEN.findall(text)
        self.at = 0
        if "".join(self.words) != re.sub(r"\s", "", text):
            raise refuse("(#2500) Syntax error in fields", 2500)

    def peek(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def take(self, expected: str = "") -> str:
        word = self.peek()
        if not word or (expected and word != expected):
            raise refuse(f"Syntax error: expected {expected or 'name'}", 2500)
        self.at += 1
        return word

    def listed(self) -> list[Field]:
        found = [self.one()]
        while self.peek() == ",":
            self.take()
            found.append(self.one())
        return found

    def one(self) -> Field:
        asked = Field(self.take())
        while self.peek() == ".":
            self.take()
            name = self.take()
            self.take("(")
            asked.modifiers[name] = self.take() if self.peek() != ")" else ""
            self.take(")")
        if self.peek() == "{":
            self.take()
            asked.inside = self.listed()
            self.take("}")
        return asked


def parse(text: str) -> list[Field]:
    """Read the parameter; "" asks for nothing in particular."""
    if not text.strip():
        return []
    reader = _Reader(text)
    found = reader.listed()
    if reader.peek():
        raise refuse(f"Syntax error: unexpected {reader.peek()}", 2500)
    return found


Getters = Mapping[str, Callable[[Field], Any]]


def select(kind: str, getters: Getters, asked: list[Field], default: str) -> dict[str, Any]:
    """Build an object of the asked fields; a field without a value is left out, one that does not exist is refused."""
    told: dict[str, Any] = {}
    for one in asked or parse(default):
        getter = getters.get(one.name)
        if getter is None:
            raise refuse(f"(#100) Tried accessing nonexisting field ({one.name}) on node type ({kind})", 100)
        value = getter(one)
        if value is not None:
            told[one.name] = value
    if "id" in getters:
        told.setdefault("id", getters["id"](Field("id")))
    return told
