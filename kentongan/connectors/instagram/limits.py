"""The day's share of posts. Meta's pages name 25, 50 and 100; only the account itself knows.

reference/ig-user/content_publishing_limit, read 2026-11.
"""

from __future__ import annotations

from dataclasses import dataclass

from kentongan.connectors.contract import Refusal, Usage
from kentongan.connectors.folder import Line
from kentongan.connectors.graph import ask
from kentongan.connectors.reading import items, number, sub


@dataclass(frozen=True, slots=True)
class Share:
    """Posts of the last 24 hours, and how many there may be (0: not told)."""

    used: int
    total: int

    @property
    def is_used_up(self) -> bool:
        """Tell whether nothing more may be published for now."""
        return bool(self.total) and self.used >= self.total


def share(line: Line) -> Share | Refusal:
    """Read the share, and tell the meter of it."""
    fields = {"fields": "quota_usage,config"}
    told = ask(line, "GET", f"{line.account.remote_id}/content_publishing_limit", fields)
    if isinstance(told, Refusal):
        return told
    data = next(iter(items(told, "data")), {})
    found = Share(number(data, "quota_usage") or 0, number(sub(data, "config"), "quota_total") or 0)
    if found.total:
        line.spent(Usage("posts", "account", found.used / found.total))
    return found
