"""Direct Post: ask about the creator, announce a video, ask what became of it."""

from __future__ import annotations

import time
from typing import Any

from kentongan.sandbox import ids, public, things
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.things import Thing
from kentongan.sandbox.tiktok import showing
from kentongan.sandbox.tiktok.errors import caller, good, refuse

MEGABYTE = 1_000_000
LEAST_CHUNK, GREATEST_CHUNK, MOST_CHUNKS = 5 * MEGABYTE, 64 * MEGABYTE, 1000
VIDEO_BYTES = 4_000 * MEGABYTE
PATH = "/v2/post/publish"


def creator_info(call: Call) -> Reply:
    """POST …/creator_info/query/."""
    owner = caller(call, "video.publish")
    showing.within_caps(call, owner)
    closed = set(call.world.rules["tiktok_closed"])
    return good(
        {
            "creator_avatar_url": call.sandbox.avatar_url(call.world, owner),
            "creator_username": owner.handle,
            "creator_nickname": owner.name,
            "privacy_level_options": showing.levels(call),
            "comment_disabled": "comment" in closed,
            "duet_disabled": "duet" in closed,
            "stitch_disabled": "stitch" in closed,
            "max_video_post_duration_sec": 600,
        }
    )


def _check_source(told: dict[str, Any]) -> dict[str, int]:
    if told.get("source") != "FILE_UPLOAD":
        raise refuse(403, "url_ownership_unverified", "This sandbox takes FILE_UPLOAD only.")
    try:
        size, chunk, count = (int(told[name]) for name in ("video_size", "chunk_size", "total_chunk_count"))
    except (KeyError, TypeError, ValueError) as wrong:
        message = "video_size, chunk_size and total_chunk_count are required"
        raise refuse(400, "invalid_params", message) from wrong
    whole = size == chunk and count == 1 and size <= GREATEST_CHUNK
    cut = LEAST_CHUNK <= chunk <= GREATEST_CHUNK and 0 < chunk <= size and count == size // chunk <= MOST_CHUNKS
    if not 0 < size <= VIDEO_BYTES or not (whole or cut):
        raise refuse(400, "invalid_params", "The total chunk count is invalid")
    return {"size": size, "chunk": chunk, "count": count}


def init(call: Call) -> Reply:
    """POST …/video/init/: nothing is public until the bytes are there."""
    owner, told = caller(call, "video.publish"), call.json or {}
    post, now = told.get("post_info") or {}, time.time()
    if showing.too_long(post.get("title"), showing.TITLE_UTF16):
        raise refuse(400, "invalid_params", "The title is too long")
    choices = showing.check(call, post)
    showing.within_caps(call, owner)
    sizes = _check_source(told.get("source_info") or {})
    publish_id = f"v_pub_file~v2-1.{ids.snowflake(now)}"
    data = {
        "text": str(post.get("title", "")),
        "choices": choices,
        "have": 0,
        "done_at": 0.0,
        "post": "",
        **sizes,
    }
    things.put(call.store, call.world.slug, Thing("tiktok", publish_id, "Publish", owner.remote_id, now, data))
    call.made("publish", publish_id)
    url = (
        call.own_url("/video/", "open-upload.tiktokapis.com")
        + f"?upload_id={publish_id.rpartition('.')[2]}&upload_token=t"
    )
    return good({"publish_id": publish_id, "upload_url": url})


def status(call: Call) -> Reply:
    """POST …/status/fetch/: the post's id comes only after moderation."""
    owner = caller(call, "video.publish")
    publish_id = str((call.json or {}).get("publish_id", ""))
    thing = things.get(call.store, call.world.slug, "tiktok", publish_id, "Publish")
    if thing is None or thing.account != owner.remote_id:
        raise refuse(400, "invalid_publish_id", "The publish_id does not exist")
    data, now = thing.data, time.time()
    if data.get("fail_reason"):
        return good({"status": "FAILED", "fail_reason": data["fail_reason"], "uploaded_bytes": data["have"]})
    working = "PROCESSING_UPLOAD" if data["size"] else "PROCESSING_DOWNLOAD"
    if not data["done_at"] or now < data["done_at"] + call.world.seconds("tiktok_processing_seconds"):
        return good({"status": working, "uploaded_bytes": data["have"]})
    if data.get("fails"):
        return good({"status": "FAILED", "fail_reason": data["fails"], "uploaded_bytes": data["have"]})
    told: dict[str, Any] = {"status": "PUBLISH_COMPLETE", "uploaded_bytes": data["have"]}
    post = public.post(call.store, call.world.slug, "tiktok", data["post"])
    if post and post.is_public and now >= float(post.extra["listed_at"]):
        told["publicaly_available_post_id"] = [int(post.remote_id)]
    return good(told)


ROUTES = (
    ("POST", f"{PATH}/creator_info/query/", creator_info),
    ("POST", f"{PATH}/video/init/", init),
    ("POST", f"{PATH}/status/fetch/", status),
)
