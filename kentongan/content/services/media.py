"""Pictures and videos of a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from kentongan.content.models import PostMedia
from kentongan.content.selectors import media_of
from kentongan.content.services.guard import changed, for_change
from kentongan.media import copies
from kentongan.media import services as media

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from kentongan.content.models import Post
    from kentongan.media.mending import Need
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
def crop(*, actor: Actor, post: Post, revision: int, asset: Asset, need: Need, made_for: str, focus: int) -> Post:
    """Put the copy of a picture that a channel takes in the picture's place, for every channel. MediaRefusedError."""
    post = for_change(actor, post, revision)
    if not media_of(post).filter(asset_id=asset.pk).exists():
        return post
    made = copies.fit_picture(actor=actor, asset=asset, need=need, made_for=made_for, focus=focus)
    return _put(actor, post, asset, made, f"foto disesuaikan untuk {made_for}")


@transaction.atomic
def exchange(*, actor: Actor, post: Post, revision: int, asset: Asset, made: Asset) -> Post:
    """Put a finished copy in its original's place, or the original back, for every channel."""
    post = for_change(actor, post, revision)
    if asset.pk == made.made_from_id:
        return _put(actor, post, asset, made, f"video disesuaikan untuk {made.made_for}")
    return _put(actor, post, asset, made, "berkas asli dikembalikan") if asset.made_from_id == made.pk else post


def _put(actor: Actor, post: Post, old: Asset, new: Asset, what: str) -> Post:
    return changed(actor, post, what) if media_of(post).filter(asset_id=old.pk).update(asset=new) else post


@transaction.atomic
def set_alt_text(*, actor: Actor, post: Post, revision: int, asset_id: int, alt_text: str) -> Post:
    """Say in words what a picture of this post shows."""
    post = for_change(actor, post, revision)
    row = media_of(post).filter(asset_id=asset_id).first()
    if row is None or row.asset.alt_text == " ".join(alt_text.split()):
        return post
    media.describe(actor=actor, asset=row.asset, alt_text=alt_text)
    return changed(actor, post, "teks alternatif", quiet=True)
