"""X's problem envelope, its rate-limit headers, and whose token it is."""

from __future__ import annotations

import time

from kentongan.sandbox import worlds
from kentongan.sandbox.calls import Call, Refused, Reply
from kentongan.sandbox.worlds import Account

_PROBLEMS = "https://api.x.com/2/problems/"
WINDOW = 900


def problem(status: int, title: str, detail: str, kind: str, **more: object) -> Refused:
    """Make the refusal to raise."""
    name = kind if kind == "about:blank" else _PROBLEMS + kind
    told = {"title": title, "detail": detail, "type": name, "status": status, **more}
    return Refused(Reply(told, status, limits(), "application/problem+json"))


def invalid(message: str, **parameters: object) -> Refused:
    """Refuse a parameter."""
    told = {name: [str(value)] for name, value in parameters.items()}
    errors = [{"parameters": told, "message": message}]
    detail = "One or more parameters to your request was invalid."
    return problem(400, "Invalid Request", detail, "invalid-request", errors=errors)


def limits() -> dict[str, str]:
    """Give the headers every answer carries."""
    reset = (int(time.time()) // WINDOW + 1) * WINDOW
    return {"x-rate-limit-limit": "900", "x-rate-limit-remaining": "899", "x-rate-limit-reset": str(reset)}


def caller(call: Call, *scopes: str) -> Account:
    """Find the account the token opens; refuse a wrong token and one without the scopes."""
    found = worlds.holders(call.store, call.world.slug, ("x",), call.bearer) if call.bearer else []
    if not found or found[0].token_state != "active":  # noqa: S105  a state, not a password
        raise problem(401, "Unauthorized", "Unauthorized", "about:blank")
    if not found[0].may(*scopes):
        raise problem(403, "Forbidden", "Forbidden", "about:blank")
    if call.world.rules["x_credit_exhausted"]:
        raise problem(
            402, "CreditsDepleted", "Your account does not have any credits to fulfill this request.", "credits"
        )
    return found[0]


def not_permitted(detail: str = "You are not permitted to perform this action.") -> Refused:
    """Refuse what X lets no app do here."""
    return problem(403, "Forbidden", detail, "about:blank")


def lost(what: str, remote_id: str) -> Refused:
    """Refuse a name that leads nowhere."""
    detail = f"Could not find {what} with id: [{remote_id}]."
    named = {"value": remote_id, "resource_type": what, "parameter": "id", "resource_id": remote_id}
    return problem(404, "Not Found Error", detail, "resource-not-found", **named)
