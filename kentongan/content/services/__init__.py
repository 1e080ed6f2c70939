"""Every write on posts. One verb family a file; this is the door."""

from __future__ import annotations

from kentongan.content.services.changing import ask_for_correction, take_down
from kentongan.content.services.guard import NotEditableError, StaleError
from kentongan.content.services.media import attach, crop, detach, exchange, set_alt_text
from kentongan.content.services.review import NotReadyError, reschedule, submit_for_review, withdraw
from kentongan.content.services.writing import (
    Draft,
    choose_channels,
    cover_numbers,
    edit_version,
    reset_version,
    save_draft,
    start_post,
)

__all__ = [
    "Draft",
    "NotEditableError",
    "NotReadyError",
    "StaleError",
    "ask_for_correction",
    "attach",
    "choose_channels",
    "cover_numbers",
    "crop",
    "detach",
    "edit_version",
    "exchange",
    "reschedule",
    "reset_version",
    "save_draft",
    "set_alt_text",
    "start_post",
    "submit_for_review",
    "take_down",
    "withdraw",
]
