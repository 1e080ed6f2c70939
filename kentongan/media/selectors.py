"""Reading media: for people, scoped; for platforms, with an address that expires."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from kentongan.connectors.contract import MediaFile
from kentongan.core import clock, passes
from kentongan.media import store
from kentongan.media.models import Asset, Mending
from kentongan.media.registry import shown_to, withheld
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from django.db.models import QuerySet

    from kentongan.media.mending import Need
    from kentongan.organizations.actor import Actor

PURPOSE = "media"
GOOD_FOR = timedelta(hours=3)


def assets_for(actor: Actor) -> QuerySet[Asset]:
    """The files of the agencies this actor sees, and those shared with the whole government; newest first."""
    assets = Asset.objects.filter(government_id=actor.government_id).order_by("-pk")
    return assets if actor.sees_every_agency else assets.filter(Q(agency_id__in=actor.agencies) | Q(shared=True))


def viewable_for(actor: Actor) -> QuerySet[Asset]:
    """The files that this actor may look at: their own library's, and those shown to them elsewhere (a post of two agencies)."""
    assets = Asset.objects.filter(government_id=actor.government_id)
    places = (Q(pk__in=asset_ids) for asset_ids in shown_to(actor))
    return assets.filter(reduce(or_, places, Q(pk__in=assets_for(actor).order_by().values("pk"))))


def asset_for(actor: Actor, asset_id: int) -> Asset | None:
    """One file, or None when it is not this actor's to see."""
    found = assets_for(actor).filter(pk=asset_id).first()
    return None if found is None or withheld(actor, found) else found


def mending_of(actor: Actor, asset: Asset, need: Need) -> Mending | None:
    """The latest work on a copy of a file for one need, or None when nobody asked for it."""
    asked = Mending.objects.filter(government_id=actor.government_id, asset=asset, need=need.as_json())
    return asked.select_related("made").order_by("-pk").first()


def media_files(government_id: int, asset_ids: Iterable[int]) -> tuple[MediaFile, ...]:
    """Files as connectors need them, in the order asked; each address is good for three hours. KeyError for an unknown id."""
    ids = [int(asset_id) for asset_id in asset_ids]
    found = {asset.pk: asset for asset in Asset.objects.filter(government_id=government_id, pk__in=ids)}
    code = Government.objects.get(pk=government_id).code
    return tuple(_file(code, found[asset_id]) for asset_id in ids)


def file_of(government_code: str, asset: Asset) -> Path:
    """Where the bytes lie on this machine."""
    return store.path_of(government_code, asset.sha256, asset.extension)


def asset_by_pass(government_id: int, token: str) -> Asset | None:
    """The file a good pass names; None for a changed, foreign or expired one."""
    try:
        subject = passes.read(token, key=settings.SECRET_KEY, purpose=PURPOSE, at=clock.now())
    except passes.PassRefusedError:
        return None
    owner, _, asset_id = subject.partition("/")
    if owner != str(government_id):
        return None
    return Asset.objects.filter(government_id=government_id, pk=int(asset_id)).first()


def _file(code: str, asset: Asset) -> MediaFile:
    token = passes.issue(
        f"{asset.government_id}/{asset.pk}", key=settings.SECRET_KEY, purpose=PURPOSE, until=clock.now() + GOOD_FOR
    )
    return MediaFile(
        kind=asset.kind,
        mime=asset.mime,
        size=asset.size,
        sha256=asset.sha256,
        path=file_of(code, asset),
        url=f"{settings.BASE_URL}/g/{code}/berkas/{token}/{asset.sha256[:12]}.{asset.extension}",
        alt_text=asset.alt_text,
        width=asset.width,
        height=asset.height,
        seconds=asset.seconds,
    )
