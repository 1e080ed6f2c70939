"""The same story in a language of the region, below the Indonesian text and named. Pure."""

from __future__ import annotations

LANGUAGES = {
    "bugis": "Bahasa Bugis",
    "makassar": "Bahasa Makassar",
    "palembang": "Bahasa Melayu Palembang",
    "sunda": "Bahasa Sunda",
    "banjar": "Bahasa Banjar",
    "jawa": "Bahasa Jawa",
}


def with_caption(story: str, language: str, caption: str) -> str:
    """The Indonesian text first; the other language below it, named."""
    if not caption or language not in LANGUAGES:
        return story
    return f"{story}\n\n{LANGUAGES[language]}:\n{caption}".strip()
