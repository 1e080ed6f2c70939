"""Comments and threads as YouTube writes them."""

from __future__ import annotations

from typing import Any

from kentongan.sandbox.calls import Call
from kentongan.sandbox.public import Comment, Post
from kentongan.sandbox.youtube import listing, moderation
from kentongan.sandbox.youtube.videos import etag, stamp

REPLIES_INSIDE = 5
"""A thread carries only some of its answers; the rest is read with comments.list."""


def _snippet(call: Call, post: Post, comment: Comment) -> dict[str, Any]:
    told: dict[str, Any] = {
        "channelId": post.account, "videoId": post.remote_id, "textDisplay": comment.text, "textOriginal": comment.text,
        "authorDisplayName": comment.author_name, "authorChannelId": {"value": comment.author_id}, "canRate": True,
        "viewerRating": "none", "likeCount": comment.likes, "publishedAt": stamp(comment.at), "updatedAt": stamp(comment.at),
    }  # fmt: skip
    if not call.query.get("id"):
        told["moderationStatus"] = moderation.state_of(call, comment)
    return told | ({"parentId": comment.parent} if comment.parent else {})


def write_comment(call: Call, post: Post, comment: Comment) -> dict[str, Any]:
    """Write a comment."""
    head = {"kind": "youtube#comment", "etag": etag(comment.remote_id), "id": comment.remote_id}
    return head | {"snippet": _snippet(call, post, comment)}


def write_thread(call: Call, post: Post, comment: Comment, parts: set[str]) -> dict[str, Any]:
    """Write a thread; a hidden one is told to its channel only."""
    count = listing.answer_count(call, comment)
    snippet = {
        "channelId": post.account, "videoId": post.remote_id, "canReply": True, "totalReplyCount": count,
        "topLevelComment": write_comment(call, post, comment), "isPublic": not comment.hidden,
    }  # fmt: skip
    told = {
        "kind": "youtube#commentThread",
        "etag": etag("t" + comment.remote_id),
        "id": comment.remote_id,
        "snippet": snippet,
    }
    if count and "replies" in parts:
        inside = listing.answers(call, comment, REPLIES_INSIDE, newest_first=True)
        told["replies"] = {"comments": [write_comment(call, post, one) for one in inside]}
    return told
