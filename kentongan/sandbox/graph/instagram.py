"""Instagram with Facebook login: the account, publishing, and every route of the platform."""

from __future__ import annotations

import time
from typing import Any

from kentongan.sandbox import public, record, things
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph import facebook
from kentongan.sandbox.graph import instagram_containers as containers
from kentongan.sandbox.graph import instagram_heard as said
from kentongan.sandbox.graph import instagram_media as shown
from kentongan.sandbox.graph.errors import missing, refuse
from kentongan.sandbox.graph.fields import parse, select
from kentongan.sandbox.graph.nodes import Node, require
from kentongan.sandbox.media import Media
from kentongan.sandbox.public import NewPost
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account

DAY = 86_400


def _used(call: Call, owner: Account) -> int:
    sql = "SELECT count(*) FROM post WHERE world = ? AND platform = 'instagram' AND account = ? AND via = 'api' AND at > ?"
    return call.store.number(sql, call.world.slug, owner.remote_id, time.time() - DAY)


def _refuse_unready(call: Call, owner: Account, container: Thing) -> None:
    code = containers.status(call, container)
    if code == "PUBLISHED":
        call.effects.append(record.DUPLICATE)
        raise refuse("The media container has already been published", 24, 2207008)
    if code != "FINISHED":
        raise containers.not_ready()
    if call.world.rules["instagram_restricted"]:
        raise refuse("The account is restricted", 25, 2207050)
    if _used(call, owner) >= int(call.world.rules["instagram_quota"]):
        raise refuse("Application request limit reached", 9, 2207042)


def _cover(container: Thing) -> dict[str, str]:
    return {name: container.data[name] for name in ("cover", "thumb_offset") if container.data.get(name)}


def publish(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{ig}/media_publish: make a finished container public."""
    require(owner, "instagram_content_publish")
    told = str(call.params.get("creation_id", ""))
    if not told:
        raise missing("creation_id")
    now = time.time()
    with call.store.write():
        container = containers.owned(call, owner, told)
        _refuse_unready(call, owner, container)
        product = container.data["product"]
        new = NewPost(
            platform="instagram", account=owner.remote_id, text="" if product == "STORY" else container.data["caption"],
            at=now, public_at=now, media=[Media(**one) for one in container.data["media"]], call=call.seq,
            extra=shown.extra_of(product) | _cover(container),
        )  # fmt: skip
        post = public.publish(call.store, call.world.slug, new)
        things.update(call.store, call.world.slug, container, published=post.remote_id)
    call.made("post", post.remote_id)
    return {"id": post.remote_id}


def read_limit(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """GET /{ig}/content_publishing_limit."""
    require(owner, "instagram_content_publish")
    total = int(call.world.rules["instagram_quota"])
    getters = {
        "quota_usage": lambda _f: _used(call, owner),
        "config": lambda _f: {"quota_total": total, "quota_duration": DAY},
    }
    return {"data": [select("IGLimit", getters, parse(str(call.params.get("fields", ""))), "quota_usage")]}


def read_user(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """GET /{ig}."""
    getters = {
        "id": lambda _f: owner.remote_id,
        "username": lambda _f: owner.handle,
        "name": lambda _f: owner.name,
        "followers_count": lambda _f: 0,
        "mentioned_comment": lambda f: said.mentioned_comment(call, owner, f),
        "mentioned_media": lambda f: said.mentioned_media(call, owner, f),
        "media_count": lambda _f: len(
            public.posts(call.store, call.world.slug, "instagram", owner.remote_id, limit=10_000)
        ),
    }
    return select("IGUser", getters, parse(str(call.params.get("fields", ""))), "id")


ROUTES = {
    **containers.ROUTES,
    **shown.ROUTES,
    **said.ROUTES,
    ("GET", "IGUser", ""): read_user,
    ("POST", "IGUser", "media_publish"): publish,
    ("GET", "IGUser", "content_publishing_limit"): read_limit,
    ("GET", "IGUser", "subscribed_apps"): facebook.list_subscribed,
    ("POST", "IGUser", "subscribed_apps"): facebook.subscribe,
    ("DELETE", "IGUser", "subscribed_apps"): facebook.subscribe,
}
