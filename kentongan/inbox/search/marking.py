"""Showing why something was found: the words marked, and of a long text the part around the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

from kentongan.inbox.search.words import words_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from django.utils.safestring import SafeString

BEFORE, WINDOW = 60, 260


def marked(text: str, forms: AbstractSet[str]) -> SafeString:
    """The part of a text around the first word looked for, with every such word marked."""
    spans = [(word.start, word.end) for word in words_of(text[:20_000]) if not forms.isdisjoint(word.forms)]
    start = _beginning(text, spans[0][0]) if spans else 0
    parts: list[tuple[SafeString | str]] = [("… ",)] if start else []
    at = start
    for one, end in spans:
        if end > start + WINDOW:
            break
        if one < at:
            continue  # two words in one sign, such as ¼
        parts.append((format_html("{}<mark>{}</mark>", text[at:one], text[one:end]),))
        at = end
    parts.append((text[at : max(at, start + WINDOW)],))
    return format_html_join("", "{}", parts)


def _beginning(text: str, first: int) -> int:
    if first <= BEFORE:
        return 0
    space = text.rfind(" ", 0, first - BEFORE // 2)
    return max(space + 1, first - BEFORE)
