"""Links, names and subjects in a text. The network does not look for them: it is told where they are, in bytes of UTF-8.

docs.bsky.app docs/advanced-guides/post-richtext, read 2026-11.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

_LINK = re.compile(r"(?:^|(?<=[\s(]))https?://\S+")
_NAME = re.compile(
    r"(?:^|(?<=[\s(]))@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)"
)
_TAG = re.compile(r"(?:^|(?<=\s))[##](?!\ufe0f)([^\s\u00ad\u2060\u200a-\u200d\u20e2]+)")
_LONGEST_TAG = 64
_KIND = "app.bsky.richtext.facet"


def names_in(text: str) -> list[str]:
    """The handles a text names, in lower case, once each."""
    return list(dict.fromkeys(match.group(1).lower() for match in _NAME.finditer(text)))


def facets(text: str, people: Mapping[str, str]) -> list[dict[str, Any]]:
    """What in `text` leads somewhere. `people`: handle → DID; a handle not in it stays plain text."""
    found = sorted([*_links(text), *_names(text, people), *_tags(text)], key=lambda one: one[0])
    return [
        {
            "index": {"byteStart": _bytes(text[:start]), "byteEnd": _bytes(text[:end])},
            "features": [feature],
        }
        for start, end, feature in found
    ]


Span = tuple[int, int, dict[str, str]]


def _links(text: str) -> Iterator[Span]:
    for match in _LINK.finditer(text):
        address = match.group().rstrip(".,;:!?\"'")
        if address.endswith(")") and "(" not in address:
            address = address[:-1]
        yield match.start(), match.start() + len(address), {"$type": f"{_KIND}#link", "uri": address}


def _names(text: str, people: Mapping[str, str]) -> Iterator[Span]:
    for match in _NAME.finditer(text):
        did = people.get(match.group(1).lower())
        if did:
            yield match.start(), match.end(), {"$type": f"{_KIND}#mention", "did": did}


def _tags(text: str) -> Iterator[Span]:
    for match in _TAG.finditer(text):
        tag = match.group(1)
        while tag and unicodedata.category(tag[-1]).startswith("P"):
            tag = tag[:-1]
        if tag and not tag[0].isdigit() and len(tag) <= _LONGEST_TAG:
            yield match.start(), match.start(1) + len(tag), {"$type": f"{_KIND}#tag", "tag": tag}


def _bytes(text: str) -> int:
    return len(text.encode())
