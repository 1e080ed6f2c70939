"""Containers: what Instagram prepares before anything is public. They live 24 hours; making another is harmless.

instagram-platform/content-publishing, reference/ig-user/media and reference/ig-container, read 2026-11.
"""

from __future__ import annotations

from kentongan.connectors.contract import Format, MediaFile, Memory, Outbound, Reason, Refusal, Rejected, Retryable
from kentongan.connectors.folder import Job
from kentongan.connectors.graph import ask
from kentongan.connectors.reading import Json, text

CONTAINER, UPLOAD, ITEMS = "container", "upload", "items"
"""What is remembered: the container to publish, where its video's bytes go, and a carousel's parts before it exists."""

COVER = "cover"
"""The author's choice: a moment of the video in milliseconds, or the picture beside it."""
IN_ONE_POST = 10


def misshapen(outbound: Outbound) -> Rejected | None:
    """What Instagram does not take together, told before anything is sent."""
    count = len(outbound.media)
    if outbound.format is not Format.FEED and count != 1 and not _covered(outbound):
        return Rejected(Reason.MEDIA, f"a {outbound.format} has one picture or video")
    if count > IN_ONE_POST:
        return Rejected(Reason.MEDIA, f"a carousel has at most {IN_ONE_POST} pictures and videos")
    return None


def alone(outbound: Outbound) -> MediaFile | None:
    """The one picture or video of a post that is no carousel; a reel's cover does not count."""
    return outbound.media[0] if len(outbound.media) == 1 or _covered(outbound) else None


def _covered(outbound: Outbound) -> bool:
    kinds = [file.kind for file in outbound.media]
    return outbound.format is Format.REEL and kinds == ["video", "image"]


def create(job: Job) -> Memory | Refusal:
    """Make the container to publish. A carousel with a video is first its parts alone: they have to be ready before it."""
    if alone(job.outbound):
        return _single(job)
    children: list[str] = []
    for file in job.outbound.media:
        child = _create(job, _fields(file) | {"is_carousel_item": "true"})
        if isinstance(child, Refusal):
            return child
        children.append(text(child, "id"))
    if any(file.kind == "video" for file in job.outbound.media):
        return {ITEMS: ",".join(children), CONTAINER: ""}
    return carousel(job, ",".join(children))


def carousel(job: Job, children: str) -> Memory | Refusal:
    """Put a carousel's parts together."""
    made = _create(job, {"media_type": "CAROUSEL", "children": children, "caption": job.outbound.text})
    return made if isinstance(made, Refusal) else {CONTAINER: text(made, "id")}


def status(job: Job, container: str) -> tuple[str, str] | Refusal:
    """A container's state and, where it failed, the sentence that carries the subcode."""
    told = ask(job.line, "GET", container, {"fields": "status_code,status"})
    if isinstance(told, Refusal):
        return told
    return text(told, "status_code"), text(told, "status")


def _single(job: Job) -> Memory | Refusal:
    file, story = job.outbound.media[0], job.outbound.format is Format.STORY
    fields = _picture(file) if file.kind == "image" else {"upload_type": "resumable"}
    if story:
        fields |= {"media_type": "STORIES"}
    else:
        fields |= {"caption": job.outbound.text}
        fields |= {"media_type": "REELS", "share_to_feed": "true"} | _cover(job) if file.kind == "video" else {}
    made = _create(job, fields)
    if isinstance(made, Refusal):
        return made
    kept = {CONTAINER: text(made, "id")}
    return kept if file.kind == "image" else kept | {UPLOAD: text(made, "uri")}


def _cover(job: Job) -> dict[str, str]:
    chosen = job.outbound.settings.get(COVER, "")
    if _covered(job.outbound):
        return {"cover_url": job.outbound.media[1].url}
    return {"thumb_offset": chosen} if chosen.isdecimal() and int(chosen) else {}


def _fields(file: MediaFile) -> dict[str, str]:
    return _picture(file) if file.kind == "image" else {"media_type": "VIDEO", "video_url": file.url}


def _picture(file: MediaFile) -> dict[str, str]:
    return {"image_url": file.url, "alt_text": file.alt_text}


def _create(job: Job, fields: dict[str, str]) -> Json | Refusal:
    told = ask(job.line, "POST", f"{job.line.account.remote_id}/media", fields)
    if isinstance(told, Refusal) or text(told, "id"):
        return told
    return Retryable(Reason.UNREADABLE, "a container without id")
