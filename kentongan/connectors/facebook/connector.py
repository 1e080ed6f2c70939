"""Facebook Pages, Graph API v26.0."""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.contract import Capabilities, Counting, Platform, ReconcileRule, TextLimit
from kentongan.connectors.facebook import auth, inbox, metrics, publish
from kentongan.connectors.folder import Folder

_LIMIT = "63 206 characters: seen in clients, Meta publishes no number (2026-11)"

CAPABILITIES = Capabilities(
    post_text=TextLimit(63_206, Counting.CODE_POINTS, _LIMIT),
    reply_text=TextLimit(
        8_000, Counting.CODE_POINTS, "8 000 characters: seen in clients, Meta publishes no number (2026-11)"
    ),
    text_only=True,
    images=10,
    image_types=frozenset({"image/jpeg", "image/png"}),
    image_bytes=4 * 1024 * 1024,
    alt_text=True,
    reads_comments=True,
    pushes_comments=True,
    reconcile=ReconcileRule(reads=3, span=timedelta(minutes=10), lag=timedelta(seconds=30)),
)

FOLDER = Folder(
    platform=Platform.FACEBOOK,
    capabilities=CAPABILITIES,
    scopes=auth.SCOPES,
    plan=publish.plan,
    steps=publish.STEPS,
    find=publish.find,
    comments=inbox.comments,
    figures=metrics.figures,
    webhook=inbox.WEBHOOK,
)
