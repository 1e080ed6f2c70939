"""Once a month coordinators are reminded of what has come together and was given to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.core import clock
from kentongan.inbox.aspirations.models import Backing
from kentongan.inbox.aspirations.services.gathering import REMIND, THING
from kentongan.inbox.clocks.reading import calendar_of
from kentongan.organizations.actor import system
from kentongan.organizations.roles import Role
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import across_governments, within
from kentongan.work.services import open_task

if TYPE_CHECKING:
    from kentongan.work.models import Task

DAYS = 5


def remind_all() -> int:
    """Remind every government that has something to give; return how many."""
    with across_governments():
        keys = list(Government.objects.values_list("pk", flat=True))
    reminded = 0
    for key in keys:
        with within(key):
            reminded += remind(key) is not None
    return reminded


def remind(government_id: int) -> Task | None:
    """Open the task for one government, or bring it up to date. Nothing new: nothing asked. Caller's transaction."""
    fresh = Backing.objects.filter(government_id=government_id, passed_on=None, conversation__watched=False)
    count = fresh.values("proposal").distinct().count()
    if not count:
        return None
    calendar, at = calendar_of(government_id), clock.now()
    return open_task(
        actor=system(government_id),
        kind=REMIND,
        subject_type=THING,
        subject_id=f"{at.astimezone(calendar.zone):%Y-%m}",
        title=f"{count} usul warga belum diserahkan ke pemilik programnya",
        path="/usulan/",
        role=Role.COORDINATOR,
        due_at=calendar.after_days(at, DAYS),
    )
