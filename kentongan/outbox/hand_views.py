"""What people note of their own uploads; the page itself is `views.delivery`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kentongan.media.rules import MediaRefusedError
from kentongan.organizations.access import signed_in
from kentongan.outbox import services
from kentongan.outbox.forms import ReasonForm, UploadedForm
from kentongan.outbox.views import delivery_or_404, show

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest


@require_POST
@signed_in
def uploaded(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Note that it stands on the platform, with a link or a picture."""
    shown = delivery_or_404(request.actor, delivery_id)
    services.check_decider(request.actor, shown)
    form = UploadedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.note_uploaded(actor=request.actor, delivery=shown, **form.cleaned_data)
        except MediaRefusedError as refusal:
            form.add_error("screenshot", refusal.sentence)
        except services.DecisionRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Dicatat: sudah tayang. Buktinya tersimpan.")
            return redirect("delivery", shown.pk)
    return show(request, shown, uploaded=form)


@require_POST
@signed_in
def given_up(request: ActorRequest, delivery_id: UUID) -> HttpResponse:
    """Leave it undone, with a reason."""
    shown = delivery_or_404(request.actor, delivery_id)
    services.check_decider(request.actor, shown)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.give_up(actor=request.actor, delivery=shown, **form.cleaned_data)
        except services.DecisionRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Dicatat: tidak jadi diunggah.")
            return redirect("delivery", shown.pk)
    return show(request, shown, given_up=form)
