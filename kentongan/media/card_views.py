"""Changing what the library knows of one file: rights, consent, the most important point, blurred faces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kentongan.core.days import written
from kentongan.media import consenting, keeping, library
from kentongan.media.forms import BlurForm, CardForm, ConsentForm, FocusForm, WithdrawForm
from kentongan.media.library import KEEPERS, may_keep
from kentongan.media.library_views import UNPROCESSABLE, crops_of, found
from kentongan.media.rules import MediaRefusedError
from kentongan.organizations.access import NotAllowedError, require_role, signed_in

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from kentongan.media.models import Asset
    from kentongan.organizations.middleware import ActorRequest


@require_http_methods(["GET", "POST"])
@signed_in
def card(request: ActorRequest, asset_id: int) -> HttpResponse:
    """Whose it is, what it may be used for, who is seen, what it shows."""
    asset = _mine(request, asset_id)
    form = CardForm(request.POST or None, initial=_card_of(asset))
    if request.method == "POST" and form.is_valid():
        keeping.write_card(actor=request.actor, asset=asset, card=form.card())
        messages.success(request, "Hak dan keterangan tersimpan.")
        return redirect("library_asset", asset.pk)
    return _form(request, "media/card.html", asset, form)


@require_http_methods(["GET", "POST"])
@signed_in
def consent(request: ActorRequest, asset_id: int) -> HttpResponse:
    """Write down that someone who can be recognised agreed."""
    asset = _mine(request, asset_id)
    today = library.today_of(request.actor)
    form = ConsentForm(request.POST or None, initial={"given_on": today, "is_child": asset.people == "children"})
    if request.method == "POST" and form.is_valid():
        consenting.record_consent(actor=request.actor, asset=asset, agreement=form.agreement())
        messages.success(request, "Persetujuan tercatat.")
        return redirect("library_asset", asset.pk)
    return _form(request, "media/consent.html", asset, form)


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw(request: ActorRequest, asset_id: int, consent_id: int) -> HttpResponse:
    """Write down that a consent was taken back."""
    asset = _mine(request, asset_id)
    given = library.consents_of(request.actor, asset).filter(pk=consent_id).first()
    if given is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        consenting.withdraw_consent(actor=request.actor, consent=given, why=form.cleaned_data["reason"])
        messages.success(request, "Penarikan tercatat. Periksa di bawah, di mana berkas ini dipakai.")
        return redirect("library_asset", asset.pk)
    return _form(request, "media/withdraw.html", asset, form, consent=given, given=written(given.given_on))


@require_http_methods(["GET", "POST"])
@signed_in
def focus(request: ActorRequest, asset_id: int) -> HttpResponse:
    """Point at what must stay in every crop."""
    asset = _mine(request, asset_id, picture=True)
    form = FocusForm(request.POST or None, initial={"x": asset.focus_x, "y": asset.focus_y})
    if request.method == "POST" and form.is_valid():
        keeping.set_focus(actor=request.actor, asset=asset, **form.cleaned_data)
        messages.success(request, "Tersimpan. Potongan untuk tiap kanal mengikuti titik ini.")
        return redirect("library_asset", asset.pk)
    return _form(request, "media/focus.html", asset, form, crops=crops_of(asset))


@require_http_methods(["GET", "POST"])
@signed_in
def blur(request: ActorRequest, asset_id: int) -> HttpResponse:
    """Mark faces; a new copy has them blurred for good. `act=add` (without JavaScript) only adds a line."""
    asset = _mine(request, asset_id, picture=True)
    form = BlurForm(request.POST or None)
    areas, trouble = form.areas() if request.method == "POST" else [], ""
    adding = request.POST.get("act") == "add"
    if request.method == "POST" and not adding and form.is_valid():
        try:
            made = keeping.blur_faces(actor=request.actor, asset=asset, areas=areas, people=form.cleaned_data["people"])
        except MediaRefusedError as refusal:
            trouble = refusal.sentence
        else:
            messages.success(request, "Salinan yang disamarkan tersimpan. Yang asli tetap ada, dengan haknya.")
            return redirect("library_asset", made.pk)
    shown = BlurForm() if adding else form
    return _form(request, "media/blur.html", asset, shown, areas=areas, trouble=trouble)


def _mine(request: ActorRequest, asset_id: int, *, picture: bool = False) -> Asset:
    """A file this actor may change; 404 when unseen, 403 with the reason when it is only shared."""
    asset = found(request, asset_id)
    if picture and not asset.is_image:
        raise Http404
    require_role(request.actor, *KEEPERS, to="mengubah berkas di pustaka")
    if not may_keep(request.actor, asset):
        sentence = f"“{asset.headline}” milik {asset.agency.short_name}: boleh Anda pakai, tetapi tidak diubah."
        raise NotAllowedError(sentence, f"Admin media sosial {asset.agency.short_name}")
    return asset


def _form(request: ActorRequest, template: str, asset: Asset, form: forms.Form, **more: object) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound and not form.is_valid() else 200
    return render(request, template, {"asset": asset, "form": form} | more, status=status)


def _card_of(asset: Asset) -> dict[str, object]:
    names = ("title", "alt_text", "owner", "credit", "licence", "terms", "uses", "rights_until", "people", "shared")
    return {name: getattr(asset, name) for name in names} | {"tags": ", ".join(asset.tags)}
