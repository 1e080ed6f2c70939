"""Videos, channels and the playlist of uploads."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kentongan.sandbox import public, worlds
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.public import Post
from kentongan.sandbox.worlds import Account
from kentongan.sandbox.youtube.errors import READ, caller, check_part, refuse
from kentongan.sandbox.youtube.outcomes import processing_of, status_of, watchable

VIDEO_PARTS = ("id", "snippet", "status", "statistics", "processingDetails", "contentDetails")
CHANNEL_PARTS = ("id", "snippet", "statistics", "contentDetails", "status")
TITLE_MAXIMUM, DESCRIPTION_BYTES = 100, 5_000
_MOST = 50


def stamp(at: float) -> str:
    """Write a time as Google does."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def etag(text: str) -> str:
    """Make an etag."""
    return hashlib.sha256(text.encode()).hexdigest()[:27]


def uploads_of(channel_id: str) -> str:
    """Give the playlist that holds a channel's uploads."""
    return "UU" + channel_id.removeprefix("UC")


def listed(kind: str, items: list[dict[str, Any]], following: str = "") -> Reply:
    """Write a list answer."""
    info = {"totalResults": len(items), "resultsPerPage": len(items)}
    head = {"kind": f"youtube#{kind}ListResponse", "etag": etag(kind), "pageInfo": info}
    return Reply(head | ({"nextPageToken": following} if following else {}) | {"items": items})


def existing(call: Call, video_id: str) -> Post | None:
    """Find a video that was not deleted, seen by the public or not."""
    post = public.post(call.store, call.world.slug, "youtube", video_id)
    return post if post and post.deleted_at is None else None


def check_words(snippet: Mapping[str, Any]) -> None:
    """Refuse a title or a description that cannot be."""
    title, description = str(snippet.get("title", "")), str(snippet.get("description", ""))
    if not title.strip() or len(title) > TITLE_MAXIMUM or "<" in title or ">" in title:
        message = "The request metadata specifies an invalid or empty video title."
        raise refuse(400, message, "invalidTitle", "youtube.video")
    if len(description.encode()) > DESCRIPTION_BYTES:
        message = "The request metadata specifies an invalid video description."
        raise refuse(400, message, "invalidDescription", "youtube.video")


def check_category(told: str) -> None:
    """Refuse what is no category."""
    if not told.isdecimal():
        message = "The snippet.categoryId property specifies an invalid category ID."
        raise refuse(400, message, "invalidCategoryId", "youtube.video")


def _thumbnails(call: Call, post: Post) -> dict[str, Any]:
    cover = str(post.extra.get("cover", ""))
    shown = call.sandbox.media_url(call.world, cover) if cover else call.sandbox.cover_url(call.world, post)
    return {"default": {"url": shown, "width": 120, "height": 90}}


def write_video(call: Call, post: Post, owner: Account, parts: set[str]) -> dict[str, Any]:
    """Write a video with the asked parts."""
    told: dict[str, Any] = {
        "snippet": {
            "publishedAt": stamp(post.at), "channelId": owner.remote_id, "title": post.title, "description": post.text,
            "channelTitle": owner.name, "categoryId": str(post.extra.get("category", "22")), "liveBroadcastContent": "none",
            "thumbnails": _thumbnails(call, post), **({"tags": post.extra["tags"]} if post.extra.get("tags") else {}),
        },
        "status": status_of(post),
        "statistics": {
            "viewCount": str(post.views), "likeCount": str(post.reactions), "favoriteCount": "0",
            "commentCount": str(public.comment_count(call.store, call.world.slug, post)),
        },
        "processingDetails": processing_of(post),
        "contentDetails": {
            "duration": "PT20S", "dimension": "2d", "definition": "hd", "caption": "false", "projection": "rectangular",
            "hasCustomThumbnail": bool(post.extra.get("cover")),
        },
    }  # fmt: skip
    return {"kind": "youtube#video", "etag": etag(post.remote_id), "id": post.remote_id} | {
        name: value for name, value in told.items() if name in parts
    }


def list_videos(call: Call) -> Reply:
    """GET /youtube/v3/videos?id=."""
    me = caller(call, READ)
    parts = check_part(call, *VIDEO_PARTS)
    names = [name for told in call.request.args.getlist("id") for name in told.split(",") if name]
    if not names:
        raise refuse(400, "No filter selected. Expected one of: id, myRating, chart", "missingRequiredParameter")
    items = []
    for post in [existing(call, name) for name in names[:_MOST]]:
        owner = worlds.account(call.store, call.world.slug, "youtube", post.account) if post else None
        if post and owner and (owner == me or watchable(post)):
            items.append(write_video(call, post, owner, parts))
    return listed("video", items)


