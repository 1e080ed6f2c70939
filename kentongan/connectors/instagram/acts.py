"""Everything but publishing: answers, the first comment, hiding, taking away, private messages.

instagram-platform/comment-moderation, reference/ig-comment, private-replies and messaging-api, read 2026-11.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from kentongan.connectors.contract import (
    Act,
    Outcome,
    OutcomeUnknown,
    Published,
    Reason,
    Refusal,
    Rejected,
    Safety,
    Step,
)
from kentongan.connectors.folder import Job, StepRun
from kentongan.connectors.graph import ask
from kentongan.connectors.instagram.schemas import parts_of_mention
from kentongan.connectors.reading import text

PLANS: Mapping[Act, tuple[Step, ...]] = {
    Act.REPLY: (Step("reply", Safety.COMMIT),),
    Act.COMMENT: (Step("comment", Safety.COMMIT),),
    Act.MESSAGE: (Step("message", Safety.COMMIT),),
    Act.DELETE: (Step("delete", Safety.REPEATABLE),),
    Act.HIDE: (Step("hide", Safety.REPEATABLE),),
    Act.UNHIDE: (Step("unhide", Safety.REPEATABLE),),
}


def reply(job: Job) -> Outcome:
    """Answer a comment, or a mention elsewhere. An answer to an answer is hung under the first comment by Instagram itself."""
    mention = parts_of_mention(job.outbound.reply_to)
    if mention is None:
        return _said(job, f"{job.outbound.reply_to}/replies", {"message": job.outbound.text})
    media_id, comment_id = mention
    fields = {"media_id": media_id, "comment_id": comment_id, "message": job.outbound.text}
    return _said(job, f"{job.line.account.remote_id}/mentions", fields)


def comment(job: Job) -> Outcome:
    """Our own comment under our own post."""
    return _said(job, f"{job.outbound.post_id}/comments", {"message": job.outbound.text})


def message(job: Job) -> Outcome:
    """Write to a person who wrote first, or once in private to who commented (`target_kind` "comment")."""
    to = "comment_id" if job.outbound.target_kind == "comment" else "id"
    fields = {
        "recipient": json.dumps({to: job.outbound.target_id}),
        "message": json.dumps({"text": job.outbound.text}, ensure_ascii=False),
    }
    return _said(job, f"{job.line.account.remote_id}/messages", fields, name="message_id")


def delete(job: Job) -> Outcome:
    """Take a comment away; one that is gone already is as good."""
    told = ask(job.line, "DELETE", job.outbound.target_id)
    if isinstance(told, Rejected) and told.code == Reason.GONE:
        return Published(job.outbound.target_id)
    return told if isinstance(told, Refusal) else Published(job.outbound.target_id)


def hide(job: Job) -> Outcome:
    """Hide a comment from everyone but who wrote it."""
    return _hidden(job, "true")


def unhide(job: Job) -> Outcome:
    """Show it again."""
    return _hidden(job, "false")


STEPS: Mapping[str, StepRun] = {
    "reply": reply,
    "comment": comment,
    "message": message,
    "delete": delete,
    "hide": hide,
    "unhide": unhide,
}


def _hidden(job: Job, word: str) -> Outcome:
    told = ask(job.line, "POST", job.outbound.target_id, {"hide": word})
    return told if isinstance(told, Refusal) else Published(job.outbound.target_id)


def _said(job: Job, path: str, fields: dict[str, str], name: str = "id") -> Outcome:
    told = ask(job.line, "POST", path, fields, commit=True)
    if isinstance(told, Refusal):
        return told
    remote_id = text(told, name, "id")
    return Published(remote_id) if remote_id else OutcomeUnknown(Reason.UNREADABLE, "an answer without id")
