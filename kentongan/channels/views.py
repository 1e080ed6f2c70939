"""The register of official accounts: is each safe, alive, ours, and who may act on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.channels import selectors, services
from kentongan.channels.access import KEEPERS, channel_or_404
from kentongan.channels.forms import GrantForm
from kentongan.channels.lines import line, lines
from kentongan.channels.rules import ChannelAct
from kentongan.channels.states import ACTIVE, CHANNEL, PAUSED
from kentongan.core import clock
from kentongan.organizations.access import require_role, signed_in
from kentongan.organizations.forms import ReasonForm
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import people_for
from kentongan.organizations.trail import READERS
from kentongan.tenancy.paging import page_by_key

if TYPE_CHECKING:
    from datetime import date

    from django import forms
    from django.http import HttpResponse

    from kentongan.channels.models import Channel, Grant
    from kentongan.channels.rules import Verdict
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

READ_OR_WRITE = require_http_methods(["GET", "HEAD", "POST"])
ORDER = ("agency__name", "platform")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a grant, and whether that person may act today."""

    grant: Grant
    verdict: Verdict


@require_GET
@signed_in
def channels(request: ActorRequest) -> HttpResponse:
    """The accounts this reader sees, by agency."""
    words = request.GET.get("q", "").strip()
    page = page_by_key(selectors.find_channels(request.actor, words), request.GET.get("setelah", ""), by=ORDER)
    facts = {"rows": lines(page.rows), "page": page, "words": words, "may_keep": request.actor.has(*KEEPERS)}
    return render(request, "channels/channels.html", facts)


@require_GET
@signed_in
def channel(request: ActorRequest, channel_id: int) -> HttpResponse:
    """One account: state, owner, holders, and what may be done about it."""
    shown = channel_or_404(request.actor, channel_id)
    facts = {
        "row": line(shown),
        "channel": shown,
        "holders": _holders(shown),
        "may_keep": request.actor.has(*KEEPERS),
        "may_pause": shown.state == ACTIVE,
        "may_resume": shown.state == PAUSED,
        "may_read_trail": request.actor.has(*READERS),
    }
    return render(request, "channels/channel.html", facts)


@READ_OR_WRITE
@signed_in
def give_grant(request: ActorRequest, channel_id: int) -> HttpResponse:
    """Give a person a grant on an account."""
    actor, shown = request.actor, channel_or_404(request.actor, channel_id)
    require_role(actor, *KEEPERS, to="memberi izin atas akun")
    people = people_for(actor).filter(active=True)
    form = GrantForm(request.POST or None, people=people, initial={"starts": today(actor)})
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        services.grant(actor=actor, channel=shown, **form.cleaned_data)
        messages.success(request, f"{person.polite_name} memegang izin atas {shown}.")
        return redirect("channel", shown.pk)
    return _ask(request, shown, form, "Beri izin")


@READ_OR_WRITE
@signed_in
def revoke_grant(request: ActorRequest, channel_id: int, grant_id: int) -> HttpResponse:
    """End a grant, with a reason."""
    actor, shown = request.actor, channel_or_404(request.actor, channel_id)
    grant = selectors.grants_on(shown).filter(pk=grant_id).first()
    if grant is None:
        raise Http404
    require_role(actor, *KEEPERS, to="mencabut izin atas akun")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.revoke_grant(actor=actor, grant=grant, on=today(actor), reason=form.cleaned_data["reason"])
        messages.success(request, f"Izin {grant.person.polite_name} atas {shown} berakhir hari ini.")
        return redirect("channel", shown.pk)
    warning = "Kiriman dan jawaban yang bersandar pada izin ini tidak akan keluar lagi."
    return _ask(request, shown, form, f"Cabut izin {grant.person.name}", warning)


@READ_OR_WRITE
@signed_in
def pause(request: ActorRequest, channel_id: int) -> HttpResponse:
    """Stop everything that would go out on an account, with a reason."""
    actor, shown = request.actor, channel_or_404(request.actor, channel_id)
    require_role(actor, *KEEPERS, Role.CRISIS_LEAD, to="menjeda akun")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and CHANNEL.allows(shown.state, PAUSED):
        services.pause(actor=actor, channel=shown, reason=form.cleaned_data["reason"])
        messages.success(request, f"{shown} dijeda. Yang sudah dijadwalkan menunggu sampai akun diaktifkan lagi.")
        return redirect("channel", shown.pk)
    return _ask(request, shown, form, "Jeda akun", "Tidak ada kiriman atau jawaban yang keluar selama akun dijeda.")


@require_POST
@signed_in
def resume(request: ActorRequest, channel_id: int) -> HttpResponse:
    """Let things go out again."""
    actor, shown = request.actor, channel_or_404(request.actor, channel_id)
    require_role(actor, *KEEPERS, Role.CRISIS_LEAD, to="mengaktifkan akun")
    if shown.state == PAUSED:
        services.resume(actor=actor, channel=shown)
        messages.success(request, f"{shown} aktif lagi.")
    return redirect("channel", shown.pk)


def _ask(request: ActorRequest, shown: Channel, form: forms.Form, title: str, warning: str = "") -> HttpResponse:
    facts = {"channel": shown, "form": form, "title": title, "warning": warning}
    return render(request, "channels/ask.html", facts, status=422 if form.errors else 200)


def _holders(channel: Channel) -> list[Holder]:
    grants = selectors.grants_on(channel)
    return [Holder(grant, selectors.may(grant.person_id, ChannelAct.PUBLISH, channel)) for grant in grants]


def today(actor: Actor) -> date:
    """The day it is where the actor works."""
    return clock.now().astimezone(actor.zone).date()
