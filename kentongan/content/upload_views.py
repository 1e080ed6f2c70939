"""Files of a post sent one by one while it is written: photos that waited on a device for the line among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_POST

from kentongan.content import services
from kentongan.content.forms import UploadForm
from kentongan.content.selectors import WRITERS, post_for
from kentongan.content.services import NotEditableError
from kentongan.media import library
from kentongan.media.rules import MediaRefusedError
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

CREATED, CONFLICT, UNPROCESSABLE = 201, 409, 422
BROKEN = "Berkasnya tidak sampai utuh. Coba lagi."
TOO_LATE = "Kiriman ini sedang atau sudah terbit, jadi berkas ini tidak dapat ditambahkan lagi."


@require_POST
@signed_in
def add(request: ActorRequest, post_id: int) -> HttpResponse:
    """Hang a file on the post; the same one sent again is still one."""
    post = post_for(request.actor, post_id)
    if post is None:
        raise Http404
    require_role(request.actor, *WRITERS, to="menambahkan foto atau video")
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"sentence": BROKEN}, status=UNPROCESSABLE)
    given = form.cleaned_data
    try:
        asset = services.add_file(actor=request.actor, post=post, upload=given["file"], tab=given["tab"])
    except MediaRefusedError as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=UNPROCESSABLE)
    except NotEditableError:
        return JsonResponse({"sentence": TOO_LATE}, status=CONFLICT)
    told = {"id": asset.pk, "removed": list(asset.removed), "alike": alike_words(request.actor, asset)}
    return JsonResponse(told, status=CREATED)


def alike_words(actor: Actor, asset: Asset) -> str:
    """What in the library looks like it, as a sentence; "" for nothing."""
    alike = library.alike(actor, asset)
    return f"Mirip dengan {', '.join(f'“{other.headline}”' for other in alike)} di pustaka." if alike else ""
