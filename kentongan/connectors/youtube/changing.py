"""New words for a video or comment, taking either away, and hiding a citizen's comment.

developers.google.com/youtube/v3/docs: videos/update, videos/delete, comments/update, comments/delete and
comments/setModerationStatus, read 2026-11. Each is worth 50 units. Doing one of them twice is doing it once.
"""

from __future__ import annotations

from kentongan.connectors.contract import Act, Outcome, Published, Reason, Refusal, Rejected
from kentongan.connectors.folder import Job
from kentongan.connectors.reading import Json, items, sub
from kentongan.connectors.youtube.client import ask, tell
from kentongan.connectors.youtube.schemas import permalink

HIDDEN, SHOWN = "heldForReview", "published"
"""A held comment can be listed and shown again; a rejected one can no more be found."""

_KEPT = ("categoryId", "tags", "defaultLanguage", "defaultAudioLanguage")
"""What an update would take away if it were not said again."""


def edit(job: Job) -> Outcome:
    """New words."""
    return _edit_comment(job) if job.outbound.target_kind == "comment" else _edit_video(job)


def delete(job: Job) -> Outcome:
    """Take away; what is gone already is taken away."""
    target = job.outbound.target_id
    of_comment = job.outbound.target_kind == "comment"
    told = tell(
        job.line,
        lambda youtube: (youtube.comments() if of_comment else youtube.videos()).delete(id=target),
    )
    gone = isinstance(told, Rejected) and told.code == Reason.GONE
    return Published(target) if told is None or gone else told


def moderate(job: Job) -> Outcome:
    """Hide a comment from the public together with the answers to it, or show it again."""
    target = job.outbound.target_id
    wanted = HIDDEN if job.outbound.act is Act.HIDE else SHOWN
    told = tell(
        job.line,
        lambda youtube: youtube.comments().setModerationStatus(id=target, moderationStatus=wanted),
    )
    return Published(target) if told is None else told


def _edit_video(job: Job) -> Outcome:
    target = job.outbound.target_id
    told = ask(job.line, lambda youtube: youtube.videos().list(part="snippet", id=target))
    if isinstance(told, Refusal):
        return told
    found = items(told, "items")
    if not found:
        return Rejected(Reason.GONE, f"video {target} does not exist")
    body = {"id": target, "snippet": _words(job, sub(found[0], "snippet"))}
    done = ask(job.line, lambda youtube: youtube.videos().update(part="snippet", body=body))
    return done if isinstance(done, Refusal) else Published(target, permalink(job.line, target))


def _words(job: Job, before: Json) -> Json:
    kept = {name: before[name] for name in _KEPT if name in before}
    title = job.outbound.title or before.get("title", "")
    return kept | {"title": title, "description": job.outbound.text}


def _edit_comment(job: Job) -> Outcome:
    target = job.outbound.target_id
    body = {"id": target, "snippet": {"textOriginal": job.outbound.text}}
    told = ask(job.line, lambda youtube: youtube.comments().update(part="snippet", body=body))
    return told if isinstance(told, Refusal) else Published(target)
