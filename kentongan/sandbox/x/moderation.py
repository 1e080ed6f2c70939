"""Taking a post away, hiding a reply and showing it again."""

from __future__ import annotations

from kentongan.sandbox import changes
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.x.errors import caller, invalid, lost, not_permitted
from kentongan.sandbox.x.objects import find


def delete(call: Call, remote_id: str) -> Reply:
    """DELETE /2/tweets/{id}: one's own only; what hangs under it stays."""
    owner = caller(call, "tweet.write", "tweet.read", "users.read")
    item = find(call, remote_id)
    if item is None:
        raise lost("tweet", remote_id)
    if item.author_id != owner.remote_id:
        raise not_permitted("You are not authorized to delete this Tweet.")
    if item.reply:
        changes.delete_comment(call.store, call.world.slug, item.reply, answers=False)
    else:
        changes.delete_post(call.store, call.world.slug, item.root)
    call.made("deleted", remote_id)
    return Reply({"data": {"deleted": True}})


def hide(call: Call, remote_id: str) -> Reply:
    """PUT /2/tweets/{id}/hidden: a reply in a conversation that the caller began."""
    owner, told = caller(call, "tweet.moderate.write", "tweet.read", "users.read"), call.json
    hidden = told.get("hidden") if isinstance(told, dict) else None
    if not isinstance(hidden, bool):
        raise invalid("hidden is true or false", hidden=hidden)
    item = find(call, remote_id)
    if item is None:
        raise lost("tweet", remote_id)
    if item.reply is None or item.root.account != owner.remote_id:
        raise not_permitted("You can only hide replies to your own conversations.")
    changes.hide_comment(call.store, call.world.slug, item.reply, hidden=hidden)
    call.made("hidden" if hidden else "shown", remote_id)
    return Reply({"data": {"hidden": hidden}})


ROUTES = (
    ("DELETE", r"/2/tweets/(\d+)", delete),
    ("PUT", r"/2/tweets/(\d+)/hidden", hide),
)
