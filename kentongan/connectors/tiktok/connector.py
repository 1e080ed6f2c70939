"""TikTok for Developers: Direct Post and counters (developers.tiktok.com, read 2026-11)."""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.contract import Capabilities, Counting, Platform, ReconcileRule, TextLimit
from kentongan.connectors.folder import Folder
from kentongan.connectors.tiktok import auth, creator, metrics, photos, publish

CAPABILITIES = Capabilities(
    post_text=TextLimit(2_200, Counting.UTF16, "content-posting-api-reference-direct-post: title, 2 200 UTF-16 runes"),
    reply_text=None,
    images=photos.MOST,
    videos=1,
    image_types=frozenset({"image/jpeg", "image/webp"}),
    image_bytes=20_000_000,
    video_types=frozenset({"video/mp4", "video/quicktime", "video/webm"}),
    video_bytes=4_000_000_000,
    video_seconds=(1.0, 600.0),
    settings=creator.CHOICES,
    video_first=True,
    reconcile=ReconcileRule(reads=3, span=timedelta(minutes=10), lag=timedelta(minutes=2)),
)

FOLDER = Folder(
    platform=Platform.TIKTOK,
    capabilities=CAPABILITIES,
    scopes=auth.SCOPES,
    plan=publish.plan,
    steps=publish.STEPS,
    find=publish.find,
    figures=metrics.figures,
)
