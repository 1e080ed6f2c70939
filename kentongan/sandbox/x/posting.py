"""POST /2/tweets."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Any

from kentongan.sandbox import public, record, things
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.media import Media
from kentongan.sandbox.public import NewComment, NewPost
from kentongan.sandbox.worlds import Account
from kentongan.sandbox.x.errors import caller, invalid, problem
from kentongan.sandbox.x.objects import Item, find, shown_text, words

DAY = 86_400
MOST_PHOTOS = 4
_KNOWN = {
    "text", "media", "reply", "quote_tweet_id", "poll", "reply_settings", "community_id", "edit_options", "made_with_ai",
    "paid_partnership", "nullcast", "for_super_followers_only", "card_uri", "geo", "direct_message_deep_link",
    "share_with_followers", "exclude_reply_user_ids",
}  # fmt: skip


def _check_text(text: str) -> None:
    from twitter_text import parse_tweet  # start stays quick for those who never post

    parsed = parse_tweet(text)
    if text and not parsed.valid:
        raise invalid("Your Tweet text is too long. Please shorten it.", text=text)


def _media(call: Call, owner: Account, told: dict[str, Any]) -> list[Media]:
    names = told.get("media_ids") or []
    if not isinstance(names, list) or len(names) > MOST_PHOTOS:
        raise invalid("media_ids has 1 to 4 ids", media=names)
    found = [things.get(call.store, call.world.slug, "x", str(name), "Media") for name in names]
    if any(thing is None or thing.account != owner.remote_id or "media" not in thing.data for thing in found):
        raise invalid("Your media IDs are invalid.", **{"media.media_ids": names})
    return [Media(**(thing.data["media"] | {"alt": thing.data.get("alt", "")})) for thing in found if thing]


def _refuse_repetition(call: Call, owner: Account, text: str, target: str) -> None:
    if not call.world.rules["refuse_duplicates"] or not text:
        return
    since = time.time() - DAY
    if target:
        sql = ("SELECT count(*) FROM comment WHERE world = ? AND platform = 'x' AND author_id = ? AND text = ? AND at > ?"
               " AND ? IN (parent, post) AND via = 'api'")  # fmt: skip
    else:
        sql = ("SELECT count(*) FROM post WHERE world = ? AND platform = 'x' AND account = ? AND text = ? AND at > ?"
               " AND ? = '' AND via = 'api'")  # fmt: skip
    if call.store.number(sql, call.world.slug, owner.remote_id, text, since, target):
        call.effects.append(record.DUPLICATE)
        raise problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.", "about:blank")


def _answered(call: Call, owner: Account, target: str) -> Item:
    item = find(call, target)
    if item is None:
        raise problem(
            403, "Forbidden", "You attempted to reply to a Tweet that is deleted or not visible to you.", "about:blank"
        )
    text = item.reply.text if item.reply else ""
    summoned = f"@{owner.handle}".lower() in text.lower()
    if call.world.rules["x_replies_need_summons"] and item.author_id != owner.remote_id and not summoned:
        raise problem(403, "Forbidden", "You are not permitted to perform this action.", "about:blank")
    return item


def create(call: Call) -> Reply:
    """Post, or answer a post."""
    owner, told = caller(call, "tweet.write"), call.json
    if not isinstance(told, dict) or not set(told) <= _KNOWN:
        unknown = sorted(set(told or {}) - _KNOWN) if isinstance(told, dict) else ["body"]
        raise invalid(
            f"$.{unknown[0]}: is not defined in the schema and the schema does not allow additional properties"
        )
    text, pictures = str(told.get("text", "")), _media(call, owner, told.get("media") or {})
    if not text.strip() and not pictures:
        raise invalid("Your Tweet text is empty.", text=text)
    _check_text(text)
    target = str((told.get("reply") or {}).get("in_reply_to_tweet_id", ""))
    _refuse_repetition(call, owner, text, target)
    item = _reply(call, owner, text, target) if target else _post(call, owner, text, pictures)
    call.made("comment" if item.reply else "post", item.remote_id)
    written = {"id": item.remote_id, "text": shown_text(item), words(call)["history"]: [item.remote_id]}
    return Reply({"data": written}, HTTPStatus.CREATED)


def _reply(call: Call, owner: Account, text: str, target: str) -> Item:
    item = _answered(call, owner, target)
    parent = item.reply.remote_id if item.reply else ""
    new = NewComment(item.root, owner.remote_id, owner.name, text, parent, official=True, call=call.seq)
    return Item(item.root, call.sandbox.comment(call.world, new)[0])


def _post(call: Call, owner: Account, text: str, pictures: list[Media]) -> Item:
    now = time.time()
    new = NewPost("x", owner.remote_id, text, now, now, media=pictures, call=call.seq)
    return Item(public.publish(call.store, call.world.slug, new))


ROUTES = (("POST", "/2/tweets", create),)
