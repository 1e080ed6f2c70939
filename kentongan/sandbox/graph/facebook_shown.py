"""Facebook Pages: what is told of a video (its status, its figures) and the list of stories."""

from __future__ import annotations

import time
from typing import Any

from kentongan.sandbox import changes, public
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph import paging, rupload
from kentongan.sandbox.graph.errors import refuse
from kentongan.sandbox.graph.facebook import metrics, seconds, stamp
from kentongan.sandbox.graph.facebook_videos import NEVER
from kentongan.sandbox.graph.fields import parse, select
from kentongan.sandbox.graph.nodes import Node, require
from kentongan.sandbox.public import Post
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account

_FIGURES = ("total_video_views", "fb_reels_total_plays", "total_video_impressions")
_DAY = 86_400
_PARTS = ("uploading_phase", "processing_phase", "publishing_phase")


def status_of(call: Call, video: Thing) -> dict[str, Any]:
    """Write how far a video has come."""
    upload = _uploading(call, video)
    state, process, publish = _stages(call, video)
    if state == "processing" and upload["status"] != "complete":
        state = "uploading"
    told: dict[str, Any] = {"video_status": state}
    told |= dict(zip(_PARTS, (upload, {"status": process}, {"status": publish}), strict=True))
    if process == "error":
        told["processing_phase"]["error"] = {"code": 1363008, "message": "The video file could not be processed"}
    if publish == "complete":
        told["publishing_phase"] |= {"publish_status": "published", "publish_time": int(video.data["finished"])}
    return told


def _uploading(call: Call, video: Thing) -> dict[str, Any]:
    total = video.data["total"]
    have = total if video.data["finished"] else rupload.arrived(call, video.remote_id)
    state = "complete" if total and have == total else "in_progress" if have else "not_started"
    return {"status": state, "bytes_transferred": have}


def _stages(call: Call, video: Thing) -> tuple[str, str, str]:
    done, rules = video.data["finished"], call.world.rules
    if not done:
        return "processing", "not_started", "not_started"
    waiting = time.time() < done + float(rules["facebook_processing_seconds"])
    if waiting or (rules["facebook_processing"] == NEVER and not video.data["wrong"]):
        return "processing", "in_progress", "not_started"
    if video.data["wrong"]:
        return "error", "error", "not_started"
    return "ready", "complete", "complete"


def read_video(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{video}."""
    require(owner, "pages_read_engagement")
    video = node.the_thing
    post = str(video.data["post"])
    getters = {
        "id": lambda _f: video.remote_id,
        "status": lambda _f: status_of(call, video),
        "post_id": lambda _f: post.rpartition("_")[2] or None,
        "description": lambda _f: video.data["text"] or None,
        "published": lambda _f: _stages(call, video)[2] == "complete",
        "permalink_url": lambda _f: call.sandbox.permalink(call.world, "facebook", post) if post else None,
        "created_time": lambda _f: stamp(video.at),
        "from": lambda _f: {"id": owner.remote_id, "name": owner.name},
    }
    return select("Video", getters, parse(str(call.params.get("fields", ""))), "id,description,created_time")


def read_video_insights(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{video}/video_insights."""
    require(owner, "read_insights")
    names = metrics(call)
    if any(name not in _FIGURES for name in names):
        raise refuse("(#100) The value must be a valid insights metric", 100)
    found = public.post(call.store, call.world.slug, "facebook", str(node.the_thing.data["post"]))
    views = found.views if found else 0
    return {"data": [{"name": name, "period": "lifetime", "values": [{"value": views}]} for name in names or _FIGURES]}


def delete_video(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """DELETE /{video}: its post goes with it."""
    require(owner, "pages_manage_posts")
    post = public.post(call.store, call.world.slug, "facebook", str(node.the_thing.data["post"]))
    if post:
        changes.delete_post(call.store, call.world.slug, post)
        call.made("delete", post.remote_id)
    return {"success": True}


def list_stories(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{page}/stories: those of the last 24 hours."""
    require(owner, "pages_read_engagement")
    since = max(time.time() - _DAY, seconds(call, "since") or 0.0)
    found = public.posts(call.store, call.world.slug, "facebook", node.account, limit=500, since=since)
    stories = [post for post in found if post.extra.get("format") == "story"]
    asked = parse(str(call.params.get("fields", "")))
    return paging.page(call, stories, len(stories), lambda post: select("Story", _story(call, post), asked, "post_id"))


def _story(call: Call, post: Post) -> dict[str, Any]:
    kind = "video" if post.extra.get("video") else "photo"
    return {
        "post_id": lambda _f: post.remote_id.rpartition("_")[2],
        "status": lambda _f: "PUBLISHED",
        "creation_time": lambda _f: str(int(post.at)),
        "media_type": lambda _f: kind,
        "media_id": lambda _f: str(post.extra.get(kind, "")),
        "url": lambda _f: call.sandbox.permalink(call.world, "facebook", post.remote_id),
    }


ROUTES = {
    ("GET", "Video", ""): read_video,
    ("GET", "Video", "video_insights"): read_video_insights,
    ("DELETE", "Video", ""): delete_video,
    ("GET", "Page", "stories"): list_stories,
}
