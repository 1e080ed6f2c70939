"""Instagram with Facebook login: media that mention the account, and its private messages."""

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

PLATFORM = "instagram"
MESSAGE_BYTES = 1_000
PRIVATE_REPLY_SECONDS = 7 * 86_400
_MOST = 10_000
_INSIDE = 25


def parts(said: Heard) -> tuple[str, str]:
    """Give the medium a mention stands in and, when it stands in a comment there, that comment."""
    media_id, _, comment_id = said.remote_id.partition("_")
    return media_id, comment_id


def _mentions(call: Call, owner: Account) -> list[Heard]:
    return heard.listed(call.store, call.world.slug, PLATFORM, owner.remote_id, MENTION, limit=_MOST)


def _medium(call: Call, said: Heard, asked: list[Field]) -> dict[str, Any]:
    getters = {
        "id": lambda _f: parts(said)[0],
        "caption": lambda _f: said.text,
        "timestamp": lambda _f: stamp(said.at),
        "username": lambda _f: said.author_name,
        "permalink": lambda _f: call.sandbox.feed_url(call.world, PLATFORM),
        "media_type": lambda _f: "IMAGE",
        "like_count": lambda _f: 0,
        "comments_count": lambda _f: 0,
    }
    return select("IGMedia", getters, asked, "id")


