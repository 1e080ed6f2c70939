"""One call to a vendor's API as the handlers see it, and what they give back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any

from flask import Request

from kentongan.sandbox.service import Sandbox
from kentongan.sandbox.store import Store
from kentongan.sandbox.worlds import World


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: a JSON value or bytes. `cut` closes the connection without a word, `short` halfway through."""

    body: Any = None
    status: int = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)
    mime: str = "application/json"
    cut: bool = False
    short: bool = False


class Refused(Exception):  # noqa: N818  an answer, not a failure
    """The platform says no; `reply` is its own envelope."""

    def __init__(self, reply: Reply) -> None:
        """Keep the answer."""
        super().__init__(f"refused with {reply.status}")
        self.reply = reply


@dataclass
class Call:
    """One request at a vendor's host inside a world. `path` begins with / and has neither host nor query."""

    sandbox: Sandbox
    world: World
    host: str
    path: str
    request: Request
    seq: int
    effects: list[str] = field(default_factory=list)

    @property
    def store(self) -> Store:
        """Give the store."""
        return self.sandbox.store

    @property
    def method(self) -> str:
        """Give the request method."""
        return self.request.method

    @property
    def query(self) -> Mapping[str, str]:
        """Give the query, the last of repeated names winning."""
        return dict(self.request.args.items())

    @cached_property
    def json(self) -> Any:  # noqa: ANN401  what a client sends may be anything
        """Give the JSON body, or None when there is none that can be read."""
        return self.request.get_json(silent=True)

    @cached_property
    def params(self) -> dict[str, Any]:
        """Give query, form and JSON fields as one, as Graph reads them."""
        told = self.json if isinstance(self.json, dict) else {}
        return {**self.query, **dict(self.request.form.items()), **told}

    @property
    def bearer(self) -> str:
        """Give the token of the Authorization header, or ""."""
        kind, _, token = self.request.headers.get("Authorization", "").partition(" ")
        return token.strip() if kind.lower() in ("bearer", "oauth") else ""

    def own_url(self, path: str, host: str = "") -> str:
        """Give the address of a vendor path in this world."""
        return f"{self.sandbox.base_url}/dunia/{self.world.slug}/{host or self.host}{path}"

    def made(self, what: str, remote_id: str) -> None:
        """Note that this call made something public (or kept), for the record."""
        self.effects.append(f"{what}:{remote_id}")


@dataclass(frozen=True, slots=True)
class Vendor:
    """One vendor's host: how it answers, whose call it is, and its error inside a 200."""

    handle: Callable[[Call], Reply]
    platform: Callable[[Call], str]
    error_in_ok: Mapping[str, Any]
