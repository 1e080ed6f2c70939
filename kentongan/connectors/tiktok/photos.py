"""Photos: TikTok fetches them from our address and publishes by itself, so the one call is the commit.

content-posting-api-reference-photo-post, read 2026-11: PULL_FROM_URL only, from a domain verified with TikTok, JPEG or WebP.
"""

from __future__ import annotations

from kentongan.connectors.contract import Advanced, Counting, Outcome, OutcomeUnknown, Reason, Refusal
from kentongan.connectors.counting import count
from kentongan.connectors.folder import Job
from kentongan.connectors.reading import text
from kentongan.connectors.tiktok import creator
from kentongan.connectors.tiktok.schemas import ask

MOST = 35
TITLE = 90  # UTF-16 units


def post_photos(job: Job) -> Outcome:
    """Hand the addresses over. When the answer is lost nobody can find the post: TikTok lists no photos by their words."""
    out = job.outbound
    post: dict[str, object] = {"description": out.text, **creator.settings(out)}
    if 0 < count(out.title, Counting.UTF16) <= TITLE:
        post["title"] = out.title
    told = ask(
        job.line,
        "v2/post/publish/content/init/",
        {
            "media_type": "PHOTO",
            "post_mode": "DIRECT_POST",
            "post_info": post,
            "source_info": {
                "source": "PULL_FROM_URL",
                "photo_images": [file.url for file in out.media],
                "photo_cover_index": 0,
            },
        },
        commit=True,
    )
    if isinstance(told, Refusal):
        return told
    publish_id = text(told, "publish_id")
    if not publish_id:
        return OutcomeUnknown(Reason.UNREADABLE, "TikTok took the photos and named no publish id")
    return Advanced({"publish_id": publish_id}, publish_id)
