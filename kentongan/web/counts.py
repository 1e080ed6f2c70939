"""What the numbers in the rail and on the bell count, and whether anything is frozen: asked in one statement."""

from __future__ import annotations

from kentongan.inbox.lists.seeing import waiting_for
from kentongan.outbox.freezes import over
from kentongan.outbox.selectors import needs_person_for
from kentongan.web.navigation import register_count
from kentongan.work.selectors import tasks_for, unread_by


def register() -> None:
    register_count("bell", unread_by)
    register_count("today", tasks_for)
    register_count("inbox", waiting_for)
    register_count("doubts", needs_person_for)
    register_count("frozen", over)
