"""Pictures and videos of a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max, Q

from kentongan.content.models import ImportedPost, Post, PostMedia, VersionMedia
from kentongan.content.selectors import media_of
from kentongan.content.services.guard import changed, for_change
from kentongan.media import copies
from kentongan.media import services as media
from kentongan.media.models import Asset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

    from kentongan.content.models import Version
    from kentongan.media.mending import Need
    from kentongan.organizations.actor import Actor


@transaction.atomic
def add_file(*, actor: Actor, post: Post, upload: UploadedFile[Any], tab: str = "") -> Asset:
    """Add a file whatever was written meanwhile; one that hangs there already, byte for byte, stays one.

    MediaRefusedError, NotEditableError; then nothing changed.
    """
    post = Post.objects.select_for_update(of=("self",)).get(government_id=actor.government_id, pk=post.pk)
    known: dict[str, Asset] = {row.asset.sha256: row.asset for row in media_of(post)}
    with transaction.atomic():
        _, asset = attach(actor=actor, post=post, revision=post.revision, upload=upload, tab=tab)
        if asset.sha256 in known:  # its answer never arrived, so the device sent it again
            transaction.set_rollback(True)
    return known.get(asset.sha256, asset)


@transaction.atomic
def attach(
    *, actor: Actor, post: Post, revision: int, upload: UploadedFile[Any], alt_text: str = "", tab: str = ""
) -> tuple[Post, Asset]:
    """Add a picture or video at the end. MediaRefusedError when the file cannot be used; then nothing changed."""
    post = for_change(actor, post, revision)
    said = alt_text or alt_planned_for(post)
    asset = media.store_upload(actor=actor, upload=upload, alt_text=said, agency_id=post.agency_id)
    last = media_of(post).aggregate(last=Max("position"))["last"]
    PostMedia.objects.create(
        government_id=actor.government_id, post=post, asset=asset, position=0 if last is None else last + 1
    )
    return changed(actor, post, f"{asset.get_kind_display().lower()} ditambahkan", tab=tab), asset


def alt_planned_for(post: Post) -> str:
    """What the workbook that a post came from says its picture will show, until it has one."""
    rows = ImportedPost.objects.filter(government_id=post.government_id, post=post)
    words = rows.values_list("alt_text", flat=True).first() or ""
    return "" if words and media_of(post).filter(asset__kind=Asset.Kind.IMAGE).exists() else words


@transaction.atomic
def attach_kept(*, actor: Actor, post: Post, revision: int, assets: Sequence[Asset]) -> Post:
    """Add pictures that are in the store already at the end; one that hangs there already stays in its place."""
    post = for_change(actor, post, revision)
    hangs = {row.asset_id: row.position for row in media_of(post)}
    new = [asset for asset in assets if asset.pk not in hangs and asset.government_id == post.government_id]
    first = max(hangs.values(), default=-1) + 1
    for place, asset in enumerate(new, first):
        PostMedia.objects.create(government_id=actor.government_id, post=post, asset=asset, position=place)
        if asset.is_image and not asset.alt_text and (words := alt_planned_for(post)):
            media.describe(actor=actor, asset=asset, alt_text=words)
    return changed(actor, post, "gambar ditambahkan") if new else post


@transaction.atomic
def exchange_kept(*, actor: Actor, post: Post, revision: int, new: Mapping[int, Asset], what: str) -> Post:
    """Put other pictures in the places of some, by the ids of those that go. Counts as an edit: an approval is void."""
    post = for_change(actor, post, revision)
    _copies(post, asset_id__in=list(new)).delete()
    moved = [media_of(post).filter(asset_id=old).update(asset=asset) for old, asset in new.items()]
    return changed(actor, post, what) if any(moved) else post


@transaction.atomic
def detach(*, actor: Actor, post: Post, revision: int, asset_id: int) -> Post:
    """Take a picture or video off the post, with the other shapes of it; the files themselves stay in the store."""
    post = for_change(actor, post, revision)
    row = media_of(post).filter(asset_id=asset_id).first()
    same = Q(asset__one_of=row.asset.one_of) if row and row.asset.one_of else Q(asset_id=asset_id)
    _copies(post).filter(same).delete()
    gone, _ = PostMedia.objects.filter(pk__in=media_of(post).filter(same).values("pk")).delete()
    return changed(actor, post, "foto atau video dilepas") if gone else post


@transaction.atomic
def crop(*, actor: Actor, post: Post, revision: int, version: Version, asset: Asset, need: Need, focus: int) -> Post:
    """Make the copy of a picture that one channel takes; the others keep the picture. MediaRefusedError."""
    post = for_change(actor, post, revision)
    if not _belong(post, version, asset):
        return post
    made_for = version.channel.platform_name
    made = copies.fit_picture(actor=actor, asset=asset, need=need, made_for=made_for, focus=focus)
    return _put(actor, post, version, made, f"foto disesuaikan untuk {made_for}")


@transaction.atomic
def use_copy(*, actor: Actor, post: Post, revision: int, version: Version, made: Asset) -> Post:
    """Let one channel send a finished copy; the others keep the original."""
    post = for_change(actor, post, revision)
    if made.made_from is None or not _belong(post, version, made.made_from):
        return post
    return _put(actor, post, version, made, f"video disesuaikan untuk {version.channel.platform_name}")


@transaction.atomic
def use_original(*, actor: Actor, post: Post, revision: int, version: Version, asset: Asset) -> Post:
    """Let one channel send the post's own file again."""
    post = for_change(actor, post, revision)
    gone, _ = _copies(post, version=version, asset=asset).delete()
    return changed(actor, post, f"berkas asli dipakai lagi di {version.channel.platform_name}") if gone else post


@transaction.atomic
def put_back(*, actor: Actor, post: Post, revision: int, asset: Asset) -> Post:
    """Put the original back where a copy once took its place for every channel."""
    post = for_change(actor, post, revision)
    _copies(post, asset=asset).delete()
    put = asset.made_from_id and media_of(post).filter(asset_id=asset.pk).update(asset_id=asset.made_from_id)
    return changed(actor, post, "berkas asli dikembalikan") if put else post


def _belong(post: Post, version: Version, asset: Asset) -> bool:
    return version.post_id == post.pk and media_of(post).filter(asset_id=asset.pk).exists()


def _copies(post: Post, **of: object) -> QuerySet[VersionMedia]:
    return VersionMedia.objects.filter(government_id=post.government_id, version__post=post, **of)


def _put(actor: Actor, post: Post, version: Version, made: Asset, what: str) -> Post:
    VersionMedia.objects.update_or_create(
        government_id=post.government_id, version=version, asset=made.made_from, defaults={"made": made}
    )
    return changed(actor, post, what)


@transaction.atomic
def set_alt_text(
    *, actor: Actor, post: Post, revision: int, asset_id: int, alt_text: str, tab: str = "", nth: int = 0
) -> Post:
    """Say in words what a picture of this post shows."""
    post = for_change(actor, post, revision, tab)
    row = media_of(post).filter(asset_id=asset_id).first()
    if row is None or row.asset.alt_text == " ".join(alt_text.split()):
        return post
    for asset in (row.asset, *(one.made for one in _copies(post, asset_id=asset_id).select_related("made"))):
        media.describe(actor=actor, asset=asset, alt_text=alt_text)
    return changed(actor, post, "teks alternatif", quiet=True, tab=tab, nth=nth)
