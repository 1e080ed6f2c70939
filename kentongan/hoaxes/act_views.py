"""What is done with one claim: checked, proved, decided, clarified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kentongan.content.selectors import WRITERS
from kentongan.core.states import MoveRefusedError
from kentongan.hoaxes import services
from kentongan.hoaxes.access import CHECKERS, DECIDERS
from kentongan.hoaxes.forms import CheckForm, EvidenceForm, SpreadForm
from kentongan.hoaxes.services import ClaimRefusedError, StaleClaimError
from kentongan.hoaxes.views import UNPROCESSABLE, found, page
from kentongan.media.rules import MediaRefusedError
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from kentongan.hoaxes.models import Claim
    from kentongan.organizations.middleware import ActorRequest

CONFLICT = 409
STALE = (
    "Catatan ini baru saja diubah orang lain, jadi belum disimpan. Yang Anda tulis masih ada di bawah; "
    "bandingkan dengan yang tersimpan di tab lain, lalu simpan lagi."
)
MOVED = "Kabar ini sudah dipindahkan orang lain. Inilah keadaannya sekarang."
ENDS = {"return": services.send_back, "close": services.close, "retract": services.retract}


@require_POST
@signed_in
def check(request: ActorRequest, claim_id: int) -> HttpResponse:
    """Keep what the check found, or hand it over for a verdict."""
    one = found(request, claim_id)
    require_role(request.actor, *CHECKERS, to="memeriksa kabar")
    form, revision = CheckForm(request.POST), _revision(request)
    if not form.is_valid():
        return page(request, one, form=form, status=UNPROCESSABLE)
    proposes = request.POST.get("act") == "propose"
    work = services.propose if proposes else services.change_claim
    try:
        work(actor=request.actor, claim=one, revision=revision, told=form.told())
    except StaleClaimError as stale:
        return page(request, stale.claim, form=form, problem=STALE, status=CONFLICT)
    except ClaimRefusedError as refusal:
        if proposes and one.editable:
            services.change_claim(actor=request.actor, claim=one, revision=revision, told=form.told())
        return page(request, found(request, one.pk), form=form, problem=str(refusal), status=UNPROCESSABLE)
    messages.success(request, "Diusulkan. Orang kedua memutuskan." if proposes else "Tersimpan.")
    return redirect("claim", one.pk)


@require_POST
@signed_in
def evidence(request: ActorRequest, claim_id: int) -> HttpResponse:
    """Add one piece of evidence."""
    one = found(request, claim_id)
    require_role(request.actor, *CHECKERS, to="menambah bukti")
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, one, evidence_form=form, status=UNPROCESSABLE)
    try:
        services.add_evidence(actor=request.actor, claim=one, **form.facts())
    except (ClaimRefusedError, MediaRefusedError) as refusal:
        form.add_error(None, getattr(refusal, "sentence", str(refusal)))
        return page(request, one, evidence_form=form, status=UNPROCESSABLE)
    return redirect(f"{reverse('claim', args=[one.pk])}#bukti")


@require_POST
@signed_in
def spread(request: ActorRequest, claim_id: int) -> HttpResponse:
    """Note one more place where it is passed on."""
    one = found(request, claim_id)
    require_role(request.actor, *CHECKERS, to="mencatat tempat kabar beredar")
    form = SpreadForm(request.POST)
    if not form.is_valid():
        return page(request, one, spread_form=form, status=UNPROCESSABLE)
    services.add_spread(actor=request.actor, claim=one, **form.cleaned_data)
    return redirect(f"{reverse('claim', args=[one.pk])}#beredar")


@require_POST
@signed_in
def decide(request: ActorRequest, claim_id: int) -> HttpResponse:
    """Publish, send back, close or retract."""
    one = found(request, claim_id)
    require_role(request.actor, *DECIDERS, to="memutuskan kabar")
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    if act == "publish":
        return _decided(request, one, lambda: _publish(request, one))
    if act not in ENDS:
        return page(
            request, one, problem="Pilih dulu putusannya: umumkan, kembalikan, atau tutup.", status=UNPROCESSABLE
        )
    work = ENDS[act]
    return _decided(
        request, one, lambda: work(actor=request.actor, claim=one, revision=_revision(request), reason=reason)
    )


@require_POST
@signed_in
def clarify(request: ActorRequest, claim_id: int) -> HttpResponse:
    """Begin the clarification, and go to its desk."""
    one = found(request, claim_id)
    require_role(request.actor, *WRITERS, to="menulis klarifikasi")
    address = request.build_absolute_uri(reverse("facts"))
    try:
        post = services.draft_clarification(actor=request.actor, claim=one, address=address)
    except ClaimRefusedError as refusal:
        return page(request, one, problem=str(refusal), status=UNPROCESSABLE)
    return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=tulis")


def _publish(request: ActorRequest, one: Claim) -> Claim:
    kept = services.publish(actor=request.actor, claim=one, revision=_revision(request))
    messages.success(request, "Diumumkan. Warga dapat membacanya di halaman cek fakta.")
    return kept


def _decided(request: ActorRequest, one: Claim, work: Callable[[], Claim]) -> HttpResponse:
    try:
        work()
    except (StaleClaimError, MoveRefusedError):
        return page(request, found(request, one.pk), problem=MOVED, status=CONFLICT)
    except ClaimRefusedError as refusal:
        return page(request, found(request, one.pk), problem=str(refusal), status=UNPROCESSABLE)
    return redirect("claim", one.pk)


def _revision(request: ActorRequest) -> int:
    told = request.POST.get("revision", "")
    return int(told) if told.isdecimal() and len(told) < 10 else 0  # noqa: PLR2004 - a column's width
