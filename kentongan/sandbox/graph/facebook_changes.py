"""Facebook Pages: new words for posts and comments, hiding, taking away."""

from __future__ import annotations

from typing import Any

from kentongan.sandbox import changes
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph.errors import missing, refuse
from kentongan.sandbox.graph.facebook import MESSAGE_MAXIMUM
from kentongan.sandbox.graph.facebook_comments import COMMENT_MAXIMUM
from kentongan.sandbox.graph.nodes import Node, require
from kentongan.sandbox.worlds import Account

DONE = {"success": True}


def _words(call: Call, name: str, maximum: int) -> str:
    text = str(call.params.get(name, ""))
    if len(text) > maximum:
        raise refuse(f"(#100) Param {name} is too long", 100)
    return text


def edit_post(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """POST /{post}: new words."""
    require(owner, "pages_manage_posts")
    if "message" not in call.params:
        raise missing("message")
    changes.edit_post(call.store, call.world.slug, node.the_post, text=_words(call, "message", MESSAGE_MAXIMUM))
    call.made("edit", node.the_post.remote_id)
    return DONE


def delete_post(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """DELETE /{post}."""
    require(owner, "pages_manage_posts")
    changes.delete_post(call.store, call.world.slug, node.the_post)
    call.made("delete", node.the_post.remote_id)
    return DONE


def change_comment(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """POST /{comment}: hide a citizen's, or new words for one of the Page's own."""
    require(owner, "pages_manage_engagement")
    comment, store, world = node.the_comment, call.store, call.world.slug
    if "is_hidden" in call.params:
        if comment.official:
            raise refuse("(#100) This comment can not be hidden", 100)
        hidden = str(call.params["is_hidden"]).lower() in ("true", "1")
        changes.hide_comment(store, world, comment, hidden=hidden)
        call.made("hide" if hidden else "unhide", comment.remote_id)
        call.sandbox.tell(call.world, node.the_post, comment, "hide" if hidden else "unhide")
        return DONE
    if not comment.official:
        raise refuse("(#200) Only the author may edit a comment", 200)
    text = _words(call, "message", COMMENT_MAXIMUM)
    if not text.strip():
        raise missing("message")
    changes.edit_comment(store, world, comment, text)
    call.made("edit", comment.remote_id)
    return DONE


def delete_comment(call: Call, node: Node, owner: Account) -> dict[str, Any]:
    """DELETE /{comment}."""
    require(owner, "pages_manage_engagement")
    changes.delete_comment(call.store, call.world.slug, node.the_comment)
    call.made("delete", node.the_comment.remote_id)
    call.sandbox.tell(call.world, node.the_post, node.the_comment, "remove")
    return DONE


ROUTES = {
    ("POST", "PagePost", ""): edit_post,
    ("DELETE", "PagePost", ""): delete_post,
    ("POST", "Comment", ""): change_comment,
    ("DELETE", "Comment", ""): delete_comment,
}
