"""Finding out whether an act whose end is not known is public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kentongan.connectors.answers import cannot_tell
from kentongan.connectors.contract import Absent, Act, CannotTell, Finding, Format, Refusal
from kentongan.connectors.folder import Job
from kentongan.connectors.graph import PAGE_SIZE, after, ask
from kentongan.connectors.instagram import containers
from kentongan.connectors.instagram.schemas import MEDIA_FIELDS, REPLY_FIELDS, candidate, parts_of_mention
from kentongan.connectors.reading import Json, items, sub, text
from kentongan.connectors.searching import Batch, look, plain

_TALK = "messages.limit(50){id,message,from,created_time}"


def post(job: Job, since: datetime) -> Finding:
    """Ask the container first: it knows whether it was published. The list of media then tells the id."""
    if not job.memory.get(containers.CONTAINER):
        return Absent()
    told = containers.status(job, job.memory[containers.CONTAINER])
    if isinstance(told, Refusal):
        return cannot_tell(told)
    if told[0] != "PUBLISHED":
        return Absent()
    story, wanted = job.outbound.format is Format.STORY, plain(job.outbound.text)
    found = look(
        lambda cursor: _batch(job, f"{job.line.account.remote_id}/{'stories' if story else 'media'}", cursor),
        since,
        lambda one: story or plain(one.text) == wanted,
        newest_first=True,
    )
    return CannotTell("published, but not in the list of media yet") if isinstance(found, Absent) else found


def reply(job: Job, since: datetime) -> Finding:
    """Look under the first comment of the thread, where Instagram hangs every answer."""
    if parts_of_mention(job.outbound.reply_to) is not None:
        return CannotTell("answers under the media of others are in no list")
    above = ask(job.line, "GET", job.outbound.reply_to, {"fields": "id,parent_id"})
    if isinstance(above, Refusal):
        return cannot_tell(above)
    thread = text(above, "parent_id") or job.outbound.reply_to
    return _words(job, f"{thread}/replies", since, newest_first=False)


def comment(job: Job, since: datetime) -> Finding:
    """Look among the comments on our own post."""
    return _words(job, f"{job.outbound.post_id}/comments", since, newest_first=True)


def message(job: Job, since: datetime) -> Finding:
    """Look into the conversation. A private answer to a comment is in the conversation with who wrote it."""
    person = job.outbound.target_id
    if job.outbound.target_kind == "comment":
        told = ask(job.line, "GET", job.outbound.target_id, {"fields": "id,from"})
        if isinstance(told, Refusal):
            return cannot_tell(told)
        person = text(sub(told, "from"), "id")
    wanted = plain(job.outbound.text)
    return look(lambda _cursor: _talk(job, person), since, lambda one: plain(one.text) == wanted, newest_first=True)


FINDERS: dict[Act, Callable[[Job, datetime], Finding]] = {
    Act.PUBLISH: post,
    Act.REPLY: reply,
    Act.COMMENT: comment,
    Act.MESSAGE: message,
}


def find(job: Job, since: datetime) -> Finding:
    """Ask whether the act is public."""
    finder = FINDERS.get(job.outbound.act)
    return finder(job, since) if finder else CannotTell("doing this twice is doing it once: nothing has to be found")


def _words(job: Job, path: str, since: datetime, *, newest_first: bool) -> Finding:
    wanted = plain(job.outbound.text)
    return look(
        lambda cursor: _batch(job, path, cursor, REPLY_FIELDS),
        since,
        lambda one: plain(one.text) == wanted,
        newest_first=newest_first,
    )


def _talk(job: Job, person: str) -> Batch | Refusal:
    fields = {"fields": _TALK, "platform": "instagram", "user_id": person}
    told = ask(job.line, "GET", f"{job.line.account.remote_id}/conversations", fields)
    if isinstance(told, Refusal):
        return told
    said = (one for talk in items(told, "data") for one in items(sub(talk, "messages"), "data"))
    return Batch(tuple(candidate(one) for one in said if _is_ours(job, one)))


def _batch(job: Job, path: str, cursor: str, fields: str = MEDIA_FIELDS) -> Batch | Refusal:
    told = ask(job.line, "GET", path, {"fields": fields, "limit": PAGE_SIZE, "after": cursor})
    if isinstance(told, Refusal):
        return told
    return Batch(tuple(candidate(one) for one in items(told, "data") if _is_ours(job, one)), after(told))


def _is_ours(job: Job, told: Json) -> bool:
    return text(sub(told, "from"), "id") in ("", job.line.account.remote_id)
