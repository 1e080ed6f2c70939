"""Posting, in one post or a thread, and answering. `POST /2/tweets` has no idempotency key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kentongan.connectors.contract import (
    Act,
    Advanced,
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
from kentongan.connectors.reading import sub, text
from kentongan.connectors.x import media, moderation
from kentongan.connectors.x.calling import ask, refused_by_policy
from kentongan.connectors.x.schemas import permalink

MOST_POSTS = 25
_UPLOAD = Step("upload_media", Safety.REPEATABLE)
_CREATE = "create_post"


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """Photos or the video first, then the call that posts, and one more for each further post of a thread."""
    if outbound.act in moderation.PLANS:
        return moderation.PLANS[outbound.act]
    posts = tuple(Step(step_name(part), Safety.COMMIT) for part in range(len(outbound.parts) + 1))
    return (_UPLOAD, *posts) if outbound.media else posts


def step_name(part: int) -> str:
    """The step that posts this part of a thread; a single post is a thread of one."""
    return f"{_CREATE}_{part + 1}" if part else _CREATE


def words(outbound: Outbound, part: int) -> str:
    """What this part says. X has no field for a link: it stands in the text."""
    if part:
        return outbound.parts[part - 1]
    missing = outbound.link and outbound.link not in outbound.text
    return f"{outbound.text}\n\n{outbound.link}".strip() if missing else outbound.text


def answered(job: Job, part: int) -> str:
    """The post under which this part goes; "" for one that stands by itself."""
    if part:
        return job.memory.get(f"post_{part - 1}", "")
    return {Act.REPLY: job.outbound.reply_to, Act.COMMENT: job.outbound.post_id}.get(job.outbound.act, "")


def made(job: Job, part: int, post_id: str) -> Advanced | Published:
    """What comes of a part that is public: the act's own id is its first post's."""
    first = job.memory.get("post_0", "") if part else post_id
    memory = {f"post_{part}": post_id}
    if part < len(job.outbound.parts):
        return Advanced(memory, first, permalink(job.line, first), public=True)
    return Published(first, permalink(job.line, first), memory if job.outbound.parts else {})


def _create(part: int) -> StepRun:
    return lambda job: _post(job, part)


def _post(job: Job, part: int) -> Outcome:
    if job.outbound.poll and job.outbound.media:
        return Rejected(Reason.UNSUPPORTED, "a poll and media exclude each other on X")
    if part and not answered(job, part):
        return Rejected(Reason.GONE, "the post before this one is not known")
    told = ask(job.line, "POST", "tweets", json=_body(job, part), commit=True)
    if isinstance(told, Refusal):
        unasked = answered(job, part) and refused_by_policy(told)
        return Rejected(Reason.REPLY, told.detail) if unasked else told
    post_id = text(sub(told, "data"), "id")
    return made(job, part, post_id) if post_id else OutcomeUnknown(Reason.UNREADABLE, "an answer without id")


def _body(job: Job, part: int) -> dict[str, object]:
    body: dict[str, object] = {"text": words(job.outbound, part)}
    target = answered(job, part)
    if target:
        body["reply"] = {"in_reply_to_tweet_id": target}
    return body if part else body | _first(job)


def _first(job: Job) -> dict[str, object]:
    """What only the first post of a thread carries."""
    outbound, more = job.outbound, dict[str, object]()
    if outbound.media:
        more["media"] = {"media_ids": media.ids(job)}
    if outbound.poll:
        more["poll"] = {"options": list(outbound.poll.options), "duration_minutes": outbound.poll.minutes}
    audience = outbound.settings.get("reply_settings", "")
    if audience and audience != "everyone" and outbound.act is Act.PUBLISH:
        more["reply_settings"] = audience
    return more


_steps: dict[str, Callable[[Job], Outcome]] = {step_name(part): _create(part) for part in range(MOST_POSTS)}
STEPS: Mapping[str, StepRun] = {_UPLOAD.name: media.upload, **_steps, **moderation.STEPS}
