"""Media upload: initialize, append, finalize, status, metadata, and all at once."""

from __future__ import annotations

import base64
import binascii
import time
from typing import Any

from kentongan.sandbox import ids, things
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.media import Media
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account
from kentongan.sandbox.x.errors import caller, invalid, lost

IMAGE_BYTES = 5 << 20
VIDEO_BYTES = 512 << 20
EXPIRES_SECONDS = 86_400
_TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "video/quicktime")
_MOST_SEGMENT = 999


_KEY_KINDS = {"image": 3, "video": 7}
_CATEGORIES = {"tweet_image": "image/", "tweet_gif": "image/gif", "tweet_video": "video/", "amplify_video": "video/"}


def key(media_id: str, mime: str) -> str:
    """Give the key under which a medium is shown."""
    return f"{_KEY_KINDS.get(mime.partition('/')[0], 3)}_{media_id}"


def _limit(mime: str) -> int:
    return VIDEO_BYTES if mime.startswith("video/") else IMAGE_BYTES


def _new(call: Call, owner: Account, **data: object) -> Thing:
    now = time.time()
    return things.put(call.store, call.world.slug, Thing("x", ids.snowflake(now), "Media", owner.remote_id, now, data))


def _told(thing: Thing, **more: object) -> Reply:
    mime = str(thing.data.get("mime") or thing.data["media"]["mime"])
    head = {"id": thing.remote_id, "media_key": key(thing.remote_id, mime), "expires_after_secs": EXPIRES_SECONDS}
    return Reply({"data": {**head, **more}})


def initialize(call: Call) -> Reply:
    """POST /2/media/upload/initialize."""
    owner, told = caller(call, "media.write"), call.params
    mime, total = str(told.get("media_type", "")), str(told.get("total_bytes", ""))
    if mime not in _TYPES:
        raise invalid("media_type is not supported", media_type=mime)
    category = str(told.get("media_category", ""))
    if category and not mime.startswith(_CATEGORIES.get(category, mime)):
        raise invalid("media_category does not fit media_type", media_category=category)
    if not total.isdecimal() or not 0 < int(total) <= _limit(mime):
        raise invalid("total_bytes is not within the limit", total_bytes=total)
    return _told(_new(call, owner, mime=mime, total=int(total), segments=[]))


def _mine(call: Call, owner: Account, media_id: str) -> Thing:
    thing = things.get(call.store, call.world.slug, "x", media_id, "Media")
    if thing is None or thing.account != owner.remote_id:
        raise lost("media", media_id)
    return thing


def _segment(call: Call) -> bytes:
    sent = call.request.files.get("media")
    if sent is not None:
        return bytes(sent.read())
    told = call.params.get("media")
    try:
        return base64.b64decode(str(told), validate=True) if told else b""
    except binascii.Error as wrong:
        raise invalid("media is not base64", media="…") from wrong


def append(call: Call, media_id: str) -> Reply:
    """POST /2/media/upload/{id}/append; the same segment again replaces it."""
    owner = caller(call, "media.write")
    thing, index, data = _mine(call, owner, media_id), str(call.params.get("segment_index", "")), _segment(call)
    if not index.isdecimal() or int(index) > _MOST_SEGMENT:
        raise invalid("segment_index is from 0 to 999", segment_index=index)
    if not data:
        raise invalid("media is empty", media="")
    call.sandbox.shelf.part(f"x-{media_id}-{int(index)}").write_bytes(data)
    with call.store.write():
        thing = _mine(call, owner, media_id)
        things.update(call.store, call.world.slug, thing, segments=sorted({*thing.data["segments"], int(index)}))
    return Reply({"data": {"expires_at": int(time.time()) + EXPIRES_SECONDS}})


def _keep(call: Call, data: bytes) -> Media:
    kept = call.sandbox.shelf.keep(data)
    if kept.mime not in _TYPES:
        raise invalid("media type unrecognized.", media="…")
    if kept.size > _limit(kept.mime):
        raise invalid(f"File size exceeds {_limit(kept.mime)} bytes.", media="…")
    return kept


