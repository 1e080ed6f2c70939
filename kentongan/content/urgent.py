"""An emergency is never stopped by what is missing from it: that is told, and added later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kentongan.content.approving import is_emergency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.content.desk_rules import Check
    from kentongan.content.models import Post

FIELDS = frozenset({"title", "answers", "time", "repeat"})
LATER = " Kabar darurat tetap dapat diajukan; lengkapi sesudahnya."


def unless_urgent(post: Post, checks: Iterable[Check]) -> tuple[Check, ...]:
    """The checks of a post; of an emergency those about fields left empty only warn."""
    found = tuple(checks)
    if not is_emergency(post):
        return found
    return tuple(replace(one, stops=False, why=one.why + LATER) if _of_a_field(one) else one for one in found)


def _of_a_field(check: Check) -> bool:
    return check.stops and not check.rule and (check.fix in FIELDS or check.fix.startswith("alt-"))
