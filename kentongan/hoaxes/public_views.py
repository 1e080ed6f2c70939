"""Cek fakta, outside: what everyone may read, without signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.views.decorators.http import require_GET

from kentongan.hoaxes.selectors import public_claim, public_evidence, public_page, standings_of
from kentongan.hoaxes.states import MEANINGS, VERDICTS
from kentongan.tenancy.public import government_id_of, public_answer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.tenancy.middleware import TenantRequest


@require_GET
def facts(request: TenantRequest) -> HttpResponse:
    """Every published verdict, newest first."""
    verdict, after = request.GET.get("putusan", ""), request.GET.get("sesudah", "")
    chosen = verdict if verdict in VERDICTS else ""
    return public_answer(
        request,
        "hoaxes/public_list.html",
        {
            "page": public_page(government_id_of(request), chosen, after),
            "verdicts": VERDICTS.items(),
            "chosen": chosen,
            "label": VERDICTS.get(chosen, ""),
        },
    )


@require_GET
def fact(request: TenantRequest, claim_id: int) -> HttpResponse:
    """One published verdict with its sources and our own clarifications."""
    claim = public_claim(government_id_of(request), claim_id)
    if claim is None:
        raise Http404
    told = {
        "claim": claim,
        "meaning": MEANINGS[claim.verdict],
        "evidence": public_evidence(claim),
        "standings": standings_of(claim),
    }
    return public_answer(request, "hoaxes/public_claim.html", told)
