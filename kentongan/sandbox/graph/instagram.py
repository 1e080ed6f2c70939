"""Instagram with Facebook login: containers, publishing, media, figures."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from kentongan.sandbox import ids, media, public, record, things
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph import paging
from kentongan.sandbox.graph.errors import missing, refuse
from kentongan.sandbox.graph.facebook import stamp
from kentongan.sandbox.graph.fields import Field, parse, select
from kentongan.sandbox.graph.nodes import Node, require
from kentongan.sandbox.media import Media, Unreachable
from kentongan.sandbox.public import NewPost, Post
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account

CAPTION_MAXIMUM = 2_200
IMAGE_BYTES = 8 << 20
ASPECT_LEAST, ASPECT_GREATEST = 4 / 5, 1.91
CONTAINER_SECONDS = 24 * 3600
_CAROUSEL = (2, 10)
_ROUNDING = 0.01
_METRICS: dict[str, Callable[[Post, int], int]] = {
    "views": lambda post, _n: post.views,
    "reach": lambda post, _n: post.views,
    "likes": lambda post, _n: post.reactions,
    "comments": lambda _post, n: n,
    "shares": lambda post, _n: post.shares,
    "saved": lambda _post, _n: 0,
    "total_interactions": lambda post, n: post.reactions + post.shares + n,
}


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


def check_image(data: bytes) -> tuple[int, int]:
    """Refuse what Instagram does not take: JPEG only, 8 MB, 4:5 to 1.91:1. Gives width and height."""
    if len(data) > IMAGE_BYTES:
        raise refuse("The image is larger than 8 MiB", 36000, 2207004)
    mime, width, height = media.recognise(data)
    if mime != "image/jpeg" or not media.whole_jpeg(data):
        raise refuse("The image format is not supported. Use JPEG", 36001, 2207005)
    if not ASPECT_LEAST - _ROUNDING <= width / height <= ASPECT_GREATEST + _ROUNDING:
        raise refuse("The submitted image's aspect ratio is outside the allowed range", 36003, 2207009)
    return width, height


def _caption(call: Call) -> str:
    text = str(call.params.get("caption", ""))
    if len(text) > CAPTION_MAXIMUM:
        raise refuse("The caption is too long", 100, 2207010)
    return text


def _children(call: Call, owner: Account) -> list[dict[str, Any]]:
    told = call.params.get("children", "")
    listed = told if isinstance(told, list) else str(told).strip("[]").replace('"', "").split(",")
    found = [_container(call, owner, str(one).strip()) for one in listed if str(one).strip()]
    if not _CAROUSEL[0] <= len(found) <= _CAROUSEL[1]:
        raise refuse("A carousel has 2 to 10 children", 100, 2207028)
    return [item for one in found for item in one.data["media"]]


def _container(call: Call, owner: Account, container_id: str) -> Thing:
    thing = things.get(call.store, call.world.slug, "instagram", container_id, "IGContainer")
    if thing is None or thing.account != owner.remote_id or _status(call, thing) == "EXPIRED":
        raise refuse("The media container does not exist or has expired", 24, 2207008)
    return thing


def _pictures(call: Call, owner: Account) -> list[dict[str, Any]]:
    kind = str(call.params.get("media_type", "IMAGE"))
    if kind == "CAROUSEL":
        return _children(call, owner)
    if kind != "IMAGE":
        raise refuse("Only photo or video can be accepted as media type.", 352, 2207026)
    url = str(call.params.get("image_url", ""))
    if not url:
        raise missing("image_url")
    data = _download(url)
    check_image(data)
    return [call.sandbox.shelf.keep(data, str(call.params.get("alt_text", ""))).as_dict()]


def create_container(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{ig}/media: fetch the picture and prepare it."""
    require(owner, "instagram_content_publish")
    kept = {"caption": _caption(call), "media": _pictures(call, owner), "published": ""}
    thing = Thing("instagram", ids.digits(17, "180"), "IGContainer", owner.remote_id, time.time(), kept)
    things.put(call.store, call.world.slug, thing)
    call.made("container", thing.remote_id)
    return {"id": thing.remote_id}


def _status(call: Call, container: Thing) -> str:
    age = time.time() - container.at
    if container.data["published"]:
        return "PUBLISHED"
    if age >= CONTAINER_SECONDS:
        return "EXPIRED"
    return "FINISHED" if age >= call.world.seconds("instagram_processing_seconds") else "IN_PROGRESS"


_STATUS_WORDS = {
    "IN_PROGRESS": "In Progress: Media is still being processed.",
    "FINISHED": "Finished: Media has been uploaded and it is ready to be published.",
    "PUBLISHED": "Published: Media has been successfully published.",
    "EXPIRED": "Expired: The container was not published within 24 hours.",
}


def read_container(call: Call, node: Node, _owner: Account) -> dict[str, Any]:
    """GET /{container}."""
    code = _status(call, node.the_thing)
    getters = {
        "id": lambda _f: node.the_thing.remote_id,
        "status_code": lambda _f: code,
        "status": lambda _f: _STATUS_WORDS[code],
    }
    return select("IGContainer", getters, parse(str(call.params.get("fields", ""))), "id")


