"""Posting, answering, and finding out whether either went out. `POST /2/tweets` has no idempotency key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from kentongan.connectors.contract import (
    Act,
    Finding,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Published,
    Reason,
    Refusal,
    Safety,
    Step,
)
from kentongan.connectors.folder import Job, StepRun
from kentongan.connectors.reading import items, sub, text
from kentongan.connectors.searching import CLOCK_DIFFERENCE, Batch, Candidate, look, without_links
from kentongan.connectors.x import media
from kentongan.connectors.x.schemas import ask, candidate, permalink, replied_to

_UPLOAD = Step("upload_media", Safety.REPEATABLE)
_CREATE = Step("create_post", Safety.COMMIT)
_MENTIONS = re.compile(r"^(@\w+\s+)+")
_PAGE_SIZE = "100"


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """Photos first, then the one call that posts; an answer is a post too."""
    return (_UPLOAD, _CREATE) if outbound.media else (_CREATE,)


def create_post(job: Job) -> Outcome:
    """The one call that makes it public."""
    told = ask(job.line, "POST", "tweets", json=_body(job), commit=True)
    if isinstance(told, Refusal):
        return told
    post_id = text(sub(told, "data"), "id")
    if not post_id:
        return OutcomeUnknown(Reason.UNREADABLE, "an answer without id")
    return Published(post_id, permalink(job.line, post_id))


def find(job: Job, since: datetime) -> Finding:
    """Look for the same text among the account's posts. X puts its own short links in, so links are left out."""
    return look(
        lambda cursor: _timeline(job, since, cursor), since, lambda one: _is_the_same(job, one), newest_first=True
    )


STEPS: Mapping[str, StepRun] = {_UPLOAD.name: media.upload, _CREATE.name: create_post}


def _body(job: Job) -> dict[str, object]:
    body: dict[str, object] = {"text": job.outbound.text}
    if job.outbound.media:
        body["media"] = {"media_ids": media.ids(job)}
    if job.outbound.act is Act.REPLY:
        body["reply"] = {"in_reply_to_tweet_id": job.outbound.reply_to}
    return body


def _is_the_same(job: Job, one: Candidate) -> bool:
    wanted, shown = without_links(job.outbound.text), without_links(one.text)
    return shown == wanted or (job.outbound.act is Act.REPLY and _MENTIONS.sub("", shown) == wanted)


def _timeline(job: Job, since: datetime, cursor: str) -> Batch | Refusal:
    start = (since - CLOCK_DIFFERENCE).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = ask(
        job.line,
        "GET",
        f"users/{job.line.account.remote_id}/tweets",
        params={
            "start_time": start,
            "max_results": _PAGE_SIZE,
            "tweet.fields": "created_at,referenced_tweets",
            "pagination_token": cursor,
        },
    )
    if isinstance(told, Refusal):
        return told
    # What answers this comment for an answer; what answers nothing for a post.
    wanted = (one for one in items(told, "data") if replied_to(one) == job.outbound.reply_to)
    found = tuple(candidate(one, permalink(job.line, text(one, "id"))) for one in wanted)
    return Batch(found, text(sub(told, "meta"), "next_token"))
