"""Rows of the list, with as much of each as is needed to decide in passing what may be decided so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.approvals.comparing import changes_between
from kentongan.approvals.selectors import decided_before
from kentongan.approvals.services.many import in_bulk

if TYPE_CHECKING:
    from kentongan.approvals.comparing import Changes
    from kentongan.approvals.models import Approval

MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One request that waits for the reader."""

    approval: Approval

    @property
    def bulk(self) -> bool:
        """It can be approved together with others."""
        return in_bulk(self.approval)

    @property
    def texts(self) -> list[str]:
        """Each text once."""
        return [text for text in dict.fromkeys(self.approval.shown.get("texts", {}).values()) if text.strip()]

    @property
    def channels(self) -> list[str]:
        """Where it would stand."""
        return list(self.approval.shown.get("media", {}))

    @property
    def files(self) -> int:
        """How many pictures and videos."""
        return len({row[1] for rows in self.approval.shown.get("media", {}).values() for row in rows})

    @property
    def steps(self) -> int:
        """How many decisions its path has."""
        return len(self.approval.frozen_path.get("steps", ()))


@dataclass(frozen=True, slots=True)
class Since:
    """What is different from the request decided last."""

    before: Approval
    changes: Changes


def since_last(approval: Approval) -> Since | None:
    """Compare with what was decided on last; None where it is the first time, or an old one of which nothing was kept."""
    before = decided_before(approval)
    return Since(before, changes_between(before.shown, approval.shown)) if before else None
