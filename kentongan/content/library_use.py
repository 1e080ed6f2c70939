"""Posts and the media library: where files are used, and what their papers say about a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.content.models import PostMedia
from kentongan.core import clock
from kentongan.media import library, rights
from kentongan.media.registry import Use

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date, tzinfo

    from kentongan.content.models import Post
    from kentongan.media.models import Asset
    from kentongan.media.rights import Concern

MOST = 200


def uses_in_posts(government_id: int, asset_ids: Collection[int]) -> Iterator[Use]:
    """The posts that carry one of these files, latest change first."""
    rows = PostMedia.objects.filter(government_id=government_id, asset_id__in=asset_ids).select_related("post")
    posts = {row.post_id: row.post for row in rows.order_by("-post__changed_at")[:MOST]}
    for post in posts.values():
        yield Use(post.headline, f"/kiriman/{post.pk}/", post.state_label, post.agency_id)


def lapses_of(post: Post, assets: Sequence[Asset], day: date) -> list[Concern]:
    """What once held for a post's files and will not any more on the day it goes out; see `media.rights.lapses`."""
    papers = library.papers_of(post.government_id, assets)
    return [one for asset in assets for one in rights.lapses(papers[asset.pk], rights.SOCIAL, day)]


def concerns_of(post: Post, assets: Sequence[Asset], day: date) -> Iterator[tuple[Asset, Concern]]:
    """What the papers of a post's files say about putting them on social media on that day."""
    papers = library.papers_of(post.government_id, assets)
    for asset in assets:
        for concern in rights.concerns(papers[asset.pk], rights.SOCIAL, day):
            yield asset, concern


def day_of(post: Post, zone: tzinfo) -> date:
    """The day on which a post goes out, where the government is, as far as that is known."""
    now = clock.now()
    moment = max(post.publish_at, now) if post.publish_at else now
    return moment.astimezone(zone).date()
