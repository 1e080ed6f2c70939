"""What the living design page shows: made-up people, every state, the awkward lengths."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kentongan.core.clock import now

LONG_NAME = "Badan Kesatuan Bangsa, Politik, Perlindungan Masyarakat dan Penanggulangan Kebakaran Kabupaten"
LONG_WORD = "pertanggungjawaban-penyelenggaraan-ketenteramanketertibanumum"


def facts() -> dict[str, Any]:
    moment = now()
    return {
        "just_now": moment - timedelta(seconds=20),
        "minutes_ago": moment - timedelta(minutes=12),
        "yesterday": moment - timedelta(days=1),
        "long_ago": moment - timedelta(days=40),
        "soon": moment + timedelta(hours=5),
        "far": moment + timedelta(days=3),
        "late": moment - timedelta(days=1, hours=3),
        "long_name": LONG_NAME,
        "long_word": LONG_WORD,
        "duration": timedelta(hours=2, minutes=10),
        "platforms": ("facebook", "instagram", "x", "youtube", "tiktok"),
        "lines": ("satu", "dua", "tiga"),
    }
