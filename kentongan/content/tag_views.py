"""Tagar dan sebutan: the list, and what is suggested while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.connectors.contract import Platform
from kentongan.content import services
from kentongan.content.forms import TagForm
from kentongan.content.selectors import WRITERS, may_write
from kentongan.content.services import TagRefusedError
from kentongan.content.shelf import suggestions_for, tag_for, tags_for
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@signed_in
def tags(request: ActorRequest) -> HttpResponse:
    """The list, and the fields for one more."""
    form = TagForm(request.POST or None)
    if request.method == "POST":
        require_role(request.actor, *WRITERS, to="menyimpan tagar")
        if form.is_valid() and _kept(request, form):
            return redirect("tags")
    facts = {"form": form, "tags": tags_for(request.actor), "may_write": may_write(request.actor)}
    return render(request, "content/tags.html", facts, status=UNPROCESSABLE if form.errors else 200)


@require_GET
@signed_in
def suggestions(request: ActorRequest) -> HttpResponse:
    """Everything that can follow a # or @, once a page; the browser picks."""
    answer = JsonResponse({"tags": suggestions_for(request.actor)})
    answer["Cache-Control"] = "private, max-age=60"
    return answer


@require_POST
@signed_in
def remove(request: ActorRequest, tag_id: int) -> HttpResponse:
    """Suggest one no longer."""
    found = tag_for(request.actor, tag_id)
    if found is None:
        raise Http404
    services.remove_tag(actor=request.actor, tag=found)
    messages.success(request, f"{found.text} dihapus dari daftar.")
    return redirect("tags")


def _kept(request: ActorRequest, form: TagForm) -> bool:
    platform = form.cleaned_data["platform"]
    try:
        tag = services.keep_tag(
            actor=request.actor,
            text=form.cleaned_data["text"],
            note=form.cleaned_data["note"],
            platform=platform if platform in set(Platform) else "",
        )
    except TagRefusedError as refusal:
        form.add_error("text", refusal.sentence)
        return False
    messages.success(request, f"{tag.text} tersimpan dan disarankan saat orang mengetik.")
    return True
