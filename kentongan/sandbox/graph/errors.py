"""Graph's error envelope."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any

from kentongan.sandbox.calls import Refused, Reply


def body(message: str, code: int, subcode: int = 0, kind: str = "OAuthException", *, transient: bool = False,
         user_title: str = "", user_message: str = "") -> dict[str, Any]:  # fmt: skip
    """Write the envelope. Clients match on code and subcode: messages come in the language of the request."""
    told: dict[str, Any] = {"message": message, "type": kind, "code": code}
    if subcode:
        told["error_subcode"] = subcode
    told["is_transient"] = transient
    if user_title:
        told |= {"error_user_title": user_title, "error_user_msg": user_message}
    return {"error": told | {"fbtrace_id": "A" + secrets.token_urlsafe(16)}}


def refuse(message: str, code: int, subcode: int = 0, kind: str = "OAuthException", *, transient: bool = False,
           user_title: str = "", user_message: str = "") -> Refused:  # fmt: skip
    """Make the refusal to raise."""
    told = body(message, code, subcode, kind, transient=transient, user_title=user_title, user_message=user_message)
    return Refused(Reply(told, HTTPStatus.BAD_REQUEST))


def unsupported(method: str, node_id: str) -> Refused:
    """Refuse an object that does not exist, which Graph does not tell from one that may not be seen."""
    message = (
        f"Unsupported {method.lower()} request. Object with ID '{node_id}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation."
    )
    return refuse(message, 100, 33, "GraphMethodException")


def missing(name: str) -> Refused:
    """Refuse a call without a required parameter."""
    return refuse(f"(#100) The parameter {name} is required", 100)
