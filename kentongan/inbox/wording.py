"""What the trail says of a matter for the inspectorate: that something was done, never its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kentongan.inbox.models import Case

KEPT_BACK = "isinya hanya dibaca inspektorat"


def in_trail(case: Case, words: str) -> str:
    """Words for the trail, which more people read than see the case."""
    return KEPT_BACK if case.watched else words
