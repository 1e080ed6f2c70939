"""Comment threads and answers."""

from __future__ import annotations

from typing import Any

from kentongan.sandbox import public
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.public import Comment, NewComment, Post
from kentongan.sandbox.worlds import Account
from kentongan.sandbox.youtube.errors import COMMENTS, caller, check_part, refuse
from kentongan.sandbox.youtube.videos import etag, listed, page_size, page_token, stamp

COMMENT_MAXIMUM = 10_000
REPLIES_INSIDE = 5
"""A thread carries only some of its answers; the rest is read with comments.list."""


def _snippet(post: Post, comment: Comment) -> dict[str, Any]:
    told: dict[str, Any] = {
        "channelId": post.account, "videoId": post.remote_id, "textDisplay": comment.text, "textOriginal": comment.text,
        "authorDisplayName": comment.author_name, "authorChannelId": {"value": comment.author_id}, "canRate": True,
        "viewerRating": "none", "likeCount": comment.likes, "publishedAt": stamp(comment.at), "updatedAt": stamp(comment.at),
    }  # fmt: skip
    return told | ({"parentId": comment.parent} if comment.parent else {})


def _comment(post: Post, comment: Comment) -> dict[str, Any]:
    head = {"kind": "youtube#comment", "etag": etag(comment.remote_id), "id": comment.remote_id}
    return head | {"snippet": _snippet(post, comment)}


def _thread(call: Call, post: Post, comment: Comment, parts: set[str]) -> dict[str, Any]:
    count = public.comment_count(call.store, call.world.slug, post, comment.remote_id)
    snippet = {
        "channelId": post.account, "videoId": post.remote_id, "topLevelComment": _comment(post, comment), "canReply": True,
        "totalReplyCount": count, "isPublic": True,
    }  # fmt: skip
    told = {
        "kind": "youtube#commentThread",
        "etag": etag("t" + comment.remote_id),
        "id": comment.remote_id,
        "snippet": snippet,
    }
    if count and "replies" in parts:
        inside = public.comments(
            call.store, call.world.slug, post, parent=comment.remote_id, limit=REPLIES_INSIDE, newest_first=True
        )
        told["replies"] = {"comments": [_comment(post, one) for one in inside]}
    return told


def _video(call: Call, video_id: str) -> Post:
    post = public.post(call.store, call.world.slug, "youtube", video_id)
    if post is None or not post.is_public:
        message = "The video identified by the videoId parameter could not be found."
        raise refuse(404, message, "videoNotFound", "youtube.commentThread")
    return post


def list_threads(call: Call) -> Reply:
    """GET /youtube/v3/commentThreads?videoId= or ?allThreadsRelatedToChannelId=, newest first."""
    caller(call, COMMENTS)
    parts, size, behind = check_part(call, "id", "snippet", "replies"), page_size(call, 100, 20), page_token(call)
    channel = call.query.get("allThreadsRelatedToChannelId", "")
    if channel:
        found = _channel_comments(call, channel, size + 1, behind)
    elif call.query.get("videoId"):
        post = _video(call, call.query["videoId"])
        listing = public.comments(call.store, call.world.slug, post, limit=size + 1, after=behind, newest_first=True)
        found = [(post, one) for one in listing]
    else:
        raise refuse(400, "No filter selected. Expected one of: videoId, id", "missingRequiredParameter")
    shown = found[:size]
    following = f"CA{shown[-1][1].seq}" if len(found) > size else ""
    return listed("commentThread", [_thread(call, post, one, parts) for post, one in shown], following)


def _channel_comments(call: Call, channel: str, size: int, behind: int) -> list[tuple[Post, Comment]]:
    sql = (
        "SELECT c.remote_id, c.post FROM comment c JOIN post p ON p.world = c.world AND p.platform = c.platform"
        " AND p.remote_id = c.post WHERE c.world = ? AND c.platform = 'youtube' AND c.parent = '' AND p.account = ?"
        " AND (? = 0 OR c.seq < ?) ORDER BY c.seq DESC LIMIT ?"
    )
    rows = call.store.rows(sql, call.world.slug, channel, behind, behind, size)
    pairs = [
        (
            public.post(call.store, call.world.slug, "youtube", row["post"]),
            public.comment(call.store, call.world.slug, "youtube", row["remote_id"]),
        )
        for row in rows
    ]
    return [(post, comment) for post, comment in pairs if post and comment]


def list_comments(call: Call) -> Reply:
    """GET /youtube/v3/comments?parentId= or ?id=, oldest first."""
    caller(call, COMMENTS)
    check_part(call, "id", "snippet")
    size, behind = page_size(call, 100, 20), page_token(call)
    parent_id, names = call.query.get("parentId", ""), call.query.get("id", "")
    if not parent_id:
        found = [public.comment(call.store, call.world.slug, "youtube", name) for name in names.split(",") if name]
        return listed("comment", [_comment(_video(call, one.post), one) for one in found if one])
    parent = _parent(call, parent_id)
    post = _video(call, parent.post)
    listing = public.comments(call.store, call.world.slug, post, parent=parent_id, limit=size + 1, after=behind)
    following = f"CA{listing[size - 1].seq}" if len(listing) > size else ""
    return listed("comment", [_comment(post, one) for one in listing[:size]], following)


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
    return Reply(_comment(post, made))


def insert_thread(call: Call) -> Reply:
    """POST /youtube/v3/commentThreads: comment on a video."""
    owner = caller(call, COMMENTS)
    parts = check_part(call, "id", "snippet")
    told = (call.json or {}).get("snippet") or {}
    text = ((told.get("topLevelComment") or {}).get("snippet") or {}).get("textOriginal", "")
    post = _video(call, str(told.get("videoId", "")))
    return Reply(_thread(call, post, _write(call, post, owner, str(text), ""), parts))


ROUTES = (
    ("GET", "/youtube/v3/commentThreads", list_threads),
    ("POST", "/youtube/v3/commentThreads", insert_thread),
    ("GET", "/youtube/v3/comments", list_comments),
    ("POST", "/youtube/v3/comments", insert_comment),
)
