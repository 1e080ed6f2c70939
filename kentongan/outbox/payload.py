"""What is to be said: exactly the approved bytes, and their fingerprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kentongan.core.hashing import fingerprint


@dataclass(frozen=True, slots=True)
class Payload:
    """One act's content. `media`: asset ids in order; `reply_to` and `post_id`: remote ids, for an answer."""

    text: str
    title: str = ""
    media: tuple[int, ...] = ()
    reply_to: str = ""
    post_id: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "media", tuple(int(asset) for asset in self.media))

    def hash(self, media_sha256s: Sequence[str]) -> str:
        """Fingerprint of what the public will get: words, and the files' own bytes in their order. 64 hex digits.

        The assets' ids are left out, so that the same bytes under another id are still the same content.
        """
        return fingerprint(asdict(self) | {"media": list(media_sha256s)})

    def as_json(self) -> dict[str, Any]:
        """The form kept in the ledger."""
        return asdict(self) | {"media": list(self.media)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Payload:
        """Read what `as_json` wrote."""
        return cls(**{**kept, "media": tuple(kept.get("media", ()))})
