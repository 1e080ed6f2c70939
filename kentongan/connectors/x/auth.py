"""Scopes for what this folder does, for the screens that connect an account.

docs.x.com fundamentals/authentication/oauth-2-0, read 2026-11: access tokens live two hours, a refresh token comes only
with `offline.access`. The token goes into the Authorization header.
"""

from __future__ import annotations

SCOPES = ("tweet.read", "tweet.write", "users.read", "media.write", "offline.access")
