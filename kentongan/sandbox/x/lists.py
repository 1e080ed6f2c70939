"""Pages of posts: an account's own, those that name it, the replies of a conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kentongan.sandbox import heard, public, worlds
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.public import Comment, Post
from kentongan.sandbox.worlds import Account
from kentongan.sandbox.x.errors import caller, invalid, lost, not_permitted
from kentongan.sandbox.x.objects import Item, find, from_outside, handle, included, our_answer, write

_KEY = re.compile(r"(-?)(conversation_id|from|to):(\S+)")
_MOST = 3200


def size(call: Call, least: int, most: int, default: int) -> int:
    """Read how many are asked for."""
    told = call.query.get("max_results", str(default))
    if not told.isdecimal() or not least <= int(told) <= most:
        raise invalid(
            f"The `max_results` query parameter value [{told}] is not between {least} and {most}", max_results=told
        )
    return int(told)


def _number(remote_id: str) -> int:
    return int(remote_id) if remote_id.isdecimal() else 0


def _page(call: Call, items: Sequence[Item], most: int) -> Reply:
    """Write a page; `items` holds one more than `most` when there is a next one."""
    shown = items[:most]
    meta: dict[str, Any] = {"result_count": len(shown)}
    if not shown:
        return Reply({"meta": meta})
    ordered = sorted(_number(one.remote_id) for one in shown)
    meta |= {"newest_id": str(ordered[-1]), "oldest_id": str(ordered[0])}
    if len(items) > most:
        meta["next_token"] = f"t{shown[-1].remote_id}"
    return Reply({"data": [write(call, one) for one in shown], **included(call, shown), "meta": meta})


def token(call: Call) -> str:
    """Read where to go on: the last id already seen, or ""."""
    told = call.query.get("pagination_token") or call.query.get("next_token") or "t"
    if not told.startswith("t"):
        raise invalid("The pagination token is not valid", pagination_token=told)
    return told[1:]


def _moment(call: Call, name: str, otherwise: float) -> float:
    told = call.query.get(name, "")
    try:
        return datetime.fromisoformat(told).timestamp() if told else otherwise
    except ValueError as wrong:
        raise invalid(f"The `{name}` is not a valid RFC3339 date", **{name: told}) from wrong


def _newest_first(call: Call, items: Sequence[Item], most: int) -> Reply:
    """Write the page of what lies within the asked times and ids."""
    since, until = _moment(call, "start_time", 0.0), _moment(call, "end_time", float("inf"))
    newer, older = _number(call.query.get("since_id", "")), _number(call.query.get("until_id", ""))
    wanted = [one for one in items if since <= one.at < until and _number(one.remote_id) > (newer or -1)]
    wanted = [one for one in wanted if not older or _number(one.remote_id) < older]
    wanted.sort(key=lambda one: (one.at, _number(one.remote_id)), reverse=True)
    behind = token(call)
    place = next((number for number, one in enumerate(wanted) if one.remote_id == behind), -1) if behind else -1
    return _page(call, wanted[place + 1 :], most)


def _account(call: Call, user_id: str) -> Account:
    found = worlds.account(call.store, call.world.slug, "x", user_id)
    if found is None:
        raise lost("user", user_id)
    return found


def timeline(call: Call, user_id: str) -> Reply:
    """GET /2/users/{id}/tweets: posts and replies of an account, newest first."""
    caller(call, "tweet.read", "users.read")
    _account(call, user_id)
    items = [Item(post) for post in public.posts(call.store, call.world.slug, "x", user_id, limit=_MOST)]
    if "replies" not in call.query.get("exclude", ""):
        items += _own_replies(call, user_id)
    return _newest_first(call, items, size(call, 5, 100, 10))


def _own_replies(call: Call, user_id: str) -> list[Item]:
    sql = "SELECT remote_id FROM comment WHERE world = ? AND platform = 'x' AND author_id = ? AND official"
    found = [find(call, row["remote_id"]) for row in call.store.rows(sql, call.world.slug, user_id)]
    said = heard.listed(call.store, call.world.slug, "x", user_id, heard.ANSWER, limit=_MOST)
    return [item for item in [*found, *(our_answer(call, one) for one in said)] if item]


def mentions(call: Call, user_id: str) -> Reply:
    """GET /2/users/{id}/mentions: posts that name the account; replies to its posts name it by themselves."""
    owner = caller(call, "tweet.read", "users.read")
    if _account(call, user_id).remote_id != owner.remote_id:
        raise not_permitted()
    said = heard.listed(call.store, call.world.slug, "x", user_id, heard.MENTION, limit=_MOST)
    sql = ("SELECT c.remote_id FROM comment c JOIN post p ON (p.world, p.platform, p.remote_id) = (c.world, c.platform, c.post)"
           " WHERE c.world = ? AND c.platform = 'x' AND p.account = ? AND NOT c.official")  # fmt: skip
    replies = [find(call, row["remote_id"]) for row in call.store.rows(sql, call.world.slug, user_id)]
    items = [*(from_outside(one) for one in said), *(item for item in replies if item)]
    return _newest_first(call, items, size(call, 5, 100, 10))


def search(call: Call) -> Reply:
    """GET /2/tweets/search/recent with conversation_id, from, to (also negated)."""
    caller(call, "tweet.read", "users.read")
    query = call.query.get("query", "")
    keys = [(bool(minus), name, value) for minus, name, value in _KEY.findall(query)]
    if not keys:
        raise invalid("This sandbox searches by conversation_id, from and to", query=query)
    wanted = next((value for minus, name, value in keys if name == "conversation_id" and not minus), "")
    most, behind, since = size(call, 10, 100, 10), token(call), _moment(call, "start_time", 0.0)
    root = public.post(call.store, call.world.slug, "x", wanted)
    if root is None:
        return Reply({"meta": {"result_count": 0}})
    last = public.comment(call.store, call.world.slug, "x", behind) if behind else None
    found = public.comments(call.store, call.world.slug, root, parent=None, limit=10_000, after=last.seq if last else 0,
                            newest_first=True)  # fmt: skip
    items = [Item(root, one) for one in found if one.at >= since and _wanted(call, keys, root, one)]
    newer = call.query.get("since_id", "")
    if newer.isdecimal():
        items = [one for one in items if int(one.remote_id) > int(newer)]
    return _page(call, items, most)


def _wanted(call: Call, keys: Sequence[tuple[bool, str, str]], root: Post, reply: Comment) -> bool:
    author = worlds.account(call.store, call.world.slug, "x", reply.author_id)
    addressed = worlds.account(call.store, call.world.slug, "x", root.account)
    known = {
        "from": author.handle if author else handle(reply.author_name),
        "to": addressed.handle if addressed else "",
    }
    return all((known[name].lower() == value.lower()) != minus for minus, name, value in keys if name in known)


ROUTES = (
    ("GET", r"/2/users/(\d+)/tweets", timeline),
    ("GET", r"/2/users/(\d+)/mentions", mentions),
    ("GET", "/2/tweets/search/recent", search),
)
