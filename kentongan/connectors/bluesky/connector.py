"""Bluesky, on the AT Protocol."""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.bluesky import auth, finding, inbox, metrics, publish
from kentongan.connectors.bluesky.wording import MOST_GRAPHEMES
from kentongan.connectors.contract import Act, Capabilities, Counting, Platform, ReconcileRule, TextLimit
from kentongan.connectors.folder import Folder

_TEXT = TextLimit(MOST_GRAPHEMES, Counting.GRAPHEMES, "lexicon app.bsky.feed.post, read 2026-11")

CAPABILITIES = Capabilities(
    post_text=_TEXT,
    reply_text=_TEXT,
    text_only=True,
    images=4,
    image_types=frozenset({"image/jpeg", "image/png", "image/webp"}),
    image_best=16 / 9,
    image_bytes=1_000_000,  # lexicon app.bsky.embed.images, read 2026-11
    alt_text=True,
    acts=frozenset({Act.PUBLISH, Act.COMMENT, Act.DELETE, Act.HIDE, Act.UNHIDE}),
    link=True,
    thread=publish.MOST_POSTS,
    reads_comments=True,
    reads_mentions=True,
    # The repository answers at once, and an act done twice is still one record: a short look is enough.
    reconcile=ReconcileRule(reads=2, span=timedelta(seconds=10)),
)

FOLDER = Folder(
    platform=Platform.BLUESKY,
    capabilities=CAPABILITIES,
    scopes=auth.SCOPES,
    plan=publish.plan,
    steps=publish.STEPS,
    find=finding.find,
    figures=metrics.figures,
    comments=inbox.comments,
    mentions=inbox.mentions,
    auth=auth.AUTH,
    sign_in=auth.sign_in,
)
