"""Fitting a picture or video to a channel: pointing at the part to keep, watching a copy being made, going back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kentongan.content import services
from kentongan.content.desk import desk_of
from kentongan.content.media_fit import Offer, offer_of
from kentongan.content.selectors import WRITERS, media_of, post_for
from kentongan.content.services import NotEditableError, StaleError
from kentongan.media import copies
from kentongan.media.mending import CENTRE, crop_of
from kentongan.media.rules import MediaRefusedError
from kentongan.media.selectors import mending_of
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from kentongan.content.models import Post
    from kentongan.media.models import Asset
    from kentongan.organizations.middleware import ActorRequest

CHANGED = "Kiriman ini berubah sejak halaman dibuka. Lihat dulu keadaannya sekarang, lalu ulangi."


@require_http_methods(["GET", "POST"])
@signed_in
def mend(request: ActorRequest, post_id: int, asset_id: int) -> HttpResponse:
    """Fit one file of a post to the channel asked for; without one: go back to the original."""
    post = post_for(request.actor, post_id)
    row = media_of(post).filter(asset_id=asset_id).first() if post else None
    if post is None or row is None:
        raise Http404
    require_role(request.actor, *WRITERS, to="mengubah kiriman")
    offer = _offer(request, post, row.asset)
    if not post.editable or (offer is None and row.asset.made_from is None):
        return _to_desk(post)
    if request.method == "POST":
        return _done(request, post, row.asset, offer)
    facts = _facts(request, post, row.asset, offer)
    return render(request, "content/_mend.html" if getattr(request, "htmx", False) else "content/mend.html", facts)


def _offer(request: ActorRequest, post: Post, asset: Asset) -> Offer | None:
    asked = request.GET.get("kanal", "")
    sides = [side for side in desk_of(request.actor, post).chosen if str(side.channel.pk) == asked]
    return offer_of(sides[0], asset) if sides else None


def _facts(request: ActorRequest, post: Post, asset: Asset, offer: Offer | None) -> dict[str, Any]:
    facts: dict[str, Any] = {"post": post, "asset": asset, "offer": offer}
    if offer and asset.is_image:
        crop = crop_of(asset.width, asset.height, offer.need.aspect)
        cut = (crop.width, crop.height) != (asset.width, asset.height)
        return facts | {"crop": crop, "cut": cut, "focus": CENTRE}
    return facts | ({"mending": mending_of(request.actor, asset, offer.need)} if offer else {})


def _done(request: ActorRequest, post: Post, asset: Asset, offer: Offer | None) -> HttpResponse:
    try:
        return _act(request, post, asset, offer)
    except MediaRefusedError as refusal:
        messages.warning(request, refusal.sentence)
    except StaleError:
        messages.warning(request, CHANGED)
    except NotEditableError:
        messages.warning(request, "Kiriman ini sedang atau sudah terbit, jadi tidak dapat diubah lagi.")
    return _to_desk(post)


def _act(request: ActorRequest, post: Post, asset: Asset, offer: Offer | None) -> HttpResponse:
    told = request.POST.get("revision", "")
    who: dict[str, Any] = {"actor": request.actor, "post": post, "revision": int(told) if told.isdecimal() else 0}
    made_for = offer.channel.platform_name if offer else ""
    if offer is None:
        services.exchange(**who, asset=asset, made=asset.made_from)
        messages.success(request, "Berkas asli dipakai lagi.")
    elif asset.is_image:
        focus = request.POST.get("focus", "")
        place = int(focus) if focus.isdecimal() else CENTRE
        services.crop(**who, asset=asset, need=offer.need, made_for=made_for, focus=place)
        messages.success(request, f"Foto disesuaikan untuk {made_for}. Berkas aslinya tetap disimpan.")
    else:
        mending = mending_of(request.actor, asset, offer.need)
        if mending is None or mending.made is None:
            copies.ask_for_video(actor=request.actor, asset=asset, need=offer.need, made_for=made_for)
            return redirect(request.get_full_path())
        services.exchange(**who, asset=asset, made=mending.made)
        messages.success(request, f"Video disesuaikan untuk {made_for}. Berkas aslinya tetap disimpan.")
    return _to_desk(post)


def _to_desk(post: Post) -> HttpResponse:
    return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=media")
