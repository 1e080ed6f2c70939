"""Photo posts: fetched from the client's own address, at most 35, JPEG or WebP; the one call publishes."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from kentongan.sandbox import ids, things
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.media import Media, Unreachable, fetch
from kentongan.sandbox.things import Thing
from kentongan.sandbox.tiktok import showing
from kentongan.sandbox.tiktok.errors import caller, good, refuse

TITLE_UTF16, DESCRIPTION_UTF16 = 90, 4_000
MOST, PHOTO_BYTES = 35, 20_000_000
TYPES = ("image/jpeg", "image/webp")


def _addresses(call: Call, told: dict[str, Any]) -> list[str]:
    if told.get("source") != "PULL_FROM_URL":
        raise refuse(400, "invalid_params", "source is PULL_FROM_URL for photos")
    found = told.get("photo_images")
    if not isinstance(found, list) or not 1 <= len(found) <= MOST:
        raise refuse(400, "invalid_params", "photo_images has 1 to 35 addresses")
    cover = told.get("photo_cover_index")
    if not isinstance(cover, int) or not 0 <= cover < len(found):
        raise refuse(400, "invalid_params", "photo_cover_index is required")
    if not call.world.rules["tiktok_verified_address"] or any(not urlsplit(str(one)).netloc for one in found):
        raise refuse(403, "url_ownership_unverified", "Please verify the ownership of the URL")
    return [str(one) for one in found]


def _kept(call: Call, address: str) -> Media | str:
    try:
        data = fetch(address, PHOTO_BYTES)
    except Unreachable:
        return "photo_pull_failed"
    kept = call.sandbox.shelf.keep(data)
    if kept.mime not in TYPES:
        return "file_format_check_failed"
    return kept if len(data) <= PHOTO_BYTES else "picture_size_check_failed"


def init(call: Call) -> Reply:
    """POST …/content/init/."""
    owner, told = caller(call, "video.publish"), call.json or {}
    if told.get("media_type") != "PHOTO" or told.get("post_mode") != "DIRECT_POST":
        raise refuse(400, "invalid_params", "media_type is PHOTO and post_mode DIRECT_POST in this sandbox")
    post, now = told.get("post_info") or {}, time.time()
    title, text = str(post.get("title", "")), str(post.get("description", ""))
    if showing.too_long(title, TITLE_UTF16) or showing.too_long(text, DESCRIPTION_UTF16):
        raise refuse(400, "invalid_params", "The title or description is too long")
    choices = showing.check(call, post)
    addresses = _addresses(call, told.get("source_info") or {})
    showing.within_caps(call, owner)
    data = {"title": title, "text": text, "choices": choices, "have": 0, "done_at": 0.0, "post": "", "size": 0}
    publish_id = f"p_pub_url~v2.{ids.snowflake(now)}"
    thing = things.put(call.store, call.world.slug, Thing("tiktok", publish_id, "Publish", owner.remote_id, now, data))
    call.made("publish", publish_id)
    pictures = [_kept(call, one) for one in addresses]
    wrong = next((one for one in pictures if isinstance(one, str)), None)
    if wrong:
        things.update(call.store, call.world.slug, thing, fail_reason=wrong)
    else:
        showing.show(call, thing, [one for one in pictures if isinstance(one, Media)])
    return good({"publish_id": publish_id})


ROUTES = (("POST", "/v2/post/publish/content/init/", init),)
