"""How a government's cards look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kentongan.cards import services
from kentongan.cards.forms import LookForm
from kentongan.cards.selectors import BRANDERS, brand_of, look_of
from kentongan.cards.services import StaleCardError
from kentongan.media.rules import MediaRefusedError
from kentongan.media.services import store_upload
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.cards.models import Brand
    from kentongan.media.models import Asset
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE, CONFLICT = 422, 409
STALE = "Tampilan kartu baru saja diubah orang lain. Yang Anda isi belum disimpan. Lihat dulu keadaannya, lalu ulangi."


@require_http_methods(["GET", "POST"])
@signed_in
def look(request: ActorRequest) -> HttpResponse:
    """Colours, logo and footer of every card of this government."""
    require_role(request.actor, *BRANDERS, to="mengatur tampilan kartu")
    brand = brand_of(request.actor.government_id)
    if request.method == "GET":
        now = look_of(request.government, brand)
        initial = {"ground": now.ground, "ink": now.ink, "accent": now.accent, "footer": now.footer}
        return _page(request, LookForm(initial=initial | {"revision": brand.revision if brand else 0}), brand)
    form = LookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, brand, status=UNPROCESSABLE)
    return _chosen(request, form, brand)


def _chosen(request: ActorRequest, form: LookForm, brand: Brand | None) -> HttpResponse:
    try:
        logo = _logo(request, form, brand)
        services.choose_look(actor=request.actor, revision=form.cleaned_data["revision"], look=form.look, logo=logo)
    except MediaRefusedError as refusal:
        form.add_error("logo", refusal.sentence)
        return _page(request, form, brand, status=UNPROCESSABLE)
    except StaleCardError:
        messages.warning(request, STALE)
        return redirect("card_look")
    messages.success(request, "Tampilan kartu disimpan. Kartu yang sudah ada berubah saat disimpan lagi.")
    return redirect("card_look")


def _logo(request: ActorRequest, form: LookForm, brand: Brand | None) -> Asset | None:
    upload = form.cleaned_data.get("logo")
    if upload is not None:
        return store_upload(actor=request.actor, upload=upload, alt_text=f"Logo {request.government.name}")
    return None if form.cleaned_data["without_logo"] or brand is None else brand.logo


def _page(request: ActorRequest, form: LookForm, brand: Brand | None, status: int = 200) -> HttpResponse:
    shown = [form["ground"], form["ink"], form["accent"]]
    suggestions = form.suggestions if form.is_bound else {}
    facts = {
        "form": form,
        "colours": [(field, suggestions.get(field.name, "")) for field in shown],
        "brand": brand,
        "version": brand.revision if brand else 0,
    }
    return render(request, "cards/look.html", facts, status=status)
