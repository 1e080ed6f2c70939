"""What is done beside posting: comments, answers, new words, hiding, taking away, private messages.

docs/graph-api/reference/comment and docs/graph-api/reference/page-post; docs/messenger-platform/send-messages; read 2026-11.
"""

from __future__ import annotations

import json

from kentongan.connectors.contract import Outcome, Published, Reason, Refusal, Rejected, Retryable
from kentongan.connectors.facebook.telling import published
from kentongan.connectors.folder import Job
from kentongan.connectors.graph import ask
from kentongan.connectors.reading import Json


def reply(job: Job) -> Outcome:
    """Answer a comment."""
    return _comment(job, job.outbound.reply_to)


def comment(job: Job) -> Outcome:
    """Comment under a post of our own."""
    return _comment(job, job.outbound.post_id)


def message(job: Job) -> Outcome:
    """Answer in private: the person who wrote to the Page, or once the writer of a comment."""
    whom = "comment_id" if job.outbound.target_kind == "comment" else "id"
    fields = {
        "recipient": json.dumps({whom: job.outbound.target_id}),
        "messaging_type": "RESPONSE",
        "message": json.dumps({"text": job.outbound.text}, ensure_ascii=False),
    }
    told = ask(job.line, "POST", f"{job.line.account.remote_id}/messages", fields, commit=True)
    done = published(job, told, "message_id")
    return Published(done.remote_id) if isinstance(done, Published) else done


def edit(job: Job) -> Outcome:
    """Give a post or a comment of ours new words."""
    return _done(job, ask(job.line, "POST", job.outbound.target_id, {_words_of(job): job.outbound.text}))


def hide(job: Job) -> Outcome:
    """Hide a comment: only its writer and their friends go on seeing it."""
    return _done(job, ask(job.line, "POST", job.outbound.target_id, {"is_hidden": "true"}))


def unhide(job: Job) -> Outcome:
    """Show a comment again."""
    return _done(job, ask(job.line, "POST", job.outbound.target_id, {"is_hidden": "false"}))


def delete(job: Job) -> Outcome:
    """Take a post or a comment away. Gone already is as good."""
    told = ask(job.line, "DELETE", job.outbound.target_id)
    return _gone(job, told) if _is_missing(told) else _done(job, told)


def _comment(job: Job, under: str) -> Outcome:
    told = ask(job.line, "POST", f"{under}/comments", {"message": job.outbound.text}, commit=True)
    return published(job, told, "id")


def _words_of(job: Job) -> str:
    # A video that never got a post of its own calls its words a description.
    bare_video = job.outbound.target_kind == "post" and "_" not in job.outbound.target_id
    return "description" if bare_video else "message"


def _done(job: Job, told: Json | Refusal) -> Outcome:
    if isinstance(told, Refusal):
        return told
    if told.get("success") is not True:
        return Retryable(Reason.UNREADABLE, "an answer without success")
    return Published(job.outbound.target_id)


def _gone(job: Job, told: Json | Refusal) -> Outcome:
    # 100/33 is said of what is not there and of what may not be touched: only what cannot be read either is gone.
    read = ask(job.line, "GET", job.outbound.target_id, {"fields": "id"})
    if _is_missing(read):
        return Published(job.outbound.target_id)
    if isinstance(read, Refusal):
        return read
    detail = told.detail if isinstance(told, Refusal) else ""
    return Rejected(Reason.REFUSED, f"it still stands: {detail}")


def _is_missing(told: Json | Refusal) -> bool:
    return isinstance(told, Rejected) and told.code == Reason.GONE
