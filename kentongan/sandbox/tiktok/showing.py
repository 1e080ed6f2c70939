"""From what arrived to what people see: checks of a post's choices, and the post itself after TikTok's own work."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from kentongan.sandbox import public, things, tiktok_push
from kentongan.sandbox.calls import Call
from kentongan.sandbox.media import Media
from kentongan.sandbox.public import NewPost
from kentongan.sandbox.things import Thing
from kentongan.sandbox.tiktok.errors import refuse
from kentongan.sandbox.worlds import Account

TITLE_UTF16 = 2_200
LEVELS = ("PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", "SELF_ONLY")
SWITCHES = (
    "disable_comment",
    "disable_duet",
    "disable_stitch",
    "brand_organic_toggle",
    "brand_content_toggle",
    "is_aigc",
    "auto_add_music",
)
_A_DAY = 86_400


def levels(call: Call) -> list[str]:
    """List what the account may choose; an application that was not audited reaches nobody."""
    if not call.world.rules["tiktok_audited"]:
        return ["SELF_ONLY"]
    return ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"]


def within_caps(call: Call, owner: Account) -> None:
    """Refuse more than the day's posts; TikTok says so with HTTP 200 when asked about the creator."""
    most = int(call.world.rules["tiktok_daily_posts"])
    status = 200 if call.path.endswith("creator_info/query/") else 403
    if most and _made_today(call, owner) >= most:
        raise refuse(status, "spam_risk_too_many_posts", "Daily post cap from the API is reached for the current user")


def _made_today(call: Call, owner: Account) -> int:
    sql = "SELECT count(*) FROM post WHERE world = ? AND platform = 'tiktok' AND via = 'api' AND account = ? AND at > ?"
    return call.store.number(sql, call.world.slug, owner.remote_id, time.time() - _A_DAY)


def too_long(words: object, most: int) -> bool:
    """Tell whether a text has more UTF-16 units than it may."""
    return len(str(words or "").encode("utf-16-le")) // 2 > most


def check(call: Call, told: Mapping[str, Any]) -> dict[str, Any]:
    """Check a post's choices and give them as they are kept."""
    level = told.get("privacy_level")
    if level not in LEVELS:
        raise refuse(400, "invalid_params", "privacy_level is required")
    if any(not isinstance(told.get(name, False), bool) for name in SWITCHES):
        raise refuse(400, "invalid_params", "a switch is true or false")
    if level not in levels(call):
        if not call.world.rules["tiktok_audited"]:
            message = "Unaudited clients can only post to a private account."
            raise refuse(403, "unaudited_client_can_only_post_to_private_accounts", message)
        raise refuse(403, "privacy_level_option_mismatch", "privacy_level does not match creator_info")
    return {"privacy": level, **{name: told[name] for name in SWITCHES if name in told}}


def show(call: Call, thing: Thing, media: Sequence[Media]) -> None:
    """Make the post that people see once TikTok is through with it, or let it fail late as the world wants."""
    now, data = time.time(), thing.data
    reason = call.world.rules["tiktok_fail_reason"]
    if reason:
        things.update(call.store, call.world.slug, thing, done_at=now, fails=reason)
        _tell(call, thing, "post.publish.failed", call.world.seconds("tiktok_processing_seconds"), reason=reason)
        return
    shown = now + call.world.seconds("tiktok_processing_seconds")
    listed = shown + call.world.seconds("tiktok_moderation_seconds")
    everyone = data["choices"]["privacy"] == LEVELS[0]
    new = NewPost(
        platform="tiktok", account=thing.account, text=data["text"], title=data.get("title", ""), at=now,
        public_at=shown if everyone else None, media=media, call=call.seq, extra={"listed_at": listed, **data["choices"]},
    )  # fmt: skip
    with call.store.write():
        post = public.publish(call.store, call.world.slug, new)
        things.update(call.store, call.world.slug, thing, done_at=now, post=post.remote_id)
    call.made("post" if everyone else "private", post.remote_id)
    _tell(call, thing, "post.publish.complete", shown - now)
    if everyone:
        _tell(call, thing, "post.publish.publicly_available", listed - now, post_id=post.remote_id)


def _tell(call: Call, thing: Thing, event: str, after: float, **more: str) -> None:
    content = {"publish_id": thing.remote_id, "publish_type": "DIRECT_PUBLISH", **more}
    tiktok_push.push(call.sandbox, call.world, thing.account, event, content, after)
