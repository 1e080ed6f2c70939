"""Permissions an account needs for what this folder does (Instagram with Facebook login), for the screens that connect.

instagram-platform documentation of 2026-03. The token is a Page token, in the Authorization header (`graph.py`).
"""

from __future__ import annotations

SCOPES = (
    "instagram_basic",
    "instagram_content_publish",
    "instagram_manage_comments",
    "instagram_manage_insights",
    "pages_show_list",
    "pages_read_engagement",
)
