"""Meta's two rate headers, counted from the calls of the last hour where the world sets a limit."""

from __future__ import annotations

import json
import time
from http import HTTPStatus

from kentongan.sandbox.calls import Call, Refused, Reply
from kentongan.sandbox.graph.errors import body

_HOUR = 3_600
_KINDS = {"facebook": ("pages", 80001), "instagram": ("instagram", 80002)}
_WHOLE = 100


def _percent(call: Call) -> int:
    limit = int(call.world.rules["graph_calls_per_hour"])
    if not limit:
        return 1
    sql = "SELECT count(*) FROM call WHERE world = ? AND platform IN ('facebook', 'instagram') AND at > ?"
    return call.store.number(sql, call.world.slug, time.time() - _HOUR) * _WHOLE // limit


def _minutes(call: Call) -> int:
    sql = "SELECT min(at) FROM call WHERE world = ? AND platform IN ('facebook', 'instagram') AND at > ?"
    row = call.store.row(sql, call.world.slug, time.time() - _HOUR)
    oldest = row[0] if row and row[0] else time.time()
    return max(int((oldest + _HOUR - time.time()) / 60), 1)


def headers(call: Call, platform: str, account: str) -> dict[str, str]:
    """Write both headers."""
    used = _percent(call)
    counts = {"call_count": used, "total_cputime": 1, "total_time": 1}
    wait = _minutes(call) if used >= _WHOLE else 0
    entry = {"type": _KINDS[platform][0], **counts, "estimated_time_to_regain_access": wait}
    return {
        "X-App-Usage": json.dumps(counts),
        "X-Business-Use-Case-Usage": json.dumps({account: [entry]}),
        "facebook-api-version": "v26.0",
    }


def check(call: Call, platform: str, account: str) -> None:
    """Refuse the call when the account has none left."""
    if _percent(call) > _WHOLE:
        code = _KINDS[platform][1]
        told = body(f"(#{code}) There have been too many calls to this account.", code, 2446079)
        raise Refused(Reply(told, HTTPStatus.BAD_REQUEST, headers(call, platform, account)))
