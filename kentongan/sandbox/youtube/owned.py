"""What a channel does to its own videos: new words, a cover, away."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from kentongan.sandbox import changes, public
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.public import Post
from kentongan.sandbox.worlds import Account
from kentongan.sandbox.youtube.errors import COMMENTS, UPLOAD, caller, check_part, own, refuse
from kentongan.sandbox.youtube.videos import VIDEO_PARTS, check_category, check_words, etag, existing, write_video

THUMBNAIL_BYTES = 50 << 20
_SIZES = {"default": (120, 90), "medium": (320, 180), "high": (480, 360)}


def _mine(call: Call, owner: Account, video_id: str, what: str = "video") -> Post:
    post = existing(call, video_id)
    if post is None:
        message = "The video that you are trying to update cannot be found."
        raise refuse(404, message, "videoNotFound", f"youtube.{what}")
    own(owner, post.account, what)
    return post


def update(call: Call) -> Reply:
    """PUT /youtube/v3/videos: the named parts are written anew, and what they do not say is gone."""
    owner = caller(call, COMMENTS)
    parts = check_part(call, *VIDEO_PARTS)
    told = call.json or {}
    post = _mine(call, owner, str(told.get("id", "")))
    with call.store.write():
        if "snippet" in parts:
            _write_words(call, post, told.get("snippet") or {})
        if "status" in parts:
            _write_status(call, post, told.get("status") or {})
    call.made("edited", post.remote_id)
    after = public.post(call.store, call.world.slug, "youtube", post.remote_id) or post
    return Reply(write_video(call, after, owner, parts))


def _write_words(call: Call, post: Post, snippet: dict[str, Any]) -> None:
    check_words(snippet)
    check_category(str(snippet.get("categoryId", "")))
    words = {"text": str(snippet.get("description", "")), "title": str(snippet["title"])}
    changes.edit_post(call.store, call.world.slug, post, **words)
    kept = {"tags": snippet.get("tags", []), "category": str(snippet["categoryId"])}
    changes.mark_post(call.store, call.world.slug, post, **kept)


def _write_status(call: Call, post: Post, status: dict[str, Any]) -> None:
    if status.get("privacyStatus", post.extra.get("privacy", "public")) != post.extra.get("privacy", "public"):
        raise refuse(403, "This sandbox keeps a video's privacy.", "forbiddenPrivacySetting", "youtube.video")
    told = {"embeddable": bool(status.get("embeddable", True)), "license": status.get("license", "youtube")}
    changes.mark_post(call.store, call.world.slug, post, **told)


def delete(call: Call) -> Reply:
    """DELETE /youtube/v3/videos?id=."""
    owner = caller(call, COMMENTS)
    post = _mine(call, owner, call.query.get("id", ""))
    changes.delete_post(call.store, call.world.slug, post)
    call.made("deleted", post.remote_id)
    return Reply(None, HTTPStatus.NO_CONTENT)


def set_thumbnail(call: Call) -> Reply:
    """POST /upload/youtube/v3/thumbnails/set?videoId=, the picture as the body."""
    owner = caller(call, UPLOAD)
    post = _mine(call, owner, call.query.get("videoId", ""), "thumbnail")
    if not call.world.rules.get("youtube_thumbnails", True):
        message = "The authenticated user doesn't have permissions to upload and set custom video thumbnails."
        raise refuse(403, message, "forbidden", "youtube.thumbnail")
    data = call.request.get_data()
    if not data:
        raise refuse(400, "The request does not include the image content.", "mediaBodyRequired", "youtube.thumbnail")
    kept = call.sandbox.shelf.keep(data) if len(data) <= THUMBNAIL_BYTES else None
    if kept is None or kept.mime not in ("image/jpeg", "image/png"):
        raise refuse(400, "The provided image content is invalid.", "invalidImage", "youtube.thumbnail")
    changes.mark_post(call.store, call.world.slug, post, cover=kept.sha256)
    call.made("cover", post.remote_id)
    address = call.sandbox.media_url(call.world, kept.sha256)
    sizes = {name: {"url": address, "width": wide, "height": high} for name, (wide, high) in _SIZES.items()}
    head = {"kind": "youtube#thumbnailSetResponse", "etag": etag(kept.sha256)}
    return Reply(head | {"items": [sizes]})


ROUTES = (
    ("PUT", "/youtube/v3/videos", update),
    ("DELETE", "/youtube/v3/videos", delete),
    ("POST", "/upload/youtube/v3/thumbnails/set", set_thumbnail),
)
