"""Facebook Pages, Graph API v26.0."""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.contract import (
    Act,
    Capabilities,
    Counting,
    Format,
    FormatLimit,
    Platform,
    ReconcileRule,
    TextLimit,
    VideoLimit,
)
from kentongan.connectors.facebook import auth, finding, inbox, metrics, publish
from kentongan.connectors.folder import Folder

_LIMIT = "63 206 characters: seen in clients, Meta publishes no number (2026-11)"
_REELS = "documentation/video-api/guides/reels-publishing (2026-07-30): 9:16, 3 to 90 s"
_STORIES = "docs/page-stories-api (2026-11): 9:16, video 3 to 60 s; no words"
_REEL_MADE = VideoLimit(fps=(24.0, 60.0), least=(540, 960), source="reels-publishing (2026-07-30)")
_UPRIGHT = (0.56, 0.57)

CAPABILITIES = Capabilities(
    post_text=TextLimit(63_206, Counting.CODE_POINTS, _LIMIT),
    reply_text=TextLimit(
        8_000, Counting.CODE_POINTS, "8 000 characters: seen in clients, Meta publishes no number (2026-11)"
    ),
    text_only=True,
    images=10,
    videos=1,
    image_types=frozenset({"image/jpeg", "image/png"}),
    image_best=4 / 5,
    video_types=frozenset({"video/mp4", "video/quicktime"}),
    image_bytes=4 * 1024 * 1024,
    video_bytes=10 * 1024**3,  # docs/graph-api/reference/page/videos: 10 GB and 4 hours in chunks
    video_seconds=(1.0, 14_400.0),
    alt_text=True,
    acts=frozenset({Act.PUBLISH, Act.COMMENT, Act.MESSAGE, Act.EDIT, Act.DELETE, Act.HIDE, Act.UNHIDE}),
    formats={
        Format.REEL: FormatLimit(videos=1, video_seconds=(3.0, 90.0), aspect=_UPRIGHT, video=_REEL_MADE, source=_REELS),
        Format.STORY: FormatLimit(images=1, videos=1, video_seconds=(3.0, 60.0), aspect=_UPRIGHT, source=_STORIES),
    },
    link=True,
    reads_comments=True,
    deletes_others=True,
    reads_mentions=True,
    reads_messages=True,
    private_reply_days=7,
    message_hours=24,
    pushes_comments=True,
    reconcile=ReconcileRule(reads=3, span=timedelta(minutes=10), lag=timedelta(seconds=30)),
)

FOLDER = Folder(
    platform=Platform.FACEBOOK,
    capabilities=CAPABILITIES,
    scopes=auth.SCOPES,
    plan=publish.plan,
    steps=publish.STEPS,
    find=finding.find,
    comments=inbox.comments,
    mentions=inbox.mentions,
    messages=inbox.messages,
    figures=metrics.figures,
    webhook=inbox.WEBHOOK,
    auth=auth.AUTH,
)
