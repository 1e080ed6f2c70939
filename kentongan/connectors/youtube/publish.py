"""What steps an act takes, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping

from kentongan.connectors.contract import Act, Cost, Outbound, Safety, Step
from kentongan.connectors.folder import StepRun
from kentongan.connectors.youtube import answering, changing, cover, processing, upload
from kentongan.connectors.youtube.client import UNITS, UPLOADS

_OPEN = Step("open_session", Safety.REPEATABLE)
_UPLOAD = Step("upload", Safety.RESUMABLE)
_COVER = Step("cover", Safety.REPEATABLE)
_CONFIRM = Step("confirm", Safety.REPEATABLE)
_PLANS: Mapping[Act, tuple[Step, ...]] = {
    Act.COMMENT: (Step("comment", Safety.COMMIT),),
    Act.REPLY: (Step("reply", Safety.COMMIT),),
    Act.EDIT: (Step("edit", Safety.REPEATABLE),),
    Act.DELETE: (Step("delete", Safety.REPEATABLE),),
    Act.HIDE: (Step("moderate", Safety.REPEATABLE),),
    Act.UNHIDE: (Step("moderate", Safety.REPEATABLE),),
}
STEPS: Mapping[str, StepRun] = {
    _OPEN.name: upload.open_session,
    _UPLOAD.name: upload.upload,
    _COVER.name: cover.set_cover,
    _CONFIRM.name: processing.confirm,
    "comment": answering.comment,
    "reply": answering.reply,
    "edit": changing.edit,
    "delete": changing.delete,
    "moderate": changing.moderate,
}
_READ, _WRITE = 1, 50


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """A session, the bytes, the cover, and waiting until the video can be watched; every other act is one step."""
    if outbound.act is not Act.PUBLISH:
        return _PLANS[outbound.act]
    covers = (_COVER,) if cover.cover_of(outbound) is not None else ()
    return (_OPEN, _UPLOAD, *covers, _CONFIRM)


def cost(outbound: Outbound) -> tuple[Cost, ...]:
    """Units of the project's day. developers.google.com/youtube/v3/determine_quota_cost, read 2026-11."""
    if outbound.act is Act.PUBLISH:
        covered = cover.cover_of(outbound) is not None
        return Cost(UPLOADS, 1), Cost(UNITS, _READ + (_WRITE if covered else 0))
    looked_up = outbound.act is Act.EDIT and outbound.target_kind != "comment"
    return (Cost(UNITS, _WRITE + (_READ if looked_up else 0)),)