def list_tags(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """GET /{ig}/tags: media of others in which the account is tagged, newest first. Mentions in comments are not there."""
    require(owner, "instagram_manage_comments")
    asked, size, behind = parse(str(call.params.get("fields", ""))), paging.limit(call), paging.after(call)
    every = [one for one in reversed(_mentions(call, owner)) if not parts(one)[1]]
    found = [one for one in every if not behind or one.seq < behind]
    return paging.page(call, found[: size + 1], size, lambda one: _medium(call, one, asked))


def _the_mention(call: Call, owner: Account, media_id: str, comment_id: str) -> Heard:
    wanted = [
        one
        for one in _mentions(call, owner)
        if (parts(one)[1] == comment_id if comment_id else parts(one) == (media_id, ""))
    ]
    if not wanted:
        raise refuse("The comment or media does not mention this account", 100, 33, "GraphMethodException")
    return wanted[0]


def mentioned_comment(call: Call, owner: Account, asked: Field) -> dict[str, Any]:
    """Write `mentioned_comment.comment_id(ID){…}` of GET /{ig}."""
    require(owner, "instagram_manage_comments")
    said = _the_mention(call, owner, "", asked.modifiers.get("comment_id", "-"))
    media_id, comment_id = parts(said)
    getters = {
        "id": lambda _f: comment_id,
        "text": lambda _f: said.text,
        "timestamp": lambda _f: stamp(said.at),
        "username": lambda _f: said.author_name,
        "like_count": lambda _f: 0,
        "media": lambda _f: {"id": media_id},
    }
    return select("IGComment", getters, asked.inside, "id")


def mentioned_media(call: Call, owner: Account, asked: Field) -> dict[str, Any]:
    """Write `mentioned_media.media_id(ID){…}` of GET /{ig}."""
    require(owner, "instagram_manage_comments")
    return _medium(call, _the_mention(call, owner, asked.modifiers.get("media_id", "-"), ""), asked.inside)


def answer_mention(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{ig}/mentions: a comment under the medium, or an answer to the comment, that mentions the account."""
    require(owner, "instagram_manage_comments")
    media_id, comment_id = str(call.params.get("media_id", "")), str(call.params.get("comment_id", ""))
    text = str(call.params.get("message", ""))
    if not media_id:
        raise missing("media_id")
    if not text.strip():
        raise missing("message")
    said = _the_mention(call, owner, media_id, comment_id)
    new = NewHeard(PLATFORM, owner.remote_id, "mention_answer", owner.remote_id, owner.handle, text, official=True,
                   conversation=said.remote_id, remote_id=ids.digits(17, "178"), call=call.seq)  # fmt: skip
    made = heard.add(call.store, call.world.slug, new)
    call.made("mention_answer", made.remote_id)
    return {"id": made.remote_id}


def _messages(call: Call, owner: Account, person: str = "") -> list[Heard]:
    return heard.listed(
        call.store, call.world.slug, PLATFORM, owner.remote_id, MESSAGE, limit=_MOST, conversation=person
    )


def list_conversations(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """GET /{ig}/conversations: the one with the newest message first."""
    require(owner, "instagram_manage_messages")
    asked, size, behind = parse(str(call.params.get("fields", ""))), paging.limit(call), paging.after(call)
    newest = {one.conversation: one for one in _messages(call, owner, str(call.params.get("user_id", "")))}
    found = [one for one in sorted(newest.values(), key=lambda it: -it.seq) if not behind or one.seq < behind]
    return paging.page(call, found[: size + 1], size, lambda one: _conversation(call, owner, one, asked))


def _conversation(call: Call, owner: Account, newest: Heard, asked: list[Field]) -> dict[str, Any]:
    said = _messages(call, owner, newest.conversation)
    person = next((one.author_name for one in said if not one.official), newest.conversation)
    both = [{"username": person, "id": newest.conversation}, {"username": owner.handle, "id": owner.remote_id}]
    getters = {
        "id": lambda _f: f"aWd_{newest.conversation}",
        "updated_time": lambda _f: stamp(newest.at),
        "participants": lambda _f: {"data": both},
        "messages": lambda f: {"data": [_message(owner, one, f.inside) for one in reversed(said)][: _size(f)]},
    }
    return select("UnifiedThread", getters, asked, "id,updated_time")


def _size(asked: Field) -> int:
    told = asked.modifiers.get("limit", "")
    return int(told) if told.isdecimal() else _INSIDE


def _message(owner: Account, one: Heard, asked: list[Field]) -> dict[str, Any]:
    whom = one.conversation if one.official else owner.remote_id
    getters = {
        "id": lambda _f: one.remote_id,
        "message": lambda _f: one.text,
        "from": lambda _f: {"username": one.author_name, "id": one.author_id},
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
    """POST /{ig}/messages: within a day after the person wrote, or once to the writer of a comment of the last week."""
    require(owner, "instagram_manage_messages")
    recipient, text = _told(call, "recipient"), str(_told(call, "message").get("text", ""))
    if not text.strip():
        raise missing("message")
    if len(text.encode()) > MESSAGE_BYTES:
        raise refuse("(#100) Length of param message[text] must be less than or equal to 1000", 100)
    comment_id = str(recipient.get("comment_id", ""))
    person = _writer(call, owner, comment_id) if comment_id else str(recipient.get("id", ""))
    if not comment_id:
        _check_window(call, owner, person)
    remote_id = f"aWdf{comment_id}" if comment_id else "aWdf" + ids.url_word(40)
    new = NewHeard(PLATFORM, owner.remote_id, MESSAGE, owner.remote_id, owner.handle, text, conversation=person,
                   official=True, remote_id=remote_id, call=call.seq)  # fmt: skip
    made = call.sandbox.hear(call.world, new)
    call.made("message", made.remote_id)
    return {"recipient_id": person, "message_id": made.remote_id}


def _writer(call: Call, owner: Account, comment_id: str) -> str:
    node = resolve(call, comment_id)
    if node is None or node.comment is None or node.account != owner.remote_id:
        raise refuse("(#100) No matching comment found", 100, 2018001)
    if heard.one(call.store, call.world.slug, PLATFORM, f"aWdf{comment_id}"):
        raise refuse("(#10900) Activity already replied to", 10900)
    if time.time() - node.comment.at > PRIVATE_REPLY_SECONDS:
        raise refuse("(#10) This message is sent outside of allowed window.", 10, 2534022)
    return node.comment.author_id


def _check_window(call: Call, owner: Account, person: str) -> None:
    said = [one.at for one in _messages(call, owner, person) if not one.official] if person else []
    if not said:
        raise refuse("(#100) No matching user found", 100, 2018001)
    if time.time() - max(said) > call.world.seconds("instagram_messages_window_seconds"):
        raise refuse("(#10) This message is sent outside of allowed window.", 10, 2534022)


ROUTES = {
    ("GET", "IGUser", "tags"): list_tags,
    ("POST", "IGUser", "mentions"): answer_mention,
    ("GET", "IGUser", "conversations"): list_conversations,
    ("POST", "IGUser", "messages"): send_message,
}
