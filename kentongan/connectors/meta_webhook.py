"""What Meta pushes: the handshake, the signature, the envelope. Facebook and Instagram differ only in what lies inside.

developers.facebook.com/docs/graph-api/webhooks/getting-started, read 2026-11.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kentongan.connectors.contract import Inbound, Secret
from kentongan.connectors.reading import Json, items, sub, text

ReadChange = Callable[[Json, Json], Inbound]
"""The entry (account, time) and one change in it (field, value), told as the contract says."""


@dataclass(frozen=True, slots=True)
class MetaWebhook:
    """The contract's `WebhookParser` for one of Meta's two platforms."""

    read_change: ReadChange

    def challenge(self, query: Mapping[str, str], secret: Secret, verify_token: Secret) -> str | None:  # noqa: ARG002
        """Echo the challenge to who knows our verify token."""
        given = query.get("hub.verify_token", "")
        if query.get("hub.mode") != "subscribe" or not verify_token.value:
            return None
        if not hmac.compare_digest(given.encode(), verify_token.value.encode()):
            return None
        return query.get("hub.challenge") or None

    def genuine(self, body: bytes, headers: Mapping[str, str], secret: Secret) -> bool:
        """Check `X-Hub-Signature-256` over the raw bytes, never over JSON written anew."""
        expected = "sha256=" + hmac.new(secret.value.encode(), body, hashlib.sha256).hexdigest()
        given = headers.get("x-hub-signature-256", "")
        return bool(secret.value) and hmac.compare_digest(expected.encode(), given.encode())

    def parse(self, body: bytes) -> tuple[Inbound, ...]:
        """Read every change. Accepts `entry[].changes[]` and field and value directly in the entry."""
        told = json.loads(body)
        return tuple(self.read_change(entry, change) for entry in items(told, "entry") for change in _changes(entry))


def unknown(entry: Json, change: Json) -> Inbound:
    """A change we do not read: kept, under the vendor's own name."""
    return Inbound(text(entry, "id"), text(change, "field") or "unknown", digest(entry, change), None, change)


def digest(entry: Json, change: Json) -> str:
    """A mark of a change that has no id of its own: the same when the same delivery comes again."""
    canonical = json.dumps([entry.get("time"), change], sort_keys=True, separators=(",", ":"))
    return f"{text(change, 'field')}:{hashlib.sha256(canonical.encode()).hexdigest()[:32]}"


def _changes(entry: Json) -> Iterator[dict[str, Any]]:
    if "field" in entry:
        yield {"field": entry["field"], "value": sub(entry, "value")}
    yield from items(entry, "changes")
    for message in items(entry, "messaging"):
        yield {"field": "messaging", "value": message}
