"""Pemakaian: how much of each platform's budget is used, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.connectors.contract import Platform
from kentongan.organizations.access import require_role, signed_in
from kentongan.organizations.roles import Role
from kentongan.outbox import services, usage
from kentongan.outbox.forms import LimitForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest

READERS = (Role.COORDINATOR, Role.HEAD, Role.ADMINISTRATOR, Role.AUDITOR)


@require_GET
@signed_in
def budgets(request: ActorRequest) -> HttpResponse:
    """All budgets on one page."""
    require_role(request.actor, *READERS, to="melihat pemakaian")
    return _page(request)


@require_POST
@signed_in
def limit(request: ActorRequest, platform: str) -> HttpResponse:
    """Set or lift the month's limit of a platform."""
    if platform not in usage.PRICED:
        raise Http404
    services.check_treasurer(request.actor)
    form = LimitForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    services.set_limit(actor=request.actor, platform=Platform(platform), **form.cleaned_data)
    messages.success(request, "Batas biaya dicatat dan berlaku sejak sekarang.")
    return redirect("budgets")


def _page(request: ActorRequest, form: LimitForm | None = None, status: int = 200) -> HttpResponse:
    actor = request.actor
    facts = {
        "bills": usage.bills(actor),
        "apps": usage.app_meters(actor),
        "accounts": usage.account_meters(actor),
        "form": form or LimitForm(),
        "may_limit": actor.has(*services.TREASURERS),
    }
    return render(request, "outbox/budgets.html", facts, status=status)
