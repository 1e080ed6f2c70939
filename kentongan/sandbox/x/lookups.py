"""Reading by name: one post, many posts, who the token stands for."""

from __future__ import annotations

from typing import Any

from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.x.errors import caller, invalid
from kentongan.sandbox.x.objects import find, included, write


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
    owner = caller(call, "users.read", "tweet.read")
    asked = "protected" in call.query.get("user.fields", "").split(",")
    told: dict[str, Any] = {"id": owner.remote_id, "name": owner.name, "username": owner.handle}
    return Reply({"data": told | ({"protected": bool(call.world.rules["x_protected"])} if asked else {})})


ROUTES = (
    ("GET", "/2/users/me", me),
    ("GET", r"/2/tweets/(\d+)", one),
    ("GET", "/2/tweets", many),
)
