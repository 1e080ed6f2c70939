"""Vision, missions and programmes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import ProtectedError

from kentongan.audit.registry import register_action
from kentongan.planning.models import Programme
from kentongan.planning.registry import posts
from kentongan.planning.services.guard import PROGRAMME, PlanError, planner, told

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

register_action("planning.line.added", "{actor} menambahkan {level} “{name}”")
register_action("planning.line.changed", "{actor} mengubah {level} “{name}”")
register_action("planning.line.removed", "{actor} menghapus {level} “{name}”")

LEVELS = (Programme.Level.VISION, Programme.Level.MISSION, Programme.Level.PROGRAMME)


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one line of the tree. Its level follows from where it hangs."""

    name: str
    first_year: int
    last_year: int
    parent: Programme | None = None
    code: str = ""
    owner: Agency | None = None
    priority: bool = False
    is_example: bool = False


def level_below(parent: Programme | None) -> Programme.Level:
    """What hangs below a line. PlanError below a programme."""
    place = 0 if parent is None else LEVELS.index(Programme.Level(parent.level)) + 1
    if place == len(LEVELS):
        raise PlanError("Di bawah program tidak ada tingkat lagi. Pilih misi sebagai induknya.")
    return LEVELS[place]


@transaction.atomic
def add_line(*, actor: Actor, line: Line) -> Programme:
    """Hang a line into the tree."""
    planner(actor, "menyusun pohon program")
    made = _said(Programme(government_id=actor.government_id), line)
    made.save()
    _told(actor, "planning.line.added", made)
    return made


@transaction.atomic
def change_line(*, actor: Actor, programme: Programme, line: Line) -> Programme:
    """Say other things of a line; it keeps its level."""
    planner(actor, "menyusun pohon program")
    if level_below(line.parent) != programme.level:
        raise PlanError("Tingkatnya tidak dapat berubah. Pilih induk yang setingkat dengan yang lama.")
    _said(programme, line).save()
    _told(actor, "planning.line.changed", programme)
    return programme


@transaction.atomic
def remove_line(*, actor: Actor, programme: Programme) -> None:
    """Take a line out that nothing points at. PlanError otherwise."""
    planner(actor, "menyusun pohon program")
    used = Programme.objects.filter(government_id=actor.government_id, parent=programme).exists()
    if used or posts().of_programme(actor, programme.pk):
        raise PlanError(f"“{programme.name}” masih dipakai. Pindahkan dulu isinya, atau akhiri tahunnya.")
    _told(actor, "planning.line.removed", programme)
    try:
        programme.delete()
    except ProtectedError as held:
        raise PlanError(f"“{programme.name}” masih dipakai strategi, kampanye, atau kiriman.") from held


def _said(programme: Programme, line: Line) -> Programme:
    programme.level = level_below(line.parent)
    programme.parent, programme.owner = line.parent, line.owner
    programme.code, programme.name = line.code.strip(), line.name.strip()
    programme.first_year, programme.last_year = line.first_year, line.last_year
    programme.priority, programme.is_example = line.priority, line.is_example
    return programme


def _told(actor: Actor, action: str, programme: Programme) -> None:
    told(actor, action, PROGRAMME, programme, name=programme.name, level=programme.get_level_display().lower())
