"""Instagram with Facebook login: containers, the drafts from which media are published."""

from __future__ import annotations

import time
from typing import Any

from kentongan.sandbox import ids, media, things
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph import instagram_videos as videos
from kentongan.sandbox.graph.errors import missing, refuse
from kentongan.sandbox.graph.fields import parse, select
from kentongan.sandbox.graph.nodes import Node, require
from kentongan.sandbox.media import Unreachable
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account

CAPTION_MAXIMUM = 2_200
IMAGE_BYTES = 8 << 20
ASPECT_LEAST, ASPECT_GREATEST = 4 / 5, 1.91
UPLOAD_HOST = "rupload.facebook.com"
_CAROUSEL = (2, 10)
_ROUNDING = 0.01
_WORDS = {
    "IN_PROGRESS": "In Progress: Media is still being processed.",
    "FINISHED": "Finished: Media has been uploaded and it is ready to be published.",
    "PUBLISHED": "Published: Media has been successfully published.",
    "EXPIRED": "Expired: The container was not published within 24 hours.",
}
_NOT_READY = "The media is not ready for publishing, please wait for a moment."


def not_ready() -> Exception:
    """Refuse a container that is still worked on."""
    return refuse("Media ID is not available", 9007, 2207027, user_title="Media is not ready", user_message=_NOT_READY)


def _download(url: str) -> bytes:
    try:
        return media.fetch(url, IMAGE_BYTES)
    except Unreachable as gone:
        if gone.slow:
            raise refuse("Timeout downloading media", -2, 2207003, transient=True) from gone
        raise refuse(
            "Only photo or video can be accepted as media type.", 9004, 2207052,
            user_title="Media download has failed.",
            user_message="The media could not be fetched from this URI.",
        ) from gone  # fmt: skip


def check_image(data: bytes, *, any_shape: bool = False) -> None:
    """Refuse what Instagram does not take: JPEG only, 8 MB, 4:5 to 1.91:1 (a story may have any shape)."""
    if len(data) > IMAGE_BYTES:
        raise refuse("The image is larger than 8 MiB", 36000, 2207004)
    mime, width, height = media.recognise(data)
    if mime != "image/jpeg" or not media.whole_jpeg(data):
        raise refuse("The image format is not supported. Use JPEG", 36001, 2207005)
    if not any_shape and not ASPECT_LEAST - _ROUNDING <= width / height <= ASPECT_GREATEST + _ROUNDING:
        raise refuse("The submitted image's aspect ratio is outside the allowed range", 36003, 2207009)


def _caption(call: Call) -> str:
    text = str(call.params.get("caption", ""))
    if len(text) > CAPTION_MAXIMUM:
        raise refuse("The caption is too long", 100, 2207010)
    return text


def owned(call: Call, owner: Account, container_id: str) -> Thing:
    """Find a container of the account that may still be used."""
    thing = things.get(call.store, call.world.slug, "instagram", container_id, "IGContainer")
    if thing is None or thing.account != owner.remote_id or status(call, thing) == "EXPIRED":
        raise refuse("The media container does not exist or has expired", 24, 2207008)
    return thing


def _children(call: Call, owner: Account) -> dict[str, Any]:
    told = call.params.get("children", "")
    listed = told if isinstance(told, list) else str(told).strip("[]").replace('"', "").split(",")
    found = [owned(call, owner, str(one).strip()) for one in listed if str(one).strip()]
    if not _CAROUSEL[0] <= len(found) <= _CAROUSEL[1]:
        raise refuse("A carousel has 2 to 10 children", 100, 2207028)
    if not all(one.data["item"] for one in found):
        raise refuse("A child was not made with is_carousel_item", 100, 2207028)
    if any(one.data["is_video"] and status(call, one) != "FINISHED" for one in found):
        raise not_ready()
    return {"media": [item for one in found for item in one.data["media"]], "error": "", "upload": None}


def _picture(call: Call, *, any_shape: bool) -> dict[str, Any]:
    url = str(call.params.get("image_url", ""))
    if not url:
        raise missing("image_url")
    data = _download(url)
    check_image(data, any_shape=any_shape)
    kept = call.sandbox.shelf.keep(data, str(call.params.get("alt_text", "")))
    return {"media": [kept.as_dict()], "error": "", "upload": None}


