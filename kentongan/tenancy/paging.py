"""Lists are paged by key: the next page begins after the last row seen, however long the list is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db.models import Model, Q

if TYPE_CHECKING:
    from django.db.models import QuerySet

M = TypeVar("M", bound=Model)
SIZE = 40
LONGEST_KEY = 18


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Some rows, the key to ask for more with ("" at the end), and whether rows came before these."""

    rows: list[M]
    more: str
    is_first: bool


def page_by_key(
    rows: QuerySet[M], after: str = "", *, by: tuple[str, ...] = (), newest_first: bool = False, size: int = SIZE
) -> Page[M]:
    """Cut a page out of `rows`, ordered by fields `by` and the key; `after` is the `more` of the page before it.

    An unknown `after` (a row that is gone, or not this reader's to see) begins again at the first page.
    """
    fields = (*by, "pk")
    seen = (
        rows.filter(pk=int(after)).values_list(*fields).first()
        if after.isdecimal() and len(after) <= LONGEST_KEY
        else None
    )
    compare = "lt" if newest_first else "gt"
    if seen is not None:
        rows = rows.filter(_beyond(fields, tuple(seen), compare))
    found = list(rows.order_by(*(f"-{field}" if newest_first else field for field in fields))[: size + 1])
    more = str(found[size - 1].pk) if len(found) > size else ""
    return Page(rows=found[:size], more=more, is_first=seen is None)


def _beyond(fields: tuple[str, ...], seen: tuple[object, ...], compare: str) -> Q:
    steps = []
    for place, field in enumerate(fields):
        same = Q(**dict(zip(fields[:place], seen, strict=False)))
        steps.append(same & Q(**{f"{field}__{compare}": seen[place]}))
    return reduce(or_, steps)
