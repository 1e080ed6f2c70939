"""The Business API's comments. Every answer is HTTP 200; `code` 0 means that all is well. Names are third-party knowledge."""

from __future__ import annotations

import json
import secrets
from typing import Any

from kentongan.sandbox import changes, public, tiktok_push, worlds
from kentongan.sandbox.calls import Call, Refused, Reply
from kentongan.sandbox.public import Comment, NewComment, Post
from kentongan.sandbox.worlds import Account

PERMISSION, PARAMETER, GONE, TOKEN, TROUBLE = 40001, 40002, 40007, 40105, 51065
TEXT, MOST = 150, 30
PATH = "/open_api/v1.3/business/comment"


def envelope(code: int = 0, message: str = "OK", data: dict[str, Any] | None = None) -> dict[str, Any]:
    """Write an answer."""
    return {"code": code, "message": message, "request_id": secrets.token_hex(16), "data": data or {}}


def refuse(code: int, message: str) -> Refused:
    """Make the refusal to raise: HTTP 200 all the same."""
    return Refused(Reply(envelope(code, message)))


def _caller(call: Call) -> Account:
    token = call.request.headers.get("Access-Token", "")
    found = worlds.holders(call.store, call.world.slug, ("tiktok",), token) if token else []
    if not found or found[0].token_state != "active":  # noqa: S105  a state, not a password
        raise refuse(TOKEN, "Access token is incorrect or has been revoked.")
    if not call.world.rules["tiktok_business"]:
        raise refuse(PERMISSION, "Permission error: comment.list is not granted")
    if call.params.get("business_id") != found[0].remote_id:
        raise refuse(PERMISSION, "No permission to operate this business_id")
    return found[0]


def _need(call: Call, name: str) -> str:
    told = call.params.get(name)
    if not isinstance(told, str) or not told:
        raise refuse(PARAMETER, f"{name}: Missing data for required field.")
    return told


def _post(call: Call, owner: Account) -> Post:
    found = public.post(call.store, call.world.slug, "tiktok", _need(call, "video_id"))
    if found is None or found.account != owner.remote_id or not found.is_public:
        raise refuse(GONE, "The video does not exist")
    return found


def _comment(call: Call, owner: Account) -> Comment:
    found = public.comment(call.store, call.world.slug, "tiktok", _need(call, "comment_id"))
    post = public.post(call.store, call.world.slug, "tiktok", found.post) if found else None
    if found is None or post is None or post.account != owner.remote_id:
        raise refuse(GONE, "The comment does not exist")
    return found


def _written(call: Call, post: Post, comment: Comment) -> dict[str, Any]:
    told = {
        "comment_id": comment.remote_id,
        "video_id": comment.post,
        "unique_identifier": comment.author_id,
        "create_time": str(int(comment.at)),
        "text": comment.text,
        "likes": comment.likes,
        "replies": 0 if comment.parent else public.comment_count(call.store, call.world.slug, post, comment.remote_id),
        "owner": comment.official,
        "liked": False,
        "pinned": False,
        "status": "HIDDEN" if comment.hidden else "PUBLIC",
        "username": comment.author_name,
        "display_name": comment.author_name,
    }
    return told | ({"parent_comment_id": comment.parent} if comment.parent else {})


def _page(call: Call, post: Post, parent: str) -> Reply:
    try:
        size, after = int(call.query.get("max_count", 20)), int(call.query.get("cursor", 0))
    except ValueError as wrong:
        raise refuse(PARAMETER, "cursor and max_count are numbers") from wrong
    if not 1 <= size <= MOST:
        raise refuse(PARAMETER, "max_count is from 1 to 30")
    newest = call.query.get("sort_order", "desc") == "desc"
    found = public.comments(
        call.store, call.world.slug, post, parent=parent, limit=size + 1, after=after, newest_first=newest
    )
    shown = [one for one in found[:size] if call.query.get("status", "ALL") == "ALL" or not one.hidden]
    data = {
        "comments": [_written(call, post, one) for one in shown],
        "cursor": found[:size][-1].seq if found else after,
        "has_more": len(found) > size,
    }
    return Reply(envelope(data=data))


