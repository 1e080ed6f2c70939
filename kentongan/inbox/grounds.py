"""The only reasons for which a citizen may be kept from speaking: a comment hidden, an account blocked. Pure."""

from __future__ import annotations

GROUNDS = {
    "hate": "Ujaran kebencian atau menyerang SARA",
    "personal": "Memuat data pribadi orang lain",
    "spam": "Iklan atau spam yang berulang",
    "gambling": "Judi daring",
}
"""Criticism is none, however sharp."""
CRITICISM = "Kritik, keluhan dan kata-kata yang menyakitkan tidak disembunyikan: jawablah."
CRITICISM_STAYS = "Kritik, keluhan dan kata-kata yang menyakitkan bukan alasan memblokir: jawablah."
