"""Graph's lists: limit, cursors, `next`."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph.errors import refuse


class Numbered(Protocol):
    """Anything with a running number."""

    @property
    def seq(self) -> int:
        """Give the number."""


T = TypeVar("T", bound=Numbered)


def limit(call: Call, default: int = 25) -> int:
    """Read how many are asked for."""
    told = str(call.params.get("limit", default))
    if not told.isdecimal():
        raise refuse("(#100) Param limit must be an integer", 100)
    return min(int(told), 100)


def cursor(seq: int) -> str:
    """Write the place behind an entry."""
    return base64.urlsafe_b64encode(f"k{seq}".encode()).decode().rstrip("=")


def after(call: Call) -> int:
    """Read the place to go on from; 0 at the beginning."""
    told = str(call.params.get("after", ""))
    if not told:
        return 0
    try:
        return int(base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)).decode().removeprefix("k"))
    except (binascii.Error, ValueError) as wrong:
        raise refuse("(#100) Invalid cursors values", 100) from wrong


def page(call: Call, found: Sequence[T], size: int, write: Callable[[T], dict[str, Any]]) -> dict[str, Any]:
    """Write one page; `found` holds one entry more than `size` when there is a next one."""
    shown = found[:size]
    told: dict[str, Any] = {"data": [write(one) for one in shown]}
    if not shown:
        return told
    cursors = {"before": cursor(shown[0].seq), "after": cursor(shown[-1].seq)}
    told["paging"] = {"cursors": cursors}
    if len(found) > size:
        query = {
            name: value
            for name, value in call.query.items()
            if name not in ("access_token", "appsecret_proof", "after")
        }
        told["paging"]["next"] = call.own_url(call.path) + "?" + urlencode({**query, "after": cursors["after"]})
    return told
