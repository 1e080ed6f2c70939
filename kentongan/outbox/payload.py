"""What is to be said: exactly the approved bytes, and their fingerprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from kentongan.connectors.contract import Format, Poll
from kentongan.core.hashing import fingerprint

ALWAYS = frozenset({"text", "title", "media", "reply_to", "post_id"})
"""Part of every fingerprint. What came later is left out of it where it says nothing, so that old fingerprints hold."""


@dataclass(frozen=True, slots=True)
class Payload:
    """One act's content. `media`: asset ids in order; `reply_to`, `post_id`, `target_id`: remote ids, as in `Outbound`."""

    text: str
    title: str = ""
    media: tuple[int, ...] = ()
    reply_to: str = ""
    post_id: str = ""
    format: Format = Format.FEED
    link: str = ""
    parts: tuple[str, ...] = ()
    poll: Poll | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    target_id: str = ""
    target_kind: str = "post"

    def __post_init__(self) -> None:
        object.__setattr__(self, "media", tuple(int(asset) for asset in self.media))
        object.__setattr__(self, "format", Format(self.format))
        object.__setattr__(self, "parts", tuple(self.parts))
        object.__setattr__(self, "settings", dict(self.settings))

    def hash(self, media_sha256s: Sequence[str]) -> str:
        """Fingerprint of what the public will get: words, and the files' own bytes in their order. 64 hex digits.

        The assets' ids are left out, so that the same bytes under another id are still the same content.
        """
        return fingerprint(self.as_json() | {"media": list(media_sha256s)})

    def as_json(self) -> dict[str, Any]:
        """The form kept in the ledger."""
        told = {one.name: value for one in fields(self) if _says(one.name, value := getattr(self, one.name))}
        told |= {name: list(told[name]) for name in ("media", "parts") if name in told}
        if self.poll:
            told["poll"] = asdict(self.poll) | {"options": list(self.poll.options)}
        return told

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Payload:
        """Read what `as_json` wrote."""
        poll = kept.get("poll")
        read = Poll(tuple(poll["options"]), poll["minutes"]) if poll else None
        return cls(**{**kept, "poll": read})


def _says(name: str, value: object) -> bool:
    return name in ALWAYS or value not in ("", (), {}, None, _DEFAULTS[name])


_DEFAULTS = {one.name: one.default for one in fields(Payload)}
