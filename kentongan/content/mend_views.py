"""Fitting a picture or video to a channel: pointing at the part to keep, watching a copy being made, going back."""

from __future__ import annotations

from dataclasses import dataclass
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
from kentongan.media.mending import CENTRE, crop_of, focus_for
from kentongan.media.rules import MediaRefusedError
from kentongan.media.selectors import mending_of
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from kentongan.content.desk import Side
    from kentongan.content.models import Post
    from kentongan.media.models import Asset
    from kentongan.organizations.middleware import ActorRequest

CHANGED = "Kiriman ini berubah sejak halaman dibuka. Lihat dulu keadaannya sekarang, lalu ulangi."


@dataclass(frozen=True, slots=True)
class Work:
    """One file on the page. `offer`: what it can become for the channel asked for; `copy`: what that channel sends now."""

    request: ActorRequest
    post: Post
    asset: Asset
    side: Side | None
    offer: Offer | None
    copy: Asset | None


@require_http_methods(["GET", "POST"])
@signed_in
def mend(request: ActorRequest, post_id: int, asset_id: int) -> HttpResponse:
    """Fit one file of a post to the channel asked for; without one: go back to the original."""
    post = post_for(request.actor, post_id)
    row = media_of(post).filter(asset_id=asset_id).first() if post else None
    if post is None or row is None:
        raise Http404
    require_role(request.actor, *WRITERS, to="mengubah kiriman")
    side = _side(request, post)
    offer = offer_of(side, row.asset) if side else None
    copy = side.copies.get(row.asset.pk) if side and offer is None else None
    if not post.editable or (offer is None and copy is None and row.asset.made_from is None):
        return _to_desk(post)
    work = Work(request, post, row.asset, side, offer, copy)
    if request.method == "POST":
        return _done(work)
    facts = _facts(work)
    return render(request, "content/_mend.html" if getattr(request, "htmx", False) else "content/mend.html", facts)


def _side(request: ActorRequest, post: Post) -> Side | None:
    asked = request.GET.get("kanal", "")
    sides = desk_of(request.actor, post).chosen
    return next((side for side in sides if str(side.channel.pk) == asked), None)


def _facts(work: Work) -> dict[str, Any]:
    asset, offer = work.asset, work.offer
    facts: dict[str, Any] = {"post": work.post, "asset": asset, "offer": offer, "side": work.side, "copy": work.copy}
    if offer and asset.is_image:
        focus = focus_for(asset.width, asset.height, offer.need.aspect, asset.focus_x, asset.focus_y)
        crop = crop_of(asset.width, asset.height, offer.need.aspect, focus)
        cut = (crop.width, crop.height) != (asset.width, asset.height)
        return facts | {"crop": crop, "cut": cut, "focus": focus}
    return facts | ({"mending": mending_of(work.request.actor, asset, offer.need)} if offer else {})


def _done(work: Work) -> HttpResponse:
    try:
        return _act(work)
    except MediaRefusedError as refusal:
        messages.warning(work.request, refusal.sentence)
    except StaleError:
        messages.warning(work.request, CHANGED)
    except NotEditableError:
        messages.warning(work.request, "Kiriman ini sedang atau sudah terbit, jadi tidak dapat diubah lagi.")
    return _to_desk(work.post)


def _act(work: Work) -> HttpResponse:
    request, offer, told = work.request, work.offer, work.request.POST.get("revision", "")
    who: dict[str, Any] = {
        "actor": request.actor, "post": work.post, "revision": int(told) if told.isdecimal() else 0,
    }  # fmt: skip
    if offer is None:
        return _back(work, who)
    made_for = offer.channel.platform_name
    if work.asset.is_image:
        focus = request.POST.get("focus", "")
        place = int(focus) if focus.isdecimal() else CENTRE
        services.crop(**who, version=offer.version, asset=work.asset, need=offer.need, focus=place)
        messages.success(request, f"Foto disesuaikan untuk {made_for} saja. Kanal lain memakai berkas aslinya.")
        return _to_desk(work.post)
    mending = mending_of(request.actor, work.asset, offer.need)
    if mending is None or mending.made is None:
        copies.ask_for_video(actor=request.actor, asset=work.asset, need=offer.need, made_for=made_for)
        return redirect(request.get_full_path())
    services.use_copy(**who, version=offer.version, made=mending.made)
    messages.success(request, f"Video disesuaikan untuk {made_for} saja. Kanal lain memakai berkas aslinya.")
    return _to_desk(work.post)


def _back(work: Work, who: dict[str, Any]) -> HttpResponse:
    if work.copy and work.side and work.side.version:
        services.use_original(**who, version=work.side.version, asset=work.asset)
    else:
        services.put_back(**who, asset=work.asset)
    messages.success(work.request, "Berkas asli dipakai lagi.")
    return _to_desk(work.post)


def _to_desk(post: Post) -> HttpResponse:
    return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=media")
