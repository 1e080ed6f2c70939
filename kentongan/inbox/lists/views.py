"""Pages and acts of the list: what is new, filters, acts on many, saved views, who is writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kentongan.inbox.lists import acting, live, presence, saving, showing
from kentongan.inbox.lists import filters as words
from kentongan.inbox.lists.forms import ManyForm
from kentongan.inbox.lists.pages import in_order, visible
from kentongan.inbox.selectors import conversation_for
from kentongan.inbox.ways import may_moderate
from kentongan.organizations.access import signed_in
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from kentongan.inbox.lists.acting import Outcome
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.middleware import ActorRequest


@require_GET
@signed_in
def news(request: ActorRequest) -> HttpResponse:
    """Say what changed since the page was drawn, so that nothing jumps; nothing at all when nothing did."""
    filters = words.read(request.GET.dict())
    told = live.news_for(request.actor, filters, live.read(request.GET.dict()))
    if not told:
        return HttpResponse(status=204)
    facts = {"news": told, "filters": filters, "address": filters.address(), "channel": told.talk and told.talk.channel}
    facts["moderates"] = bool(told.messages and told.talk and may_moderate(request.actor.person_id, told.talk.channel))
    return render(request, "inbox/_news.html", facts)


@require_GET
@signed_in
def narrow(request: ActorRequest) -> HttpResponse:
    """Show everything that can be asked for, to be set together."""
    filters = words.read(request.GET.dict())
    facts = {
        "filters": filters,
        "address": filters.address(),
        "views": list(saving.views_for(request.actor)),
        "may_share": request.actor.has(Role.COORDINATOR),
    }
    return render(request, "inbox/narrow.html", facts | showing.choices_for(request.actor))


@require_POST
@signed_in
def many(request: ActorRequest) -> HttpResponse:
    """Do one thing to several conversations; what asks for more than a word is asked on a page of its own."""
    keys = [int(key) for key in request.POST.getlist("pilih") if key.isdecimal()][: acting.MOST]
    keys_seen = visible(request.actor, words.Filters(tab=words.EVERYTHING), keys) if keys else set()
    talks = in_order(request.actor, [key for key in keys if key in keys_seen])
    if not talks:
        messages.info(request, "Belum ada percakapan yang dipilih. Centang dulu, lalu pilih tindakannya.")
        return _back(request)
    act = request.POST.get("act", "")
    if act in {"dibaca", "belum-dibaca"}:
        mark = presence.note_seen if act == "dibaca" else presence.forget_seen
        mark(actor=request.actor, keys=[talk.pk for talk in talks])
        messages.success(request, f"{len(talks)} percakapan ditandai {'sudah' if act == 'dibaca' else 'belum'} dibaca.")
        return _back(request)
    if act == "kembalikan":
        return _told(request, acting.restore_many(actor=request.actor, talks=talks), "dikembalikan untuk dipilah")
    return _asked(request, act, talks)


def _asked(request: ActorRequest, act: str, talks: list[Conversation]) -> HttpResponse:
    form = ManyForm(request.actor, act, request.POST if "sure" in request.POST else None)
    if not form.fields:
        return _back(request)
    if not form.is_valid():
        facts = {"form": form, "act": act, "talks": talks, "address": request.POST.get("kembali", "")}
        return render(request, "inbox/many.html", facts, status=422 if form.is_bound else 200)
    clean = form.cleaned_data
    if act == "arsipkan":
        outcome = acting.archive_many(actor=request.actor, talks=talks, reason=clean["reason"])
        return _told(request, outcome, "diarsipkan", undo=True)
    if act == "teruskan":
        outcome = acting.forward_many(
            actor=request.actor, talks=talks, to_agency=clean["agency"], instruction=clean["instruction"]
        )
        return _told(request, outcome, f"diteruskan ke {clean['agency'].short_name}")
    return _told(
        request, acting.confirm_many(actor=request.actor, talks=talks, kind=clean["kind"]), "ditetapkan jenisnya"
    )


def _told(request: ActorRequest, outcome: Outcome, did: str, *, undo: bool = False) -> HttpResponse:
    if outcome.done:
        messages.success(request, f"{len(outcome.done)} percakapan {did}.")
    for talk, why in outcome.left:
        messages.warning(request, f"Percakapan dengan {talk.author_name} belum: {why}")
    undone = ".".join(str(talk.pk) for talk in outcome.done) if undo else ""
    return _back(request, undone)


def _back(request: ActorRequest, undone: str = "") -> HttpResponse:
    """To the list as it was asked for."""
    filters = words.read(dict(words.pairs(request.POST.get("kembali", ""))))
    told = f"&urungkan={undone}" if undone else ""
    return redirect(f"{reverse('inbox')}?{filters.address()}{told}")


@require_POST
@signed_in
def writing(request: ActorRequest, conversation_id: int) -> HttpResponse:
    """Hear that somebody is writing about this conversation."""
    presence.writes(actor=request.actor, conversation=_found(request, conversation_id))
    return HttpResponse(status=204)


@require_POST
@signed_in
def keep_view(request: ActorRequest) -> HttpResponse:
    """Keep the filters that are on under a name."""
    filters = words.read(dict(words.pairs(request.POST.get("kembali", ""))))
    try:
        view = saving.keep_view(
            actor=request.actor,
            name=request.POST.get("nama", ""),
            words=filters.address(),
            shared="untuk_semua" in request.POST,
            first="pertama" in request.POST,
        )
        messages.success(request, f"Tampilan “{view.name}” disimpan.")
    except saving.ViewRefusedError as refusal:
        messages.warning(request, str(refusal))
    return _back(request)


@require_POST
@signed_in
def change_view(request: ActorRequest, view_id: int) -> HttpResponse:
    """Move a saved view up, or drop it."""
    view = saving.view_for(request.actor, view_id)
    if view is None:
        raise Http404
    if request.POST.get("act") == "naik":
        saving.move_up(actor=request.actor, view=view)
    else:
        saving.drop_view(actor=request.actor, view=view)
        messages.success(request, f"Tampilan “{view.name}” dihapus.")
    return redirect("inbox_narrow")


def _found(request: ActorRequest, conversation_id: int) -> Conversation:
    found = conversation_for(request.actor, conversation_id)
    if found is None:
        raise Http404
    return found