def list_channels(call: Call) -> Reply:
    """GET /youtube/v3/channels?mine=true or ?id=."""
    me = caller(call, READ)
    parts = check_part(call, *CHANNEL_PARTS)
    names = [name for told in call.request.args.getlist("id") for name in told.split(",") if name]
    if not names and call.query.get("mine") != "true":
        raise refuse(400, "No filter selected. Expected one of: id, mine", "missingRequiredParameter")
    found = [worlds.account(call.store, call.world.slug, "youtube", name) for name in names] if names else [me]
    return listed("channel", [_channel(call, one, parts) for one in found if one])


def _channel(call: Call, owner: Account, parts: set[str]) -> dict[str, Any]:
    posts = public.posts(call.store, call.world.slug, "youtube", owner.remote_id, limit=10_000)
    told: dict[str, Any] = {
        "snippet": {"title": owner.name, "description": "", "customUrl": f"@{owner.handle}", "publishedAt": stamp(0)},
        "statistics": {
            "viewCount": str(sum(post.views for post in posts)), "subscriberCount": "0", "hiddenSubscriberCount": False,
            "videoCount": str(len(posts)),
        },
        "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": uploads_of(owner.remote_id)}},
        "status": {"privacyStatus": "public", "isLinked": True},
    }  # fmt: skip
    return {"kind": "youtube#channel", "etag": etag(owner.remote_id), "id": owner.remote_id} | {
        name: value for name, value in told.items() if name in parts
    }


def _number(call: Call, name: str, default: int, most: int) -> int:
    told = call.query.get(name, str(default))
    if not told.isdecimal() or int(told) > most:
        raise refuse(
            400, f"Invalid value '{told}'. Values must be within the range: [0, {most}]", "invalidParameter", "global"
        )
    return int(told)


def page_token(call: Call) -> int:
    """Read the place to go on from."""
    told = call.query.get("pageToken", "")
    if told and not (told.startswith("CA") and told[2:].isdecimal()):
        raise refuse(400, "The request specifies an invalid page token.", "invalidPageToken")
    return int(told[2:] or 0)


def page_size(call: Call, most: int = _MOST, default: int = 5) -> int:
    """Read maxResults."""
    return max(_number(call, "maxResults", default, most), 1)


def list_uploads(call: Call) -> Reply:
    """GET /youtube/v3/playlistItems?playlistId=UU…: the owner also sees what is not public."""
    me = caller(call, READ)
    parts = check_part(call, "id", "snippet", "contentDetails", "status")
    wanted, size, skip = call.query.get("playlistId", ""), page_size(call), page_token(call)
    owners = [
        one for one in worlds.accounts(call.store, call.world.slug, "youtube") if uploads_of(one.remote_id) == wanted
    ]
    if not owners:
        message = "The playlist identified with the request's playlistId parameter cannot be found."
        raise refuse(404, message, "playlistNotFound", "youtube.playlistItem")
    found = _uploads(call, owners[0], private_too=owners[0] == me)[skip : skip + size + 1]
    items = [_upload(post, owners[0], wanted, skip + place, parts) for place, post in enumerate(found[:size])]
    return listed("playlistItem", items, f"CA{skip + size}" if len(found) > size else "")


def _uploads(call: Call, owner: Account, *, private_too: bool) -> list[Post]:
    sql = "SELECT remote_id FROM post WHERE world = ? AND platform = 'youtube' AND account = ? AND deleted_at IS NULL ORDER BY at DESC, seq DESC"
    rows = call.store.rows(sql, call.world.slug, owner.remote_id)
    found = [public.post(call.store, call.world.slug, "youtube", row["remote_id"]) for row in rows]
    return [post for post in found if post and (private_too or post.is_public)]


def _upload(post: Post, owner: Account, playlist: str, position: int, parts: set[str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "snippet": {
            "publishedAt": stamp(post.at), "channelId": owner.remote_id, "title": post.title, "description": post.text,
            "channelTitle": owner.name, "playlistId": playlist, "position": position,
            "resourceId": {"kind": "youtube#video", "videoId": post.remote_id},
        },
        "contentDetails": {"videoId": post.remote_id, "videoPublishedAt": stamp(post.at)},
        "status": {"privacyStatus": post.extra.get("privacy", "public")},
    }  # fmt: skip
    return {"kind": "youtube#playlistItem", "etag": etag(post.remote_id), "id": f"UU.{post.remote_id}"} | {
        name: value for name, value in told.items() if name in parts
    }


ROUTES = (
    ("GET", "/youtube/v3/videos", list_videos),
    ("GET", "/youtube/v3/channels", list_channels),
    ("GET", "/youtube/v3/playlistItems", list_uploads),
)
