"""Meta's Graph API: Facebook Pages and Instagram with Facebook login share a host, a token and an error envelope."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from kentongan.sandbox.calls import Call, Refused, Reply, Vendor
from kentongan.sandbox.graph import (
    facebook,
    facebook_changes,
    facebook_comments,
    facebook_heard,
    facebook_shown,
    facebook_videos,
    instagram,
    instagram_comments,
    instagram_videos,
    oauth,
    rupload,
    usage,
)
from kentongan.sandbox.graph.errors import body, refuse, unsupported
from kentongan.sandbox.graph.nodes import Node, caller, check_owner, resolve
from kentongan.sandbox.worlds import Account

Handler = Callable[[Call, Node, Account], dict[str, Any]]
_PATH = re.compile(r"(?:/v\d+\.\d+)?/([^/]+)(?:/([^/]+))?/?")
_PAGES = (facebook, facebook_changes, facebook_comments, facebook_heard, facebook_shown, facebook_videos)
_MODULES = (*_PAGES, instagram, instagram_comments)
_ROUTES: dict[tuple[str, str, str], Handler] = {key: run for one in _MODULES for key, run in one.ROUTES.items()}


def _split(call: Call) -> tuple[str, str]:
    found = _PATH.fullmatch(call.path)
    if found is None:
        raise refuse("Unknown path components: " + call.path, 2500)
    return found[1], found[2] or ""


def _platform(call: Call) -> str:
    try:
        node = resolve(call, _split(call)[0])
    except Refused:
        return "facebook"
    return node.platform if node else "facebook"


def _handle(call: Call) -> Reply:
    node_id, edge = _split(call)
    login = oauth.ROUTES.get((call.method, node_id, edge))
    told = login(call) if login else None
    if told is not None:
        return Reply(told, headers={"facebook-api-version": "v26.0"})
    owners = caller(call)
    node = _mine(call, owners[0].remote_id) if node_id == "me" else resolve(call, node_id)
    if node is None:
        raise unsupported(call.method, node_id)
    handler = _ROUTES.get((call.method, node.kind, edge))
    if handler is None:
        if edge:
            raise refuse(f"(#100) Tried accessing nonexisting field ({edge}) on node type ({node.kind})", 100)
        raise unsupported(call.method, node_id)
    owner = check_owner(call, owners, node)
    usage.check(call, node.platform, node.account)
    answer = handler(call, node, owner)
    return Reply(answer, headers=usage.headers(call, node.platform, node.account))


def _mine(call: Call, account: str) -> Node | None:
    return resolve(call, account)


_UPLOADS = {
    "ig-api-upload": ("instagram", instagram_videos.receive),
    "video-upload": ("facebook", rupload.receive),
}


def _kind_of_upload(call: Call) -> str:
    return call.path.strip("/").partition("/")[0]


def _upload(call: Call) -> Reply:
    found = _UPLOADS.get(_kind_of_upload(call))
    if found is None:
        told = {"retriable": False, "type": "NotProcessableError", "message": "Unknown path"}
        return Reply({"debug_info": told}, HTTPStatus.BAD_REQUEST)
    return found[1](call)


def _upload_platform(call: Call) -> str:
    return _UPLOADS.get(_kind_of_upload(call), ("facebook", _upload))[0]


_BROKEN = body("An unexpected error has occurred. Please retry your request later.", 2, transient=True)
VENDOR = Vendor(_handle, _platform, _BROKEN)
RUPLOAD = Vendor(_upload, _upload_platform, _BROKEN)
