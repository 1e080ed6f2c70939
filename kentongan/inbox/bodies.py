"""What was told of a comment, as it is kept."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kentongan.connectors.contract import RemoteComment

_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""NUL as JSON writes it; not the six characters somebody typed, whose backslash is doubled."""


def as_body(comment: RemoteComment) -> dict[str, Any]:
    """A comment as it is kept: our names for its parts, and what the platform said, whole."""
    return {
        "remote_id": comment.remote_id,
        "post_id": comment.post_id,
        "parent_id": comment.parent_id,
        "text": comment.text,
        "author_id": comment.author_id,
        "author_name": comment.author_name,
        "created_at": comment.created_at.isoformat(),
        "permalink": comment.permalink,
        "kind": comment.kind,
        "hidden": comment.hidden,
        "raw": dict(comment.raw),
    }


def as_json(told: object) -> str:
    """As JSON that PostgreSQL can keep: without NUL and half characters, or one such word would keep all others out."""
    written = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace").decode()
    return _NUL.sub(r"\1", written) if "\\u0000" in written else written