def _used(call: Call, owner: Account) -> int:
    sql = "SELECT count(*) FROM post WHERE world = ? AND platform = 'instagram' AND account = ? AND via = 'api' AND at > ?"
    return call.store.number(sql, call.world.slug, owner.remote_id, time.time() - 86_400)


def _refuse_unready(call: Call, owner: Account, container: Thing) -> None:
    code = _status(call, container)
    if code == "PUBLISHED":
        call.effects.append(record.DUPLICATE)
        raise refuse("The media container has already been published", 24, 2207008)
    if code != "FINISHED":
        raise refuse(
            "Media ID is not available", 9007, 2207027, user_title="Media is not ready",
            user_message="The media is not ready for publishing, please wait for a moment.",
        )  # fmt: skip
    if _used(call, owner) >= int(call.world.rules["instagram_quota"]):
        raise refuse("Application request limit reached", 9, 2207042)


def publish(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{ig}/media_publish: make a finished container public."""
    require(owner, "instagram_content_publish")
    told = str(call.params.get("creation_id", ""))
    if not told:
        raise missing("creation_id")
    now = time.time()
    with call.store.write():
        container = _container(call, owner, told)
        _refuse_unready(call, owner, container)
        new = NewPost(
            platform="instagram", account=owner.remote_id, text=container.data["caption"], at=now, public_at=now,
            media=[Media(**one) for one in container.data["media"]], call=call.seq,
        )  # fmt: skip
        post = public.publish(call.store, call.world.slug, new)
        things.update(call.store, call.world.slug, container, published=post.remote_id)
    call.made("post", post.remote_id)
    return {"id": post.remote_id}


def write_media(call: Call, post: Post, owner: Account, asked: list[Field]) -> dict[str, Any]:
    """Write a media object with the asked fields."""
    first = post.media[0] if post.media else None
    getters = {
        "id": lambda _f: post.remote_id,
        "caption": lambda _f: post.text or None,
        "timestamp": lambda _f: stamp(post.at),
        "permalink": lambda _f: call.sandbox.permalink(call.world, "instagram", post.remote_id),
        "media_type": lambda _f: "CAROUSEL_ALBUM" if len(post.media) > 1 else "IMAGE",
        "media_product_type": lambda _f: "FEED",
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


def list_media(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{ig}/media, newest first."""
    require(owner, "instagram_basic")
    asked, size, behind = parse(str(call.params.get("fields", ""))), paging.limit(call), paging.after(call)
    last = call.store.row("SELECT at FROM post WHERE seq = ?", behind) if behind else None
    before = (last["at"], behind) if last else None
    found = public.posts(call.store, call.world.slug, "instagram", node.account, limit=size + 1, before=before)
    return paging.page(call, found, size, lambda post: write_media(call, post, owner, asked))


def read_limit(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """GET /{ig}/content_publishing_limit."""
    require(owner, "instagram_content_publish")
    total = int(call.world.rules["instagram_quota"])
    getters = {
        "quota_usage": lambda _f: _used(call, owner),
        "config": lambda _f: {"quota_total": total, "quota_duration": 86_400},
    }
    return {"data": [select("IGLimit", getters, parse(str(call.params.get("fields", ""))), "quota_usage")]}


def read_user(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """GET /{ig}."""
    getters = {
        "id": lambda _f: owner.remote_id,
        "username": lambda _f: owner.handle,
        "name": lambda _f: owner.name,
        "followers_count": lambda _f: 0,
        "media_count": lambda _f: len(
            public.posts(call.store, call.world.slug, "instagram", owner.remote_id, limit=10_000)
        ),
    }
    return select("IGUser", getters, parse(str(call.params.get("fields", ""))), "id")


def read_insights(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{media}/insights. What is not counted is missing, never 0 in its stead."""
    require(owner, "instagram_manage_insights")
    told = call.params.get("metric", "")
    names = json.loads(told) if str(told).startswith("[") else [name for name in str(told).split(",") if name]
    if not names:
        raise missing("metric")
    if any(name not in _METRICS for name in names):
        allowed = ", ".join(_METRICS)
        raise refuse(f"(#100) metric[0] must be one of the following values: {allowed}", 100)
    post = node.the_post
    count = public.comment_count(call.store, call.world.slug, post)
    return {
        "data": [
            {"name": name, "period": "lifetime", "values": [{"value": _METRICS[name](post, count)}], "title": name,
             "description": name, "id": f"{post.remote_id}/insights/{name}/lifetime"}
            for name in names
        ]
    }  # fmt: skip


ROUTES = {
    ("GET", "IGUser", ""): read_user,
    ("POST", "IGUser", "media"): create_container,
    ("POST", "IGUser", "media_publish"): publish,
    ("GET", "IGUser", "media"): list_media,
    ("GET", "IGUser", "content_publishing_limit"): read_limit,
    ("GET", "IGContainer", ""): read_container,
    ("GET", "IGMedia", ""): read_media,
    ("GET", "IGMedia", "insights"): read_insights,
}
