"""Every write on events. One verb family a file; this is the door."""

from __future__ import annotations

from kentongan.events.services.agenda import Facts, cancel_event, change_event, record_event, restore_event
from kentongan.events.services.covering import (
    Noted,
    StaleCoverageError,
    TooManyPhotosError,
    add_photo,
    describe_photo,
    remove_photo,
    save_answers,
)
from kentongan.events.services.drafting import DraftEditedError, make_drafts
from kentongan.events.services.duties import BusyError, assign, release
from kentongan.events.services.intake import NotTakenInError, read_file, take_in
from kentongan.events.services.reminding import remind_due
from kentongan.events.services.series import plan_series

__all__ = [
    "BusyError",
    "DraftEditedError",
    "Facts",
    "NotTakenInError",
    "Noted",
    "StaleCoverageError",
    "TooManyPhotosError",
    "add_photo",
    "assign",
    "cancel_event",
    "change_event",
    "describe_photo",
    "make_drafts",
    "plan_series",
    "read_file",
    "record_event",
    "release",
    "remind_due",
    "remove_photo",
    "restore_event",
    "save_answers",
    "take_in",
]
