"""Facebook Pages: posts, photos, lists, figures."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from kentongan.sandbox import ids, media, public, record, things, worlds
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph import paging
from kentongan.sandbox.graph.errors import missing, refuse
from kentongan.sandbox.graph.fields import Field, parse, select
from kentongan.sandbox.graph.nodes import Node, require
from kentongan.sandbox.media import Media, Unreachable
from kentongan.sandbox.public import NewPost, Post
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account

MESSAGE_MAXIMUM = 63_206
PHOTO_BYTES = 4 << 20
_PHOTO_TYPES = ("image/jpeg", "image/png")
_SUBSCRIPTION = "Subscription"
_METRICS: dict[str, Callable[[Post], Any]] = {
    "post_media_view": lambda post: post.views,
    "post_total_media_view_unique": lambda post: post.views,
    "post_clicks": lambda _post: 0,
    "post_reactions_by_type_total": lambda post: {"like": post.reactions} if post.reactions else {},
}


def stamp(at: float) -> str:
    """Write a time as Graph does."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def _truth(value: object, *, default: bool) -> bool:
    return default if value in (None, "") else str(value).lower() in ("true", "1")


def _message(call: Call) -> str:
    text = str(call.params.get("message") or call.params.get("caption") or "")
    if len(text) > MESSAGE_MAXIMUM:
        raise refuse("(#100) Param message must be at most 63206 characters long", 100)
    return text


def _attached(call: Call) -> list[str]:
    told = call.params.get("attached_media")
    if told is None:
        numbered = sorted(name for name in call.params if name.startswith("attached_media["))
        told = [call.params[name] for name in numbered]
    try:
        read = json.loads(told) if isinstance(told, str) else told
        return [str((json.loads(one) if isinstance(one, str) else one)["media_fbid"]) for one in read]
    except (ValueError, TypeError, KeyError) as wrong:
        raise refuse("(#100) Param attached_media must be an array", 100) from wrong


def picture_of(call: Call, owner: Account, photo_id: str) -> Media:
    """Give the picture of a photo that was laid down."""
    thing = things.get(call.store, call.world.slug, "facebook", photo_id, "Photo")
    if thing is None or thing.account != owner.remote_id:
        raise refuse(f"(#100) Object with ID '{photo_id}' does not exist", 100, 33)
    return Media(**thing.data["media"])


def _refuse_repetition(call: Call, owner: Account, text: str) -> None:
    if not text or not call.world.rules["refuse_duplicates"]:
        return
    last = next(iter(public.posts(call.store, call.world.slug, "facebook", owner.remote_id, limit=1)), None)
    if last is not None and last.via == "api" and last.text == text and not last.media:
        call.effects.append(record.DUPLICATE)
        raise refuse(
            "Duplicate status message", 506, 1455006, "FacebookApiException",
            user_title="Duplicate Status Update",
            user_message="This status update is identical to the last one you posted.",
        )  # fmt: skip


def check_block(call: Call) -> None:
    """Refuse to publish while the world says that Facebook blocks the account."""
    if call.world.rules["facebook_blocked"]:
        raise refuse("The action attempted has been deemed abusive or is otherwise disallowed", 368)


def _publish(call: Call, owner: Account, text: str, pictures: list[Media]) -> Post:
    check_block(call)
    now = time.time()
    shown = _truth(call.params.get("published"), default=True)
    link = str(call.params.get("link", ""))
    post = public.publish(
        call.store,
        call.world.slug,
        NewPost(
            platform="facebook", account=owner.remote_id, text=text, at=now, public_at=now if shown else None,
            media=pictures, call=call.seq, extra={"link": link} if link else {},
        ),
    )  # fmt: skip
    call.made("post" if shown else "draft", post.remote_id)
    return post


