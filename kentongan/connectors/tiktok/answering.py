"""Our own comments and answers, hiding, and taking comments away, through the Business API."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from kentongan.connectors.answers import cannot_tell
from kentongan.connectors.contract import (
    Act,
    CannotTell,
    Finding,
    Outbound,
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
from kentongan.connectors.reading import items, moment, text
from kentongan.connectors.searching import Batch, Candidate, look, plain
from kentongan.connectors.tiktok.business import read_from, tell
from kentongan.connectors.tiktok.comments import page_of

_COMMENT = Step("comment", Safety.COMMIT)
_REPLY = Step("reply", Safety.COMMIT)
_HIDE = Step("hide", Safety.REPEATABLE)
_DELETE = Step("delete", Safety.REPEATABLE)
_STEP_OF = {Act.COMMENT: _COMMENT, Act.REPLY: _REPLY, Act.HIDE: _HIDE, Act.UNHIDE: _HIDE, Act.DELETE: _DELETE}


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """Each of these is one call."""
    return (_STEP_OF[outbound.act],)


def comment(job: Job) -> Outcome:
    """Our own comment under our own post."""
    return _say(job, "create", {"video_id": job.outbound.post_id, "text": job.outbound.text})


def reply(job: Job) -> Outcome:
    """Answer a comment."""
    out = job.outbound
    return _say(job, "reply/create", {"video_id": out.post_id, "comment_id": out.reply_to, "text": out.text})


def hide(job: Job) -> Outcome:
    """Hide a comment from everyone but its author, or show it again. TikTok wants to know the video too."""
    out = job.outbound
    if not out.post_id:
        return Rejected(Reason.GONE, "hiding needs the id of the video")
    action = "HIDE" if out.act is Act.HIDE else "UNHIDE"
    fields = {"video_id": out.post_id, "comment_id": out.target_id, "action": action}
    told = tell(job.line, "hide", fields, commit=False)
    return told if isinstance(told, Refusal) else Published(out.target_id)


def delete(job: Job) -> Outcome:
    """Take a comment away; one that is gone already is gone."""
    told = tell(job.line, "delete", {"comment_id": job.outbound.target_id}, commit=False)
    if isinstance(told, Rejected) and told.code == Reason.GONE:
        return Published(job.outbound.target_id)
    return told if isinstance(told, Refusal) else Published(job.outbound.target_id)


def find(job: Job, since: datetime) -> Finding:
    """Look for our words among what the account itself said there."""
    thread = _thread(job) if job.outbound.reply_to else ""
    if isinstance(thread, CannotTell):
        return thread

    def read(cursor: str) -> Batch | Refusal:
        told = page_of(job.line, job.outbound.post_id, cursor, thread)
        if isinstance(told, Refusal):
            return told
        own = (one for one in items(told, "comments") if one.get("owner") is True)
        found = (Candidate(text(one, "comment_id"), text(one, "text"), moment(one, "create_time")) for one in own)
        return Batch(tuple(found), text(told, "cursor") if told.get("has_more") is True else "")

    wanted = plain(job.outbound.text)
    return look(read, since, lambda one: plain(one.text) == wanted, newest_first=False)


STEPS: Mapping[str, StepRun] = {_COMMENT.name: comment, _REPLY.name: reply, _HIDE.name: hide, _DELETE.name: delete}


def _thread(job: Job) -> str | CannotTell:
    """The comment under which an answer lands: TikTok keeps answers to answers under the first comment."""
    asked = {"video_id": job.outbound.post_id, "comment_ids": json.dumps([job.outbound.reply_to]), "status": "ALL"}
    told = read_from(job.line, "list", asked)
    if isinstance(told, Refusal):
        return cannot_tell(told)
    mine = (one for one in items(told, "comments") if text(one, "comment_id") == job.outbound.reply_to)
    found = next(mine, None)
    if found is None:
        return CannotTell("TikTok does not show the comment that was answered")
    return text(found, "parent_comment_id") or job.outbound.reply_to


def _say(job: Job, path: str, fields: Mapping[str, str]) -> Outcome:
    told = tell(job.line, path, fields, commit=True)
    if isinstance(told, Refusal):
        return told
    remote_id = text(told, "comment_id")
    return Published(remote_id) if remote_id else OutcomeUnknown(Reason.UNREADABLE, "TikTok named no comment id")
