"""Instagram for professional accounts, with Facebook login, Graph API v26.0."""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.contract import Capabilities, Counting, Platform, ReconcileRule, TextLimit
from kentongan.connectors.folder import Folder
from kentongan.connectors.instagram import auth, inbox, metrics, publish

CAPABILITIES = Capabilities(
    post_text=TextLimit(2_200, Counting.CODE_POINTS, "instagram-platform/reference/ig-user/media, read 2026-11"),
    reply_text=TextLimit(
        2_200, Counting.CODE_POINTS, "taken from the caption's limit; Meta publishes none for comments"
    ),
    images=10,
    image_types=frozenset({"image/jpeg"}),
    image_bytes=8 * 1024 * 1024,
    image_aspect=(4 / 5, 1.91),
    alt_text=True,
    reads_comments=True,
    pushes_comments=True,
    reconcile=ReconcileRule(reads=3, span=timedelta(minutes=10), lag=timedelta(seconds=30)),
)

FOLDER = Folder(
    platform=Platform.INSTAGRAM,
    capabilities=CAPABILITIES,
    scopes=auth.SCOPES,
    plan=publish.plan,
    steps=publish.STEPS,
    find=publish.find,
    comments=inbox.comments,
    figures=metrics.figures,
    webhook=inbox.WEBHOOK,
)
