"""For whom a story is meant. Six groups everybody has; a government adds its own (`models.Audience`). Stored by code."""

from __future__ import annotations

EVERYONE = "umum"
BUILT_IN = {
    EVERYONE: "Umum",
    "milenial": "Milenial",
    "gen-z": "Gen Z",
    "orang-tua": "Orang tua",
    "pelaku-usaha": "Pelaku usaha",
    "disabilitas": "Penyandang disabilitas",
}
