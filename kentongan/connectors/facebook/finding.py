"""Finding out whether an act went out whose answer was lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from kentongan.connectors.answers import cannot_tell
from kentongan.connectors.contract import Absent, Act, CannotTell, Finding, Format, Found, Refusal
from kentongan.connectors.facebook.schemas import POST_FIELDS, candidate
from kentongan.connectors.facebook.stories import find_story
from kentongan.connectors.facebook.telling import address, words
from kentongan.connectors.facebook.videos import STATUS_FIELDS, has_failed, is_public, is_untouched, known_as
from kentongan.connectors.folder import Job
from kentongan.connectors.graph import PAGE_SIZE, after, ask
from kentongan.connectors.reading import Json, items, sub, text
from kentongan.connectors.searching import Batch, look, plain

_Read = Callable[[Job, datetime, str], Batch | Refusal]
_MESSAGES = "id,messages.limit(50){id,message,from,created_time}"


def find(job: Job, since: datetime) -> Finding:
    """Ask after the video by its id, after everything else by its words."""
    if job.outbound.act is Act.PUBLISH and job.outbound.format is Format.STORY:
        return find_story(job, since)
    if job.outbound.act is Act.PUBLISH and job.memory.get("video"):
        return _by_video(job)
    return _by_words(job, since)


def _by_words(job: Job, since: datetime) -> Finding:
    read, wanted = _READERS.get(job.outbound.act, _own_posts), plain(words(job.outbound))
    return look(
        lambda cursor: read(job, since, cursor),
        since,
        lambda one: plain(one.text) == wanted,
        newest_first=read is _own_posts,
    )


def _by_video(job: Job) -> Finding:
    told = ask(job.line, "GET", job.memory["video"], {"fields": STATUS_FIELDS})
    if isinstance(told, Refusal):
        return cannot_tell(told)
    if is_public(told):
        return Found(known_as(job, told), address(told))
    if has_failed(told) or is_untouched(told):
        return Absent()
    return CannotTell("Facebook is still working on the video")


def _own_posts(job: Job, since: datetime, cursor: str) -> Batch | Refusal:
    fields = {"fields": POST_FIELDS, "limit": PAGE_SIZE, "after": cursor, "since": str(int(since.timestamp()) - 60)}
    told = ask(job.line, "GET", f"{_page(job)}/published_posts", fields)
    if isinstance(told, Refusal):
        return told
    return Batch(tuple(candidate(one) for one in items(told, "data")), after(told))


def _own_replies(job: Job, _since: datetime, cursor: str) -> Batch | Refusal:
    # An answer to an answer is hung under the first comment, so that is where to look.
    above = ask(job.line, "GET", job.outbound.reply_to, {"fields": "id,parent{id}"})
    if isinstance(above, Refusal):
        return above
    return _own_comments(job, text(sub(above, "parent"), "id") or job.outbound.reply_to, "stream", cursor)


def _first_comments(job: Job, _since: datetime, cursor: str) -> Batch | Refusal:
    return _own_comments(job, job.outbound.post_id, "toplevel", cursor)


def _own_comments(job: Job, under: str, which: str, cursor: str) -> Batch | Refusal:
    fields = {"fields": f"{POST_FIELDS},from{{id}}", "limit": PAGE_SIZE, "after": cursor, "filter": which}
    told = ask(job.line, "GET", f"{under}/comments", fields)
    if isinstance(told, Refusal):
        return told
    return Batch(tuple(candidate(one) for one in _ours(job, items(told, "data"))), after(told))


def _own_messages(job: Job, _since: datetime, cursor: str) -> Batch | Refusal:
    person = job.outbound.target_id if job.outbound.target_kind != "comment" else ""
    fields = {"fields": _MESSAGES, "platform": "messenger", "user_id": person, "after": cursor}
    told = ask(job.line, "GET", f"{_page(job)}/conversations", fields)
    if isinstance(told, Refusal):
        return told
    said = (one for talk in items(told, "data") for one in items(sub(talk, "messages"), "data"))
    return Batch(tuple(candidate(one) for one in _ours(job, tuple(said))), after(told))


def _ours(job: Job, told: tuple[Json, ...]) -> tuple[Json, ...]:
    return tuple(one for one in told if text(sub(one, "from"), "id") == _page(job))


def _page(job: Job) -> str:
    return job.line.account.remote_id


_READERS: Mapping[Act, _Read] = {
    Act.REPLY: _own_replies,
    Act.COMMENT: _first_comments,
    Act.MESSAGE: _own_messages,
}
