"""One citizen's comment: what it is on the platform, and what may be asked of the platform about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import holders, may
from kentongan.connectors.contract import Act
from kentongan.inbox import selectors
from kentongan.inbox.answering.selectors import archived_of
from kentongan.inbox.grounds import CRITICISM, GROUNDS
from kentongan.inbox.readings.guarding import guarded_text, may_read_personal
from kentongan.inbox.services import moderating
from kentongan.inbox.services.moderating import SUBJECT
from kentongan.inbox.ways import acts_on, place_of
from kentongan.organizations.access import signed_in
from kentongan.outbox.selectors import deliveries_for
from kentongan.outbox.services import ActRefusedError

if TYPE_CHECKING:
    from kentongan.inbox.models import Message
    from kentongan.organizations.middleware import ActorRequest

ACTS = {"sembunyikan": Act.HIDE, "tampilkan": Act.UNHIDE, "hapus": Act.DELETE}
ASKED = {
    Act.HIDE: "Komentar sedang disembunyikan.",
    Act.UNHIDE: "Komentar sedang ditampilkan lagi.",
    Act.DELETE: "Komentar sedang dihapus.",
}
LONGEST = 300


@require_GET
@signed_in
def comment(request: ActorRequest, message_id: int) -> HttpResponse:
    """Show one comment and what may be done about it."""
    return _page(request, _found(request, message_id))


@require_POST
@signed_in
def act(request: ActorRequest, message_id: int) -> HttpResponse:
    """Ask the platform to hide, show again or take away."""
    found, wanted = _found(request, message_id), ACTS.get(request.POST.get("act", ""))
    if wanted is None:
        return _page(request, found, problem="Pilih apa yang ingin dilakukan.", status=422)
    ground, note = request.POST.get("ground", ""), request.POST.get("note", "")[:LONGEST]
    try:
        moderating.moderate(actor=request.actor, message=found, act=wanted, ground=ground, note=note)
    except ActRefusedError as refusal:
        return _page(request, found, problem=str(refusal), ground=ground, note=note, status=409)
    messages.success(request, ASKED[wanted])
    return redirect("inbox_comment", found.pk)


def _found(request: ActorRequest, message_id: int) -> Message:
    found = selectors.message_for(request.actor, message_id)
    if found is None or found.ours:
        raise Http404
    return found


def _page(
    request: ActorRequest, found: Message, *, problem: str = "", ground: str = "", note: str = "", status: int = 200
) -> HttpResponse:
    talk, channel = found.conversation, found.channel
    possible, verdict = acts_on(found), may(request.actor.person_id, ChannelAct.RELEASE, channel)
    turns = deliveries_for(request.actor).filter(subject_type=SUBJECT).order_by("-created_at")
    facts = {
        "message": found,
        "words": found.text if verdict.allowed or may_read_personal(request.actor, talk) else guarded_text(found.text),
        "talk": talk,
        "channel": channel,
        "case": selectors.case_of(talk),
        "verdict": verdict,
        "holders": list(holders(channel)[:3]),
        "may_hide": Act.HIDE in possible,
        "may_show": Act.UNHIDE in possible,
        "may_delete": Act.DELETE in possible,
        "grounds": GROUNDS,
        "criticism": CRITICISM,
        "place": place_of(talk, [found], selectors.posts_of(talk).first()),
        "turns": list(turns.filter(Q(subject_id=found.pk) | Q(subject_id__startswith=f"{found.pk}/"))[:10]),
        "archived": [(one, GROUNDS[one.ground]) for one in archived_of(found)[:10]],
        "problem": problem,
        "ground": ground,
        "note": note,
    }
    return render(request, "inbox/comment.html", facts, status=status)
