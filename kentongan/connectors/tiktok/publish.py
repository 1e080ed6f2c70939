"""Direct Post: ask about the creator, hand over the video or the photos, wait until TikTok names the public post.

A video's bytes publish it, so announcing again after a lost answer is safe. Photos are published by the call that names
them. developers.tiktok.com, Direct Post, read 2026-11.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from kentongan.connectors.answers import cannot_tell
from kentongan.connectors.contract import (
    Absent,
    CannotTell,
    Finding,
    Found,
    Outbound,
    Outcome,
    Pending,
    Published,
    Reason,
    Refusal,
    Rejected,
    Safety,
    Step,
)
from kentongan.connectors.folder import Job, StepRun
from kentongan.connectors.reading import Json, items, text
from kentongan.connectors.tiktok import creator
from kentongan.connectors.tiktok.photos import post_photos
from kentongan.connectors.tiktok.schemas import DEAD, DONE, FAILED, FAILURES, ask, status
from kentongan.connectors.tiktok.upload import announce, upload

SOON, LATER = timedelta(seconds=5), timedelta(minutes=1)
EAGER_READS = 12

_CREATOR = Step("query_creator", Safety.REPEATABLE)
_ANNOUNCE = Step("announce", Safety.REPEATABLE)
_UPLOAD = Step("upload", Safety.RESUMABLE)
_PHOTOS = Step("post_photos", Safety.COMMIT)
_CONFIRM = Step("confirm", Safety.REPEATABLE)


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """The arrival of the last byte publishes a video; the call that names them publishes photos."""
    if _are_photos(outbound):
        return (_CREATOR, _PHOTOS, _CONFIRM)
    return (_CREATOR, _ANNOUNCE, _UPLOAD, _CONFIRM)


def confirm(job: Job) -> Outcome:
    """Wait until TikTok names the public post; moderation takes minutes, at times hours."""
    told = status(job)
    if isinstance(told, Refusal):
        return told
    state, post_id = text(told, "status"), _post_id(told)
    if state == FAILED:
        return _failed(text(told, "fail_reason"))
    if post_id:
        return Published(post_id, _permalink(job, post_id))
    chosen = creator.privacy(job.outbound)
    if state == DONE and chosen != creator.PUBLIC:
        return Rejected(Reason.NOT_PUBLIC, f"it stands there for {chosen}, as chosen")
    reads = int(job.memory.get("reads", "0"))
    return Pending(SOON if reads < EAGER_READS else LATER, {"reads": str(reads + 1)})


def find(job: Job, _since: datetime) -> Finding:
    """Ask TikTok about the announcement. Without one no video can be public; of photos nobody can say."""
    if not job.memory.get("publish_id"):
        photos = _are_photos(job.outbound)
        return CannotTell("TikTok does not list photos by their words") if photos else Absent()
    told = status(job)
    if isinstance(told, Refusal):
        return cannot_tell(told)
    post_id = _post_id(told)
    if post_id:
        return Found(post_id, _permalink(job, post_id))
    if text(told, "status") == FAILED:
        return Absent()
    return CannotTell("TikTok still works on it")


STEPS: Mapping[str, StepRun] = {
    _CREATOR.name: creator.query_creator,
    _ANNOUNCE.name: announce,
    _UPLOAD.name: upload,
    _PHOTOS.name: post_photos,
    _CONFIRM.name: confirm,
}


def _are_photos(outbound: Outbound) -> bool:
    return all(file.kind == "image" for file in outbound.media)


def _post_id(told: Json) -> str:
    found = told.get("publicaly_available_post_id")  # their spelling
    return str(found[0]) if isinstance(found, list) and found else ""


def _permalink(job: Job, post_id: str) -> str:
    told = ask(job.line, "v2/video/query/", {"filters": {"video_ids": [post_id]}}, "id,share_url")
    videos = () if isinstance(told, Refusal) else items(told, "videos")
    return text(videos[0], "share_url") if videos else ""


def _failed(why: str) -> Outcome:
    if why in DEAD:
        return Rejected(Reason.TRANSIENT, why)  # this announcement is dead; a person sends it anew
    reason = Reason.POLICY if why.startswith("spam_risk") else FAILURES.get(why, Reason.REFUSED)
    return Rejected(reason, why)
