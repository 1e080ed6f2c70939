"""Every write on posts. One verb family a file; this is the door."""

from __future__ import annotations

from kentongan.content.services.beginning import (
    duplicate,
    follows_answers,
    keep_answers,
    keep_as_template,
    retire_template,
    start_from_kind,
    start_from_own,
)
from kentongan.content.services.changing import ask_for_correction, take_down
from kentongan.content.services.guard import NotEditableError, OvertakenError, StaleError
from kentongan.content.services.many import start_many, withdraw_many
from kentongan.content.services.media import (
    add_file,
    attach,
    attach_kept,
    crop,
    detach,
    exchange_kept,
    put_back,
    set_alt_text,
    use_copy,
    use_original,
)
from kentongan.content.services.placing import Placing, classify, place_in_plan
from kentongan.content.services.remarking import PassageError, answer_remark, remark, settle_remark
from kentongan.content.services.restoring import restore_revision
from kentongan.content.services.review import NotReadyError, reschedule, submit_for_review, withdraw
from kentongan.content.services.series import keep_due, stop_series
from kentongan.content.services.tagging import TagRefusedError, keep_tag, remove_tag
from kentongan.content.services.weighing import confirm_impact, keep_impact
from kentongan.content.services.writing import (
    Draft,
    Regional,
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
    "OvertakenError",
    "PassageError",
    "Placing",
    "Regional",
    "StaleError",
    "TagRefusedError",
    "add_file",
    "answer_remark",
    "ask_for_correction",
    "attach",
    "attach_kept",
    "choose_channels",
    "classify",
    "confirm_impact",
    "cover_numbers",
    "crop",
    "detach",
    "duplicate",
    "edit_version",
    "exchange_kept",
    "follows_answers",
    "keep_answers",
    "keep_as_template",
    "keep_due",
    "keep_impact",
    "keep_tag",
    "place_in_plan",
    "put_back",
    "remark",
    "remove_tag",
    "reschedule",
    "reset_version",
    "restore_revision",
    "retire_template",
    "save_draft",
    "set_alt_text",
    "settle_remark",
    "start_from_kind",
    "start_from_own",
    "start_many",
    "start_post",
    "stop_series",
    "submit_for_review",
    "take_down",
    "use_copy",
    "use_original",
    "withdraw",
    "withdraw_many",
]
