"""Which steps make an act, and the posts made of words and photos.

docs/pages-api/posts (Graph v26.0). No idempotency key is documented, so a lost answer is asked after, never sent again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from kentongan.connectors.contract import (
    Act,
    Advanced,
    Format,
    Outbound,
    Outcome,
    Reason,
    Refusal,
    Retryable,
    Safety,
    Step,
)
from kentongan.connectors.facebook import acts, stories, videos
from kentongan.connectors.facebook.telling import has_video, published, words
from kentongan.connectors.folder import Job, StepRun, bytes_of
from kentongan.connectors.graph import ask
from kentongan.connectors.reading import Json, text
from kentongan.core.http import File

_UPLOAD = Step("upload_photos", Safety.REPEATABLE)
_PUBLISH = Step("publish", Safety.COMMIT)
_CONFIRM = Step("confirm", Safety.REPEATABLE)
_VIDEO = (
    Step("open_video", Safety.REPEATABLE),
    Step("send_video", Safety.REPEATABLE),
    Step("publish_video", Safety.COMMIT),
    _CONFIRM,
)
_SEND_REEL = Step("send_reel", Safety.REPEATABLE)
_REEL = (Step("open_reel", Safety.REPEATABLE), _SEND_REEL, Step("publish_reel", Safety.COMMIT), _CONFIRM)
_STORY = Step("publish_story", Safety.COMMIT)
_VIDEO_STORY = (Step("open_story", Safety.REPEATABLE), _SEND_REEL, _STORY, _CONFIRM)
_ACTS: Mapping[Act, Step] = {
    Act.COMMENT: Step("comment", Safety.COMMIT),
    Act.REPLY: Step("reply", Safety.COMMIT),
    Act.MESSAGE: Step("message", Safety.COMMIT),
    Act.EDIT: Step("edit", Safety.REPEATABLE),
    Act.DELETE: Step("delete", Safety.REPEATABLE),
    Act.HIDE: Step("hide", Safety.REPEATABLE),
    Act.UNHIDE: Step("unhide", Safety.REPEATABLE),
}


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """One call for a text, one photo or any act but a post; several photos and all videos are laid down first."""
    if outbound.act is not Act.PUBLISH:
        return (_ACTS[outbound.act],)
    if outbound.format is Format.REEL:
        return _REEL
    if outbound.format is Format.STORY:
        return _VIDEO_STORY if has_video(outbound) else (_UPLOAD, _STORY)
    if has_video(outbound):
        return _VIDEO
    return (_UPLOAD, _PUBLISH) if len(outbound.media) > 1 else (_PUBLISH,)


def upload_photos(job: Job) -> Outcome:
    """Lay every photo down unpublished. Repeating leaves orphans that nobody sees."""
    photos: list[str] = []
    for position in range(len(job.outbound.media)):
        told = _photo(job, position, {"published": "false"}, commit=False)
        if isinstance(told, Refusal):
            return told
        if not text(told, "id"):
            return Retryable(Reason.UNREADABLE, "a photo without id")
        photos.append(text(told, "id"))
    return Advanced({"photos": ",".join(photos)})


def publish(job: Job) -> Outcome:
    """The one call that makes the post public."""
    if len(job.outbound.media) == 1:
        told = _photo(job, 0, {"message": words(job.outbound)}, commit=True)
    else:
        told = ask(job.line, "POST", f"{job.line.account.remote_id}/feed", _feed_fields(job), commit=True)
    return published(job, told, "post_id", "id")


STEPS: Mapping[str, StepRun] = {
    "upload_photos": upload_photos,
    "publish": publish,
    "open_video": videos.open_video,
    "send_video": videos.send_video,
    "publish_video": videos.publish_video,
    "open_reel": videos.open_reel,
    "send_reel": videos.send_reel,
    "publish_reel": videos.publish_reel,
    "confirm": videos.confirm,
    "open_story": stories.open_story,
    "publish_story": stories.publish_story,
    "comment": acts.comment,
    "reply": acts.reply,
    "message": acts.message,
    "edit": acts.edit,
    "delete": acts.delete,
    "hide": acts.hide,
    "unhide": acts.unhide,
}


def _photo(job: Job, position: int, fields: Mapping[str, str], *, commit: bool) -> Json | Refusal:
    file = job.outbound.media[position]
    source: File = (file.path.name, bytes_of(job, position), file.mime)
    told = {"alt_text_custom": file.alt_text, **fields}
    return ask(job.line, "POST", f"{job.line.account.remote_id}/photos", told, commit=commit, files={"source": source})


def _feed_fields(job: Job) -> dict[str, str]:
    photos = [{"media_fbid": photo} for photo in job.memory.get("photos", "").split(",") if photo]
    return {
        "message": words(job.outbound),
        "link": "" if photos else job.outbound.link,
        "attached_media": json.dumps(photos) if photos else "",
    }
