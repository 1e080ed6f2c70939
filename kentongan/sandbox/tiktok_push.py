"""What TikTok pushes: one event a delivery, its content JSON written into a text, signed over the time and the raw bytes."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kentongan.sandbox.public import Comment
from kentongan.sandbox.store import Row, Store, dump, load
from kentongan.sandbox.worlds import World

if TYPE_CHECKING:
    from kentongan.sandbox.service import Sandbox

PLATFORM = "tiktok"


def comment_change(comment: Comment, action: str) -> dict[str, Any]:
    """Write a comment's change. The words are left out, as TikTok does not promise them."""
    content = {
        "comment_id": _bare(comment.remote_id),
        "video_id": _bare(comment.post),
        "parent_comment_id": _bare(comment.parent or "0"),
        "comment_type": "reply" if comment.parent else "comment",
        "comment_action": action,
        "timestamp": int(comment.at if action == "insert" else time.time()),
        "unique_identifier": comment.author_id,
    }
    return {"event": "comment.update", "content": content}


def _bare(name: str) -> int | str:
    return int(name) if name.isdecimal() else name


def wanted(world: World) -> bool:
    """Tell whether the world asks for TikTok's webhooks."""
    return bool(world.webhooks.get(PLATFORM, {}).get("url"))


def queue(store: Store, world: World, account: str, change: Mapping[str, Any]) -> None:
    """Queue one event."""
    with store.write() as db:
        db.execute(
            "INSERT INTO delivery (world, platform, account, change, at) VALUES (?, ?, ?, ?, ?)",
            (world.slug, PLATFORM, account, dump(dict(change)), time.time()),
        )


def push(
    sandbox: Sandbox, world: World, account: str, event: str, content: Mapping[str, Any], after: float = 0.0
) -> None:
    """Send an event now, or once so many seconds have passed."""
    if not wanted(world):
        return

    def send() -> None:
        if not sandbox.sender.stopped.is_set():
            queue(sandbox.store, world, account, {"event": event, "content": dict(content)})
            sandbox.sender.wake(world.slug, PLATFORM)

    if after <= 0:
        send()
        return
    timer = threading.Timer(after, send)
    timer.daemon = True
    timer.start()


def body(row: Row, client_key: str) -> bytes:
    """Write one delivery."""
    change = load(row["change"])
    told = {
        "client_key": client_key,
        "event": change["event"],
        "create_time": int(row["at"]),
        "user_openid": row["account"],
        "content": json.dumps(change["content"], separators=(",", ":")),
    }
    return json.dumps(told, separators=(",", ":")).encode()


def signature(raw: bytes, secret: str, at: int) -> str:
    """Sign as TikTok does."""
    signed = hmac.new(secret.encode(), f"{at}.".encode() + raw, hashlib.sha256).hexdigest()
    return f"t={at},s={signed}"
