"""Words from cells: what nobody can see is taken out, and told. Pure."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
"""Zero-width signs and marks that turn the direction of text. Joiners stay: emoji and regional scripts need them."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_RETURNS = re.compile(r"_x000D_\n?|\r\n?", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?(?:a|b|br|center|div|em|font|h[1-6]|i|iframe|img|li|ol|p|script|span|strong|style|svg|table|td|tr|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\W_]+")


def cleaned(text: str) -> str:
    """The text without signs that nobody sees, plain line ends, no space around."""
    lines = _RETURNS.sub("\n", text)
    return _CONTROLS.sub("", _UNSEEN.sub("", lines)).replace("\xa0", " ").strip()


def has_unseen(text: str) -> bool:
    """Tell whether `cleaned` takes anything out that a reader would not miss."""
    return bool(_UNSEEN.search(text) or _CONTROLS.search(_RETURNS.sub("\n", text)))


def markup_in(text: str) -> str:
    """The first piece of HTML in a text, or nothing."""
    found = _MARKUP.search(text)
    return found.group()[:40] if found else ""


def line(text: str) -> str:
    """The text on one line."""
    return " ".join(cleaned(text).split())


def key_of(text: str) -> str:
    """What two spellings of a name share: letters and digits alone, in small letters."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", cleaned(text)).casefold())
