"""Taking pictures and videos for a post from the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from kentongan.content.models import PostMedia
from kentongan.content.selectors import media_of
from kentongan.content.services.guard import changed, for_change
from kentongan.media import keeping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.content.models import Post
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor


@transaction.atomic
def take_from_library(*, actor: Actor, post: Post, revision: int, assets: Iterable[Asset]) -> Post:
    """Add files of the library at the end, each once. Those of another agency keep going by that agency's papers."""
    post = for_change(actor, post, revision)
    last = media_of(post).aggregate(last=Max("position"))["last"]
    place, taken = 0 if last is None else last + 1, 0
    for asset in assets:
        own = keeping.lend(actor=actor, asset=asset, agency_id=post.agency_id)
        _, fresh = PostMedia.objects.get_or_create(
            government_id=actor.government_id, post=post, asset=own, defaults={"position": place + taken}
        )
        taken += fresh
    return changed(actor, post, f"{taken} berkas diambil dari pustaka") if taken else post
