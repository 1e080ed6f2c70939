"""Instagram with Facebook login: what is public, and its figures."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from kentongan.sandbox import public
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph import paging
from kentongan.sandbox.graph.errors import missing, refuse
from kentongan.sandbox.graph.facebook import stamp
from kentongan.sandbox.graph.fields import Field, parse, select
from kentongan.sandbox.graph.nodes import Node, require
from kentongan.sandbox.public import Post
from kentongan.sandbox.worlds import Account

STORY_SECONDS = 86_400
_MOST = 10_000
_PRODUCTS = {"reel": "REELS", "story": "STORY"}
_METRICS: dict[str, Callable[[Post, int], int]] = {
    "views": lambda post, _n: post.views,
    "reach": lambda post, _n: post.views,
    "likes": lambda post, _n: post.reactions,
    "comments": lambda _post, n: n,
    "shares": lambda post, _n: post.shares,
    "saved": lambda _post, _n: 0,
    "total_interactions": lambda post, n: post.reactions + post.shares + n,
    "replies": lambda _post, n: n,
    "navigation": lambda _post, _n: 0,
    "ig_reels_avg_watch_time": lambda _post, _n: 0,
}
_ONLY = {"replies": ("STORY",), "navigation": ("STORY",), "ig_reels_avg_watch_time": ("REELS",)}
_NOT_OF_STORIES = ("likes", "comments", "saved")


def product(post: Post) -> str:
    """Tell FEED, REELS or STORY."""
    return _PRODUCTS.get(str(post.extra.get("format")), "FEED")


def extra_of(told: str) -> dict[str, str]:
    """Give what a post keeps of its product."""
    found = next((name for name, word in _PRODUCTS.items() if word == told), "")
    return {"format": found} if found else {}


def _kind(post: Post) -> str:
    if len(post.media) > 1:
        return "CAROUSEL_ALBUM"
    return "VIDEO" if post.media and str(post.media[0]["mime"]).startswith("video/") else "IMAGE"


def write_media(call: Call, post: Post, owner: Account, asked: list[Field]) -> dict[str, Any]:
    """Write a media object with the asked fields."""
    first = post.media[0] if post.media else None
    getters = {
        "id": lambda _f: post.remote_id,
        "caption": lambda _f: post.text or None,
        "timestamp": lambda _f: stamp(post.at),
        "permalink": lambda _f: call.sandbox.permalink(call.world, "instagram", post.remote_id),
        "media_type": lambda _f: _kind(post),
        "media_product_type": lambda _f: product(post),
        "media_url": lambda _f: call.sandbox.media_url(call.world, first["sha256"]) if first else None,
        "alt_text": lambda _f: (first["alt"] or None) if first else None,
        "like_count": lambda _f: post.reactions,
        "comments_count": lambda _f: public.comment_count(call.store, call.world.slug, post),
        "username": lambda _f: owner.handle,
        "owner": lambda _f: {"id": owner.remote_id},
        "shortcode": lambda _f: post.remote_id,
        "is_comment_enabled": lambda _f: True,
    }
    return select("IGMedia", getters, asked, "id")


def read_media(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{media}."""
    require(owner, "instagram_basic")
    return write_media(call, node.the_post, owner, parse(str(call.params.get("fields", ""))))


def _listed(call: Call, node: Node, owner: Account, *, stories: bool) -> dict[str, Any]:
    require(owner, "instagram_basic")
    asked, size, behind = parse(str(call.params.get("fields", ""))), paging.limit(call), paging.after(call)
    since = time.time() - STORY_SECONDS if stories else 0.0
    every = public.posts(call.store, call.world.slug, "instagram", node.account, limit=_MOST, since=since)
    at = next((number for number, post in enumerate(every, 1) if post.seq == behind), 0)
    found = [post for post in every[at:] if (product(post) == "STORY") is stories][: size + 1]
    return paging.page(call, found, size, lambda post: write_media(call, post, owner, asked))


def list_media(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{ig}/media, newest first; stories are not among them."""
    return _listed(call, node, owner, stories=False)


def list_stories(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{ig}/stories: those of the last 24 hours."""
    return _listed(call, node, owner, stories=True)


def _names(call: Call, post: Post) -> list[str]:
    told = call.params.get("metric", "")
    names = json.loads(told) if str(told).startswith("[") else [name for name in str(told).split(",") if name]
    if not names:
        raise missing("metric")
    if any(name not in _METRICS for name in names):
        allowed = ", ".join(_METRICS)
        raise refuse(f"(#100) metric[0] must be one of the following values: {allowed}", 100)
    kind = product(post)
    odd = [
        name for name in names if kind not in _ONLY.get(name, (kind,)) or (kind == "STORY" and name in _NOT_OF_STORIES)
    ]
    if odd:
        raise refuse(f"(#100) The Media Insights API does not support the {odd[0]} metric for this media", 100)
    return names


def read_insights(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{media}/insights. What is not counted is missing, never 0 in its stead."""
    require(owner, "instagram_manage_insights")
    post = node.the_post
    names = _names(call, post)
    if call.world.rules["instagram_insights_missing"]:
        return {"data": []}
    if product(post) == "STORY" and not post.views:
        raise refuse("(#10) Not enough viewers for the media to show insights", 10)
    count = public.comment_count(call.store, call.world.slug, post)
    return {
        "data": [
            {"name": name, "period": "lifetime", "values": [{"value": _METRICS[name](post, count)}], "title": name,
             "description": name, "id": f"{post.remote_id}/insights/{name}/lifetime"}
            for name in names
        ]
    }  # fmt: skip


ROUTES = {
    ("GET", "IGUser", "media"): list_media,
    ("GET", "IGUser", "stories"): list_stories,
    ("GET", "IGMedia", ""): read_media,
    ("GET", "IGMedia", "insights"): read_insights,
}
