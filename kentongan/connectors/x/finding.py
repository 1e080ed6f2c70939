"""Finding out whether a post, each part of a thread, an answer or a message went out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from kentongan.connectors.contract import Act, Advanced, Finding, Found, Refusal
from kentongan.connectors.folder import Job
from kentongan.connectors.reading import Json, items, sub, text
from kentongan.connectors.searching import CLOCK_DIFFERENCE, Batch, Candidate, look
from kentongan.connectors.x import messages
from kentongan.connectors.x.calling import ask
from kentongan.connectors.x.links import bare
from kentongan.connectors.x.publish import answered, made, words
from kentongan.connectors.x.schemas import candidate, media_shown, permalink, replied_to

_MENTIONS = re.compile(r"^(@\w+\s+)+")
_PAGE_SIZE = "100"


def find(job: Job, since: datetime) -> Finding:
    """Look for the same words among the account's posts. X puts its own short links in, so links are left out."""
    if job.outbound.act is Act.MESSAGE:
        return messages.find(job, since)
    part = _doubtful(job)
    found = look(
        lambda cursor: _timeline(job, since, cursor, lambda one: _fits(job, part, one)),
        since,
        lambda one: _is_the_same(job, part, one),
        newest_first=True,
    )
    if not isinstance(found, Found):
        return found
    public = made(job, part, found.remote_id)
    return Found(public.remote_id, public.permalink, public.memory, complete=not isinstance(public, Advanced))


def _doubtful(job: Job) -> int:
    """The first post of a thread that is not known to be public."""
    parts = range(len(job.outbound.parts) + 1)
    return next((part for part in parts if not job.memory.get(f"post_{part}")), len(job.outbound.parts))


def _fits(job: Job, part: int, told: Json) -> bool:
    """Whether it answers what this part answers, and shows as many files. Without words only the files tell it."""
    expected, shown = 0 if part else len(job.outbound.media), media_shown(told)
    told_apart = shown == expected if shown is not None or not bare(words(job.outbound, part)) else True
    return replied_to(told) == answered(job, part) and told_apart


def _is_the_same(job: Job, part: int, one: Candidate) -> bool:
    wanted, shown = bare(words(job.outbound, part)), bare(one.text)
    return shown == wanted or (bool(answered(job, part)) and _MENTIONS.sub("", shown) == wanted)


def _timeline(job: Job, since: datetime, cursor: str, fits: Callable[[Json], bool]) -> Batch | Refusal:
    start = (since - CLOCK_DIFFERENCE).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = ask(
        job.line,
        "GET",
        f"users/{job.line.account.remote_id}/tweets",
        params={
            "start_time": start,
            "max_results": _PAGE_SIZE,
            "tweet.fields": "created_at,referenced_tweets,attachments",
            "pagination_token": cursor,
        },
    )
    if isinstance(told, Refusal):
        return told
    wanted = (one for one in items(told, "data") if fits(one))
    found = tuple(candidate(one, permalink(job.line, text(one, "id"))) for one in wanted)
    return Batch(found, text(sub(told, "meta"), "next_token"))
