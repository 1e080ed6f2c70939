"""Behind the bell: what is asked of this person, and what is news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.organizations.access import signed_in
from kentongan.tenancy.paging import page_by_key
from kentongan.work import selectors, services
from kentongan.work.models import Notice

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kentongan.organizations.middleware import ActorRequest

KINDS = dict(Notice.Kind.choices)


@require_GET
@signed_in
def notices(request: ActorRequest) -> HttpResponse:
    """The reader's own notices, newest first; all, or of one kind (`?jenis=action`)."""
    kind = request.GET.get("jenis", "")
    rows = selectors.notices_for(request.actor, kind if kind in KINDS else "")
    page = page_by_key(rows, request.GET.get("setelah", ""), newest_first=True)
    facts = {"page": page, "kind": kind, "kinds": KINDS.items(), "unread": selectors.unread_count(request.actor)}
    return render(request, "work/notices.html", facts)


@require_POST
@signed_in
def read_all(request: ActorRequest) -> HttpResponse:
    """Mark everything as read."""
    services.mark_read(actor=request.actor)
    return redirect("notices")


@require_POST
@signed_in
def open_notice(request: ActorRequest, notice_id: int) -> HttpResponse:
    """Go to what a notice is about; it counts as read."""
    notice = services.mark_one_read(actor=request.actor, notice_id=notice_id)
    if notice is None:
        raise Http404
    if not notice.path.startswith("/"):
        return redirect("notices")
    return redirect(f"{request.META.get('SCRIPT_NAME', '')}{notice.path}")
