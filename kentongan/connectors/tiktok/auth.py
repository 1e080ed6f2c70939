"""Scopes Direct Post and the counters need, for the screens that connect and check an account.

developers.tiktok.com/docs/en/oauth-user-access-token-management, 2026-11-05: access tokens live two hours, refresh tokens
rotate. The token goes into the Authorization header.
"""

from __future__ import annotations

SCOPES = ("user.info.basic", "video.list", "video.publish")
