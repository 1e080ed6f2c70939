"""Pictures and videos as the checks see them: with the words read in them, and how they can be followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.compliance.models import PictureWords, VideoCaptions
from kentongan.compliance.rules import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.media.models import Asset


def pictures_of(government_id: int, assets: Iterable[Asset]) -> tuple[Picture, ...]:
    """What is known of these files beside their bytes."""
    kept = list(assets)
    keys = [asset.pk for asset in kept]
    if not keys:
        return ()
    read = PictureWords.objects.filter(government_id=government_id, asset_id__in=keys)
    words = dict(read.values_list("asset_id", "words"))
    said = set(
        VideoCaptions.objects.filter(government_id=government_id, asset_id__in=keys).values_list("asset_id", flat=True)
    )
    return tuple(
        Picture(
            name=asset.name,
            alt=asset.alt_text,
            words=words.get(asset.pk, ""),
            is_video=not asset.is_image,
            captioned=asset.pk in said,
            key=str(asset.pk),
        )
        for asset in kept
    )
