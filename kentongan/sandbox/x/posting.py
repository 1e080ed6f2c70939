"""POST /2/tweets."""

from __future__ import annotations

import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from kentongan.sandbox import heard, public, record, things
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.heard import NewHeard
from kentongan.sandbox.media import Media
from kentongan.sandbox.public import NewComment, NewPost
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account
from kentongan.sandbox.x.errors import caller, invalid, not_permitted
from kentongan.sandbox.x.limits import spend
from kentongan.sandbox.x.media import is_ready
from kentongan.sandbox.x.objects import Item, find, our_answer, shown_text, words

DAY = 86_400
MOST_PHOTOS = 4
POLL_OPTIONS, POLL_LETTERS, POLL_MINUTES = (2, 4), 25, (5, 10_080)
AUDIENCES = ("following", "mentionedUsers", "subscribers", "verified")
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


def _media(call: Call, owner: Account, told: Mapping[str, Any]) -> list[Thing]:
    names = told.get("media_ids") or []
    if not isinstance(names, list) or len(names) > MOST_PHOTOS:
        raise invalid("media_ids has 1 to 4 ids", media=names)
    found = [things.get(call.store, call.world.slug, "x", str(name), "Media") for name in names]
    mine = [thing for thing in found if thing and thing.account == owner.remote_id and is_ready(call, thing)]
    if len(mine) < len(names):
        raise invalid("Your media IDs are invalid.", **{"media.media_ids": names})
    if len(mine) > 1 and any(not thing.data["media"]["mime"].startswith("image/") for thing in mine):
        raise invalid("A Tweet has up to 4 photos, or 1 video, or 1 animated GIF.", **{"media.media_ids": names})
    return mine


def _poll(told: object) -> dict[str, Any]:
    poll = told if isinstance(told, dict) else {}
    options, minutes = poll.get("options"), poll.get("duration_minutes")
    named = isinstance(options, list) and POLL_OPTIONS[0] <= len(options) <= POLL_OPTIONS[1]
    if not named or not all(isinstance(one, str) and 0 < len(one) <= POLL_LETTERS for one in options or ()):
        raise invalid("poll.options has 2 to 4 texts of 1 to 25 characters", **{"poll.options": options})
    if not isinstance(minutes, int) or not POLL_MINUTES[0] <= minutes <= POLL_MINUTES[1]:
        raise invalid("poll.duration_minutes is from 5 to 10080", **{"poll.duration_minutes": minutes})
    return {"options": options, "minutes": minutes}


def _extra(told: Mapping[str, Any], media: list[Thing]) -> dict[str, Any]:
    """Read what a post carries beside words: poll, who may answer, the names of its files."""
    extra: dict[str, Any] = {"media_ids": [thing.remote_id for thing in media]} if media else {}
    if "poll" in told:
        if media or told.get("quote_tweet_id"):
            raise invalid("poll, media and quote_tweet_id exclude each other", poll="…")
        extra["poll"] = _poll(told["poll"])
    audience = told.get("reply_settings")
    if audience is not None and audience not in AUDIENCES:
        raise invalid(f"reply_settings is one of {', '.join(AUDIENCES)}", reply_settings=audience)
    return extra | ({"reply_settings": audience} if audience else {})


def _refuse_repetition(call: Call, owner: Account, text: str, target: str) -> None:
    if not call.world.rules["refuse_duplicates"] or not text:
        return
    since = time.time() - DAY
    if target:
        sql = ("SELECT count(*) FROM comment WHERE world = ? AND platform = 'x' AND author_id = ? AND text = ? AND at > ?"
               " AND ? IN (parent, post) AND via = 'api' AND deleted_at IS NULL")  # fmt: skip
    else:
        sql = ("SELECT count(*) FROM post WHERE world = ? AND platform = 'x' AND account = ? AND text = ? AND at > ?"
               " AND ? = '' AND via = 'api' AND deleted_at IS NULL")  # fmt: skip
    if call.store.number(sql, call.world.slug, owner.remote_id, text, since, target):
        call.effects.append(record.DUPLICATE)
        raise not_permitted("You are not allowed to create a Tweet with duplicate content.")


def _answered(call: Call, owner: Account, target: str) -> Item:
    item = find(call, target)
    if item is None:
        raise not_permitted("You attempted to reply to a Tweet that is deleted or not visible to you.")
    summoned = f"@{owner.handle}".lower() in item.text.lower()
    if call.world.rules["x_replies_need_summons"] and item.author_id != owner.remote_id and not summoned:
        raise not_permitted()
    return item


def create(call: Call) -> Reply:
    """Post, or answer a post."""
    owner, told = caller(call, "tweet.write"), call.json
    if not isinstance(told, dict) or not set(told) <= _KNOWN:
        unknown = sorted(set(told or {}) - _KNOWN) if isinstance(told, dict) else ["body"]
        raise invalid(
            f"$.{unknown[0]}: is not defined in the schema and the schema does not allow additional properties"
        )
    text, media = str(told.get("text") or ""), _media(call, owner, told.get("media") or {})
    if not text.strip() and not media:
        raise invalid("Your Tweet text is empty.", text=text)
    _check_text(text)
    extra, target = _extra(told, media), str((told.get("reply") or {}).get("in_reply_to_tweet_id", ""))
    spend(call)
    _refuse_repetition(call, owner, text, target)
    if target and media:
        raise invalid("This sandbox keeps no media in replies.", media="…")
    item = _reply(call, owner, text, target) if target else _post(call, owner, text, media, extra)
    call.made("comment" if item.reply else "post", item.remote_id)
    written = {"id": item.remote_id, "text": shown_text(item), words(call)["history"]: [item.remote_id]}
    return Reply({"data": written}, HTTPStatus.CREATED)


def _reply(call: Call, owner: Account, text: str, target: str) -> Item:
    item = _answered(call, owner, target)
    if item.root.extra.get("mentions"):
        new = NewHeard("x", owner.remote_id, heard.ANSWER, owner.remote_id, owner.name, text, item.root.remote_id,
                       official=True, call=call.seq)  # fmt: skip
        return our_answer(call, heard.add(call.store, call.world.slug, new)) or item
    parent = item.reply.remote_id if item.reply else ""
    answer = NewComment(item.root, owner.remote_id, owner.name, text, parent, official=True, call=call.seq)
    return Item(item.root, call.sandbox.comment(call.world, answer)[0])


def _post(call: Call, owner: Account, text: str, media: list[Thing], extra: Mapping[str, Any]) -> Item:
    now = time.time()
    files = [Media(**(thing.data["media"] | {"alt": thing.data.get("alt", "")})) for thing in media]
    new = NewPost("x", owner.remote_id, text, now, now, media=files, call=call.seq, extra=extra)
    return Item(public.publish(call.store, call.world.slug, new))


ROUTES = (("POST", "/2/tweets", create),)
