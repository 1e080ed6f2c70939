"""Links as X sees them: it makes one of a bare "wajokab.go.id" too, and shows each as a short link of its own."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from kentongan.connectors.searching import without_links

if TYPE_CHECKING:
    from collections.abc import Callable


def links(text: str) -> list[str]:
    """Every link in a text. A text without a full stop has none."""
    return _extractor()(text) if "." in text else []


def bare(text: str) -> str:
    """A text as it and what X shows of it must agree: without any link."""
    for link in sorted(links(text), key=len, reverse=True):
        text = text.replace(link, " ")
    return without_links(text)


@cache
def _extractor() -> Callable[[str], list[str]]:
    # Loading takes 0.4 s; who never asks pays nothing.
    return import_module("twitter_text").extract_urls  # type: ignore[no-any-return]
