"""Rebuild `static/web/icons.svg` from the Lucide line set (ISC licence).

npm pack lucide-static && tar xzf lucide-static-*.tgz
python -m kentongan.web.tools.icons package/icons
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "static" / "web" / "icons.svg"

# our word -> the file's name in the set
LUCIDE = {
    "today": "sun",
    "calendar": "calendar-days",
    "write": "square-pen",
    "inbox": "inbox",
    "case": "folder-open",
    "doubt": "circle-question-mark",
    "people": "users",
    "person": "user",
    "account": "badge-check",
    "figures": "chart-column",
    "rules": "scale",
    "trail": "scroll-text",
    "bell": "bell",
    "search": "search",
    "plus": "plus",
    "check": "check",
    "close": "x",
    "next": "chevron-right",
    "previous": "chevron-left",
    "down": "chevron-down",
    "back": "arrow-left",
    "forward": "arrow-right",
    "open": "arrow-up-right",
    "more": "ellipsis",
    "leave": "log-out",
    "light": "sun",
    "dark": "moon",
    "device": "monitor",
    "image": "image",
    "video": "film",
    "attach": "paperclip",
    "upload": "upload",
    "download": "download",
    "print": "printer",
    "delete": "trash-2",
    "send": "send",
    "reply": "reply",
    "assign": "forward",
    "return": "undo-2",
    "merge": "merge",
    "clock": "clock",
    "history": "history",
    "lock": "lock",
    "freeze": "snowflake",
    "offline": "wifi-off",
    "warn": "triangle-alert",
    "stop": "octagon-alert",
    "info": "info",
    "done": "circle-check",
    "hide": "eye-off",
    "show": "eye",
    "link": "link",
    "copy": "copy",
    "place": "map-pin",
    "agency": "building-2",
    "government": "landmark",
    "campaign": "megaphone",
    "crisis": "zap",
    "press": "newspaper",
    "like": "heart",
    "approve": "thumbs-up",
    "comment": "message-circle",
    "share": "share-2",
    "save": "bookmark",
    "repeat": "repeat-2",
    "phone": "smartphone",
    "keyboard": "keyboard",
    "filter": "sliders-horizontal",
    "retry": "rotate-cw",
    "key": "key-round",
    "settings": "settings",
    "file": "file-text",
    "training": "graduation-cap",
    "award": "award",
    "safe": "shield-check",
    "mail": "mail",
    "public": "globe",
    "list": "list",
}

# Drawn for Kentongan: plain signs of the places we speak on, not the platforms' own logos.
OWN = {
    "facebook": '<rect x="3" y="3" width="18" height="18" rx="5"/><path d="M15.5 7.5H14a2 2 0 0 0-2 2V21M9 13h6"/>',
    "instagram": '<rect x="3" y="3" width="18" height="18" rx="5"/><circle cx="12" cy="12" r="4"/><path d="M17 7h.01"/>',
    "x": '<path d="M4 4h3.6L20 20h-3.6ZM19 4l-6.4 7.1M4.6 20l6.6-7.3"/>',
    "youtube": '<rect x="2" y="5" width="20" height="14" rx="4"/><path d="m10 9 5 3-5 3Z"/>',
    "tiktok": '<path d="M13 4v11.5a3.5 3.5 0 1 1-3.5-3.5M13 4c.4 2.600 2.200 4.400 5 4.700"/>',
    "bluesky": '<path d="M12 11C10.500 8 7 4.500 4 4c0 4 1 7 4 8-3 .5-3.500 4 0 6 2 .5 3.200-1.500 4-4 .8 2.500 2 4.500 4 4 3.500-2 3-5.500 0-6 3-1 4-4 4-8-3 .5-6.500 4-8 7Z"/>',
    "threads": '<path d="M18.500 8.500C17.500 5 15 4 12 4c-4.500 0-7 3-7 8s2.500 8 7 8c3.500 0 6-1.800 6-4.500 0-3-3-4-5.500-4s-4 1.200-4 2.800 1.500 2.700 3.200 2.700c3 0 3.800-2.500 3.300-5"/>',
    "whatsapp": '<path d="M4 20l1.300-4A8 8 0 1 1 8 18.700ZM9 9c0 3.500 2.500 6 6 6l1-2-2-1-1 1a4 4 0 0 1-2-2l1-1-1-2Z"/>',
    "telegram": '<path d="m3 11 18-7-3 16-6-4-3 3-1-6 9-6"/>',
    "website": '<rect x="3" y="4" width="18" height="16" rx="2"/><path d="M3 9h18M7 6.500h.01M10 6.500h.01"/>',
    "radio": '<rect x="3" y="9" width="18" height="11" rx="2"/><path d="m7 9 9-5M14 16h3"/><circle cx="8.500" cy="14.500" r="2.500"/>',
    "videotron": '<rect x="3" y="4" width="18" height="11" rx="1"/><path d="M9 15v6M15 15v6M7 8h6M7 11h9"/>',
    "notice_board": '<rect x="3" y="4" width="18" height="14" rx="1"/><path d="M7 8h4v4H7ZM14 8h3M14 11h3M14 14h3M8 18v3M16 18v3"/>',
}

HEAD = (
    "<!-- Lucide icons, (c) 2026 Lucide Icons and Contributors, ISC licence"
    " (parts (c) Cole Bemis, MIT); see icons-LICENSE.txt -->"
)


def symbol(name: str, body: str) -> str:
    return f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>'


def inner(svg: str) -> str:
    body = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    return re.sub(r"\s+", " ", body).replace("> <", "><").replace(" />", "/>").strip()


def build(folder: Path) -> str:
    parts = [symbol(name, inner((folder / f"{file}.svg").read_text())) for name, file in LUCIDE.items()]
    parts += [symbol(name, body) for name, body in OWN.items()]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{HEAD}\n' + "\n".join(parts) + "\n</svg>\n"


if __name__ == "__main__":
    TARGET.write_text(build(Path(sys.argv[1])))
