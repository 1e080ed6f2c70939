"""What an act says, part by part, and the record that says it.

docs.bsky.app docs/advanced-guides/posts; lexicons app.bsky.feed.post and app.bsky.embed.*, read 2026-11.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from kentongan.connectors.bluesky.facets import facets
from kentongan.connectors.bluesky.records import POST
from kentongan.connectors.contract import Act, Counting, Outbound, Reason, Rejected
from kentongan.connectors.counting import count
from kentongan.connectors.folder import Job

MOST_GRAPHEMES, MOST_BYTES = 300, 3000
_LANGUAGE = "id"


def parts(outbound: Outbound) -> tuple[str, ...]:
    """The texts of its posts in order. A post has one card: beside pictures a link stands in the text."""
    missing = outbound.link and outbound.media and outbound.link not in outbound.text
    first = f"{outbound.text}\n\n{outbound.link}".strip() if missing else outbound.text
    return (first, *outbound.parts)


def too_long(outbound: Outbound) -> Rejected | None:
    """Say no to what the server would refuse; its own no does not tell the text from the rest."""
    for position, part in enumerate(parts(outbound)):
        if count(part, Counting.GRAPHEMES) > MOST_GRAPHEMES or count(part, Counting.UTF8_BYTES) > MOST_BYTES:
            return Rejected(Reason.TEXT, f"post {position + 1} is longer than {MOST_GRAPHEMES} signs")
    return None


def answers_to(outbound: Outbound) -> str:
    """The post under which it goes; "" for one that stands by itself."""
    return {Act.REPLY: outbound.reply_to, Act.COMMENT: outbound.post_id}.get(outbound.act, "")


def record(job: Job, part: int) -> dict[str, Any]:
    """The record of one part. Made of the act and of what was prepared, so that it is the same every time."""
    text = parts(job.outbound)[part]
    made: dict[str, Any] = {"$type": POST, "text": text, "createdAt": job.memory.get("at", ""), "langs": [_LANGUAGE]}
    marked = facets(text, _remembered(job, "people"))
    answered = _chain(job, part) if part else _remembered(job, "reply")
    shown = None if part else _embed(job)
    optional = {"facets": marked, "reply": answered, "embed": shown}
    return made | {name: value for name, value in optional.items() if value}


def of(job: Job, part: int) -> dict[str, str]:
    """The reference to a part that is public."""
    return {name: job.memory.get(f"{name}_{part}", "") for name in ("uri", "cid")}


def _chain(job: Job, part: int) -> dict[str, Any]:
    return {"root": of(job, 0), "parent": of(job, part - 1)}


def _embed(job: Job) -> dict[str, Any] | None:
    outbound = job.outbound
    if outbound.media:
        return {"$type": "app.bsky.embed.images", "images": [_image(job, at) for at in range(len(outbound.media))]}
    if not outbound.link:
        return None
    title = outbound.title or urlsplit(outbound.link).hostname or outbound.link
    external = {"uri": outbound.link, "title": title, "description": ""}
    return {"$type": "app.bsky.embed.external", "external": external}


def _image(job: Job, position: int) -> dict[str, Any]:
    file = job.outbound.media[position]
    image: dict[str, Any] = {"image": _remembered(job, f"blob_{position}"), "alt": file.alt_text}
    if file.width and file.height:
        image["aspectRatio"] = {"width": file.width, "height": file.height}
    return image


def _remembered(job: Job, name: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(job.memory.get(name) or "{}")
    return held
