"""Pustaka: what pictures and videos there are, one of them, and bringing new ones in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.media import coding, library, rights
from kentongan.media.library import KEEPERS, RIGHTS, Search, may_keep
from kentongan.media.mending import crop_of, focus_for
from kentongan.media.models import Asset
from kentongan.media.rules import MediaRefusedError
from kentongan.media.selectors import asset_for
from kentongan.media.services import store_upload
from kentongan.organizations.access import require_role, signed_in
from kentongan.organizations.selectors import agencies_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpResponse

    from kentongan.media.mending import Crop
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

AT_ONCE = 20
LONGEST_NUMBER = 19  #: more digits than that no key has
UNPROCESSABLE = 422
SHAPES = (
    ("1:1", "Kotak: Facebook, Instagram", 1.0),
    ("4:5", "Tegak: Instagram", 0.8),
    ("16:9", "Lebar: X, YouTube", 16 / 9),
    ("9:16", "Layar penuh: Reel, Cerita, TikTok", 9 / 16),
)


def search_of(request: ActorRequest) -> Search:
    """What the address asks for."""
    agency = request.GET.get("dinas", "")
    return Search(
        words=request.GET.get("cari", "")[:200],
        kind=request.GET.get("jenis", ""),
        rights=request.GET.get("hak", ""),
        agency_id=int(agency) if agency.isdecimal() and len(agency) < LONGEST_NUMBER else 0,
    )


def shelf(request: ActorRequest) -> dict[str, Any]:
    """One page of the library as templates show it; the composer's picker shows the same."""
    search = search_of(request)
    assets, after = library.page_of(request.actor, search, request.GET.get("sebelum", ""))
    kept = {"cari": search.words, "jenis": search.kind, "hak": search.rights, "dinas": search.agency_id or ""}
    asked = urlencode({name: value for name, value in kept.items() if value})
    return {
        "cards": with_state(request.actor, assets),
        "search": search,
        "searching": bool(asked),
        "kinds": Asset.Kind.choices,
        "rights": list(RIGHTS.items()),
        "agencies": agencies_for(request.actor).order_by("name"),
        "first": f"?{asked}" if request.GET.get("sebelum") else "",
        "next": f"?{asked}{'&' if asked else ''}sebelum={after}" if after else "",
    }


def with_state(actor: Actor, assets: Iterable[Asset]) -> list[tuple[Asset, str, str]]:
    """Files with the mark and the words of their rights today."""
    today = library.today_of(actor)
    return [(asset, *rights.state_words(asset.standing, asset.good_until, today)) for asset in assets]


@require_GET
@signed_in
def index(request: ActorRequest) -> HttpResponse:
    """The library, newest first."""
    return render(request, "media/library.html", shelf(request) | {"may_keep": may_keep(request.actor)})


@require_GET
@signed_in
def one(request: ActorRequest, asset_id: int) -> HttpResponse:
    """Everything about one file."""
    asset = found(request, asset_id)
    actor, today = request.actor, library.today_of(request.actor)
    papers = library.papers_of(actor.government_id, [asset])[asset.pk]
    uses, others = library.uses_of(actor, asset)
    facts = {
        "asset": asset,
        "state": rights.state_words(asset.standing, asset.good_until, today),
        "concerns": rights.concerns(papers, rights.SOCIAL, today),
        "use_names": [name for code, name in rights.USES.items() if code in asset.uses],
        "consents": library.consents_of(actor, asset),
        "uses": uses,
        "others": others,
        "alike": library.alike(actor, asset),
        "crops": crops_of(asset) if asset.is_image else [],
        "may_keep": may_keep(actor, asset),
        "can_code": coding.available(),
        "today": today,
    }
    return render(request, "media/asset.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def upload(request: ActorRequest) -> HttpResponse:
    """Take in several files; each is kept or refused by itself. A script that sends one at a time gets its line alone."""
    require_role(request.actor, *KEEPERS, to="mengunggah ke pustaka")
    files = request.FILES.getlist("file")[:AT_ONCE] if request.method == "POST" else []
    results = [_taken(request.actor, file) for file in files]
    single = request.headers.get("X-One-File") == "1"
    missing = request.method == "POST" and not files
    facts = {"results": results, "missing": missing, "at_once": AT_ONCE, "can_code": coding.available()}
    refused = missing or any(result["refusal"] for result in results)
    template = "media/_uploaded.html" if single else "media/upload.html"
    return render(request, template, facts, status=UNPROCESSABLE if refused else 200)


def _taken(actor: Actor, file: UploadedFile[Any]) -> dict[str, Any]:
    try:
        asset = store_upload(actor=actor, upload=file)
    except MediaRefusedError as refusal:
        return {"name": file.name, "refusal": refusal.sentence}
    return {"name": asset.name, "refusal": "", "asset": asset, "alike": library.alike(actor, asset)}


def found(request: ActorRequest, asset_id: int) -> Asset:
    """One file of the library; 404 when it is not this actor's to see, or only a copy."""
    asset = asset_for(request.actor, asset_id)
    if asset is None:
        raise Http404
    return asset


def crops_of(asset: Asset) -> list[tuple[str, str, float, Crop]]:
    """How each shape cuts a picture around its most important point."""
    return [
        (name, place, ratio, crop_of(asset.width, asset.height, (ratio, ratio), _focus(asset, ratio)))
        for name, place, ratio in SHAPES
    ]


def _focus(asset: Asset, ratio: float) -> int:
    return focus_for(asset.width, asset.height, (ratio, ratio), asset.focus_x, asset.focus_y)