def list_comments(call: Call) -> Reply:
    """GET …/list/: comments on the post, or those asked for by name, also answers."""
    post = _post(call, _caller(call))
    if "comment_ids" not in call.query:
        return _page(call, post, "")
    try:
        names = [str(one) for one in json.loads(call.query["comment_ids"])]
    except (ValueError, TypeError) as wrong:
        raise refuse(PARAMETER, "comment_ids is a list of at most 30") from wrong
    found = [public.comment(call.store, call.world.slug, "tiktok", name) for name in names[:MOST]]
    told = [_written(call, post, one) for one in found if one and one.post == post.remote_id]
    return Reply(envelope(data={"comments": told, "cursor": 0, "has_more": False}))


def list_replies(call: Call) -> Reply:
    """GET …/reply/list/."""
    owner = _caller(call)
    return _page(call, _post(call, owner), _comment(call, owner).remote_id)


def _say(call: Call, owner: Account, post: Post, parent: str) -> Reply:
    text = _need(call, "text")
    if len(text.encode("utf-16-le")) // 2 > TEXT:
        raise refuse(PARAMETER, "text: Longer than maximum length 150.")
    if post.extra.get("disable_comment"):
        raise refuse(PARAMETER, "Comments are turned off for this video")
    new = NewComment(post, owner.remote_id, owner.name, text, parent=parent, official=True, call=call.seq)
    made = call.sandbox.comment(call.world, new)[0]
    call.made("comment", made.remote_id)
    return Reply(envelope(data=_written(call, post, made)))


def create(call: Call) -> Reply:
    """POST …/create/."""
    owner = _caller(call)
    return _say(call, owner, _post(call, owner), "")


def create_reply(call: Call) -> Reply:
    """POST …/reply/create/: an answer to an answer lands under the first comment."""
    owner = _caller(call)
    post, to = _post(call, owner), _comment(call, owner)
    return _say(call, owner, post, to.parent or to.remote_id)


def hide(call: Call) -> Reply:
    """POST …/hide/ with action HIDE or UNHIDE; the video's id is required."""
    owner = _caller(call)
    _post(call, owner)
    found, action = _comment(call, owner), _need(call, "action")
    if action not in ("HIDE", "UNHIDE"):
        raise refuse(PARAMETER, "action is HIDE or UNHIDE")
    hidden = action == "HIDE"
    changes.hide_comment(call.store, call.world.slug, found, hidden=hidden)
    call.made("hidden" if hidden else "shown", found.remote_id)
    _tell(call, owner, found, "set_to_hidden" if hidden else "set_to_public")
    return Reply(envelope())


def delete(call: Call) -> Reply:
    """POST …/delete/. Whether others' comments may go is not sure: a world decides."""
    owner = _caller(call)
    found = _comment(call, owner)
    if not (found.official or call.world.rules["tiktok_deletes_others"]):
        raise refuse(PARAMETER, "Only owned comments can be deleted")
    changes.delete_comment(call.store, call.world.slug, found)
    call.made("deleted", found.remote_id)
    _tell(call, owner, found, "delete")
    return Reply(envelope())


def _tell(call: Call, owner: Account, comment: Comment, action: str) -> None:
    change = tiktok_push.comment_change(comment, action)
    tiktok_push.push(call.sandbox, call.world, owner.remote_id, change["event"], change["content"])


ROUTES = (
    ("GET", f"{PATH}/list/", list_comments),
    ("GET", f"{PATH}/reply/list/", list_replies),
    ("POST", f"{PATH}/create/", create),
    ("POST", f"{PATH}/reply/create/", create_reply),
    ("POST", f"{PATH}/hide/", hide),
    ("POST", f"{PATH}/delete/", delete),
)
