"""Instagram with Facebook login: comments and answers."""

from __future__ import annotations

from typing import Any

from kentongan.sandbox import changes, public
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph import paging
from kentongan.sandbox.graph.errors import missing, refuse
from kentongan.sandbox.graph.facebook import stamp
from kentongan.sandbox.graph.fields import Field, parse, select
from kentongan.sandbox.graph.nodes import Node, require
from kentongan.sandbox.public import Comment, NewComment, Post
from kentongan.sandbox.worlds import Account

COMMENT_MAXIMUM = 2_200
REPLIES_INSIDE = 50


def write_comment(call: Call, post: Post, comment: Comment, asked: list[Field]) -> dict[str, Any]:
    """Write a comment with the asked fields."""
    getters = {
        "id": lambda _f: comment.remote_id,
        "text": lambda _f: comment.text,
        "timestamp": lambda _f: stamp(comment.at),
        "username": lambda _f: comment.author_name,
        "from": lambda _f: {"id": comment.author_id, "username": comment.author_name},
        "like_count": lambda _f: comment.likes,
        "hidden": lambda _f: comment.hidden,
        "parent_id": lambda _f: comment.parent or None,
        "media": lambda _f: {"id": post.remote_id},
        "user": lambda _f: {"id": comment.author_id} if comment.official else None,
        "replies": lambda f: _replies(call, post, comment, f),
    }
    return select("IGComment", getters, asked, "timestamp,text,id")


def _replies(call: Call, post: Post, comment: Comment, asked: Field) -> dict[str, Any] | None:
    told = asked.modifiers.get("limit", str(REPLIES_INSIDE))
    size = int(told) if told.isdecimal() else REPLIES_INSIDE
    found = public.comments(call.store, call.world.slug, post, parent=comment.remote_id, limit=size)
    return {"data": [write_comment(call, post, one, asked.inside) for one in found]} if found else None


def list_comments(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{media}/comments (top level, newest first) and GET /{comment}/replies (oldest first)."""
    require(owner, "instagram_manage_comments")
    post, asked, size = node.the_post, parse(str(call.params.get("fields", ""))), paging.limit(call, 50)
    inside = node.comment.remote_id if node.comment else ""
    found = public.comments(
        call.store,
        call.world.slug,
        post,
        parent=inside,
        limit=size + 1,
        after=paging.after(call),
        newest_first=not inside,
    )
    return paging.page(call, found, size, lambda one: write_comment(call, post, one, asked))


def read_comment(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{comment}."""
    require(owner, "instagram_manage_comments")
    return write_comment(call, node.the_post, node.the_comment, parse(str(call.params.get("fields", ""))))


def create_comment(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """POST /{comment}/replies and POST /{media}/comments; an answer to an answer lands under the first comment."""
    require(owner, "instagram_manage_comments")
    text = str(call.params.get("message", ""))
    if not text.strip():
        raise missing("message")
    if len(text) > COMMENT_MAXIMUM:
        raise refuse("(#100) Param message is too long", 100)
    on = node.comment
    if on and on.hidden:
        raise refuse("(#100) A hidden comment cannot be answered", 100)
    parent = (on.parent or on.remote_id) if on else ""
    new = NewComment(node.the_post, owner.remote_id, owner.handle, text, parent, official=True, call=call.seq)
    made = call.sandbox.comment(call.world, new)[0]
    call.made("comment", made.remote_id)
    return {"id": made.remote_id}


def hide_comment(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """POST /{comment} hide=true|false."""
    require(owner, "instagram_manage_comments")
    told = str(call.params.get("hide", "")).lower()
    if told not in ("true", "false", "1", "0"):
        raise missing("hide")
    if node.the_comment.official:
        raise refuse("(#100) Comments of the account's owner cannot be hidden", 100)
    hidden = told in ("true", "1")
    changes.hide_comment(call.store, call.world.slug, node.the_comment, hidden=hidden)
    call.made("hide" if hidden else "unhide", node.the_comment.remote_id)
    return {"success": True}


def delete_comment(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """DELETE /{comment}."""
    require(owner, "instagram_manage_comments")
    changes.delete_comment(call.store, call.world.slug, node.the_comment)
    call.made("delete", node.the_comment.remote_id)
    return {"success": True}


ROUTES = {
    ("GET", "IGMedia", "comments"): list_comments,
    ("POST", "IGMedia", "comments"): create_comment,
    ("GET", "IGComment", ""): read_comment,
    ("POST", "IGComment", ""): hide_comment,
    ("DELETE", "IGComment", ""): delete_comment,
    ("GET", "IGComment", "replies"): list_comments,
    ("POST", "IGComment", "replies"): create_comment,
}
