"""Moments as people say them, where no template is at hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from kentongan.core import clock

JUST_NOW, HOUR, DAY = timedelta(minutes=2), timedelta(hours=1), timedelta(days=1)


def ago(at: datetime) -> str:
    """How long ago: baru saja, 5 menit lalu, 3 jam lalu, 2 hari lalu."""
    passed = clock.now() - at
    if passed < JUST_NOW:
        return "baru saja"
    if passed < HOUR:
        return f"{passed // timedelta(minutes=1)} menit lalu"
    return f"{passed // HOUR} jam lalu" if passed < DAY else f"{passed // DAY} hari lalu"
