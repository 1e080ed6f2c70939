"""Before the day on which a block is to be looked at again, the coordinators find it on Hari ini."""

from __future__ import annotations

from datetime import datetime

from kentongan.core import clock
from kentongan.core.days import written
from kentongan.inbox.blocking.models import Block
from kentongan.inbox.blocking.rules import LEAD
from kentongan.inbox.blocking.services import REVIEW_TASK, SUBJECT, path_of
from kentongan.organizations.actor import system
from kentongan.organizations.roles import Role
from kentongan.organizations.rules import OFFICE_CLOSES
from kentongan.tenancy.models import Government
from kentongan.work.services import open_tasks


def ask_for_reviews(government_id: int) -> int:
    """Open the tasks of one government, or bring them up to date; return how many wait. Runs inside its walls."""
    zone = Government.objects.get(pk=government_id).zone
    until = clock.now().astimezone(zone).date() + LEAD
    due = Block.objects.filter(government_id=government_id, ended_at=None, review_on__lte=until)
    asked = {
        str(block.pk): {
            "title": f"Tinjau pemblokiran {block.author_name} di {block.channel}",
            "detail": f"{block.get_ground_display()}, sejak {written(block.since)}",
            "path": path_of(block),
            "due_at": datetime.combine(block.review_on, OFFICE_CLOSES, zone),
        }
        for block in due.select_related("channel")
    }
    actor = system(government_id)
    open_tasks(actor=actor, kind=REVIEW_TASK, subject_type=SUBJECT, role=Role.COORDINATOR, asked=asked)
    return len(asked)
