"""Riwayat: what a post said before, by words, and bringing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kentongan.content import services
from kentongan.content.forms import number_in
from kentongan.content.histories import differences, revision_of, sittings_of
from kentongan.content.selectors import may_write, post_for
from kentongan.content.services import NotEditableError, StaleError
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest


@require_GET
@signed_in
def history(request: ActorRequest, post_id: int) -> HttpResponse:
    """Every sitting, and what the chosen one changed."""
    post = _found(request, post_id)
    sittings = sittings_of(post)
    numbers = [one.number for one in sittings]
    wanted = number_in(request.GET.get("versi", ""))
    chosen = wanted if wanted in numbers else (numbers or [0])[0]
    place = numbers.index(chosen) if chosen in numbers else 0
    shown = revision_of(post, chosen)
    before = revision_of(post, numbers[place + 1]) if place + 1 < len(numbers) else None
    facts = {
        "post": post,
        "sittings": sittings,
        "shown": shown,
        "before": before,
        "changes": differences(post, before, shown) if shown else [],
        "may_restore": place > 0 and may_write(request.actor) and post.editable,
    }
    return render(request, "content/history.html", facts)


@require_POST
@signed_in
def restore(request: ActorRequest, post_id: int, number: int) -> HttpResponse:
    """Bring the words of an earlier sitting back."""
    post = _found(request, post_id)
    earlier = revision_of(post, number)
    if earlier is None:
        raise Http404
    revision = number_in(request.POST.get("revision", ""))
    try:
        services.restore_revision(actor=request.actor, post=post, revision=revision, earlier=earlier)
    except StaleError:
        messages.warning(
            request,
            "Kiriman ini baru saja diubah orang lain. Lihat perubahannya dulu, lalu kembalikan bila masih perlu.",
        )
        return redirect("post_history", post.pk)
    except NotEditableError:
        messages.warning(request, "Kiriman ini sedang atau sudah terbit, jadi tulisannya tidak dapat diubah lagi.")
        return redirect("post", post.pk)
    messages.success(request, "Tulisan itu dikembalikan. Yang tadi tetap ada di riwayat.")
    return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=tulis")


def _found(request: ActorRequest, post_id: int) -> Post:
    post = post_for(request.actor, post_id)
    if post is None:
        raise Http404
    return post
