"""Facebook Pages: mentions, and the private messages of the Page."""

from __future__ import annotations

import json
import time
from typing import Any

from kentongan.sandbox import heard, ids
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph import paging
from kentongan.sandbox.graph.errors import missing, refuse
from kentongan.sandbox.graph.facebook import stamp
from kentongan.sandbox.graph.fields import Field, parse, select
from kentongan.sandbox.graph.nodes import Node, require, resolve
from kentongan.sandbox.heard import MENTION, MESSAGE, Heard, NewHeard
from kentongan.sandbox.worlds import Account

MESSAGE_MAXIMUM = 2_000
_MOST = 10_000
_INSIDE = 25


def list_tagged(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """GET /{page}/tagged: what others wrote about the Page, newest first."""
    require(owner, "pages_read_user_engagement")
    asked, size, behind = parse(str(call.params.get("fields", ""))), paging.limit(call), paging.after(call)
    every = heard.listed(call.store, call.world.slug, "facebook", owner.remote_id, MENTION, limit=_MOST)
    found = [one for one in reversed(every) if not behind or one.seq < behind]
    return paging.page(call, found[: size + 1], size, lambda one: _tagged(call, one, asked))


def _tagged(call: Call, one: Heard, asked: list[Field]) -> dict[str, Any]:
    getters = {
        "id": lambda _f: one.remote_id,
        "message": lambda _f: one.text,
        "from": lambda _f: {"name": one.author_name, "id": one.author_id},
        "created_time": lambda _f: stamp(one.at),
        "tagged_time": lambda _f: stamp(one.at),
        "permalink_url": lambda _f: call.sandbox.feed_url(call.world, "facebook"),
    }
    return select("PagePost", getters, asked, "id,message,tagged_time")


def _messages(call: Call, owner: Account, person: str = "") -> list[Heard]:
    return heard.listed(
        call.store, call.world.slug, "facebook", owner.remote_id, MESSAGE, limit=_MOST, conversation=person
    )


def list_conversations(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """GET /{page}/conversations: the one with the newest message first."""
    require(owner, "pages_messaging")
    asked, size, behind = parse(str(call.params.get("fields", ""))), paging.limit(call), paging.after(call)
    newest = {one.conversation: one for one in _messages(call, owner, str(call.params.get("user_id", "")))}
    found = sorted(newest.values(), key=lambda one: -one.seq)
    found = [one for one in found if not behind or one.seq < behind]
    return paging.page(call, found[: size + 1], size, lambda one: _conversation(call, owner, one, asked))


def _conversation(call: Call, owner: Account, newest: Heard, asked: list[Field]) -> dict[str, Any]:
    said = _messages(call, owner, newest.conversation)
    person = next((one.author_name for one in said if not one.official), newest.conversation)
    both = [{"name": person, "id": newest.conversation}, {"name": owner.name, "id": owner.remote_id}]
    getters = {
        "id": lambda _f: f"t_{newest.conversation}",
        "updated_time": lambda _f: stamp(newest.at),
        "message_count": lambda _f: len(said),
        "participants": lambda _f: {"data": both},
        "messages": lambda f: {"data": [_message(owner, one, f.inside) for one in reversed(said)][: _size(f)]},
    }
    return select("UnifiedThread", getters, asked, "id,updated_time")


def list_messages(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{conversation}/messages, newest first."""
    require(owner, "pages_messaging")
    asked, size, behind = parse(str(call.params.get("fields", ""))), paging.limit(call), paging.after(call)
    said = _messages(call, owner, str(node.the_thing.data["person"]))
    found = [one for one in reversed(said) if not behind or one.seq < behind]
    return paging.page(call, found[: size + 1], size, lambda one: _message(owner, one, asked))


def _size(asked: Field) -> int:
    told = asked.modifiers.get("limit", "")
    return int(told) if told.isdecimal() else _INSIDE


def _message(owner: Account, one: Heard, asked: list[Field]) -> dict[str, Any]:
    whom = one.conversation if one.official else owner.remote_id
    getters = {
        "id": lambda _f: one.remote_id,
        "message": lambda _f: one.text,
        "from": lambda _f: {"name": one.author_name, "id": one.author_id},
        "to": lambda _f: {"data": [{"id": whom}]},
        "created_time": lambda _f: stamp(one.at),
    }
    return select("Message", getters, asked, "id,created_time")


def _told(call: Call, name: str) -> dict[str, Any]:
    told = call.params.get(name)
    try:
        read = json.loads(told) if isinstance(told, str) else told
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise missing(name)
    return read


def send_message(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{page}/messages: within a day after the person wrote, or once to the writer of a comment."""
    require(owner, "pages_messaging")
    recipient, text = _told(call, "recipient"), str(_told(call, "message").get("text", ""))
    if not text.strip():
        raise missing("message")
    if len(text) > MESSAGE_MAXIMUM:
        raise refuse("(#100) Length of param message[text] must be less than or equal to 2000", 100)
    comment_id = str(recipient.get("comment_id", ""))
    person = _writer(call, owner, comment_id) if comment_id else str(recipient.get("id", ""))
    if not comment_id:
        _check_window(call, owner, person)
    remote_id = f"m_{comment_id}" if comment_id else "m_" + ids.url_word(40)
    new = NewHeard("facebook", owner.remote_id, MESSAGE, owner.remote_id, owner.name, text, conversation=person,
                   official=True, remote_id=remote_id, call=call.seq)  # fmt: skip
    made = call.sandbox.hear(call.world, new)
    call.made("message", made.remote_id)
    return {"recipient_id": person, "message_id": made.remote_id}


def _writer(call: Call, owner: Account, comment_id: str) -> str:
    node = resolve(call, comment_id)
    if node is None or node.comment is None or node.account != owner.remote_id:
        raise refuse("(#100) No matching comment found", 100, 2018001)
    if any(one.remote_id == f"m_{comment_id}" for one in _messages(call, owner, node.comment.author_id)):
        raise refuse("(#10900) Activity already replied to", 10900)
    return node.comment.author_id


def _check_window(call: Call, owner: Account, person: str) -> None:
    said = [one.at for one in _messages(call, owner, person) if not one.official] if person else []
    if not said:
        raise refuse("(#100) No matching user found", 100, 2018001)
    if time.time() - max(said) > call.world.seconds("facebook_messages_window_seconds"):
        raise refuse("(#10) This message is sent outside of allowed window.", 10, 2018278)


ROUTES = {
    ("GET", "Page", "tagged"): list_tagged,
    ("GET", "Page", "conversations"): list_conversations,
    ("GET", "UnifiedThread", "messages"): list_messages,
    ("POST", "Page", "messages"): send_message,
}
