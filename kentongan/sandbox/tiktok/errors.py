"""TikTok's envelope, in which `error.code` "ok" means that all is well, and whose token it is."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any

from kentongan.sandbox import worlds
from kentongan.sandbox.calls import Call, Refused, Reply
from kentongan.sandbox.worlds import Account


def envelope(code: str = "ok", message: str = "", data: dict[str, Any] | None = None) -> dict[str, Any]:
    """Write an answer."""
    return {"data": data or {}, "error": {"code": code, "message": message, "log_id": secrets.token_hex(16).upper()}}


def good(data: dict[str, Any]) -> Reply:
    """Answer well."""
    return Reply(envelope(data=data))


def refuse(status: int, code: str, message: str) -> Refused:
    """Make the refusal to raise."""
    return Refused(Reply(envelope(code, message), status))


def caller(call: Call, scope: str) -> Account:
    """Find the account the token opens."""
    found = worlds.holders(call.store, call.world.slug, ("tiktok",), call.bearer) if call.bearer else []
    if not found or found[0].token_state != "active":  # noqa: S105  a state, not a password
        message = "The access token is invalid or not found in the request."
        raise refuse(HTTPStatus.UNAUTHORIZED, "access_token_invalid", message)
    if not found[0].may(scope):
        message = "The user did not authorize the scope required for completing this request."
        raise refuse(HTTPStatus.UNAUTHORIZED, "scope_not_authorized", message)
    return found[0]
