"""A small table of routes for hosts whose paths are fixed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kentongan.sandbox.calls import Call, Refused, Reply

Handler = Callable[..., Reply]
Route = tuple[str, str, Handler]


def find(routes: Sequence[Route], call: Call, lost: Callable[[Call], Refused]) -> Reply:
    """Run the handler whose method and whole path match; the pattern's groups are its arguments."""
    for method, pattern, handler in routes:
        found = re.fullmatch(pattern, call.path) if method == call.method else None
        if found:
            return handler(call, *found.groups())
    raise lost(call)
