"""Reading imports of the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.organizations.selectors import agencies_for
from kentongan.planning.importing.rows import Facts, Known
from kentongan.planning.importing.rules import CHANGED, FIX, NEW, SAME, SKIPPED, judge
from kentongan.planning.models import TreeImport
from kentongan.planning.selectors import tree_for
from kentongan.workbooks.tables import Table
from kentongan.workbooks.texts import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor
    from kentongan.planning.importing.rules import Outcome

LABELS = {FIX: "Perlu diperbaiki", NEW: "Baru", CHANGED: "Berubah", SAME: "Sama seperti di pohon", SKIPPED: "Dilewati"}


@dataclass(frozen=True, slots=True)
class DryRun:
    """What would become of a file now."""

    table: Table
    outcomes: Sequence[Outcome]

    def of(self, *states: str) -> list[Outcome]:
        """The rows in these states."""
        return [one for one in self.outcomes if one.state in states]

    @property
    def counts(self) -> tuple[int, int]:
        """How many lines would be new, and how many brought up to date."""
        return len(self.of(NEW)), len(self.of(CHANGED))

    @property
    def ready(self) -> bool:
        """Something is to be done, and nothing is wrong."""
        return any(self.counts) and not self.of(FIX)


def imports_for(actor: Actor) -> QuerySet[TreeImport]:
    """The files brought so far, the latest first. Their pages are for who may change the plan."""
    rows = TreeImport.objects.filter(government_id=actor.government_id).select_related("person")
    return rows.order_by("-at", "-pk")


def import_for(actor: Actor, import_id: int) -> TreeImport | None:
    """One of them, or None."""
    return imports_for(actor).filter(pk=import_id).first()


def dry_run(actor: Actor, found: TreeImport) -> DryRun:
    """Judge what the file said against the tree as it is now."""
    table = Table.from_json(found.table)
    return DryRun(table, judge(table, facts_for(actor)))


def facts_for(actor: Actor) -> Facts:
    """The tree and the agencies."""
    fields = ("pk", "code", "name", "level", "parent_id", "owner_id", "first_year", "last_year", "priority")
    lines = [Known(*row) for row in tree_for(actor).values_list(*fields)]
    agencies = list(agencies_for(actor).values_list("pk", "code", "short_name", "name"))
    names = {key_of(name): pk for pk, *known in agencies for name in known if name}
    return Facts(lines, names, [name for _, _, _, name in agencies])
