"""The platform's own choices as the account has them, as a part of the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from kentongan.channels.accounts import account_of
from kentongan.channels.models import Credential
from kentongan.content.choices import ask, worth_asking
from kentongan.content.desk import desk_of
from kentongan.content.options import options_of
from kentongan.content.selectors import may_write, post_for
from kentongan.organizations.access import signed_in
from kentongan.tenancy.middleware import CallOut

if TYPE_CHECKING:
    from kentongan.connectors.contract import Account
    from kentongan.content.desk import Side
    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest


@require_GET
@signed_in
def choices(request: ActorRequest, post_id: int, channel_id: int) -> HttpResponse:
    """Ask the account which choices it has; where it cannot be asked, all that the platform has."""
    post = post_for(request.actor, post_id)
    if post is None or not may_write(request.actor):
        raise Http404
    side = next((one for one in desk_of(request.actor, post).chosen if one.channel.pk == channel_id), None)
    if side is None or side.options is None:
        raise Http404
    try:
        account = account_of(side.channel) if worth_asking(side.channel) else None
    except Credential.DoesNotExist:
        account = None
    if account is None:
        return render(request, "content/_settings.html", {"side": side, "post": post})
    return CallOut(lambda: _asked(post, side, account))


def _asked(post: Post, side: Side, account: Account) -> HttpResponse:
    """Outside any transaction: nothing here reads the database."""
    told = options_of(side.able, side.extra, ask(side.channel, account))
    page = render_to_string("content/_settings.html", {"side": replace(side, options=told), "post": post})
    return HttpResponse(page)
