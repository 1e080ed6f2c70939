"""Whether the public sees a comment: held for review, rejected, or published."""

from __future__ import annotations

import time
from http import HTTPStatus

from kentongan.sandbox import changes, public, things
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.public import Comment, Post
from kentongan.sandbox.store import Row
from kentongan.sandbox.things import Thing
from kentongan.sandbox.youtube.errors import COMMENTS, caller, own, refuse
from kentongan.sandbox.youtube.videos import existing

PUBLISHED, HELD = "published", "heldForReview"
STATUSES = (PUBLISHED, HELD, "rejected")
LISTED = (PUBLISHED, HELD, "likelySpam", "rejected")
_KIND = "Moderation"
_REPLIES = (
    "SELECT remote_id FROM comment WHERE world = ? AND platform = 'youtube' AND parent = ? AND deleted_at IS NULL"
)


def state_of(call: Call, comment: Comment) -> str:
    """Tell a comment's moderation status."""
    if not comment.hidden:
        return PUBLISHED
    kept = things.get(call.store, call.world.slug, "youtube", comment.remote_id, _KIND)
    return str(kept.data["status"]) if kept else HELD


def set_status(call: Call) -> Reply:
    """POST /youtube/v3/comments/setModerationStatus: the answers to a comment go with it."""
    owner, wanted = caller(call, COMMENTS), call.query.get("moderationStatus", "")
    if wanted not in STATUSES:
        raise refuse(400, "Invalid value for moderationStatus.", "invalidParameter", "global")
    ban = call.query.get("banAuthor", "false") == "true"
    if ban and wanted != "rejected":
        message = "The banAuthor parameter can only be used if the moderationStatus parameter value is rejected."
        raise refuse(400, message, "banWithoutReject", "youtube.comment")
    found = [_moderated(call, owner.remote_id, name) for name in _names(call)]
    with call.store.write():
        for comment in found:
            _write(call, comment, wanted)
    for comment in found:
        call.made(wanted, comment.remote_id)
    return Reply(None, HTTPStatus.NO_CONTENT)


def _names(call: Call) -> list[str]:
    names = [name for told in call.request.args.getlist("id") for name in told.split(",") if name]
    if not names:
        raise refuse(400, "Required parameter: id", "missingRequiredParameter")
    return names


def _moderated(call: Call, channel: str, comment_id: str) -> Comment:
    comment = known(call, comment_id)
    own_post(call, channel, comment)
    return comment


def known(call: Call, comment_id: str) -> Comment:
    """Find a comment, seen by the public or not."""
    comment = public.comment(call.store, call.world.slug, "youtube", comment_id)
    if comment is None or existing(call, comment.post) is None:
        message = "One or more of the specified comments cannot be found."
        raise refuse(404, message, "commentNotFound", "youtube.comment")
    return comment


def own_post(call: Call, channel: str, comment: Comment) -> Post:
    """Refuse who does not own the video a comment stands under."""
    from kentongan.sandbox import worlds

    post = existing(call, comment.post)
    owner = worlds.account(call.store, call.world.slug, "youtube", channel)
    if post is None or owner is None:
        raise refuse(404, "The video cannot be found.", "videoNotFound", "youtube.comment")
    own(owner, post.account, "comment")
    return post


def _write(call: Call, comment: Comment, wanted: str) -> None:
    answers = [str(row["remote_id"]) for row in _rows(call, comment.remote_id)]
    for name in (comment.remote_id, *answers):
        one = public.comment(call.store, call.world.slug, "youtube", name)
        if one is not None:
            changes.hide_comment(call.store, call.world.slug, one, hidden=wanted != PUBLISHED)
        kept = Thing("youtube", name, _KIND, "", time.time(), {"status": wanted})
        things.put(call.store, call.world.slug, kept)


def _rows(call: Call, parent: str) -> list[Row]:
    return call.store.rows(_REPLIES, call.world.slug, parent)


ROUTES = (("POST", "/youtube/v3/comments/setModerationStatus", set_status),)
