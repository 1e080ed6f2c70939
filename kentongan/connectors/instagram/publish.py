"""Publishing a picture in four steps, answering a comment, and finding out whether either went out.

instagram-platform/content-publishing and reference/ig-container, read 2026-11.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from kentongan.connectors.answers import cannot_tell
from kentongan.connectors.contract import (
    Absent,
    Act,
    Advanced,
    CannotTell,
    Finding,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Pending,
    Published,
    Reason,
    Refusal,
    Rejected,
    Safety,
    Step,
)
from kentongan.connectors.folder import Job, StepRun
from kentongan.connectors.graph import PAGE_SIZE, after, ask
from kentongan.connectors.instagram import containers
from kentongan.connectors.instagram.schemas import MEDIA_FIELDS, REPLY_FIELDS, candidate
from kentongan.connectors.reading import Json, items, sub, text
from kentongan.connectors.searching import Batch, look, plain

_CREATE = Step("create_container", Safety.REPEATABLE)
_WAIT = Step("wait_container", Safety.REPEATABLE)
_PUBLISH = Step("publish", Safety.COMMIT)
_PERMALINK = Step("permalink", Safety.REPEATABLE)
_REPLY = Step("reply", Safety.COMMIT)
_SOON = timedelta(seconds=5)
_A_WHILE = timedelta(seconds=30)
# 2207003 time-out, 2207001 and 2207032 server, 2207020 expired, 2207053 upload: a new container may do.
_WORTH_ANOTHER = ("2207001", "2207003", "2207020", "2207032", "2207053")


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """Four steps for a post; an answer is one call."""
    return (_REPLY,) if outbound.act is Act.REPLY else (_CREATE, _WAIT, _PUBLISH, _PERMALINK)


def create_container(job: Job) -> Outcome:
    """Have the picture fetched and prepared."""
    made = containers.create(job)
    return made if isinstance(made, Refusal) else Advanced({"container": made}, remote_id=made)


def wait_container(job: Job) -> Outcome:
    """Look whether the container is ready."""
    told = containers.status(job)
    if isinstance(told, Refusal):
        return told
    code, sentence = told
    if code in ("FINISHED", "PUBLISHED"):
        return Advanced()
    if code == "EXPIRED" or (code == "ERROR" and any(subcode in sentence for subcode in _WORTH_ANOTHER)):
        return _again(job)
    if code == "ERROR":
        return Rejected(Reason.MEDIA, sentence)
    return Pending(_SOON)


def publish(job: Job) -> Outcome:
    """The one call that makes the post public."""
    fields = {"creation_id": job.memory.get("container", "")}
    told = ask(job.line, "POST", f"{job.line.account.remote_id}/media_publish", fields, commit=True)
    if isinstance(told, Refusal):
        return _not_published(job, told)
    media_id = text(told, "id")
    if not media_id:
        return OutcomeUnknown(Reason.UNREADABLE, "an answer without id")
    return Published(media_id, memory={"media": media_id})


def permalink(job: Job) -> Outcome:
    """Read the address of what is public already."""
    media_id = job.memory.get("media", "")
    told = ask(job.line, "GET", media_id, {"fields": "permalink"})
    return told if isinstance(told, Refusal) else Published(media_id, text(told, "permalink"))


def reply(job: Job) -> Outcome:
    """Answer a comment. An answer to an answer is hung under the first comment by Instagram itself."""
    told = ask(job.line, "POST", f"{job.outbound.reply_to}/replies", {"message": job.outbound.text}, commit=True)
    if isinstance(told, Refusal):
        return told
    remote_id = text(told, "id")
    return Published(remote_id) if remote_id else OutcomeUnknown(Reason.UNREADABLE, "an answer without id")


def find(job: Job, since: datetime) -> Finding:
    """Ask the container first: it knows whether it was published. Answers are looked for under their comment."""
    if job.outbound.act is Act.REPLY:
        return _find_reply(job, since)
    if not job.memory.get("container"):
        return Absent()
    told = containers.status(job)
    if isinstance(told, Refusal):
        return cannot_tell(told)
    if told[0] != "PUBLISHED":
        return Absent()
    wanted = plain(job.outbound.text)
    found = look(lambda cursor: _media(job, cursor), since, lambda one: plain(one.text) == wanted, newest_first=True)
    return CannotTell("published, but not in the list of media yet") if isinstance(found, Absent) else found


STEPS: Mapping[str, StepRun] = {
    _CREATE.name: create_container,
    _WAIT.name: wait_container,
    _PUBLISH.name: publish,
    _PERMALINK.name: permalink,
    _REPLY.name: reply,
}


def _not_published(job: Job, refusal: Refusal) -> Outcome:
    if refusal.code == Reason.NOT_READY:
        return Pending(_A_WHILE)
    if refusal.code != Reason.GONE:
        return refusal
    # "Missing or expired" is also said of a container that was published. Only one that expired may be made anew.
    told = containers.status(job)
    if isinstance(told, tuple) and told[0] == "EXPIRED":
        return _again(job)
    return OutcomeUnknown(Reason.GONE, refusal.detail if hasattr(refusal, "detail") else "")


def _again(job: Job) -> Outcome:
    made = containers.create(job)
    return made if isinstance(made, Refusal) else Pending(_SOON, {"container": made})


def _find_reply(job: Job, since: datetime) -> Finding:
    above = ask(job.line, "GET", job.outbound.reply_to, {"fields": "id,parent_id"})
    if isinstance(above, Refusal):
        return cannot_tell(above)
    thread, wanted = text(above, "parent_id") or job.outbound.reply_to, plain(job.outbound.text)
    return look(
        lambda cursor: _replies(job, thread, cursor), since, lambda one: plain(one.text) == wanted, newest_first=False
    )


def _media(job: Job, cursor: str) -> Batch | Refusal:
    return _batch(job, f"{job.line.account.remote_id}/media", MEDIA_FIELDS, cursor)


def _replies(job: Job, thread: str, cursor: str) -> Batch | Refusal:
    return _batch(job, f"{thread}/replies", REPLY_FIELDS, cursor)


def _batch(job: Job, path: str, fields: str, cursor: str) -> Batch | Refusal:
    told = ask(job.line, "GET", path, {"fields": fields, "limit": PAGE_SIZE, "after": cursor})
    if isinstance(told, Refusal):
        return told
    return Batch(tuple(candidate(one) for one in items(told, "data") if _is_ours(job, one)), after(told))


def _is_ours(job: Job, told: Json) -> bool:
    return text(sub(told, "from"), "id") in ("", job.line.account.remote_id)
