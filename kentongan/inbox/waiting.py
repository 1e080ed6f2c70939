"""One line on Hari ini for all that waits to be sorted: a task per comment would bury everything else."""

from __future__ import annotations

from kentongan.inbox.models import Conversation
from kentongan.inbox.states import NEW
from kentongan.organizations.actor import system
from kentongan.organizations.roles import Role
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, open_task

TRIAGE = "inbox.triage"
MOST_COUNTED = 1_000
"""Counting on would cost every arriving batch, and tell nobody more."""
register_task_kind(TRIAGE, group="Jawab", verb="Pilah", order=20, office=True)


def refresh_waiting(government_id: int) -> None:
    """Bring the coordinators' line up to date. Part of the caller's transaction."""
    waiting = Conversation.objects.filter(government_id=government_id, state=NEW, spam=False)
    count, actor = waiting[: MOST_COUNTED + 1].count(), system(government_id)
    if not count:
        close_tasks(actor=actor, subject_type="inbox", subject_id="waiting", kinds=[TRIAGE])
        return
    oldest = waiting.exclude(verify_by=None).order_by("verify_by").first()
    open_task(
        actor=actor,
        kind=TRIAGE,
        subject_type="inbox",
        subject_id="waiting",
        title=f"{_figure(count)} percakapan menunggu dipilah",
        detail=f"Terbaru: “{waiting.order_by('-last_at')[0].guarded[:110]}”",
        path="/kotak-masuk/",
        role=Role.COORDINATOR,
        due_at=oldest.verify_by if oldest else None,
    )


def _figure(count: int) -> str:
    return f"Lebih dari {MOST_COUNTED:,}".replace(",", ".") if count > MOST_COUNTED else str(count)
