"""Facebook Pages: comments and answers."""

from __future__ import annotations

from typing import Any

from kentongan.sandbox import public
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph import paging
from kentongan.sandbox.graph.errors import missing, refuse
from kentongan.sandbox.graph.facebook import stamp
from kentongan.sandbox.graph.fields import Field, parse, select
from kentongan.sandbox.graph.nodes import Node, require
from kentongan.sandbox.public import Comment, NewComment, Post
from kentongan.sandbox.worlds import Account

COMMENT_MAXIMUM = 8_000


def write_comment(call: Call, post: Post, comment: Comment, asked: list[Field]) -> dict[str, Any]:
    """Write a comment with the asked fields."""
    store, world = call.store, call.world.slug
    getters = {
        "id": lambda _f: comment.remote_id,
        "message": lambda _f: comment.text,
        "created_time": lambda _f: stamp(comment.at),
        "from": lambda _f: {"name": comment.author_name, "id": comment.author_id},
        "parent": lambda _f: _parent(call, post, comment),
        "permalink_url": lambda _f: call.sandbox.permalink(call.world, "facebook", post.remote_id, comment.remote_id),
        "like_count": lambda _f: comment.likes,
        "comment_count": lambda _f: public.comment_count(store, world, post, comment.remote_id),
        "is_hidden": lambda _f: comment.hidden,
        "can_hide": lambda _f: not comment.official,
        "can_remove": lambda _f: True,
        "can_comment": lambda _f: not comment.parent,
        "can_reply_privately": lambda _f: not comment.official,
        "is_private": lambda _f: False,
        "attachment": lambda _f: None,
        "message_tags": lambda _f: None,
    }
    return select("Comment", getters, asked, "created_time,from,message,id")


def _parent(call: Call, post: Post, comment: Comment) -> dict[str, Any] | None:
    found = public.comment(call.store, call.world.slug, "facebook", comment.parent) if comment.parent else None
    return write_comment(call, post, found, []) if found else None


def list_comments(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{post}/comments and GET /{comment}/comments."""
    require(owner, "pages_read_engagement")
    post, asked = node.the_post, parse(str(call.params.get("fields", "")))
    size, told = paging.limit(call), call.params
    flat = told.get("filter", "toplevel") == "stream"
    inside = node.comment.remote_id if node.comment else None if flat else ""
    found = public.comments(
        call.store, call.world.slug, post, parent=inside, limit=size + 1, after=paging.after(call),
        newest_first=told.get("order") == "reverse_chronological", since=_since(told.get("since")),
    )  # fmt: skip
    listed = paging.page(call, found, size, lambda one: write_comment(call, post, one, asked))
    if str(told.get("summary", "")).lower() in ("true", "1"):
        total = public.comment_count(call.store, call.world.slug, post, inside or None)
        listed["summary"] = {"order": "chronological", "total_count": total, "can_comment": True}
    return listed


def _since(told: object) -> float:
    text = str(told or "0")
    if not text.isdecimal():
        raise refuse("(#100) Param since must be a Unix timestamp", 100)
    return float(text)


def read_comment(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """GET /{comment}."""
    require(owner, "pages_read_engagement")
    return write_comment(call, node.the_post, node.the_comment, parse(str(call.params.get("fields", ""))))


def create_comment(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """POST /{post}/comments, or /{comment}/comments for an answer."""
    require(owner, "pages_manage_engagement")
    text = str(call.params.get("message", ""))
    if not text.strip():
        raise missing("message")
    if len(text) > COMMENT_MAXIMUM:
        raise refuse("(#100) Param message is too long", 100)
    on = node.comment
    parent = (on.parent or on.remote_id) if on else ""
    new = NewComment(node.the_post, owner.remote_id, owner.name, text, parent, official=True, call=call.seq)
    made = call.sandbox.comment(call.world, new)[0]
    call.made("comment", made.remote_id)
    return {"id": made.remote_id}


ROUTES = {
    ("GET", "PagePost", "comments"): list_comments,
    ("POST", "PagePost", "comments"): create_comment,
    ("GET", "Comment", ""): read_comment,
    ("GET", "Comment", "comments"): list_comments,
    ("POST", "Comment", "comments"): create_comment,
}
