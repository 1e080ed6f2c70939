"""Every write of an import: keep what a file says, and hang it into the tree as a whole."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.core import clock
from kentongan.organizations.selectors import agencies_for
from kentongan.planning.importing.columns import TREE
from kentongan.planning.importing.rows import LEVELS, Known
from kentongan.planning.importing.rules import CHANGED, NEW
from kentongan.planning.importing.selectors import dry_run
from kentongan.planning.models import Programme, TreeImport
from kentongan.planning.services.guard import planner, told
from kentongan.planning.services.tree import Line, add_line, change_line
from kentongan.workbooks.reading import read_file
from kentongan.workbooks.texts import line as one_line

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency
    from kentongan.planning.importing.rules import Outcome

THING = "planning.tree_import"
LOCK = 0x1A91
KEEP = timedelta(days=60)
"""After this, what a file said is forgotten; what became of it stands in the tree and in the trail."""
NOTHING: dict[str, object] = {"columns": {}, "told": [], "rows": []}

register_thing(THING, "Impor program", "/rencana/program/impor/{id}/")
register_action("planning.tree.read", "{actor} memeriksa berkas “{file}” untuk pohon program: {rows} baris")
register_action(
    "planning.tree.taken_in",
    "{actor} memasukkan “{file}” ke pohon program: {added} baris baru, {changed} diperbarui",
)


class ChangedSinceError(Exception):
    """What would become of the file is no longer what the person saw; nothing was written."""


@transaction.atomic
def read_tree(*, actor: Actor, name: str, data: bytes) -> TreeImport:
    """Keep what a file of programmes says; the tree stays as it is. FileRefusedError.

    The same file again, not taken in yet: the same import.
    """
    planner(actor, "mengimpor program")
    table, now = read_file(data, TREE), clock.now()
    digest = hashlib.sha256(data).hexdigest()
    rows = TreeImport.objects.filter(government_id=actor.government_id)
    rows.filter(at__lt=now - KEEP).exclude(table=NOTHING).update(table=NOTHING)
    if again := rows.filter(file_hash=digest, person_id=actor.person_id, taken_at=None).first():
        return again
    found = TreeImport.objects.create(
        government_id=actor.government_id,
        person_id=actor.person_id,
        at=now,
        file_name=one_line(name)[-160:] or "berkas",
        file_hash=digest,
        table=table.as_json(),
        rows=len(table.rows),
    )
    told(actor, "planning.tree.read", THING, found, file=found.file_name, rows=found.rows)
    return found


@transaction.atomic
def take_in(*, actor: Actor, found: TreeImport, expected: tuple[int, int]) -> TreeImport:
    """Hang every row into the tree, all of them or none. Pressed twice, nothing is doubled.

    `expected`: how many new and changed lines the person saw; ChangedSinceError when it is otherwise now.
    """
    planner(actor, "mengimpor program")
    with connection.cursor() as cursor:  # two files with the same codes wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, actor.government_id])
    found = TreeImport.objects.select_for_update().get(government_id=actor.government_id, pk=found.pk)
    if found.taken_at:
        return found
    run = dry_run(actor, found)
    if not run.ready or run.counts != expected:
        raise ChangedSinceError
    _Hanging(actor).all(sorted(run.outcomes, key=_depth))
    found.taken_at = clock.now()
    found.added, found.changed = run.counts
    found.save(update_fields=["taken_at", "added", "changed"])
    facts = {"file": found.file_name, "added": found.added, "changed": found.changed}
    told(actor, "planning.tree.taken_in", THING, found, **facts)
    return found


class _Hanging:
    """Rows become lines, what is above first."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.lines = {line.pk: line for line in Programme.objects.filter(government_id=actor.government_id)}
        self.agencies: dict[int, Agency] = {one.pk: one for one in agencies_for(actor)}
        self.made: dict[int, Programme] = {}

    def all(self, outcomes: list[Outcome]) -> None:
        for one in outcomes:
            if one.line:
                self.made[one.number] = self.lines[one.line.pk]
            if one.state == NEW:
                self.made[one.number] = add_line(actor=self.actor, line=self.said(one))
            elif one.state == CHANGED:
                change_line(actor=self.actor, programme=self.made[one.number], line=self.said(one))

    def said(self, one: Outcome) -> Line:
        said, above = one.said, one.above
        parent = self.lines[above.pk] if isinstance(above, Known) else self.made[above.number] if above else None
        owner = self.agencies[said.owner] if said.owner else None
        return Line(said.name, said.first_year, said.last_year, parent, said.code, owner, said.priority)


def _depth(one: Outcome) -> int:
    return LEVELS.index(one.said.level) if one.said.level else len(LEVELS)
