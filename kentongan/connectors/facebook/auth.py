"""Permissions a Page token needs for what this folder does, for the screens that connect and check a Page.

developers.facebook.com/docs/pages-api/posts, read 2026-11. A Page token does not end by date; it dies with the password,
the role on the Page or the app. It goes into the Authorization header, with appsecret_proof beside it (`graph.py`).
"""

from __future__ import annotations

SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_manage_posts",
    "pages_manage_engagement",
    "pages_read_user_engagement",
    "pages_manage_metadata",
    "read_insights",
)
