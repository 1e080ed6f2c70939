"""Words of the desk's screens."""

from __future__ import annotations

from django import template

from kentongan.content.showing import cut

register = template.Library()

NUMBERS = ("Nol", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan", "Sepuluh")
STEPS = {
    "time": "periksa",
    "repeat": "periksa",
    "media": "media",
    "title": "tulis",
    "story": "tulis",
    "channels": "kanal",
}


@register.filter
def bilang(number: int) -> str:
    """A small number as a word at the beginning of a sentence."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


@register.filter
def terbaca(text: str, platform: str) -> tuple[str, str]:
    """A text as its platform shows it: what is read at once, and what only after a tap."""
    return cut(platform, text)


@register.filter
def fix_step(fix: str) -> str:
    """The step of the desk at which something is put right."""
    if fix.startswith("alt-"):
        return "media"
    return "kanal" if fix.startswith("v-") else STEPS.get(fix, "tulis")
