"""A visitor without a login: a display name remembered in a cookie."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from urllib.parse import quote, unquote

from flask import Request, Response

DEFAULT_NAME = "Rani"
NAME_MAXIMUM = 40
_YEAR = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who reads and comments."""

    key: str
    name: str

    def author_id(self, platform: str) -> str:
        """Give the same id for the same person and name, in the platform's form."""
        digest = hashlib.sha256(f"{self.key} {self.name} {platform}".encode())
        if platform == "youtube":
            return "UC" + digest.hexdigest()[:22]
        return str(int(digest.hexdigest(), 16))[:17]

    def author_name(self, platform: str) -> str:
        """Give the name as the platform shows it: Instagram, TikTok and YouTube show user names."""
        handle = re.sub(r"[^a-z0-9._]", "_", self.name.lower())
        return {"instagram": handle, "tiktok": handle, "youtube": f"@{handle}"}.get(platform, self.name)


def clean_name(told: str) -> str:
    """Tidy a display name; nothing gives the default."""
    return " ".join(told.split())[:NAME_MAXIMUM] or DEFAULT_NAME


def known(request: Request, name: str = "") -> Visitor:
    """Recognise the visitor; a name just typed wins over the remembered one."""
    key = request.cookies.get("tamu", "")
    if not re.fullmatch(r"[0-9a-f]{16}", key):
        key = secrets.token_hex(8)
    return Visitor(key, clean_name(name or unquote(request.cookies.get("nama", ""))))


def remember(response: Response, visitor: Visitor) -> None:
    """Keep key and name for a year."""
    for name, value in (("tamu", visitor.key), ("nama", quote(visitor.name))):
        response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="Lax")
