"""What becomes of a video after its last byte: YouTube works on it, and may still refuse it.

developers.google.com/youtube/v3/docs/videos (`status`, `processingDetails`), read 2026-11; the reasons are those of Google's
description of the API. One read is one unit of quota.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from kentongan.connectors.contract import Outcome, Pending, Published, Reason, Refusal, Rejected
from kentongan.connectors.folder import Job
from kentongan.connectors.reading import Json, items, number, sub, text
from kentongan.connectors.youtube.choices import PRIVACY, chosen
from kentongan.connectors.youtube.client import ask
from kentongan.connectors.youtube.schemas import permalink

_FIRST, _LONGEST = timedelta(seconds=2), timedelta(minutes=2)
_ENOUGH_DOUBLING = 6

_REJECTIONS: Mapping[str, Reason] = {
    "duplicate": Reason.DUPLICATE,
    "length": Reason.MEDIA,
    "copyright": Reason.POLICY,
    "inappropriate": Reason.POLICY,
    "termsOfUse": Reason.POLICY,
    "claim": Reason.POLICY,
    "trademark": Reason.POLICY,
    "legal": Reason.POLICY,
    "uploaderAccountSuspended": Reason.POLICY,
    "uploaderAccountClosed": Reason.POLICY,
}


def confirm(job: Job) -> Outcome:
    """Ask until the video can be watched, or YouTube says why it cannot."""
    video = job.memory.get("video", "")
    told = ask(job.line, lambda youtube: youtube.videos().list(part="status,processingDetails", id=video))
    if isinstance(told, Refusal):
        return told
    found = items(told, "items")
    if not found:
        return Rejected(Reason.GONE, f"video {video} does not exist any more")
    refused = refusal_of(job, found[0])
    if refused:
        return refused
    if text(sub(found[0], "status"), "uploadStatus") == "processed":
        return Published(video, permalink(job.line, video))
    return _later(job)


def refusal_of(job: Job, video: Json) -> Rejected | None:
    """Why the public will never see this video, None where nothing speaks against it."""
    state, work = sub(video, "status"), sub(video, "processingDetails")
    video_id, upload = text(video, "id"), text(state, "uploadStatus")
    if upload == "failed":
        return Rejected(Reason.MEDIA, f"video {video_id} failed: {text(state, 'failureReason')}")
    if upload == "rejected":
        why = text(state, "rejectionReason")
        return Rejected(_REJECTIONS.get(why, Reason.POLICY), f"video {video_id} rejected: {why}")
    if upload == "deleted":
        return Rejected(Reason.GONE, f"video {video_id} was deleted")
    if text(work, "processingStatus") in ("failed", "terminated"):
        return Rejected(Reason.MEDIA, f"video {video_id} not processed: {text(work, 'processingFailureReason')}")
    return _locked(job, video_id, text(state, PRIVACY))


def _locked(job: Job, video_id: str, privacy: str) -> Rejected | None:
    """A project that Google has not audited gets its uploads locked private."""
    if privacy in ("", chosen(job.outbound, PRIVACY)):
        return None
    return Rejected(Reason.NOT_PUBLIC, f"video {video_id} arrived, but YouTube keeps it {privacy}")


def _later(job: Job) -> Pending:
    asked = number(job.memory, "asked") or 0
    pause = min(_FIRST * 2 ** min(asked, _ENOUGH_DOUBLING), _LONGEST)
    return Pending(pause, {"asked": str(asked + 1)})
