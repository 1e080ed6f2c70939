"""Jalur keluar: all that went another way, on one page; and finding the case a page speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kentongan.inbox.lanes import selectors
from kentongan.inbox.lanes.access import KEEPERS
from kentongan.inbox.selectors import case_for
from kentongan.organizations.access import signed_in
from kentongan.tenancy.paging import page_by_key

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.inbox.models import Case
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE, CONFLICT = 422, 409
STALE = (
    "Tulisan ini baru saja diubah orang lain, jadi belum disimpan. Yang Anda tulis masih ada di bawah; bandingkan dengan"
    " yang tersimpan di tab lain, lalu simpan lagi."
)
MOVED = "Ini sudah ditangani orang lain; yang Anda lihat sekarang adalah keadaan terbaru."
TABS = {"lapor": "SP4N-LAPOR!", "ppid": "PPID", "surat": "Surat"}


@require_GET
@signed_in
def lanes(request: ActorRequest) -> HttpResponse:
    """What went to LAPOR, to the PPID, or to another authority."""
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else "lapor"
    rows = {
        "lapor": selectors.handovers_for,
        "ppid": selectors.requests_for,
        "surat": selectors.letters_for,
    }[tab](request.actor)
    facts = {
        "tab": tab,
        "tabs": TABS.items(),
        "page": page_by_key(rows, request.GET.get("sesudah", ""), newest_first=True),
        "may_keep": request.actor.has(*KEEPERS),
    }
    return render(request, "inbox/lanes/lanes.html", facts)


def found_case(request: ActorRequest, case_id: int) -> Case:
    """The case an address names, or 404."""
    found = case_for(request.actor, case_id)
    if found is None:
        raise Http404
    return found