def create_feed_post(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{page}/feed."""
    require(owner, "pages_manage_posts")
    if call.params.get("scheduled_publish_time"):
        raise refuse("(#100) This sandbox does not schedule: publish at once", 100)
    text, pictures = _message(call), [picture_of(call, owner, one) for one in _attached(call)]
    if not (text or pictures or call.params.get("link")):
        raise missing("message")
    if not pictures:
        _refuse_repetition(call, owner, text)
    return {"id": _publish(call, owner, text, pictures).remote_id}


def _uploaded(call: Call) -> bytes:
    source = call.request.files.get("source")
    if source is not None:
        return bytes(source.read(PHOTO_BYTES + 1))
    url = str(call.params.get("url", ""))
    if not url:
        raise refuse("(#324) Requires upload file", 324)
    try:
        return media.fetch(url, PHOTO_BYTES)
    except Unreachable as gone:
        raise refuse("(#100) The url parameter could not be fetched", 100, 1609005) from gone


def create_photo(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{page}/photos; with published=false the photo waits to be attached."""
    require(owner, "pages_manage_posts")
    text, data = _message(call), _uploaded(call)
    mime = media.recognise(data)[0]
    if len(data) > PHOTO_BYTES or mime not in _PHOTO_TYPES or (mime == "image/jpeg" and not media.whole_jpeg(data)):
        raise refuse(
            "Invalid parameter", 100, 1366046, user_title="Can't Read Files",
            user_message="Photos should be smaller than 4 MB and saved as JPG or PNG.",
        )  # fmt: skip
    kept = call.sandbox.shelf.keep(data, str(call.params.get("alt_text_custom", "")))
    photo = Thing("facebook", ids.digits(15, "12"), "Photo", owner.remote_id, time.time(), {"media": kept.as_dict()})
    with call.store.write():
        things.put(call.store, call.world.slug, photo)
        if not _truth(call.params.get("published"), default=True):
            return {"id": photo.remote_id}
        return {"id": photo.remote_id, "post_id": _publish(call, owner, text, [kept]).remote_id}


def _summary(count: int, asked: Field, data: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {"data": data or []} | ({"summary": {"total_count": count}} if asked.asks_summary else {})


def write_post(call: Call, post: Post, owner: Account, asked: list[Field]) -> dict[str, Any]:
    """Write a post with the asked fields."""
    store, world = call.store, call.world.slug
    picture = next((call.sandbox.media_url(call.world, one["sha256"]) for one in post.media), None)
    getters = {
        "id": lambda _f: post.remote_id,
        "message": lambda _f: post.text or None,
        "created_time": lambda _f: stamp(post.at),
        "updated_time": lambda _f: stamp(post.at),
        "permalink_url": lambda _f: call.sandbox.permalink(call.world, "facebook", post.remote_id),
        "from": lambda _f: {"name": owner.name, "id": owner.remote_id},
        "full_picture": lambda _f: picture,
        "status_type": lambda _f: "added_photos" if post.media else "mobile_status_update",
        "is_published": lambda _f: post.is_public,
        "is_hidden": lambda _f: False,
        "shares": lambda _f: {"count": post.shares} if post.shares else None,
        "comments": lambda f: _summary(public.comment_count(store, world, post), f),
        "reactions": lambda f: _summary(post.reactions, f),
        "likes": lambda f: _summary(post.reactions, f),
        "attachments": lambda _f: _attachments(call, post),
    }
    return select("PagePost", getters, asked, "created_time,message,id")


def _attachments(call: Call, post: Post) -> dict[str, Any] | None:
    found = [
        {
            "media": {"image": {"src": call.sandbox.media_url(call.world, one["sha256"])}},
            "type": one["mime"].replace("image", "photo").partition("/")[0],
            "description": one["alt"],
        }
        for one in post.media
    ]
    return {"data": found} if found else None


def read_post(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{post}."""
    require(owner, "pages_read_engagement")
    return write_post(call, node.the_post, owner, parse(str(call.params.get("fields", ""))))


def seconds(call: Call, name: str) -> float | None:
    """Read a parameter that is a moment."""
    told = str(call.params.get(name, ""))
    try:
        if not told or told.replace(".", "", 1).isdecimal():
            return float(told) if told else None
        return datetime.fromisoformat(told).timestamp()
    except ValueError as wrong:
        raise refuse(f"(#100) Param {name} must be a valid timestamp", 100) from wrong


def list_posts(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{page}/published_posts, newest first."""
    require(owner, "pages_read_engagement")
    asked, size, behind = parse(str(call.params.get("fields", ""))), paging.limit(call), paging.after(call)
    last = call.store.row("SELECT at FROM post WHERE seq = ?", behind) if behind else None
    found = public.posts(
        call.store, call.world.slug, "facebook", node.account, limit=size + 1, since=seconds(call, "since") or 0.0,
        until=seconds(call, "until"), before=(last["at"], behind) if last else None,
    )  # fmt: skip
    told = paging.page(call, found, size, lambda post: write_post(call, post, owner, asked))
    kept = [post.extra.get("format") != "story" for post in found[:size]]
    return told | {"data": [one for one, listed in zip(told["data"], kept, strict=True) if listed]}


def linked(call: Call, page: Account, asked: Field) -> dict[str, Any] | None:
    """Give the Instagram account behind a Page: the one of the same name."""
    found = worlds.accounts(call.store, call.world.slug, "instagram")
    own = next((one for one in found if one.handle == page.handle), None)
    own = own or next((one for one in found if one.name == page.name), None)
    if own is None:
        return None
    getters = {"id": lambda _f: own.remote_id, "username": lambda _f: own.handle, "name": lambda _f: own.name}
    return select("IGUser", getters, asked.inside, "id")


def read_page(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """GET /{page}."""
    getters = {
        "id": lambda _f: owner.remote_id,
        "name": lambda _f: owner.name,
        "username": lambda _f: owner.handle,
        "link": lambda _f: call.sandbox.feed_url(call.world, "facebook"),
        "fan_count": lambda _f: 0,
        "followers_count": lambda _f: 0,
        "instagram_business_account": lambda f: linked(call, owner, f),
    }
    return select("Page", getters, parse(str(call.params.get("fields", ""))), "name,id")


def metrics(call: Call) -> list[str]:
    """Read the names asked for, written with commas or as a list."""
    told = call.params.get("metric", "")
    read = json.loads(told) if str(told).startswith("[") else told
    return [str(name) for name in read] if isinstance(read, list) else [name for name in str(read).split(",") if name]


def read_insights(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{post}/insights."""
    require(owner, "read_insights")
    names = metrics(call)
    if not names:
        raise refuse("(#100) No metric was specified to be fetched", 3001, 1504028)
    if any(name not in _METRICS for name in names):
        raise refuse("(#100) The value must be a valid insights metric", 100)
    post = node.the_post
    return {
        "data": [
            {"name": name, "period": "lifetime", "values": [{"value": _METRICS[name](post)}], "title": name,
             "description": name, "id": f"{post.remote_id}/insights/{name}/lifetime"}
            for name in names
        ]
    }  # fmt: skip


def subscribe(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST and DELETE /{page}/subscribed_apps."""
    require(owner, "pages_manage_metadata")
    wanted = [] if call.method == "DELETE" else str(call.params.get("subscribed_fields", "")).split(",")
    kept = Thing(
        "facebook", f"langganan-{owner.remote_id}", _SUBSCRIPTION, owner.remote_id, time.time(), {"fields": wanted}
    )
    things.put(call.store, call.world.slug, kept)
    return {"success": True}


def list_subscribed(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """GET /{page}/subscribed_apps."""
    require(owner, "pages_manage_metadata")
    kept = things.get(call.store, call.world.slug, "facebook", f"langganan-{owner.remote_id}", _SUBSCRIPTION)
    fields = kept.data["fields"] if kept else []
    return {"data": [{"id": "app", "name": "Kentongan", "subscribed_fields": fields}] if fields else []}


def nothing(_call: Call, _node: Node, _owner: Account) -> dict[str, Any]:
    """Answer a list that is always empty here."""
    return {"data": []}


ROUTES = {
    ("GET", "Page", ""): read_page,
    ("POST", "Page", "feed"): create_feed_post,
    ("POST", "Page", "photos"): create_photo,
    ("GET", "Page", "published_posts"): list_posts,
    ("GET", "Page", "posts"): list_posts,
    ("GET", "Page", "feed"): list_posts,
    ("GET", "Page", "scheduled_posts"): nothing,
    ("POST", "Page", "subscribed_apps"): subscribe,
    ("GET", "Page", "subscribed_apps"): list_subscribed,
    ("DELETE", "Page", "subscribed_apps"): subscribe,
    ("GET", "PagePost", ""): read_post,
    ("GET", "PagePost", "insights"): read_insights,
}
