"""Ambil dari pustaka: the library inside the composer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kentongan.content.selectors import WRITERS, media_of, post_for
from kentongan.content.services import NotEditableError, StaleError
from kentongan.content.services.library import take_from_library
from kentongan.media.library import listed_for
from kentongan.media.library_views import shelf
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest

MOST = 20


@require_http_methods(["GET", "POST"])
@signed_in
def pick(request: ActorRequest, post_id: int) -> HttpResponse:
    """Choose files of the library for a post."""
    post = post_for(request.actor, post_id)
    if post is None:
        raise Http404
    require_role(request.actor, *WRITERS, to="mengubah kiriman")
    if not post.editable:
        return redirect("post", post.pk)
    if request.method == "POST":
        return _taken(request, post)
    own = set(media_of(post).values_list("asset_id", "asset__made_from_id"))
    there = {pk for pair in own for pk in pair if pk}
    return render(request, "content/pick.html", shelf(request) | {"post": post, "there": there})


def _taken(request: ActorRequest, post: Post) -> HttpResponse:
    wanted = [int(key) for key in request.POST.getlist("asset") if key.isdecimal()][:MOST]
    assets = {asset.pk: asset for asset in listed_for(request.actor).filter(pk__in=wanted).select_related("agency")}
    told = request.POST.get("revision", "")
    chosen = [assets[key] for key in wanted if key in assets]
    if not chosen:
        messages.warning(request, "Belum ada yang dipilih. Centang foto atau video dulu.")
        return redirect("post_library", post.pk)
    try:
        take_from_library(actor=request.actor, post=post, revision=int(told) if told.isdecimal() else 0, assets=chosen)
        messages.success(request, f"{len(chosen)} berkas ditambahkan dari pustaka.")
    except StaleError:
        messages.warning(request, "Kiriman ini berubah sejak halaman dibuka. Lihat dulu keadaannya, lalu pilih lagi.")
    except NotEditableError:
        messages.warning(request, "Kiriman ini sedang atau sudah terbit, jadi tidak dapat diubah lagi.")
    return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=media")
