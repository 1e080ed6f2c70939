"""Where platforms cut a text and hide the rest behind "selengkapnya". Pure.

Platforms publish no such numbers and change them. These are estimates, on the short side, so that what matters stands before.
"""

from __future__ import annotations

CUTS = {"facebook": (450, 5), "instagram": (120, 2), "youtube": (150, 3), "tiktok": (90, 2)}
"""Platform → letters, lines. Others show the whole text."""


def cut(platform: str, text: str) -> tuple[str, str]:
    """What is read at once, and what only after a tap (empty: nothing is hidden)."""
    if platform not in CUTS:
        return text, ""
    letters, lines = CUTS[platform]
    head = "\n".join(text.split("\n")[:lines])
    if len(head) > letters:
        whole = head[: letters + 1]
        head = whole.rsplit(" ", 1)[0] if " " in whole else head[:letters]
    if not text[len(head) :].strip():
        return text, ""
    return head.rstrip(), text[len(head.rstrip()) :]
