"""X, API v2."""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.contract import Capabilities, Counting, Platform, ReconcileRule, TextLimit
from kentongan.connectors.folder import Folder
from kentongan.connectors.x import auth, inbox, metrics, publish

_TEXT = TextLimit(280, Counting.X_WEIGHTED, "docs.x.com fundamentals/counting-characters, read 2026-11")

CAPABILITIES = Capabilities(
    post_text=_TEXT,
    reply_text=_TEXT,
    text_only=True,
    images=4,
    image_types=frozenset({"image/jpeg", "image/png", "image/webp"}),
    image_bytes=5 * 1024 * 1024,
    alt_text=True,
    reads_comments=True,
    reconcile=ReconcileRule(reads=3, span=timedelta(minutes=10), lag=timedelta(seconds=30)),
)

FOLDER = Folder(
    platform=Platform.X,
    capabilities=CAPABILITIES,
    scopes=auth.SCOPES,
    plan=publish.plan,
    steps=publish.STEPS,
    find=publish.find,
    comments=inbox.comments,
    figures=metrics.figures,
)
