"""X, API v2."""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.contract import (
    Act,
    Capabilities,
    Choice,
    Counting,
    Platform,
    PollLimit,
    ReconcileRule,
    TextLimit,
    VideoLimit,
)
from kentongan.connectors.folder import Folder
from kentongan.connectors.x import auth, finding, inbox, messages, metrics, pricing, publish, webhook

_TEXT = TextLimit(280, Counting.X_WEIGHTED, "docs.x.com fundamentals/counting-characters, read 2026-11")
_WHO_ANSWERS = Choice(
    "reply_settings",
    "Siapa yang boleh membalas",
    (
        ("everyone", "Semua orang"),
        ("following", "Akun yang Anda ikuti"),
        ("mentionedUsers", "Hanya akun yang disebut"),
        ("verified", "Akun terverifikasi"),
    ),
    default="everyone",
)

# Media: docs.x.com x-api/media/quickstart/best-practices, read 2026-11.
_MADE = VideoLimit(
    codecs=frozenset({"h264"}),
    audio=frozenset({"aac"}),
    fps=(0.0, 60.0),
    least=(32, 32),
    most=(1024, 1280),
    source="docs.x.com x-api/media/quickstart/best-practices, read 2026-11: 1280×1024, 60 fps, H264 + AAC-LC",
)

CAPABILITIES = Capabilities(
    post_text=_TEXT,
    reply_text=_TEXT,
    text_only=True,
    images=4,
    videos=1,
    image_types=frozenset({"image/jpeg", "image/png", "image/webp"}),
    image_best=16 / 9,
    video_types=frozenset({"video/mp4", "video/quicktime"}),
    image_bytes=5 * 1024 * 1024,
    video_bytes=512 * 1024 * 1024,
    video_seconds=(0.5, 140.0),
    video_made=_MADE,
    alt_text=True,
    acts=frozenset({Act.PUBLISH, Act.COMMENT, Act.MESSAGE, Act.DELETE, Act.HIDE, Act.UNHIDE}),
    cannot={
        Act.EDIT: "X hanya membolehkan akun Premium mengubah kirimannya, paling lambat satu jam setelah tayang. Bila akun ini"
        " Premium, ubah di X; bila tidak, hapus lalu terbitkan lagi."
    },
    thread=publish.MOST_POSTS,
    poll=PollLimit((2, 4), 25, (5, 7 * 24 * 60), "docs.x.com x-api/posts/create-post, read 2026-11"),
    settings=(_WHO_ANSWERS,),
    reads_comments=True,
    reads_mentions=True,
    reads_messages=True,
    pushes_comments=True,
    reconcile=ReconcileRule(reads=3, span=timedelta(minutes=10), lag=timedelta(seconds=30)),
)

FOLDER = Folder(
    platform=Platform.X,
    capabilities=CAPABILITIES,
    scopes=auth.SCOPES,
    plan=publish.plan,
    steps=publish.STEPS,
    find=finding.find,
    figures=metrics.figures,
    comments=inbox.comments,
    mentions=inbox.mentions,
    messages=messages.messages,
    cost=pricing.cost,
    webhook=webhook.WEBHOOK,
    auth=auth.AUTH,
)
