"""Google's error envelope, and whose token it is."""

from __future__ import annotations

from typing import Any

from kentongan.sandbox import worlds
from kentongan.sandbox.calls import Call, Refused, Reply
from kentongan.sandbox.worlds import Account

UPLOAD = "youtube.upload"
READ = "youtube.readonly"
COMMENTS = "youtube.force-ssl"


def envelope(status: int, message: str, reason: str, domain: str = "youtube.parameter") -> dict[str, Any]:
    """Write the envelope; clients match on `reason`."""
    told = {"message": message, "domain": domain, "reason": reason}
    return {"error": {"code": status, "message": message, "errors": [told]}}


def refuse(status: int, message: str, reason: str, domain: str = "youtube.parameter") -> Refused:
    """Make the refusal to raise."""
    return Refused(Reply(envelope(status, message, reason, domain), status))


def caller(call: Call, scope: str) -> Account:
    """Find the channel the token opens."""
    token = call.bearer or call.query.get("access_token", "")
    found = worlds.holders(call.store, call.world.slug, ("youtube",), token) if token else []
    if not found or found[0].token_state != "active":  # noqa: S105  a state, not a password
        told = envelope(401, "Request had invalid authentication credentials.", "authError", "global")
        told["error"]["status"] = "UNAUTHENTICATED"
        raise Refused(Reply(told, 401, {"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/"'}))
    if not (found[0].may(scope) or found[0].may(COMMENTS)):
        raise refuse(403, "Request had insufficient authentication scopes.", "insufficientPermissions", "global")
    return found[0]


def check_part(call: Call, *known: str) -> set[str]:
    """Read `part`, which every method needs."""
    asked = {part for told in call.request.args.getlist("part") for part in told.split(",") if part}
    if not asked:
        raise refuse(400, "No filter selected. Expected: part", "missingRequiredParameter")
    unknown = asked - set(known)
    if unknown:
        raise refuse(400, f"'{min(unknown)}'", "unknownPart")
    return asked
