"""Reading governments. The register itself is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from django.db.models import QuerySet


def governments() -> QuerySet[Government]:
    """Every government of this installation, by name."""
    return Government.objects.order_by("name")


def government_by_code(code: str) -> Government:
    """One government. Government.DoesNotExist when there is none of that code."""
    return Government.objects.get(code=code)
