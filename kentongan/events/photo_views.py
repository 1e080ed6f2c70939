"""Photos at the event: one by one, each under the phone's own name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kentongan.content.selectors import WRITERS
from kentongan.events import services
from kentongan.events.cover_views import TOO_MANY, event_found
from kentongan.events.forms import AltForm, PhotoForm
from kentongan.events.selectors import photo_of
from kentongan.events.services import TooManyPhotosError
from kentongan.events.services.covering import TO
from kentongan.media.rules import MediaRefusedError
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.events.models import Photo
    from kentongan.organizations.middleware import ActorRequest

CREATED, UNPROCESSABLE = 201, 422


@require_POST
@signed_in
def photo_add(request: ActorRequest, event_id: int) -> HttpResponse:
    """Take a photo in; the same one sent again is still one."""
    event = event_found(request, event_id)
    require_role(request.actor, *WRITERS, to=TO)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"sentence": "Berkasnya tidak sampai utuh. Coba lagi."}, status=UNPROCESSABLE)
    given = form.cleaned_data
    try:
        photo = services.add_photo(actor=request.actor, event=event, upload=given["file"], token=given["token"])
    except MediaRefusedError as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=UNPROCESSABLE)
    except TooManyPhotosError:
        return JsonResponse({"sentence": TOO_MANY}, status=UNPROCESSABLE)
    return JsonResponse(_photo(photo), status=CREATED)


@require_POST
@signed_in
def photo_describe(request: ActorRequest, event_id: int, photo_id: int) -> HttpResponse:
    """Say what a photo shows."""
    photo = _photo_of(request, event_id, photo_id)
    require_role(request.actor, *WRITERS, to=TO)
    form = AltForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"sentence": "Terlalu panjang."}, status=UNPROCESSABLE)
    services.describe_photo(actor=request.actor, photo=photo, alt_text=form.cleaned_data["alt"])
    return JsonResponse({"alt": photo.asset.alt_text})


@require_POST
@signed_in
def photo_remove(request: ActorRequest, event_id: int, photo_id: int) -> HttpResponse:
    """Take a photo off the event."""
    photo = _photo_of(request, event_id, photo_id)
    services.remove_photo(actor=request.actor, event=photo.event, photo=photo)
    return redirect("event_cover", event_id)


def _photo_of(request: ActorRequest, event_id: int, photo_id: int) -> Photo:
    photo = photo_of(event_found(request, event_id), photo_id)
    if photo is None:
        raise Http404
    return photo


def _photo(photo: Photo) -> dict[str, Any]:
    return {
        "id": photo.pk,
        "token": photo.token,
        "small": f"{reverse('asset', args=[photo.asset_id])}?kecil",
        "image": photo.asset.is_image,
        "name": photo.asset.name,
        "removed": list(photo.asset.removed),
    }
