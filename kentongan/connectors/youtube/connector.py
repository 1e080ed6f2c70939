"""YouTube, Data API v3 through Google's own library."""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.contract import Capabilities, Counting, Platform, ReconcileRule, TextLimit
from kentongan.connectors.folder import Folder
from kentongan.connectors.youtube import auth, inbox, metrics, publish

CAPABILITIES = Capabilities(
    post_text=TextLimit(
        5_000, Counting.UTF8_BYTES, "videos resource, snippet.description; number unverified (2026-11)"
    ),
    reply_text=TextLimit(10_000, Counting.CODE_POINTS, "seen in clients; Google publishes no number (2026-11)"),
    title=TextLimit(100, Counting.CODE_POINTS, "videos resource, snippet.title; number unverified (2026-11)"),
    videos=1,
    video_types=frozenset({"video/mp4", "video/quicktime", "video/webm"}),
    video_bytes=256_000_000_000,
    video_seconds=(1.0, 43_200.0),
    reads_comments=True,
    reconcile=ReconcileRule(reads=3, span=timedelta(minutes=10), lag=timedelta(minutes=1)),
)

FOLDER = Folder(
    platform=Platform.YOUTUBE,
    capabilities=CAPABILITIES,
    scopes=auth.SCOPES,
    plan=publish.plan,
    steps=publish.STEPS,
    find=publish.find,
    comments=inbox.comments,
    figures=metrics.figures,
)
