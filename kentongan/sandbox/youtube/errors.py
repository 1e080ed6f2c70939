"""Google's error envelope, whose token it is, and what a call takes out of the project's day."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kentongan.sandbox import things, worlds
from kentongan.sandbox.calls import Call, Refused, Reply
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account

UPLOAD = "youtube.upload"
READ = "youtube.readonly"
COMMENTS = "youtube.force-ssl"
ANALYTICS = "yt-analytics.readonly"
SCOPE = "https://www.googleapis.com/auth/"
GRANT = "Grant"
"""What a person agreed to, kept under the access token that came of it."""
_PACIFIC = ZoneInfo("America/Los_Angeles")
_READ_UNITS, _WRITE_UNITS = 1, 50


def envelope(status: int, message: str, reason: str, domain: str = "youtube.parameter") -> dict[str, Any]:
    """Write the envelope; clients match on `reason`."""
    told = {"message": message, "domain": domain, "reason": reason}
    return {"error": {"code": status, "message": message, "errors": [told]}}


def refuse(status: int, message: str, reason: str, domain: str = "youtube.parameter") -> Refused:
    """Make the refusal to raise."""
    return Refused(Reply(envelope(status, message, reason, domain), status))


def caller(call: Call, *scopes: str) -> Account:
    """Find the channel the token opens; one of `scopes` is needed, and the widest one does for all."""
    token = call.bearer or call.query.get("access_token", "")
    found = worlds.holders(call.store, call.world.slug, ("youtube",), token) if token else []
    if not found or found[0].token_state != "active":  # noqa: S105  a state, not a password
        told = envelope(401, "Request had invalid authentication credentials.", "authError", "global")
        told["error"]["status"] = "UNAUTHENTICATED"
        raise Refused(Reply(told, 401, {"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/"'}))
    if not any(_may(call, found[0], token, scope) for scope in (*scopes, COMMENTS)):
        raise refuse(403, "Request had insufficient authentication scopes.", "insufficientPermissions", "global")
    return found[0]


def _may(call: Call, owner: Account, token: str, scope: str) -> bool:
    grant = things.get(call.store, call.world.slug, "youtube", token, GRANT)
    return scope in grant.data["scopes"] if grant else owner.may(scope)


def own(owner: Account, account: str, what: str) -> None:
    """Refuse what is somebody else's."""
    if account != owner.remote_id:
        raise refuse(403, "The request might not be properly authorized.", "forbidden", f"youtube.{what}")


def check_part(call: Call, *known: str) -> set[str]:
    """Read `part`, which every method needs."""
    asked = {part for told in call.request.args.getlist("part") for part in told.split(",") if part}
    if not asked:
        raise refuse(400, "No filter selected. Expected: part", "missingRequiredParameter")
    unknown = asked - set(known)
    if unknown:
        raise refuse(400, f"'{min(unknown)}'", "unknownPart")
    return asked


def spend(call: Call) -> None:
    """Take the call's units out of the project's day, which ends at midnight in California."""
    most = int(call.world.rules.get("youtube_daily_units", 0))
    if not most or call.path.startswith("/upload/youtube/v3/videos"):
        return
    units = _READ_UNITS if call.method == "GET" else _WRITE_UNITS
    day = datetime.fromtimestamp(time.time(), _PACIFIC).strftime("units-%Y-%m-%d")
    with call.store.write():
        kept = things.get(call.store, call.world.slug, "youtube", day, "Quota")
        used = (kept.data["used"] if kept else 0) + units
        if used > most:
            message = "The request cannot be completed because you have exceeded your quota."
            raise refuse(403, message, "quotaExceeded", "youtube.quota")
        things.put(call.store, call.world.slug, Thing("youtube", day, "Quota", "", time.time(), {"used": used}))