def _video(call: Call) -> dict[str, Any]:
    if call.params.get("upload_type") == "resumable":
        return {"media": [], "error": "", "upload": {}}
    url = str(call.params.get("video_url", ""))
    if not url:
        raise missing("video_url")
    return {**videos.fetched(call, url), "upload": None}


def _cover(call: Call) -> str:
    """What stands for a reel before it plays; empty: a moment of it."""
    offset, url = str(call.params.get("thumb_offset", "")), str(call.params.get("cover_url", ""))
    if offset and not offset.isdecimal():
        raise refuse("The thumbnail offset is not a moment of the video", 1, 2207057)
    if not url:
        return ""
    data = _download(url)
    check_image(data, any_shape=True)
    return call.sandbox.shelf.keep(data).sha256


def _contents(call: Call, owner: Account, kind: str, *, item: bool) -> dict[str, Any]:
    if kind == "CAROUSEL":
        return _children(call, owner)
    has_video = kind == "REELS" or bool(call.params.get("video_url") or call.params.get("upload_type"))
    if kind not in ("", "IMAGE", "VIDEO", "REELS", "STORIES") or (kind == "VIDEO" and not item):
        raise refuse("Only photo or video can be accepted as media type.", 352, 2207026)
    if item and kind in ("REELS", "STORIES"):
        raise refuse("(#100) A carousel item is IMAGE or VIDEO", 100, 2207028)
    return _video(call) if has_video or kind == "VIDEO" else _picture(call, any_shape=kind == "STORIES")


def create_container(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{ig}/media: fetch the picture or video, or open an upload, and prepare it."""
    require(owner, "instagram_basic", "instagram_content_publish")
    kind = str(call.params.get("media_type", ""))
    item = str(call.params.get("is_carousel_item", "")).lower() in ("true", "1")
    kept = _contents(call, owner, kind, item=item)
    is_video = kept["upload"] is not None or kind in ("REELS", "VIDEO") or bool(call.params.get("video_url"))
    product = {"REELS": "REELS", "STORIES": "STORY"}.get(kind, "FEED")
    kept |= {"caption": _caption(call), "published": "", "product": product, "item": item, "is_video": is_video}
    if kind == "REELS":
        kept |= {"cover": _cover(call), "thumb_offset": str(call.params.get("thumb_offset", ""))}
    thing = Thing("instagram", ids.digits(17, "180"), "IGContainer", owner.remote_id, time.time(), kept)
    things.put(call.store, call.world.slug, thing)
    call.made("container", thing.remote_id)
    if kept["upload"] is None:
        return {"id": thing.remote_id}
    return {"id": thing.remote_id, "uri": call.own_url(f"/ig-api-upload/v26.0/{thing.remote_id}", UPLOAD_HOST)}


def _error(call: Call, container: Thing) -> str:
    late = str(call.world.rules["instagram_processing_fails"])
    return str(container.data["error"]) or (late if container.data["is_video"] else "")


def status(call: Call, container: Thing) -> str:
    """Tell what the container is at this moment."""
    age, upload = time.time() - container.at, container.data["upload"]
    if container.data["published"]:
        return "PUBLISHED"
    if age >= call.world.seconds("instagram_container_seconds"):
        return "EXPIRED"
    waits = upload is not None and not upload.get("done")
    if waits or age < call.world.seconds("instagram_processing_seconds"):
        return "IN_PROGRESS"
    return "ERROR" if _error(call, container) else "FINISHED"


def read_container(call: Call, node: Node, _owner: Account) -> dict[str, Any]:
    """GET /{container}."""
    container = node.the_thing
    code = status(call, container)
    sentence = f"Error: Media upload has failed with error code {_error(call, container)}"
    getters = {
        "id": lambda _f: container.remote_id,
        "status_code": lambda _f: code,
        "status": lambda _f: _WORDS.get(code, sentence),
        "video_status": lambda _f: videos.video_status(call, container),
    }
    return select("IGContainer", getters, parse(str(call.params.get("fields", ""))), "id")


ROUTES = {
    ("POST", "IGUser", "media"): create_container,
    ("GET", "IGContainer", ""): read_container,
}
