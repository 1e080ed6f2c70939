"""Buku aturan: chapters, search, acknowledging, and who has read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.compliance.rulebook import services
from kentongan.compliance.rulebook.chapters import find
from kentongan.compliance.rulebook.forms import ChapterForm
from kentongan.compliance.rulebook.selectors import (
    LOCAL,
    WATCHERS,
    Shelved,
    latest_passed,
    local_chapter_for,
    readers_for,
    shelf_for,
    shelved_for,
)
from kentongan.core import clock
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from datetime import date

    from kentongan.compliance.rulebook.models import LocalChapter
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_GET
@signed_in
def book(request: ActorRequest) -> HttpResponse:
    """The shelf: every chapter, what this person has read, and what a search finds."""
    words = request.GET.get("q", "").strip()[:80]
    shelf = shelf_for(request.actor, _today(request))
    facts = {
        "shelf": shelf,
        "unread": sum(one.read is None for one in shelf),
        "words": words,
        "found": find([one.chapter for one in shelf], words),
        "quiz": latest_passed(request.actor.government_id, [request.actor.person_id]).get(request.actor.person_id),
        "may_watch": request.actor.has(*WATCHERS),
        "may_write": request.actor.has(*services.KEEPERS),
    }
    return render(request, "compliance/rulebook/book.html", facts)


@require_GET
@signed_in
def chapter(request: ActorRequest, slug: str) -> HttpResponse:
    """One chapter."""
    found = _found(request, slug)
    own = found.chapter.slug.removeprefix(LOCAL) if found.chapter.local else ""
    facts = {"shelved": found, "chapter": found.chapter, "own": own, "may_write": request.actor.has(*services.KEEPERS)}
    return render(request, "compliance/rulebook/chapter.html", facts)


@require_POST
@signed_in
def read(request: ActorRequest, slug: str) -> HttpResponse:
    """Take note that it was read, and lead on to the next chapter that was not."""
    found = _found(request, slug)
    services.acknowledge(actor=request.actor, chapter=found.chapter)
    left = [one for one in shelf_for(request.actor, _today(request)) if one.read is None]
    messages.success(request, f"Tercatat: Anda sudah membaca “{found.chapter.title}”.")
    return redirect("rulebook_chapter", left[0].chapter.slug) if left else redirect("rulebook")


@require_GET
@signed_in
def readers(request: ActorRequest) -> HttpResponse:
    """Who has read all of it, and who has not."""
    require_role(request.actor, *WATCHERS, to="melihat siapa yang sudah membaca")
    words = request.GET.get("q", "").strip()[:80]
    rows = readers_for(request.actor, _today(request), words)
    facts = {"rows": rows, "words": words, "done": sum(row.all_read for row in rows)}
    return render(request, "compliance/rulebook/readers.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def write(request: ActorRequest) -> HttpResponse:
    """A new chapter of the government's own."""
    require_role(request.actor, *services.KEEPERS, to="menulis aturan daerah")
    return _write(request, None)


@require_http_methods(["GET", "POST"])
@signed_in
def change(request: ActorRequest, chapter_id: int) -> HttpResponse:
    """Another wording of one of them."""
    kept = local_chapter_for(request.actor, chapter_id)
    if kept is None:
        raise Http404
    require_role(request.actor, *services.KEEPERS, to="mengubah aturan daerah")
    return _write(request, kept)


def _write(request: ActorRequest, kept: LocalChapter | None) -> HttpResponse:
    initial = {name: getattr(kept, name) for name in ChapterForm.base_fields} if kept else {}
    form = ChapterForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            done = services.keep_chapter(actor=request.actor, told=form.told(), chapter=kept)
        except services.ChapterError as refusal:
            form.add_error("ends", str(refusal))
        else:
            messages.success(request, "Bab disimpan. Bila kata-katanya berubah, semua orang diminta membacanya lagi.")
            return redirect("rulebook_chapter", f"{LOCAL}{done.pk}")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "compliance/rulebook/write.html", {"form": form, "kept": kept}, status=status)


def _found(request: ActorRequest, slug: str) -> Shelved:
    found = shelved_for(request.actor, slug, _today(request))
    if found is None:
        raise Http404
    return found


def _today(request: ActorRequest) -> date:
    return clock.now().astimezone(request.actor.zone).date()
