"""How many acts each platform allows, as read in its documents. A bucket row may say otherwise: these are only its first values."""

from __future__ import annotations

from dataclasses import dataclass

from kentongan.connectors.contract import Platform

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `acts` in `seconds`. `source`: where the number was read."""

    acts: int
    seconds: float
    source: str

    @property
    def per_second(self) -> float:
        """Tokens that come back each second."""
        return self.acts / self.seconds


APP: dict[str, Cap] = {
    Platform.X: Cap(10_000, DAY, "docs.x.com fundamentals/rate-limits: POST tweets, per app in 24 h"),
    Platform.YOUTUBE: Cap(100, DAY, "developers.google.com/youtube quota: videos.insert, per project and day"),
}
UNITS: dict[str, Cap] = {
    f"{Platform.YOUTUBE}:units": Cap(10_000, DAY, "developers.google.com/youtube quota: units, per project and day"),
}
"""Budgets that acts and reads draw on together; reads leave a reserve (`rates.RESERVE`)."""
CHANNEL: dict[str, Cap] = {
    Platform.FACEBOOK: Cap(60, 3600.0, "own caution; Meta publishes no number for page posts"),
    Platform.INSTAGRAM: Cap(50, DAY, "Instagram content publishing: the lower of two documented numbers, in 24 h"),
    Platform.X: Cap(100, 900.0, "docs.x.com fundamentals/rate-limits: POST tweets, per user in 15 min"),
    Platform.YOUTUBE: Cap(200, DAY, "replies cost 50 of 10 000 units a day"),
    Platform.TIKTOK: Cap(15, DAY, "TikTok direct post: about 15 a day and creator"),
}
