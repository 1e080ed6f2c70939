"""From an approved post to a public one: is there room today, container, bytes, wait, publish, address.

instagram-platform/content-publishing and reference/ig-user/content_publishing_limit, read 2026-11.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from kentongan.connectors.contract import (
    Advanced,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Pending,
    Published,
    RateLimited,
    Reason,
    Refusal,
    Rejected,
    Safety,
    Step,
)
from kentongan.connectors.folder import Job, StepRun
from kentongan.connectors.graph import ask
from kentongan.connectors.instagram import acts, containers, limits, videos
from kentongan.connectors.instagram.containers import CONTAINER, ITEMS
from kentongan.connectors.reading import text

_LIMIT = Step("check_limit", Safety.REPEATABLE)
_CREATE = Step("create_container", Safety.REPEATABLE)
_SEND = Step("send_video", Safety.REPEATABLE)  # asks where it stopped, and makes nothing public
_WAIT = Step("wait_container", Safety.REPEATABLE)
_PUBLISH = Step("publish", Safety.COMMIT)
_PERMALINK = Step("permalink", Safety.REPEATABLE)
_SOON = timedelta(seconds=5)
_A_WHILE = timedelta(seconds=30)
_ROOM_AGAIN = timedelta(hours=1)
_MEDIA_ID = "media"
_TRIES, _MOST_TRIES = "tries", 3
# 2207003 time-out, 2207001 and 2207032 server, 2207020 expired, 2207053 upload: a new container may do.
_WORTH_ANOTHER = ("2207001", "2207003", "2207020", "2207032", "2207053")
_POLICY = ("2207050", "2207051")


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """The steps of a post (a single video adds the sending of its bytes); every other act is one call."""
    if outbound.act in acts.PLANS:
        return acts.PLANS[outbound.act]
    only = containers.alone(outbound)
    video = only is not None and only.kind == "video"
    return (_LIMIT, _CREATE, *((_SEND,) if video else ()), _WAIT, _PUBLISH, _PERMALINK)


def check_limit(job: Job) -> Outcome:
    """Ask how much of the day's share is used, before anything is prepared."""
    wrong = containers.misshapen(job.outbound)
    if wrong is not None:
        return wrong
    told = limits.share(job.line)
    if isinstance(told, Refusal):
        return told
    if told.is_used_up:
        return RateLimited(_ROOM_AGAIN, Reason.QUOTA, f"{told.used} of {told.total} posts in 24 hours")
    return Advanced()


def create_container(job: Job) -> Outcome:
    """Have the pictures fetched and prepared, or a video announced."""
    made = containers.create(job)
    return made if isinstance(made, Refusal) else Advanced(made, remote_id=made[CONTAINER])


def send_video(job: Job) -> Outcome:
    """Bring the bytes over."""
    if not videos.is_due(job):
        return Advanced()
    refusal = videos.send(job)
    return refusal if refusal is not None else Advanced({videos.SENT: job.memory[CONTAINER]})


def wait_container(job: Job) -> Outcome:
    """Look whether the container is ready, and do what it still lacks."""
    if videos.is_due(job):
        sent = send_video(job)
        return Pending(_SOON, sent.memory) if isinstance(sent, Advanced) else sent
    if job.memory.get(CONTAINER) or not job.memory.get(ITEMS):
        return _state(job, job.memory.get(CONTAINER, ""))
    for item in job.memory[ITEMS].split(","):
        state = _state(job, item)
        if not isinstance(state, Advanced):
            return state
    made = containers.carousel(job, job.memory[ITEMS])
    return made if isinstance(made, Refusal) else Pending(_SOON, made)


def publish(job: Job) -> Outcome:
    """The one call that makes the post public."""
    if videos.is_due(job) or (job.memory.get(ITEMS) and not job.memory.get(CONTAINER)):
        ready = wait_container(job)  # an expired container was replaced by one that is not there yet
        return ready if not isinstance(ready, Advanced) else Pending(_SOON)
    fields = {"creation_id": job.memory.get(CONTAINER, "")}
    told = ask(job.line, "POST", f"{job.line.account.remote_id}/media_publish", fields, commit=True)
    if isinstance(told, Refusal):
        return _not_published(job, told)
    media_id = text(told, "id")
    if not media_id:
        return OutcomeUnknown(Reason.UNREADABLE, "an answer without id")
    return Published(media_id, memory={_MEDIA_ID: media_id})


def permalink(job: Job) -> Outcome:
    """Read the address of what is public already."""
    media_id = job.memory.get(_MEDIA_ID, "")
    told = ask(job.line, "GET", media_id, {"fields": "permalink"})
    return told if isinstance(told, Refusal) else Published(media_id, text(told, "permalink"))


STEPS: Mapping[str, StepRun] = {
    _LIMIT.name: check_limit,
    _CREATE.name: create_container,
    _SEND.name: send_video,
    _WAIT.name: wait_container,
    _PUBLISH.name: publish,
    _PERMALINK.name: permalink,
    **acts.STEPS,
}


def _state(job: Job, container: str) -> Outcome:
    told = containers.status(job, container)
    if isinstance(told, Refusal):
        return told
    code, sentence = told
    if code in ("FINISHED", "PUBLISHED"):
        return Advanced()
    if code == "EXPIRED" or (code == "ERROR" and any(subcode in sentence for subcode in _WORTH_ANOTHER)):
        return _again(job, sentence)
    if code == "ERROR":
        return Rejected(Reason.POLICY if any(one in sentence for one in _POLICY) else Reason.MEDIA, sentence)
    return Pending(_SOON)


def _not_published(job: Job, refusal: Refusal) -> Outcome:
    if refusal.code == Reason.NOT_READY:
        return _unready(job)
    if refusal.code != Reason.GONE:
        return refusal
    # "Missing or expired" is also said of a container that was published. Only one that expired may be made anew.
    told = containers.status(job, job.memory.get(CONTAINER, ""))
    if isinstance(told, tuple) and told[0] == "EXPIRED":
        return _again(job, told[1])
    return OutcomeUnknown(Reason.GONE, refusal.detail)


def _unready(job: Job) -> Outcome:
    """A container made anew may fail while this step waits for it: "not ready" would then be said for ever."""
    state = _state(job, job.memory.get(CONTAINER, "")) if job.memory.get(_TRIES) else Pending(_A_WHILE)
    return Pending(_A_WHILE) if isinstance(state, Advanced) else state


def _again(job: Job, why: str) -> Outcome:
    tries = int(job.memory.get(_TRIES, "0")) + 1
    if tries > _MOST_TRIES:
        return Rejected(Reason.MEDIA, f"{_MOST_TRIES} containers in a row died: {why}")
    made = containers.create(job)
    return made if isinstance(made, Refusal) else Pending(_SOON, {**made, _TRIES: str(tries)})
