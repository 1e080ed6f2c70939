"""What the numbers in the rail and on the bell count."""

from __future__ import annotations

from kentongan.inbox.selectors import waiting_count
from kentongan.outbox.selectors import needs_person_for
from kentongan.web.navigation import register_count
from kentongan.work.selectors import tasks_for, unread_count


def register() -> None:
    register_count("bell", unread_count)
    register_count("today", lambda actor: tasks_for(actor).count())
    register_count("inbox", waiting_count)
    register_count("doubts", lambda actor: needs_person_for(actor).count())
