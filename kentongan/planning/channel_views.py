"""Rencana kanal: what each platform and account is for, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.channels.models import PLATFORM_NAMES
from kentongan.channels.selectors import channels_for
from kentongan.organizations.access import signed_in
from kentongan.planning import selectors, services
from kentongan.planning.audiences import BUILT_IN
from kentongan.planning.forms import AudienceForm, PurposeForm
from kentongan.planning.pillars import Pillar
from kentongan.planning.services import PlanError
from kentongan.planning.services.guard import planner
from kentongan.planning.tree_views import SCREEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest
    from kentongan.planning.models import ChannelPurpose

FIRST = ("facebook", "instagram", "x", "youtube", "tiktok")


@dataclass(frozen=True, slots=True)
class Use:
    """What a platform, or one account, is for, in words."""

    platform: str
    name: str
    purpose: ChannelPurpose | None
    audiences: list[str]
    pillars: list[str]


@require_http_methods(SCREEN)
@signed_in
def channel_plan(request: ActorRequest) -> HttpResponse:
    """Show the channel plan, and say what a platform or account is for."""
    actor = request.actor
    known, own = list(selectors.purposes_for(actor)), list(selectors.own_audiences(actor))
    names = BUILT_IN | {audience.code: audience.name for audience in own}
    if request.method == "POST":
        planner(actor, "menyusun rencana kanal")
        form = PurposeForm(request.POST, actor=actor)
        if form.is_valid():
            services.set_purpose(actor=actor, **form.cleaned_data)
            messages.success(request, "Rencana kanal tersimpan. Usul tempat terbit mengikutinya.")
            return redirect("channel_plan")
    else:
        form = _form(request, known)
    facts = {
        "uses": _uses(request, known, names),
        "form": form,
        "open": form.is_bound or "platform" in request.GET,
        "built_in": BUILT_IN.values(),
        "own": [audience for audience in own if not audience.retired],
        "audience_form": AudienceForm(),
        "may_plan": selectors.may_plan(actor),
    }
    return render(request, "planning/channels.html", facts, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def add_audience(request: ActorRequest) -> HttpResponse:
    """Speak of one more group of people."""
    planner(request.actor, "menambahkan khalayak")
    form = AudienceForm(request.POST)
    try:
        if form.is_valid():
            services.add_audience(actor=request.actor, name=form.cleaned_data["name"])
            messages.success(request, "Khalayak ditambahkan.")
        else:
            messages.warning(request, "Nama khalayaknya masih kosong. Tulis dulu, lalu tambahkan.")
    except PlanError as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("channel_plan")


@require_POST
@signed_in
def retire_audience(request: ActorRequest, audience_id: int) -> HttpResponse:
    """Offer a group no longer."""
    found = selectors.own_audiences(request.actor).filter(pk=audience_id).first()
    if found is None:
        raise Http404
    services.retire_audience(actor=request.actor, audience=found)
    messages.success(request, "Khalayak itu tidak ditawarkan lagi. Kiriman yang memakainya tetap.")
    return redirect("channel_plan")


def _form(request: ActorRequest, known: list[ChannelPurpose]) -> PurposeForm:
    """The form for the platform or account in the address, with what is said of it already."""
    asked, channel = request.GET.get("platform", ""), request.GET.get("akun", "")
    key = int(channel) if channel.isdecimal() else None
    said = next((one for one in known if one.platform == asked and one.channel_id == key), None)
    initial: dict[str, object] = {"platform": asked or FIRST[0], "channel": key}
    if said:
        initial |= {name: getattr(said, name) for name in ("purpose", "audiences", "pillars", "urgent")}
    return PurposeForm(actor=request.actor, initial=initial)


def _uses(request: ActorRequest, known: list[ChannelPurpose], names: Mapping[str, str]) -> list[Use]:
    """Platforms in use or spoken of, then single accounts this person may know of."""
    seen = dict(channels_for(request.actor).order_by().values_list("pk", "platform"))
    platforms = dict.fromkeys((*FIRST, *sorted(set(seen.values())), *(one.platform for one in known)))
    general = {one.platform: one for one in known if one.channel_id is None}
    single = [one for one in known if one.channel_id in seen]
    found = [_use(code, PLATFORM_NAMES[code], general.get(code), names) for code in platforms]
    return [*found, *(_use(one.platform, str(one.channel), one, names) for one in single)]


def _use(platform: str, name: str, purpose: ChannelPurpose | None, names: Mapping[str, str]) -> Use:
    if purpose is None:
        return Use(platform, name, None, [], [])
    pillars = [label for code, label in Pillar.choices if code in purpose.pillars]
    return Use(platform, name, purpose, [names[code] for code in purpose.audiences if code in names], pillars)
