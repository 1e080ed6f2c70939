"""A few cards of the demo, made through the same door as a person's."""

from __future__ import annotations

from typing import Any

from kentongan.cards.models import Card
from kentongan.cards.services import make_card
from kentongan.config.seed.actors import actors_of
from kentongan.tenancy.models import Government

CARDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "ayu",
        "numbers",
        {
            "title": "Layanan kesehatan selama November",
            "figures": [
                {"value": "12.480", "label": "warga dilayani puskesmas"},
                {"value": "98,2%", "label": "balita diimunisasi lengkap"},
                {"value": "23", "label": "puskesmas buka setiap hari kerja"},
            ],
            "source": "Contoh data Dinas Kesehatan Kabupaten Wajo",
        },
    ),
    (
        "ayu",
        "correction",
        {
            "verdict": "Salah",
            "claim": "Vaksin campak di puskesmas berbayar Rp250.000 mulai bulan ini.",
            "fact": "Imunisasi campak tetap gratis di semua puskesmas dan posyandu.",
            "source": "Contoh penjelasan Dinas Kesehatan Kabupaten Wajo",
        },
    ),
    (
        "eko",
        "steps",
        {
            "title": "Cara melaporkan jalan rusak",
            "steps": [
                {"step": "Foto kerusakannya dari dekat dan dari jauh."},
                {"step": "Catat nama jalan dan desa atau kelurahannya."},
                {"step": "Kirim lewat komentar di akun resmi mana pun."},
            ],
            "note": "Setiap laporan mendapat nomor dan dijawab pada jam kerja.",
        },
    ),
)


def seed(government: Government) -> None:
    """Make the cards that are not there yet."""
    actors = actors_of(government)
    for author, kind, fields in CARDS:
        if author in actors and not Card.objects.filter(government=government, kind=kind).exists():
            make_card(actor=actors[author], kind=kind, fields=fields)
