"""Private messages of one-to-one conversations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from kentongan.sandbox import heard
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.heard import Heard, NewHeard
from kentongan.sandbox.x.errors import caller, invalid, not_permitted
from kentongan.sandbox.x.lists import size, token
from kentongan.sandbox.x.objects import handle

_MOST = 3200
_LONGEST = 10_000


def conversation(said: Heard) -> str:
    """Name a conversation by the two people in it, the smaller id first."""
    return "-".join(sorted((said.account, said.conversation), key=lambda one: (len(one), one)))


def write(said: Heard) -> dict[str, Any]:
    """Write one message."""
    stamp = datetime.fromtimestamp(said.at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return {
        "id": said.remote_id, "event_type": "MessageCreate", "text": said.text, "sender_id": said.author_id,
        "dm_conversation_id": conversation(said), "created_at": stamp,
    }  # fmt: skip


def _told(call: Call, said: Sequence[Heard]) -> Reply:
    most, behind = size(call, 1, 100, 100), token(call)
    newest = sorted(said, key=lambda one: one.seq, reverse=True)
    place = next((number for number, one in enumerate(newest) if one.remote_id == behind), -1) if behind else -1
    shown = newest[place + 1 :][: most + 1]
    meta: dict[str, Any] = {"result_count": len(shown[:most])}
    if len(shown) > most:
        meta["next_token"] = f"t{shown[most - 1].remote_id}"
    if not shown:
        return Reply({"meta": meta})
    asked = {"id", "event_type", *call.query.get("dm_event.fields", "text").split(",")}
    data = [{name: value for name, value in write(one).items() if name in asked} for one in shown[:most]]
    return Reply({"data": data, **_people(call, shown[:most]), "meta": meta})


def _people(call: Call, said: Sequence[Heard]) -> dict[str, Any]:
    if "sender_id" not in call.query.get("expansions", "").split(","):
        return {}
    users = {one.author_id: (one.author_name, handle(one.author_name)) for one in said}
    return {"includes": {"users": [{"id": key, "name": name, "username": user} for key, (name, user) in users.items()]}}


def events(call: Call) -> Reply:
    """GET /2/dm_events."""
    owner = caller(call, "dm.read", "tweet.read", "users.read")
    return _told(call, heard.listed(call.store, call.world.slug, "x", owner.remote_id, heard.MESSAGE, limit=_MOST))


def events_with(call: Call, person: str) -> Reply:
    """GET /2/dm_conversations/with/{id}/dm_events."""
    owner = caller(call, "dm.read", "tweet.read", "users.read")
    return _told(call, _with(call, owner.remote_id, person))


def _with(call: Call, account: str, person: str) -> list[Heard]:
    return heard.listed(call.store, call.world.slug, "x", account, heard.MESSAGE, limit=_MOST, conversation=person)


def send(call: Call, person: str) -> Reply:
    """POST /2/dm_conversations/with/{id}/messages: to who has written first."""
    owner, told = caller(call, "dm.write", "tweet.read", "users.read"), call.json
    text = told.get("text") if isinstance(told, dict) else None
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST:
        raise invalid("text has 1 to 10000 characters", text=text)
    if not _with(call, owner.remote_id, person):
        raise not_permitted("You do not have permission to DM one or more participants.")
    new = NewHeard("x", owner.remote_id, heard.MESSAGE, owner.remote_id, owner.name, text, person, official=True, call=call.seq)  # fmt: skip
    made = heard.add(call.store, call.world.slug, new)
    call.made("message", made.remote_id)
    data = {"dm_conversation_id": conversation(made), "dm_event_id": made.remote_id}
    return Reply({"data": data}, HTTPStatus.CREATED)


ROUTES = (
    ("GET", "/2/dm_events", events),
    ("GET", r"/2/dm_conversations/with/(\d+)/dm_events", events_with),
    ("POST", r"/2/dm_conversations/with/(\d+)/messages", send),
)
