"""TikTok: Direct Post and counters of TikTok for Developers, comments of the Business API."""

from __future__ import annotations

from datetime import datetime, timedelta

from kentongan.connectors.contract import (
    Act,
    Capabilities,
    Counting,
    Finding,
    Outbound,
    Platform,
    ReconcileRule,
    Step,
    TextLimit,
    VideoLimit,
)
from kentongan.connectors.folder import Folder, Job
from kentongan.connectors.tiktok import answering, auth, comments, creator, metrics, photos, publish
from kentongan.connectors.tiktok.schemas import SCOPES
from kentongan.connectors.tiktok.webhook import WEBHOOK

# Media: content-posting-api-media-transfer-guide, read 2026-11.
_MADE = VideoLimit(
    codecs=frozenset({"h264", "hevc", "vp8", "vp9"}),
    fps=(23.0, 60.0),
    least=(360, 360),
    most=(4096, 4096),
    source="content-posting-api-media-transfer-guide, read 2026-11",
)

CAPABILITIES = Capabilities(
    post_text=TextLimit(2_200, Counting.UTF16, "content-posting-api-reference-direct-post: title, 2 200 UTF-16 runes"),
    reply_text=TextLimit(150, Counting.UTF16, "business/comment/reply/create, third-party, 2026-08"),
    images=photos.MOST,
    videos=1,
    image_types=frozenset({"image/jpeg", "image/webp"}),
    image_best=9 / 16,
    image_bytes=20_000_000,
    image_most=(1080, 1920),  # media-transfer-guide: "1080p"
    video_types=frozenset({"video/mp4", "video/quicktime", "video/webm"}),
    video_bytes=4_000_000_000,
    video_seconds=(1.0, 600.0),
    video_made=_MADE,
    acts=frozenset({Act.PUBLISH, Act.COMMENT, Act.DELETE, Act.HIDE, Act.UNHIDE}),
    deletes=frozenset({"comment"}),
    settings=creator.CHOICES,
    video_first=True,
    reads_comments=True,
    pushes_comments=True,
    reconcile=ReconcileRule(reads=3, span=timedelta(minutes=10), lag=timedelta(minutes=2)),
)


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """A post goes through the one platform, everything about comments through the other."""
    return publish.plan(outbound) if outbound.act is Act.PUBLISH else answering.plan(outbound)


def find(job: Job, since: datetime) -> Finding:
    """Ask whether it is public."""
    return publish.find(job, since) if job.outbound.act is Act.PUBLISH else answering.find(job, since)


FOLDER = Folder(
    platform=Platform.TIKTOK,
    capabilities=CAPABILITIES,
    scopes=SCOPES,
    plan=plan,
    steps={**publish.STEPS, **answering.STEPS},
    find=find,
    figures=metrics.figures,
    comments=comments.comments,
    webhook=WEBHOOK,
    auth=auth.AUTH,
    choices=creator.choices,
)
