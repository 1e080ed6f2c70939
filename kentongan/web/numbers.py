"""Small numbers in words, for headlines."""

from __future__ import annotations

WORDS = ("Nol", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan", "Sepuluh", "Sebelas")


def in_words(number: int) -> str:
    """Write 0 to 11 as a word, larger numbers as figures."""
    return WORDS[number] if 0 <= number < len(WORDS) else str(number)
