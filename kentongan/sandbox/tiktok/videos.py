"""The list of an account's videos with their counters."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from kentongan.sandbox import public
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.public import Post
from kentongan.sandbox.tiktok.errors import caller, good, refuse
from kentongan.sandbox.worlds import Account

_MOST = 20
_POSTS_READ = 2_000


def _getters(call: Call, post: Post) -> dict[str, Callable[[], Any]]:
    link = call.sandbox.permalink(call.world, "tiktok", post.remote_id)
    return {
        "id": lambda: post.remote_id,
        "title": lambda: post.text,
        "video_description": lambda: post.text,
        "create_time": lambda: int(post.at),
        "share_url": lambda: link,
        "embed_link": lambda: link,
        "cover_image_url": lambda: call.sandbox.cover_url(call.world, post),
        "duration": lambda: 20,
        "height": lambda: 1920,
        "width": lambda: 1080,
        "view_count": lambda: post.views,
        "like_count": lambda: post.reactions,
        "comment_count": lambda: public.comment_count(call.store, call.world.slug, post),
        "share_count": lambda: post.shares,
    }


def _fields(call: Call, post: Post) -> dict[str, Any]:
    getters = _getters(call, post)
    asked = [name for name in call.query.get("fields", "").split(",") if name]
    if not asked:
        raise refuse(400, "invalid_params", "fields is required")
    unknown = [name for name in asked if name not in getters]
    if unknown:
        raise refuse(400, "invalid_params", f"Fields requested are invalid: {unknown[0]}")
    return {name: getters[name]() for name in asked}


def _listed(call: Call, owner: Account) -> list[Post]:
    found = public.posts(call.store, call.world.slug, "tiktok", owner.remote_id, limit=_POSTS_READ)
    return [post for post in found if float(post.extra.get("listed_at", 0)) <= time.time()]


def video_list(call: Call) -> Reply:
    """POST /v2/video/list/, newest first; `cursor` is a time in milliseconds."""
    owner, told = caller(call, "video.list"), call.json or {}
    size, cursor = told.get("max_count", 10), told.get("cursor")
    if not isinstance(size, int) or not 1 <= size <= _MOST:
        raise refuse(400, "invalid_params", "max_count is from 1 to 20")
    found = [post for post in _listed(call, owner) if cursor is None or int(post.at * 1000) < int(cursor)]
    shown = found[:size]
    last = int(shown[-1].at * 1000) if shown else int(cursor or 0)
    return good({"videos": [_fields(call, post) for post in shown], "cursor": last, "has_more": len(found) > size})


def video_query(call: Call) -> Reply:
    """POST /v2/video/query/: at most 20 videos by id."""
    owner, told = caller(call, "video.list"), call.json or {}
    names = (told.get("filters") or {}).get("video_ids")
    if not isinstance(names, list) or not 1 <= len(names) <= _MOST:
        raise refuse(400, "invalid_params", "filters.video_ids has 1 to 20 ids")
    wanted = {str(name) for name in names}
    return good({"videos": [_fields(call, post) for post in _listed(call, owner) if post.remote_id in wanted]})


def user_info(call: Call) -> Reply:
    """GET /v2/user/info/."""
    owner = caller(call, "user.info.basic")
    known = {
        "open_id": owner.remote_id,
        "union_id": owner.remote_id,
        "display_name": owner.name,
        "username": owner.handle,
        "avatar_url": call.sandbox.avatar_url(call.world, owner),
    }
    asked = [name for name in call.query.get("fields", "").split(",") if name]
    return good({"user": {name: known[name] for name in asked if name in known}})


ROUTES = (
    ("POST", "/v2/video/list/", video_list),
    ("POST", "/v2/video/query/", video_query),
    ("GET", "/v2/user/info/", user_info),
)
