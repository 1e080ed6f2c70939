"""YouTube, Data API v3 through Google's own library."""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.contract import Act, Capabilities, Counting, Platform, ReconcileRule, TextLimit
from kentongan.connectors.folder import Folder
from kentongan.connectors.youtube import auth, choices, cover, finding, inbox, metrics, publish

CAPABILITIES = Capabilities(
    post_text=TextLimit(
        5_000, Counting.UTF8_BYTES, "videos resource, snippet.description; number unverified (2026-11)"
    ),
    reply_text=TextLimit(10_000, Counting.CODE_POINTS, "seen in clients; Google publishes no number (2026-11)"),
    title=TextLimit(100, Counting.CODE_POINTS, "videos resource, snippet.title; number unverified (2026-11)"),
    images=1,
    image_types=cover.TYPES,
    image_best=16 / 9,
    image_bytes=cover.BYTES,
    mixed_media=True,
    needs_video=True,
    videos=1,
    video_types=frozenset({"video/mp4", "video/quicktime", "video/webm"}),
    video_bytes=256_000_000_000,
    video_seconds=(1.0, 43_200.0),
    acts=frozenset({Act.PUBLISH, Act.COMMENT, Act.REPLY, Act.EDIT, Act.DELETE, Act.HIDE, Act.UNHIDE}),
    settings=choices.CHOICES,
    reads_comments=True,
    reconcile=ReconcileRule(reads=3, span=timedelta(minutes=10), lag=timedelta(minutes=1)),
)

FOLDER = Folder(
    platform=Platform.YOUTUBE,
    capabilities=CAPABILITIES,
    scopes=auth.SCOPES,
    plan=publish.plan,
    steps=publish.STEPS,
    find=finding.find,
    comments=inbox.comments,
    figures=metrics.figures,
    cost=publish.cost,
    auth=auth.AUTH,
)
