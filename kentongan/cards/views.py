"""Kartu: the list, choosing a kind, filling one in, hanging it on a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.cards import services
from kentongan.cards.deleting import carrying
from kentongan.cards.drawing import NotDrawableError
from kentongan.cards.forms import CardForm
from kentongan.cards.kinds import KINDS
from kentongan.cards.preview_views import kind_at
from kentongan.cards.rules import RATIOS
from kentongan.cards.selectors import (
    brand_revision,
    card_for,
    may_brand,
    may_write,
    page_of,
    photos_for,
    posts_to_hang_on,
    uses_of,
)
from kentongan.cards.services import Saved, StaleCardError
from kentongan.content.selectors import WRITERS, post_for
from kentongan.content.services import NotEditableError, StaleError
from kentongan.media.rules import MediaRefusedError
from kentongan.media.services import store_upload
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.cards.models import Card
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE, CONFLICT = 422, 409
STALE = (
    "Kartu ini baru saja diubah orang lain. Yang Anda isi belum disimpan dan masih ada di halaman ini. "
    "Buka kartunya di tab lain untuk melihat perubahannya; “Simpan” di sini menggantikannya."
)


@require_GET
@signed_in
def cards(request: ActorRequest) -> HttpResponse:
    """List the cards, newest first."""
    found, following = page_of(request.actor, request.GET.get("sebelum", ""))
    facts = {
        "cards": found,
        "next": following,
        "may_write": may_write(request.actor),
        "may_brand": may_brand(request.actor),
        "post": _post_asked(request),
    }
    return render(request, "cards/list.html", facts)


@require_GET
@signed_in
def choose(request: ActorRequest) -> HttpResponse:
    """Choose what kind of card it is to be."""
    require_role(request.actor, *WRITERS, to="membuat kartu")
    facts = {
        "kinds": KINDS.values(),
        "version": brand_revision(request.actor.government_id),
        "post": _post_asked(request),
    }
    return render(request, "cards/choose.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: ActorRequest, kind: str) -> HttpResponse:
    """Fill in a new card."""
    require_role(request.actor, *WRITERS, to="membuat kartu")
    sort = kind_at(kind)
    if request.method == "GET":
        beginning = {"label": sort.label} if sort.code == "announcement" else {}
        return _page(request, CardForm(sort, beginning))
    form = _read(request, CardForm(sort, posted=request.POST))
    if not form.check():
        return _page(request, form, status=UNPROCESSABLE)
    try:
        made = services.make_card(
            actor=request.actor, kind=sort.code, fields=form.fields, alt=request.POST.get("alt", "")
        )
    except NotDrawableError as refusal:
        return _page(request, form, refusal=refusal.sentence, status=UNPROCESSABLE)
    messages.success(request, "Kartu disimpan dalam lima bentuk.")
    return redirect(_address(made, request))


@require_http_methods(["GET", "POST"])
@signed_in
def card(request: ActorRequest, card_id: int) -> HttpResponse:
    """One card: its fields, its pictures, where it hangs."""
    found = _found(request, card_id)
    if request.method == "GET":
        return _page(request, CardForm(found.sort, found.fields), found)
    require_role(request.actor, *WRITERS, to="mengubah kartu")
    form = _read(request, CardForm(found.sort, posted=request.POST))
    if not form.check():
        return _page(request, form, found, status=UNPROCESSABLE)
    told = request.POST.get("revision", "")
    revision = int(told) if told.isdecimal() else 0
    try:
        saved = services.change_card(
            actor=request.actor, card=found, revision=revision, fields=form.fields, alt=_alt(request, found)
        )
    except NotDrawableError as refusal:
        return _page(request, form, found, refusal=refusal.sentence, status=UNPROCESSABLE)
    except StaleCardError:
        return _page(request, form, _found(request, card_id), refusal=STALE, status=CONFLICT)
    _tell(request, saved)
    return redirect("card", found.pk)


@require_POST
@signed_in
def attach(request: ActorRequest, card_id: int) -> HttpResponse:
    """Hang a card on a post that still takes a picture."""
    found = _found(request, card_id)
    require_role(request.actor, *WRITERS, to="memasang kartu pada kiriman")
    told = request.POST.get("post", "")
    post = post_for(request.actor, int(told)) if told.isdecimal() else None
    if post is None:
        messages.warning(request, "Belum ada kiriman yang dipilih. Pilih kiriman dulu, lalu pasang kartunya.")
        return redirect("card", found.pk)
    try:
        post = services.attach_card(actor=request.actor, card=found, post=post, revision=post.revision)
    except NotEditableError:
        messages.warning(
            request, "Kiriman itu sedang atau sudah terbit, jadi gambarnya tidak dapat ditambah. Pilih kiriman lain."
        )
        return redirect("card", found.pk)
    except StaleError:
        messages.warning(request, "Kiriman itu sedang diubah orang lain. Kartunya belum dipasang. Coba lagi.")
        return redirect("card", found.pk)
    messages.success(request, "Kartu dipasang. Tiap kanal memakai bentuk yang pas.")
    return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=media")


def _found(request: ActorRequest, card_id: int) -> Card:
    found = card_for(request.actor, card_id)
    if found is None:
        raise Http404
    return found


def _post_asked(request: ActorRequest) -> str:
    told = request.GET.get("kiriman", "")
    return told if told.isdecimal() else ""


def _address(made: Card, request: ActorRequest) -> str:
    asked = _post_asked(request)
    return reverse("card", args=[made.pk]) + (f"?kiriman={asked}" if asked else "") + "#pakai"


def _alt(request: ActorRequest, found: Card) -> str:
    """The description as typed; one that nobody touched goes on following the fields."""
    typed = " ".join(request.POST.get("alt", "").split())
    return "" if typed == found.alt_text and not found.alt_by_hand else typed


def _read(request: ActorRequest, form: CardForm) -> CardForm:
    """Keep the photos that came with the form, and name them in its fields."""
    for ask in form.kind.plain:
        upload = request.FILES.get(f"upload-{ask.name}") if ask.photo else None
        if upload is None:
            continue
        try:
            said = str(form.fields.get(f"{ask.name}_caption", "")) or ask.label
            form.fields[ask.name] = str(store_upload(actor=request.actor, upload=upload, alt_text=said).pk)
        except MediaRefusedError as refusal:
            form.refused[ask.name] = refusal.sentence
    return form


def _tell(request: ActorRequest, saved: Saved) -> None:
    messages.success(request, "Kartu disimpan.")
    for post in saved.followed:
        messages.warning(
            request, f"Kiriman “{post.headline}” memakai gambar yang baru dan perlu diajukan untuk disetujui."
        )
    for post, why in saved.kept:
        messages.warning(request, f"Kiriman “{post.headline}” tetap memakai gambar lama: {why}.")


def _page(
    request: ActorRequest, form: CardForm, found: Card | None = None, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    chosen = [int(form.fields[ask.name]) for ask in form.kind.plain if ask.photo and form.fields.get(ask.name)]
    writes = may_write(request.actor)
    facts: dict[str, Any] = {
        "form": form,
        "kind": form.kind,
        "card": found,
        "refusal": refusal,
        "alt": request.POST.get("alt") if request.method == "POST" else (found.alt_text if found else ""),
        "may_write": writes,
        "photos": photos_for(request.actor, *chosen) if any(ask.photo for ask in form.kind.plain) else [],
        "first": next(iter(RATIOS.values())),
        "old_look": found is not None and found.brand_revision != brand_revision(found.government_id),
    }
    if found:
        facts |= {
            "uses": uses_of(found),
            "carried": len(carrying(found)),
            "posts": posts_to_hang_on(request.actor) if writes else [],
            "asked": _post_asked(request),
        }
    return render(request, "cards/card.html", facts, status=status)
