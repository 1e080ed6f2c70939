"""Pictures of cards that are not kept: while one is being filled in, as an example, and to take away."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from kentongan.cards.drawing import NotDrawableError, drawings
from kentongan.cards.forms import CardForm
from kentongan.cards.kinds import BY_PATH, Kind
from kentongan.cards.rules import RATIOS
from kentongan.cards.selectors import card_for, speaker_of
from kentongan.cards.services import photos_of
from kentongan.content.selectors import WRITERS
from kentongan.organizations.access import require_role, signed_in
from kentongan.organizations.models import Agency

if TYPE_CHECKING:
    from kentongan.cards.drawing import Drawing, Speaker
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

LARGE, SMALL, SAMPLE = 0.5, 0.16, 0.3
EMPTY = "masih kosong"


@require_POST
@signed_in
def preview(request: ActorRequest, kind: str) -> HttpResponse:
    """What the card will look like, in the chosen shape and small in the others."""
    require_role(request.actor, *WRITERS, to="membuat kartu")
    sort = kind_at(kind)
    form = CardForm(sort, posted=request.POST)
    form.check()
    found = card_for(request.actor, int(told)) if (told := request.POST.get("kartu", "")).isdecimal() else None
    speaker = speaker_of(found.agency if found else _own_agency(request.actor))
    chosen = shape if (shape := request.POST.get("bentuk", "")) in RATIOS else next(iter(RATIOS))
    problems = [problem for problem in form.problems.values() if EMPTY not in problem]
    facts = {"chosen": RATIOS[chosen], "problems": problems, "kind": sort} | _pictures(request, form, speaker, chosen)
    return render(request, "cards/_preview.html", facts)


@require_GET
@signed_in
def sample(request: ActorRequest, kind: str) -> HttpResponse:
    """One kind with example words, as this government's cards look."""
    sort = kind_at(kind)
    example = {ask.name: ask.choices[0] if ask.choices else ask.example for ask in sort.plain}
    rows = {group.name: [{part.name: part.example for part in group.parts}] for group in sort.repeated}
    speaker = speaker_of(_own_agency(request.actor))
    made = drawings(sort, example | rows, speaker, {}, ratios=["1x1"], scales={"1x1": SAMPLE})
    answer = HttpResponse(made[0].content, content_type="image/png")
    answer["Cache-Control"] = "private, max-age=600"
    return answer


@require_GET
@signed_in
def download(request: ActorRequest, card_id: int, ratio: str) -> HttpResponse:
    """One shape of a card to take away: PNG in its full size, or with `?pdf` a page of PDF."""
    found = card_for(request.actor, card_id)
    if found is None or ratio not in RATIOS:
        raise Http404
    form, kind = ("pdf", "application/pdf") if "pdf" in request.GET else ("png", "image/png")
    photos = photos_of(request.actor, found.sort, found.fields)
    made = drawings(
        found.sort,
        found.fields,
        speaker_of(found.agency),
        photos,
        ratios=[ratio],
        form="pdf" if form == "pdf" else "png",
    )
    answer = HttpResponse(made[0].content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{slugify(found.title)[:60] or "kartu"}-{ratio}.{form}"'
    return answer


def kind_at(path: str) -> Kind:
    """The kind with this address, or nothing is there."""
    if path not in BY_PATH:
        raise Http404
    return BY_PATH[path]


def _own_agency(actor: Actor) -> Agency:
    return Agency.objects.get(government_id=actor.government_id, pk=actor.agency_id)


def _pictures(request: ActorRequest, form: CardForm, speaker: Speaker, chosen: str) -> dict[str, object]:
    fields = form.drawable()
    scales = {code: LARGE if code == chosen else SMALL for code in RATIOS}
    try:
        made = drawings(form.kind, fields, speaker, photos_of(request.actor, form.kind, fields), scales=scales)
    except NotDrawableError as refusal:
        return {"refusal": refusal.sentence}
    shapes = [(drawing.ratio, _in_page(drawing), drawing.trouble) for drawing in made]
    return {
        "shapes": shapes,
        "large": next(picture for ratio, picture, _ in shapes if ratio.code == chosen),
        "troubles": [trouble for _, _, trouble in shapes if trouble][:1],
    }


def _in_page(drawing: Drawing) -> str:
    return "data:image/png;base64," + base64.b64encode(drawing.content).decode()
