"""Liput: the one page at the event. Everything works by plain forms too; the phone's script speaks to the same addresses."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.content.selectors import WRITERS
from kentongan.events import services, wording
from kentongan.events.forms import CoverageForm
from kentongan.events.selectors import coverage_of, event_for, photos_of, post_kinds
from kentongan.events.services import DraftEditedError, Noted, StaleCoverageError, TooManyPhotosError
from kentongan.events.services.covering import MOST_PHOTOS, TO
from kentongan.events.states import CANCELLED
from kentongan.media.rules import MediaRefusedError
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.events.models import Coverage, Event
    from kentongan.organizations.middleware import ActorRequest

CREATED, CONFLICT, UNPROCESSABLE = 201, 409, 422
TOO_MANY = f"Sudah ada {MOST_PHOTOS} foto dan video di liputan ini. Lepas salah satunya dulu."
QUESTIONS = (
    ("what", "Apa yang terjadi?", "Dinas Kesehatan membuka posyandu remaja"),
    ("who", "Siapa yang terlibat?", "60 pelajar dan kader posyandu"),
    ("where", "Di mana?", "Balai desa, Kecamatan Tempe"),
    ("when", "Kapan?", "Senin, 30 November 2026, pukul 09.00"),
    ("why", "Mengapa diadakan?", "agar remaja tahu kesehatannya sejak awal"),
    ("how", "Bagaimana jalannya?", "Tiap pelajar ditimbang, diukur, lalu berkonsultasi."),
)


@require_http_methods(["GET", "POST"])
@signed_in
def cover(request: ActorRequest, event_id: int) -> HttpResponse:
    """The page at the event."""
    event = event_found(request, event_id)
    require_role(request.actor, *WRITERS, to=TO)
    if request.method == "GET":
        return redirect("event", event.pk) if event.state == CANCELLED else _page(request, event)
    form = CoverageForm(request.POST)
    act = request.POST.get("act", "save")
    try:
        if form.is_valid():
            _save(request, event, form)
        if act == "upload":
            _uploaded(request, event)
        if act == "draft":
            return _drafted(request, event)
    except StaleCoverageError as stale:
        return _page(request, event, stale=stale.coverage, mine=form.cleaned_data, status=CONFLICT)
    except MediaRefusedError as refusal:
        return _page(request, event, refusal=refusal.sentence, status=UNPROCESSABLE)
    except TooManyPhotosError:
        return _page(request, event, refusal=TOO_MANY, status=UNPROCESSABLE)
    return redirect("event_cover", event.pk)


@require_POST
@signed_in
def save(request: ActorRequest, event_id: int) -> HttpResponse:
    """Keep what is being typed; answer with the revision, or with what somebody else wrote meanwhile."""
    event = event_found(request, event_id)
    require_role(request.actor, *WRITERS, to=TO)
    form = CoverageForm(request.POST)
    if not form.is_valid():
        return JsonResponse(
            {"sentence": "Ada jawaban yang terlalu panjang. Pendekkan, lalu coba lagi."}, status=UNPROCESSABLE
        )
    try:
        row = _save(request, event, form)
    except StaleCoverageError as stale:
        return JsonResponse(_stands(stale.coverage), status=CONFLICT)
    return JsonResponse({"revision": row.revision})


@require_POST
@signed_in
def draft(request: ActorRequest, event_id: int) -> HttpResponse:
    """Make the drafts; answer with where they are."""
    event = event_found(request, event_id)
    answer = _drafted(request, event)
    return JsonResponse({"at": answer["Location"]})


def _uploaded(request: ActorRequest, event: Event) -> None:
    """By the plain form: the files chosen, one after the other."""
    for upload in request.FILES.getlist("file"):
        services.add_photo(actor=request.actor, event=event, upload=upload, token=secrets.token_hex(8))


def _drafted(request: ActorRequest, event: Event) -> HttpResponse:
    try:
        post = services.make_drafts(actor=request.actor, event=event)
    except DraftEditedError as edited:
        text = "Drafnya sudah disunting, jadi tidak ditimpa. Yang baru dicatat dapat disalin dari halaman liputan."
        messages.warning(request, text)
        return redirect("post_edit", edited.post.pk)
    number = len(post.versions)
    messages.success(request, f"Draf untuk {number} kanal siap. Periksa, lalu ajukan.")
    return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=kanal")


def _save(request: ActorRequest, event: Event, form: CoverageForm) -> Coverage:
    given = dict(form.cleaned_data)
    revision = given.pop("revision")
    return services.save_answers(actor=request.actor, event=event, revision=revision, noted=Noted(**given))


def event_found(request: ActorRequest, event_id: int) -> Event:
    found = event_for(request.actor, event_id)
    if found is None:
        raise Http404
    return found


def _stands(row: Coverage) -> dict[str, Any]:
    fields = {name: getattr(row, name) for name, _, _ in QUESTIONS} | {"credit": row.credit}
    who = row.changed_by.name if row.changed_by else ""
    return {"revision": row.revision, "fields": fields, "who": who}


def _page(request: ActorRequest, event: Event, status: int = 200, **more: Any) -> HttpResponse:  # noqa: ANN401 - what went wrong
    row = coverage_of(event)
    said = more.get("mine") or (_stands(row)["fields"] if row else _begun(request, event))
    stale = more.get("stale")
    facts = {
        "event": event,
        "revision": stale.revision if stale else row.revision if row else 0,
        "questions": [(name, label, hint, said[name]) for name, label, hint in QUESTIONS],
        "credit": said["credit"],
        "photos": list(photos_of(event)),
        "has_draft": "coverage" in post_kinds(event) and bool(row and row.drafted),
        "theirs": [(label, getattr(stale, name)) for name, label, _ in QUESTIONS] if stale else [],
    }
    return render(request, "events/cover.html", facts | more, status=status)


def _begun(request: ActorRequest, event: Event) -> dict[str, str]:
    """Before the first word: what the agenda knows."""
    when = wording.begun(event.starts_at.astimezone(request.actor.zone))
    empty = dict.fromkeys(("what", "who", "why", "how"), "")
    return empty | {"when": when, "where": event.place, "credit": request.actor.name}