def finalize(call: Call, media_id: str) -> Reply:
    """POST /2/media/upload/{id}/finalize."""
    thing = _mine(call, caller(call, "media.write"), media_id)
    parts = [call.sandbox.shelf.part(f"x-{media_id}-{index}") for index in thing.data["segments"]]
    data = b"".join(part.read_bytes() for part in parts if part.exists())
    if "media" not in thing.data:
        if len(data) != thing.data["total"]:
            raise invalid("The uploaded size does not match total_bytes", total_bytes=thing.data["total"])
        kept = _keep(call, data).as_dict()
        thing = things.update(call.store, call.world.slug, thing, media=kept, **_working_on(call, kept["mime"]))
        for part in parts:
            part.unlink(missing_ok=True)
    return _told(thing, size=thing.data["media"]["size"], **_state(call, thing, "pending"))


def _working_on(call: Call, mime: str) -> dict[str, float]:
    """Videos are worked on for a while after the last byte."""
    video = mime.startswith("video/")
    return {"ready_at": time.time() + call.world.seconds("x_processing_seconds")} if video else {}


def is_ready(call: Call, thing: Thing) -> bool:
    """Tell whether a post may carry it."""
    if "media" not in thing.data:
        return False
    return (
        "processing_info" not in _state(call, thing) or _state(call, thing)["processing_info"]["state"] == "succeeded"
    )


def _state(call: Call, thing: Thing, working: str = "in_progress") -> dict[str, Any]:
    """Tell how far a video is; a photo is ready at once and has no state."""
    ready_at = thing.data.get("ready_at")
    if ready_at is None:
        return {}
    left = ready_at - time.time()
    if left > 0:
        wait = min(max(int(left), 1), 5)
        return {"processing_info": {"state": working, "check_after_secs": wait, "progress_percent": 50}}
    if call.world.rules["x_processing_fails"]:
        error = {"code": 1, "name": "InvalidMedia", "message": "Unsupported video format"}
        return {"processing_info": {"state": "failed", "progress_percent": 50, "error": error}}
    return {"processing_info": {"state": "succeeded", "progress_percent": 100}}


def one_shot(call: Call) -> Reply:
    """POST /2/media/upload."""
    owner = caller(call, "media.write")
    kept = _keep(call, _segment(call)).as_dict()
    thing = _new(call, owner, media=kept, segments=[], **_working_on(call, kept["mime"]))
    return _told(thing, size=kept["size"], **_state(call, thing, "pending"))


def status(call: Call) -> Reply:
    """GET /2/media/upload?media_id=&command=STATUS."""
    thing = _mine(call, caller(call, "media.write"), call.query.get("media_id", ""))
    if "media" not in thing.data:
        return _told(thing, processing_info={"state": "pending", "check_after_secs": 1})
    return _told(thing, **_state(call, thing))


def metadata(call: Call) -> Reply:
    """POST /2/media/metadata: the alt text."""
    owner, told = caller(call, "media.write"), call.params
    alt = ((told.get("metadata") or {}).get("alt_text") or {}).get("text", "")
    if not isinstance(alt, str) or len(alt) > 1000:  # noqa: PLR2004  X's own limit
        raise invalid("alt_text.text has 1 to 1000 characters", alt_text=alt)
    thing = _mine(call, owner, str(told.get("id", "")))
    things.update(call.store, call.world.slug, thing, alt=alt)
    return Reply({"data": {"id": thing.remote_id, "associated_metadata": {"alt_text": {"text": alt}}}})


ROUTES = (
    ("POST", "/2/media/upload/initialize", initialize),
    ("POST", r"/2/media/upload/(\d+)/append", append),
    ("POST", r"/2/media/upload/(\d+)/finalize", finalize),
    ("POST", "/2/media/upload", one_shot),
    ("GET", "/2/media/upload", status),
    ("POST", "/2/media/metadata", metadata),
)
