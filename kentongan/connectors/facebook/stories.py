"""Stories: a photo or a video, without words, for 24 hours. docs/page-stories-api, read 2026-11."""

from __future__ import annotations

from datetime import datetime

from kentongan.connectors.answers import cannot_tell
from kentongan.connectors.contract import (
    CannotTell,
    Finding,
    Found,
    Outcome,
    OutcomeUnknown,
    Published,
    Reason,
    Refusal,
    Rejected,
)
from kentongan.connectors.facebook.telling import has_video, post_name
from kentongan.connectors.facebook.videos import accepted, open_reel
from kentongan.connectors.folder import Job
from kentongan.connectors.graph import PAGE_SIZE, ask
from kentongan.connectors.reading import items, text

_LIST = "post_id,status,creation_time,media_type,media_id,url"


def open_story(job: Job) -> Outcome:
    """Announce a video story and learn where its bytes go."""
    if len(job.outbound.media) > 1:
        return Rejected(Reason.MEDIA, "a story is one photo or one video")
    return open_reel(job, "video_stories")


def publish_story(job: Job) -> Outcome:
    """The call that makes the story public; a video is public once Facebook has worked on it."""
    page = job.line.account.remote_id
    if has_video(job.outbound):
        fields = {"upload_phase": "finish", "video_id": job.memory.get("video", "")}
        return accepted(ask(job.line, "POST", f"{page}/video_stories", fields, commit=True))
    told = ask(job.line, "POST", f"{page}/photo_stories", {"photo_id": job.memory.get("photos", "")}, commit=True)
    if isinstance(told, Refusal):
        return told
    post_id = text(told, "post_id")
    if not post_id:
        return OutcomeUnknown(Reason.UNREADABLE, "an answer without id")
    return Published(post_name(page, post_id))


def find_story(job: Job, since: datetime) -> Finding:
    """Look for our photo or video among the Page's stories.

    Seeing it is proof; not seeing it is none, because what the list leaves out is not documented (archive off, delay).
    """
    page = job.line.account.remote_id
    fields = {"fields": _LIST, "since": str(int(since.timestamp()) - 60), "limit": PAGE_SIZE}
    told = ask(job.line, "GET", f"{page}/stories", fields)
    if isinstance(told, Refusal):
        return cannot_tell(told)
    ours = {job.memory.get("video", ""), job.memory.get("photos", "")} - {""}
    for story in items(told, "data"):
        if text(story, "media_id") in ours and text(story, "post_id"):
            return Found(post_name(page, text(story, "post_id")), text(story, "url"))
    return CannotTell("the list of stories does not show it, which proves nothing")
