"""Pictures and videos of a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from kentongan.content.models import PostMedia
from kentongan.content.selectors import media_of
from kentongan.content.services.guard import changed, for_change
from kentongan.media import services as media

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from kentongan.content.models import Post
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor


@transaction.atomic
def attach(
    *, actor: Actor, post: Post, revision: int, upload: UploadedFile[Any], alt_text: str = ""
) -> tuple[Post, Asset]:
    """Add a picture or video at the end. MediaRefusedError when the file cannot be used; then nothing changed."""
    post = for_change(actor, post, revision)
    asset = media.store_upload(actor=actor, upload=upload, alt_text=alt_text, agency_id=post.agency_id)
    last = media_of(post).aggregate(last=Max("position"))["last"]
    PostMedia.objects.create(
        government_id=actor.government_id, post=post, asset=asset, position=0 if last is None else last + 1
    )
    return changed(actor, post, f"{asset.get_kind_display().lower()} ditambahkan"), asset


@transaction.atomic
def detach(*, actor: Actor, post: Post, revision: int, asset_id: int) -> Post:
    """Take a picture or video off the post; the file itself stays in the store."""
    post = for_change(actor, post, revision)
    gone, _ = media_of(post).filter(asset_id=asset_id).delete()
    return changed(actor, post, "foto atau video dilepas") if gone else post


@transaction.atomic
def set_alt_text(*, actor: Actor, post: Post, revision: int, asset_id: int, alt_text: str) -> Post:
    """Say in words what a picture of this post shows."""
    post = for_change(actor, post, revision)
    row = media_of(post).filter(asset_id=asset_id).first()
    if row is None or row.asset.alt_text == " ".join(alt_text.split()):
        return post
    media.describe(actor=actor, asset=row.asset, alt_text=alt_text)
    return changed(actor, post, "teks alternatif", quiet=True)
