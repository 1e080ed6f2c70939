"""Comment threads and answers: lists, new ones, new words, away."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from kentongan.sandbox import changes, public
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.public import Comment, NewComment, Post
from kentongan.sandbox.worlds import Account
from kentongan.sandbox.youtube import listing, moderation
from kentongan.sandbox.youtube.errors import COMMENTS, caller, check_part, own, refuse
from kentongan.sandbox.youtube.outcomes import watchable
from kentongan.sandbox.youtube.threads import write_comment, write_thread
from kentongan.sandbox.youtube.videos import existing, listed, page_size, page_token

COMMENT_MAXIMUM = 10_000


def _video(call: Call, video_id: str) -> Post:
    post = existing(call, video_id)
    if post is None or not watchable(post):
        message = "The video identified by the videoId parameter could not be found."
        raise refuse(404, message, "videoNotFound", "youtube.commentThread")
    return post


def list_threads(call: Call) -> Reply:
    """GET /youtube/v3/commentThreads?videoId= or ?allThreadsRelatedToChannelId=, newest first."""
    owner = caller(call, COMMENTS)
    parts, size, behind = check_part(call, "id", "snippet", "replies"), page_size(call, 100, 20), page_token(call)
    channel, status = call.query.get("allThreadsRelatedToChannelId", ""), _wanted(call)
    if channel:
        whose, column, value = channel, "account", channel
    elif call.query.get("videoId"):
        post = _video(call, call.query["videoId"])
        whose, column, value = post.account, "post", post.remote_id
    else:
        raise refuse(400, "No filter selected. Expected one of: videoId, id", "missingRequiredParameter")
    if status != moderation.PUBLISHED:
        own(owner, whose, "commentThread")
    found = listing.threads(call, column, value, status, size + 1, behind)
    shown = found[:size]
    following = f"CA{shown[-1][1].seq}" if len(found) > size else ""
    return listed("commentThread", [write_thread(call, post, one, parts) for post, one in shown], following)


def _wanted(call: Call) -> str:
    status = call.query.get("moderationStatus", moderation.PUBLISHED)
    if status not in moderation.LISTED:
        raise refuse(400, "Invalid value for moderationStatus.", "invalidParameter", "global")
    return status


def list_comments(call: Call) -> Reply:
    """GET /youtube/v3/comments?parentId= or ?id=, oldest first."""
    caller(call, COMMENTS)
    check_part(call, "id", "snippet")
    size, behind = page_size(call, 100, 20), page_token(call)
    parent_id, names = call.query.get("parentId", ""), call.query.get("id", "")
    if not parent_id:
        found = [public.comment(call.store, call.world.slug, "youtube", name) for name in names.split(",") if name]
        return listed("comment", [write_comment(call, _video(call, one.post), one) for one in found if one])
    parent = _parent(call, parent_id)
    post = _video(call, parent.post)
    answers = listing.answers(call, parent, size + 1, behind)
    following = f"CA{answers[size - 1].seq}" if len(answers) > size else ""
    return listed("comment", [write_comment(call, post, one) for one in answers[:size]], following)


def _parent(call: Call, parent_id: str) -> Comment:
    found = public.comment(call.store, call.world.slug, "youtube", parent_id)
    if found is None:
        message = "The specified parent comment could not be found."
        raise refuse(404, message, "parentCommentNotFound", "youtube.comment")
    if found.parent:
        message = "Replies are possible to a top-level comment only."
        raise refuse(400, message, "operationNotSupported", "youtube.comment")
    return found


def _checked_text(text: str) -> str:
    if not text.strip():
        raise refuse(400, "The comment text is required.", "commentTextRequired", "youtube.comment")
    if len(text) > COMMENT_MAXIMUM:
        raise refuse(400, "The comment text is too long.", "commentTextTooLong", "youtube.comment")
    return text


def _write(call: Call, post: Post, owner: Account, text: str, parent: str) -> Comment:
    if post.extra.get("kids"):
        message = "The video identified by the videoId parameter has disabled comments."
        raise refuse(403, message, "commentsDisabled", "youtube.commentThread")
    name = "@" + owner.handle
    new = NewComment(post, owner.remote_id, name, _checked_text(text), parent, official=True, call=call.seq)
    made = call.sandbox.comment(call.world, new)[0]
    call.made("comment", made.remote_id)
    return made


def insert_comment(call: Call) -> Reply:
    """POST /youtube/v3/comments: answer a comment."""
    owner = caller(call, COMMENTS)
    check_part(call, "id", "snippet")
    told = (call.json or {}).get("snippet") or {}
    if not told.get("parentId"):
        raise refuse(400, "The parent comment's id is required.", "parentIdMissing", "youtube.comment")
    parent = _parent(call, str(told["parentId"]))
    post = _video(call, parent.post)
    made = _write(call, post, owner, str(told.get("textOriginal", "")), parent.remote_id)
    return Reply(write_comment(call, post, made))


def insert_thread(call: Call) -> Reply:
    """POST /youtube/v3/commentThreads: comment on a video."""
    owner = caller(call, COMMENTS)
    parts = check_part(call, "id", "snippet")
    told: dict[str, Any] = (call.json or {}).get("snippet") or {}
    text = ((told.get("topLevelComment") or {}).get("snippet") or {}).get("textOriginal", "")
    post = _video(call, str(told.get("videoId", "")))
    return Reply(write_thread(call, post, _write(call, post, owner, str(text), ""), parts))


def update(call: Call) -> Reply:
    """PUT /youtube/v3/comments: new words for one's own comment."""
    owner = caller(call, COMMENTS)
    check_part(call, "id", "snippet")
    told = call.json or {}
    comment = moderation.known(call, str(told.get("id", "")))
    own(owner, comment.author_id, "comment")
    text = _checked_text(str((told.get("snippet") or {}).get("textOriginal", "")))
    changes.edit_comment(call.store, call.world.slug, comment, text)
    call.made("edited", comment.remote_id)
    return Reply(write_comment(call, _video(call, comment.post), moderation.known(call, comment.remote_id)))


def delete(call: Call) -> Reply:
    """DELETE /youtube/v3/comments?id=: one's own comment."""
    owner = caller(call, COMMENTS)
    comment = moderation.known(call, call.query.get("id", ""))
    own(owner, comment.author_id, "comment")
    changes.delete_comment(call.store, call.world.slug, comment)
    call.made("deleted", comment.remote_id)
    return Reply(None, HTTPStatus.NO_CONTENT)


ROUTES = (
    ("GET", "/youtube/v3/commentThreads", list_threads),
    ("POST", "/youtube/v3/commentThreads", insert_thread),
    ("GET", "/youtube/v3/comments", list_comments),
    ("POST", "/youtube/v3/comments", insert_comment),
    ("PUT", "/youtube/v3/comments", update),
    ("DELETE", "/youtube/v3/comments", delete),
)
