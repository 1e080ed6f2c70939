"""Files: to colleagues who may see them, and to platforms that hold an unexpired address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.views.decorators.http import require_safe

from kentongan.media import store
from kentongan.media.registry import withheld
from kentongan.media.selectors import asset_by_pass, file_of, viewable_for
from kentongan.media.serving import send
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from kentongan.organizations.middleware import ActorRequest
    from kentongan.tenancy.middleware import TenantRequest


@require_safe
@signed_in  # type: ignore[arg-type]
def asset(request: ActorRequest, asset_id: int) -> HttpResponseBase:
    """Show one file, or with `?kecil` the small picture of it."""
    found = viewable_for(request.actor).filter(pk=asset_id).first()
    if found is None or withheld(request.actor, found):
        raise Http404
    if "kecil" in request.GET and found.pictured:
        return send(request, store.thumbnail_of(request.government.code, found.sha256), "image/jpeg")
    return send(request, file_of(request.government.code, found), found.mime)


@require_safe
def by_pass(request: TenantRequest, token: str, name: str) -> HttpResponseBase:  # noqa: ARG001 - the name is for people
    """Hand a file to whoever holds its address, for as long as the address is good."""
    found = asset_by_pass(request.government.pk, token) if request.government else None
    if found is None or request.government is None:
        raise Http404
    return send(request, file_of(request.government.code, found), found.mime)
