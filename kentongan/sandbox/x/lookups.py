"""Reading: one post, many posts, a user's posts, the replies of a conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kentongan.sandbox import public, worlds
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.public import Comment, Post
from kentongan.sandbox.x.errors import caller, invalid, problem
from kentongan.sandbox.x.objects import Item, find, handle, included, write

_SEARCH_DAYS = 7
_KEY = re.compile(r"(-?)(conversation_id|from|to):(\S+)")


def _size(call: Call, least: int, most: int, default: int) -> int:
    told = call.query.get("max_results", str(default))
    if not told.isdecimal() or not least <= int(told) <= most:
        raise invalid(
            f"The `max_results` query parameter value [{told}] is not between {least} and {most}", max_results=told
        )
    return int(told)


def _page(call: Call, items: Sequence[Item], size: int) -> Reply:
    """Write a page; `items` holds one more than `size` when there is a next one."""
    shown = items[:size]
    meta: dict[str, Any] = {"result_count": len(shown)}
    if not shown:
        return Reply({"meta": meta})
    ordered = sorted(int(one.remote_id) if one.remote_id.isdecimal() else 0 for one in shown)
    meta |= {"newest_id": str(ordered[-1]), "oldest_id": str(ordered[0])}
    if len(items) > size:
        last = shown[-1]
        meta["next_token"] = f"t{last.reply.seq if last.reply else last.root.seq}"
    return Reply({"data": [write(call, one) for one in shown], **included(call, shown), "meta": meta})


def _token(call: Call) -> int:
    told = call.query.get("pagination_token") or call.query.get("next_token") or "t0"
    if not re.fullmatch(r"t\d+", told):
        raise invalid("The pagination token is not valid", pagination_token=told)
    return int(told[1:])


def _start(call: Call) -> float:
    told = call.query.get("start_time", "")
    try:
        return datetime.fromisoformat(told).timestamp() if told else 0.0
    except ValueError as wrong:
        raise invalid("The `start_time` is not a valid RFC3339 date", start_time=told) from wrong


def timeline(call: Call, user_id: str) -> Reply:
    """GET /2/users/{id}/tweets: posts and replies of an account, newest first."""
    caller(call, "tweet.read", "users.read")
    if worlds.account(call.store, call.world.slug, "x", user_id) is None:
        raise problem(
            404, "Not Found Error", f"Could not find user with id: [{user_id}].", "resource-not-found", value=user_id
        )
    size, skip, since = _size(call, 5, 100, 10), _token(call), _start(call)
    items = [Item(post) for post in public.posts(call.store, call.world.slug, "x", user_id, limit=3200, since=since)]
    if "replies" not in call.query.get("exclude", ""):
        items += _own_replies(call, user_id, since)
    newer = call.query.get("since_id", "0")
    items = [one for one in items if int(one.remote_id) > int(newer)] if newer.isdecimal() and newer != "0" else items
    items.sort(key=lambda one: one.reply.at if one.reply else one.root.at, reverse=True)
    if skip:
        place = next((n for n, one in enumerate(items) if (one.reply.seq if one.reply else one.root.seq) == skip), -1)
        items = items[place + 1 :]
    return _page(call, items, size)


def _own_replies(call: Call, user_id: str, since: float) -> list[Item]:
    sql = "SELECT remote_id FROM comment WHERE world = ? AND platform = 'x' AND author_id = ? AND official AND at >= ?"
    found = [find(call, row["remote_id"]) for row in call.store.rows(sql, call.world.slug, user_id, since)]
    return [item for item in found if item]


def search(call: Call) -> Reply:
    """GET /2/tweets/search/recent with conversation_id, from, to (also negated)."""
    caller(call, "tweet.read", "users.read")
    query = call.query.get("query", "")
    keys = [(bool(minus), name, value) for minus, name, value in _KEY.findall(query)]
    if not keys:
        raise invalid("This sandbox searches by conversation_id, from and to", query=query)
    wanted = next((value for minus, name, value in keys if name == "conversation_id" and not minus), "")
    size, behind, since = _size(call, 10, 100, 10), _token(call), _start(call)
    root = public.post(call.store, call.world.slug, "x", wanted)
    if root is None:
        return Reply({"meta": {"result_count": 0}})
    newer = call.query.get("since_id", "")
    found = public.comments(
        call.store, call.world.slug, root, parent=None, limit=10_000, after=behind, newest_first=True
    )
    items = [Item(root, one) for one in found if one.at >= since and _wanted(call, keys, root, one)]
    if newer.isdecimal():
        items = [one for one in items if int(one.remote_id) > int(newer)]
    return _page(call, items, size)


def _wanted(call: Call, keys: Sequence[tuple[bool, str, str]], root: Post, reply: Comment) -> bool:
    author = worlds.account(call.store, call.world.slug, "x", reply.author_id)
    addressed = worlds.account(call.store, call.world.slug, "x", root.account)
    known = {
        "from": author.handle if author else handle(reply.author_name),
        "to": addressed.handle if addressed else "",
    }
    return all((known[name].lower() == value.lower()) != minus for minus, name, value in keys if name in known)


def one(call: Call, remote_id: str) -> Reply:
    """GET /2/tweets/{id}."""
    caller(call, "tweet.read")
    item = find(call, remote_id)
    if item is None:
        return Reply({"errors": [_not_found(remote_id)]})
    return Reply({"data": write(call, item), **included(call, [item])})


def many(call: Call) -> Reply:
    """GET /2/tweets?ids=; what is not found stands in `errors` beside what is."""
    caller(call, "tweet.read")
    names = [name for name in call.query.get("ids", "").split(",") if name]
    if not names:
        raise invalid("The `ids` query parameter can not be empty", ids="")
    found = {name: find(call, name) for name in names}
    items = [item for item in found.values() if item]
    lost = [_not_found(name) for name, item in found.items() if item is None]
    told: dict[str, Any] = {"data": [write(call, item) for item in items]} if items else {}
    return Reply({**told, **included(call, items), **({"errors": lost} if lost else {})})


def _not_found(remote_id: str) -> dict[str, str]:
    return {
        "value": remote_id,
        "detail": f"Could not find tweet with id: [{remote_id}].",
        "title": "Not Found Error",
        "resource_type": "tweet",
        "parameter": "id",
        "resource_id": remote_id,
        "type": "https://api.x.com/2/problems/resource-not-found",
    }


def me(call: Call) -> Reply:
    """GET /2/users/me."""
    owner = caller(call, "users.read")
    return Reply({"data": {"id": owner.remote_id, "name": owner.name, "username": owner.handle}})


ROUTES = (
    ("GET", "/2/users/me", me),
    ("GET", r"/2/users/(\d+)/tweets", timeline),
    ("GET", "/2/tweets/search/recent", search),
    ("GET", r"/2/tweets/(\d+)", one),
    ("GET", "/2/tweets", many),
)
