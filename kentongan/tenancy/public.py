"""Pages for everyone: the same for each reader, so that caches in between may keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_cache_control

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.tenancy.middleware import TenantRequest

SECONDS = 60
"""For so long a browser or a cache may show what it has: what was taken back is gone after a minute."""


def government_id_of(request: TenantRequest) -> int:
    """Whose page it is; Http404 at the installation's own address."""
    if request.government is None:
        raise Http404
    return request.government.pk


def public_answer(request: TenantRequest, template: str, told: dict[str, Any]) -> HttpResponse:
    """The page, with leave to keep it for a minute."""
    answer = render(request, template, told)
    patch_cache_control(answer, public=True, max_age=SECONDS)
    return answer
