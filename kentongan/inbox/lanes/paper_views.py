"""The sheet for SP4N-LAPOR! and letters to other authorities, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from kentongan.core import clock
from kentongan.core.days import day_name, written
from kentongan.documents.renderer import NotDrawnError
from kentongan.inbox import papers
from kentongan.inbox.lanes.lapor_views import handover_here
from kentongan.inbox.lanes.letter_views import found_letter
from kentongan.inbox.lanes.views import found_case
from kentongan.inbox.lanes.wording import reporters
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest


@require_GET
@signed_in
def sheet_file(request: ActorRequest, case_id: int) -> HttpResponse:
    """The sheet on paper."""
    case = found_case(request, case_id)
    handover = handover_here(request, case)
    now = clock.now().astimezone(request.actor.zone)
    pairs = [
        ("Klasifikasi", handover.get_report_class_display()),
        ("Instansi tujuan", handover.agency_name),
        ("Kategori", handover.category or "belum dipilih"),
        ("Tanggal kejadian", written(handover.happened_on) if handover.happened_on else "tidak disebut"),
        ("Lokasi kejadian", handover.place or "tidak disebut"),
        ("Identitas", "minta dirahasiakan" if handover.secret else "tidak minta dirahasiakan"),
    ]
    if handover.names_citizen:
        pairs.append(("Pelapor", reporters(case)))
    if handover.tracking_id:
        pairs.append(("Nomor LAPOR", handover.tracking_id))
    blocks = [papers.head(handover.title), papers.rows(pairs), papers.head("Isi laporan"), papers.words(handover.text)]
    if handover.attachments:
        blocks += [papers.head("Lampiran"), papers.words(handover.attachments)]
    office = case.agency.name if case.agency else request.actor.agency_name
    paper = papers.Paper(
        government=f"Pemerintah {request.government.name}",
        office=office,
        title=f"Lembar SP4N-LAPOR! kasus {case.code}",
        heading="Lembar penyerahan ke SP4N-LAPOR!",
        blocks=tuple(blocks),
        foot=f"Kasus {case.code} · dibuat {day_name(now)}, {written(now)} pukul {now:%H.%M}",
    )
    try:
        return papers.sent(f"lapor-{case.number:04}-{case.year}", papers.drawn(paper))
    except NotDrawnError:
        messages.warning(request, papers.NOT_DRAWN)
    return redirect("lapor_sheet", case.pk)


@require_GET
@signed_in
def letter_file(request: ActorRequest, letter_id: int) -> HttpResponse:
    """The letter on paper (TND-04), or the nota dinas (TND-05)."""
    found = found_letter(request, letter_id)
    day = found.sent_on or clock.now().astimezone(request.actor.zone).date()
    office = found.case.agency.name if found.case.agency else request.actor.agency_name
    is_note = found.form == found.Form.NOTE
    dated = f"{request.government.short_name}, {written(day)}"
    head = [("Nomor", found.number or "…"), ("Sifat", "Biasa"), ("Lampiran", "–"), ("Hal", found.subject)]
    if is_note:
        head = [("Kepada", found.authority.addressed_to), ("Dari", office), ("Tanggal", written(day)), *head]
    to = () if is_note else ("Yth.", found.authority.addressed_to, f"di {found.authority.place or 'tempat'}")
    paper = papers.Paper(
        government=f"Pemerintah {request.government.name}",
        office=office,
        title=found.subject,
        heading="Nota dinas" if is_note else "",
        centred=True,
        date="" if is_note else dated,
        meta=tuple(head),
        to=to,
        blocks=(papers.words(found.body),),
        sign=(found.signatory_position or "(jabatan penanda tangan)", found.signatory or "(nama)"),
        foot=f"Kasus {found.case.code}",
    )
    try:
        return papers.sent(f"surat-{found.pk}", papers.drawn(paper))
    except NotDrawnError:
        messages.warning(request, papers.NOT_DRAWN)
    return redirect("letter", found.pk)
