"""The picture that stands for a video before it plays (`thumbnails.set`).

developers.google.com/youtube/v3/docs/thumbnails/set, read 2026-11: JPEG or PNG, 50 MB, 50 units; only for channels that
have confirmed a telephone number. The video is worth more than its cover: after three failed tries it goes out without.
"""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from kentongan.connectors.contract import Advanced, Outbound, Outcome, Pending, Reason, Refusal, Retryable
from kentongan.connectors.folder import Job, bytes_of
from kentongan.connectors.reading import number
from kentongan.connectors.youtube.client import tell

TYPES = frozenset({"image/jpeg", "image/png"})
BYTES = 52_428_800
_TRIES = 3
_PAUSE = timedelta(seconds=10)


def cover_of(outbound: Outbound) -> int | None:
    """The place of the picture among the media."""
    return next((place for place, file in enumerate(outbound.media) if file.kind == "image"), None)


def set_cover(job: Job) -> Outcome:
    """Put the picture in front of the video. Doing it again puts the same one there again."""
    place = cover_of(job.outbound)
    if place is None:
        return Advanced()
    picture, video = bytes_of(job, place), job.memory.get("video", "")
    mime = job.outbound.media[place].mime
    told = tell(
        job.line,
        lambda youtube: youtube.thumbnails().set(videoId=video, media_body=_body(picture, mime)),
    )
    return _without(job, told) if told is not None else Advanced({"cover": "set"})


def _without(job: Job, refused: Refusal) -> Outcome:
    tries = (number(job.memory, "cover_tries") or 0) + 1
    lost = refused.code in (Reason.GONE, Reason.TOKEN)
    if lost or (isinstance(refused, Retryable) and tries < _TRIES):
        return refused if lost else Pending(_PAUSE * tries, {"cover_tries": str(tries)})
    return Advanced({"cover": f"{refused.code} {refused.detail}"[:200]})


def _body(picture: bytes, mime: str) -> Any:  # noqa: ANN401 - Google's library carries no types
    from googleapiclient.http import MediaIoBaseUpload

    given = mime if mime in TYPES else "application/octet-stream"
    return MediaIoBaseUpload(io.BytesIO(picture), mimetype=given, resumable=False)
