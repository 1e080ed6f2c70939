"""Instagram for professional accounts, with Facebook login, Graph API v26.0."""

from __future__ import annotations

from datetime import timedelta

from kentongan.connectors.contract import (
    COVER_PHOTO,
    Act,
    Capabilities,
    Choice,
    Counting,
    Format,
    FormatLimit,
    Platform,
    ReconcileRule,
    TextLimit,
    VideoLimit,
)
from kentongan.connectors.folder import Folder
from kentongan.connectors.instagram import auth, containers, finding, heard, inbox, metrics, publish, pushed

_MEDIA = "instagram-platform/reference/ig-user/media, read 2026-11"
_MADE = VideoLimit(
    codecs=frozenset({"h264", "hevc"}),
    audio=frozenset({"aac"}),
    fps=(23.0, 60.0),
    source=f"{_MEDIA}: video specifications",
)
_ANY_SHAPE = (0.01, 10.0)
_COVER = Choice(
    containers.COVER,
    "Sampul video",
    (
        ("0", "Awal video"),
        ("1000", "Detik ke-1"),
        ("3000", "Detik ke-3"),
        ("5000", "Detik ke-5"),
        ("10000", "Detik ke-10"),
        (COVER_PHOTO, "Foto pertama kiriman ini (untuk Reel)"),
    ),
    "0",
)
"""`thumb_offset` and `cover_url` of reference/ig-user/media."""

CAPABILITIES = Capabilities(
    post_text=TextLimit(2_200, Counting.CODE_POINTS, _MEDIA),
    reply_text=TextLimit(
        2_200, Counting.CODE_POINTS, "taken from the caption's limit; Meta publishes none for comments"
    ),
    images=10,
    videos=10,
    mixed_media=True,
    image_types=frozenset({"image/jpeg"}),
    image_best=4 / 5,
    video_types=frozenset({"video/mp4", "video/quicktime"}),
    image_bytes=8 * 1024 * 1024,
    video_bytes=300 * 1024 * 1024,
    video_seconds=(3.0, 900.0),
    image_aspect=(4 / 5, 1.91),
    video_made=_MADE,  # a picture's width of 320 to 1440 is no refusal: Instagram scales by itself
    alt_text=True,
    acts=frozenset({Act.PUBLISH, Act.COMMENT, Act.MESSAGE, Act.DELETE, Act.HIDE, Act.UNHIDE}),
    deletes=frozenset({"comment"}),
    formats={
        Format.REEL: FormatLimit(videos=1, covers=1, video_seconds=(3.0, 900.0), aspect=_ANY_SHAPE, source=_MEDIA),
        Format.STORY: FormatLimit(images=1, videos=1, video_seconds=(3.0, 60.0), aspect=_ANY_SHAPE, source=_MEDIA),
    },
    settings=(_COVER,),
    cover=containers.COVER,
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
    platform=Platform.INSTAGRAM,
    capabilities=CAPABILITIES,
    scopes=auth.SCOPES,
    plan=publish.plan,
    steps=publish.STEPS,
    find=finding.find,
    comments=inbox.comments,
    figures=metrics.figures,
    mentions=heard.mentions,
    messages=heard.messages,
    webhook=pushed.WEBHOOK,
    auth=auth.AUTH,
)
