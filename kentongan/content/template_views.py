"""Templat: beginning a post from structured fields, from an office's own words, or from another post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.content import services
from kentongan.content.forms import TemplateNameForm, number_in
from kentongan.content.kinds import EMERGENCY, KINDS
from kentongan.content.selectors import WRITERS, post_for
from kentongan.content.services import NotEditableError, StaleError
from kentongan.content.shelf import own_templates
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kentongan.content.kind import Kind
    from kentongan.content.models import OwnTemplate, Post
    from kentongan.organizations.middleware import ActorRequest

CONFLICT = 409


@require_GET
@signed_in
def templates(request: ActorRequest) -> HttpResponse:
    """Every template: those of the product, and the office's own."""
    require_role(request.actor, *WRITERS, to="menulis kiriman")
    return render(request, "content/templates.html", {"kinds": KINDS.values(), "own": own_templates(request.actor)})


@require_http_methods(["GET", "POST"])
@signed_in
def begin(request: ActorRequest, template: str) -> HttpResponse:
    """The fields of a template; nothing has to be filled in to go on."""
    require_role(request.actor, *WRITERS, to="menulis kiriman")
    chosen = _kind(template)
    if request.method == "POST":
        post = services.start_from_kind(actor=request.actor, kind=chosen, answers=request.POST)
        return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=tulis")
    return render(request, "content/answers.html", _facts(chosen, {}))


@require_http_methods(["GET", "POST"])
@signed_in
def answers(request: ActorRequest, post_id: int) -> HttpResponse:
    """The same fields of a post that began from a template."""
    post = _found(request, post_id)
    require_role(request.actor, *WRITERS, to="mengubah kiriman")
    chosen = _kind(post.kind)
    if not post.editable:
        return redirect("post", post.pk)
    if request.method == "GET":
        return render(request, "content/answers.html", _facts(chosen, post.answers, post))
    revision = number_in(request.POST.get("revision", ""))
    rewrite = request.POST.get("act") == "rewrite"
    try:
        services.keep_answers(actor=request.actor, post=post, revision=revision, answers=request.POST, rewrite=rewrite)
    except StaleError as stale:
        facts = _facts(chosen, chosen.clean(request.POST), stale.post) | {"stale": stale.post}
        return render(request, "content/answers.html", facts, status=CONFLICT)
    except NotEditableError:
        return redirect("post", post.pk)
    return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=tulis")


@require_POST
@signed_in
def begin_own(request: ActorRequest, template_id: int) -> HttpResponse:
    """Begin from the office's own words."""
    found = _own(request, template_id)
    post = services.start_from_own(actor=request.actor, template=found)
    return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=tulis")


@require_POST
@signed_in
def retire(request: ActorRequest, template_id: int) -> HttpResponse:
    """Offer one no longer."""
    found = _own(request, template_id)
    services.retire_template(actor=request.actor, template=found)
    messages.success(request, f"Templat “{found.name}” dihapus. Kiriman yang dimulai darinya tetap ada.")
    return redirect("templates")


@require_POST
@signed_in
def keep(request: ActorRequest, post_id: int) -> HttpResponse:
    """Make a post's words a template."""
    post = _found(request, post_id)
    form = TemplateNameForm(request.POST)
    if not form.is_valid():
        require_role(request.actor, *WRITERS, to="membuat templat")
        messages.warning(request, "Templatnya belum bernama. Tulis nama yang mudah dikenali, lalu simpan lagi.")
        return redirect("post", post.pk)
    services.keep_as_template(actor=request.actor, post=post, **form.cleaned_data)
    messages.success(request, "Tersimpan sebagai templat. Pilih di Tulis, Mulai dari templat.")
    return redirect("post", post.pk)


@require_POST
@signed_in
def duplicate(request: ActorRequest, post_id: int) -> HttpResponse:
    """A new draft with the same words."""
    made = services.duplicate(actor=request.actor, post=_found(request, post_id))
    messages.success(request, "Disalin sebagai draf baru. Waktu terbit dan persetujuannya tidak ikut.")
    return redirect(f"{reverse('post_edit', args=[made.pk])}?langkah=tulis")


def _facts(kind: Kind, said: Mapping[str, str], post: Post | None = None) -> dict[str, object]:
    return {
        "kind": kind,
        "groups": [[(ask, said.get(ask.name, "")) for ask in group] for group in kind.groups],
        "emergency": kind.key == EMERGENCY,
        "post": post,
        "by_hand": post is not None and not services.follows_answers(post),
    }


def _kind(key: str) -> Kind:
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def _own(request: ActorRequest, template_id: int) -> OwnTemplate:
    found = own_templates(request.actor).filter(pk=template_id).first()
    if found is None:
        raise Http404
    return found


def _found(request: ActorRequest, post_id: int) -> Post:
    post = post_for(request.actor, post_id)
    if post is None:
        raise Http404
    return post
