"""Posting on a Page, answering a comment, and finding out whether either went out.

docs/pages-api/posts (Graph v26.0). No idempotency key is documented, so a lost answer is asked after, never sent again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from kentongan.connectors.contract import (
    Act,
    Advanced,
    Finding,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Published,
    Reason,
    Refusal,
    Retryable,
    Safety,
    Step,
)
from kentongan.connectors.facebook.schemas import POST_FIELDS, candidate
from kentongan.connectors.folder import Job, StepRun, bytes_of
from kentongan.connectors.graph import PAGE_SIZE, after, ask
from kentongan.connectors.reading import Json, items, sub, text
from kentongan.connectors.searching import Batch, look, plain
from kentongan.core.http import File

_UPLOAD = Step("upload_photos", Safety.REPEATABLE)
_PUBLISH = Step("publish", Safety.COMMIT)
_REPLY = Step("reply", Safety.COMMIT)


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """One call for a text or one photo; several photos are first laid down unpublished."""
    if outbound.act is Act.REPLY:
        return (_REPLY,)
    return (_UPLOAD, _PUBLISH) if len(outbound.media) > 1 else (_PUBLISH,)


def upload_photos(job: Job) -> Outcome:
    """Lay every photo down unpublished. Repeating leaves orphans that nobody sees."""
    photos: list[str] = []
    for position in range(len(job.outbound.media)):
        told = _photo(job, position, {"published": "false"}, commit=False)
        if isinstance(told, Refusal):
            return told
        if not text(told, "id"):
            return Retryable(Reason.UNREADABLE, "a photo without id")
        photos.append(text(told, "id"))
    return Advanced({"photos": ",".join(photos)})


def publish(job: Job) -> Outcome:
    """The one call that makes the post public."""
    if len(job.outbound.media) == 1:
        told = _photo(job, 0, {"message": job.outbound.text}, commit=True)
    else:
        told = ask(job.line, "POST", f"{job.line.account.remote_id}/feed", _feed_fields(job), commit=True)
    return _published(job, told, ("post_id", "id"))


def reply(job: Job) -> Outcome:
    """Answer a comment."""
    told = ask(job.line, "POST", f"{job.outbound.reply_to}/comments", {"message": job.outbound.text}, commit=True)
    return _published(job, told, ("id",))


def find(job: Job, since: datetime) -> Finding:
    """Look for the same text among what the Page published, or answered, since then."""
    wanted = plain(job.outbound.text)
    read = _own_replies if job.outbound.act is Act.REPLY else _own_posts
    newest_first = job.outbound.act is Act.PUBLISH
    return look(
        lambda cursor: read(job, since, cursor), since, lambda one: plain(one.text) == wanted, newest_first=newest_first
    )


STEPS: Mapping[str, StepRun] = {_UPLOAD.name: upload_photos, _PUBLISH.name: publish, _REPLY.name: reply}


def _photo(job: Job, position: int, fields: Mapping[str, str], *, commit: bool) -> Json | Refusal:
    file = job.outbound.media[position]
    source: File = (file.path.name, bytes_of(job, position), file.mime)
    told = {"alt_text_custom": file.alt_text, **fields}
    return ask(job.line, "POST", f"{job.line.account.remote_id}/photos", told, commit=commit, files={"source": source})


def _feed_fields(job: Job) -> dict[str, str]:
    photos = [{"media_fbid": photo} for photo in job.memory.get("photos", "").split(",") if photo]
    return {"message": job.outbound.text, "attached_media": json.dumps(photos) if photos else ""}


def _published(job: Job, told: Json | Refusal, names: tuple[str, ...]) -> Outcome:
    if isinstance(told, Refusal):
        return told
    remote_id = text(told, *names)
    if not remote_id:
        return OutcomeUnknown(Reason.UNREADABLE, "an answer without id")
    return Published(remote_id, _permalink(job, remote_id))


def _permalink(job: Job, remote_id: str) -> str:
    # Asked after the commit and allowed to fail: the post is out whatever comes of it.
    told = ask(job.line, "GET", remote_id, {"fields": "permalink_url"})
    return "" if isinstance(told, Refusal) else text(told, "permalink_url")


def _own_posts(job: Job, since: datetime, cursor: str) -> Batch | Refusal:
    fields = {"fields": POST_FIELDS, "limit": PAGE_SIZE, "after": cursor, "since": str(int(since.timestamp()) - 60)}
    told = ask(job.line, "GET", f"{job.line.account.remote_id}/published_posts", fields)
    if isinstance(told, Refusal):
        return told
    return Batch(tuple(candidate(one) for one in items(told, "data")), after(told))


def _own_replies(job: Job, _since: datetime, cursor: str) -> Batch | Refusal:
    # An answer to an answer is hung under the first comment, so that is where to look.
    above = ask(job.line, "GET", job.outbound.reply_to, {"fields": "id,parent{id}"})
    if isinstance(above, Refusal):
        return above
    thread = text(sub(above, "parent"), "id") or job.outbound.reply_to
    fields = {"fields": f"{POST_FIELDS},from{{id}}", "limit": PAGE_SIZE, "after": cursor, "filter": "stream"}
    told = ask(job.line, "GET", f"{thread}/comments", fields)
    if isinstance(told, Refusal):
        return told
    own = (one for one in items(told, "data") if text(sub(one, "from"), "id") == job.line.account.remote_id)
    return Batch(tuple(candidate(one) for one in own), after(told))
