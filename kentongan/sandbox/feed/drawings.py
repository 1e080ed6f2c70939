"""Own drawings: round letters for accounts, covers for posts without a picture."""

from __future__ import annotations

import textwrap
from html import escape

_LINES, _WIDTH = 5, 15


def avatar(hue: int, letter: str) -> str:
    """Draw an account's letter on its colour."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" width="80" height="80">'
        f'<rect width="80" height="80" fill="hsl({hue} 38% 32%)"/><path d="M0 80 80 28v52Z" fill="hsl({hue} 40% 26%)"/>'
        '<text x="40" y="53" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="650" font-size="36"'
        f' fill="#fff">{escape(letter[:1])}</text></svg>'
    )


def cover(hue: int, words: str, *, tall: bool, wide: bool) -> str:
    """Draw the first words of a post."""
    width, height = (720, 1280) if tall else (1280, 720) if wide else (1080, 1080)
    size = 66 if tall else 84
    lines = textwrap.wrap(" ".join(words.split()), _WIDTH if tall else _WIDTH + 7, max_lines=_LINES, placeholder=" …")
    top = height / 2 - (len(lines) - 1) * size * 0.6
    text = "".join(
        f'<text x="{width * 0.08:.0f}" y="{top + n * size * 1.2:.0f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl({hue} 34% 40%)"/>'
        f'<stop offset="1" stop-color="hsl({(hue + 40) % 360} 40% 24%)"/></linearGradient></defs>'
        f'<rect width="{width}" height="{height}" fill="url(#g)"/>'
        f'<circle cx="{width * 0.9:.0f}" cy="{height * 0.12:.0f}" r="{width * 0.3:.0f}" fill="#fff" opacity=".07"/>'
        f'<circle cx="{width * 0.05:.0f}" cy="{height:.0f}" r="{width * 0.42:.0f}" fill="#fff" opacity=".06"/>'
        f'<g font-family="system-ui,sans-serif" font-weight="650" font-size="{size}" fill="#fff">{text}</g></svg>'
    )
