"""Anda usul, kami tindak lanjuti: what everyone may read, without signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.views.decorators.http import require_GET

from kentongan.inbox.aspirations import figures, selectors
from kentongan.tenancy.public import government_id_of, public_answer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.tenancy.middleware import TenantRequest


@require_GET
def answered(request: TenantRequest) -> HttpResponse:
    """Every announced answer, newest first."""
    page = selectors.public_page(government_id_of(request), request.GET.get("sesudah", ""))
    counted = figures.figures_by_proposal(page.rows)
    rows = [(one, counted[one.pk]) for one in page.rows]
    return public_answer(request, "inbox/aspirations/public_list.html", {"page": page, "rows": rows})


@require_GET
def one(request: TenantRequest, proposal_id: int) -> HttpResponse:
    """One of them: what was wished for, by how many, and the answer. Nobody's name, nobody's words."""
    found = selectors.public_proposal(government_id_of(request), proposal_id)
    if found is None:
        raise Http404
    told = {"proposal": found, "figures": figures.figures_of(found)}
    return public_answer(request, "inbox/aspirations/public_one.html", told)
