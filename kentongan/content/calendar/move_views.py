"""Moving one post: what stands around while it is dragged, and the move, by drag (JSON) or by a form (page)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.content.calendar import moving
from kentongan.content.calendar.clashes import clashes_on
from kentongan.content.calendar.forms import MoveForm, ProbeForm
from kentongan.content.calendar.moves import trace_of
from kentongan.content.calendar.moving import CannotMoveError, NeedsConsentError, said
from kentongan.content.calendar.spans import View, query
from kentongan.content.selectors import WRITERS, post_for
from kentongan.content.services import StaleError
from kentongan.core import clock
from kentongan.organizations.access import require_role, signed_in

if TYPE_CHECKING:
    from datetime import date, time

    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest

CONFLICT, UNPROCESSABLE = 409, 422
MOST_DAYS = 62
OFFERED = 7
TO = "memindahkan kiriman"
NOT_READ = moving.Obstacle("Waktunya belum terbaca", "Tanggal atau jamnya tidak ada.", "Pilih tanggal dan jam lagi.")


@require_GET
@signed_in
def around(request: ActorRequest, post_id: int) -> JsonResponse:
    """What the post would run into on each of some days: asked once when it is picked up."""
    post = _found(request, post_id)
    form = ProbeForm(request.GET)
    if not form.is_valid():
        return _problem(NOT_READ)
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    span = min(max((last - first).days, 0), MOST_DAYS)
    days = [first + timedelta(days=number) for number in range(span + 1)]
    held = moving.held_fast(post)
    return JsonResponse(
        {
            "revision": post.revision,
            "cost": moving.cost_of(post),
            "held": held.sentence if held else "",
            "days": {} if held else _days(request, post, days, form.cleaned_data["time"]),
        }
    )


@require_http_methods(["GET", "POST"])
@signed_in
def move(request: ActorRequest, post_id: int) -> HttpResponse:
    """Choose another moment without dragging, or take the drop of a drag."""
    post = _found(request, post_id)
    require_role(request.actor, *WRITERS, to=TO)
    if request.method == "GET":
        return _page(request, post, _blank(request, post))
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _refused(request, post, form, NOT_READ)
    before, to = post.publish_at, form.moment(request.actor.zone)
    try:
        moved = moving.move(
            actor=request.actor,
            post=post,
            revision=form.cleaned_data["revision"],
            to=to,
            sure=form.cleaned_data["sure"],
        )
    except StaleError as stale:
        return _stale(request, _found(request, stale.post.pk), to)
    except CannotMoveError as refusal:
        return _refused(request, post, form, refusal.obstacle)
    except NeedsConsentError as question:
        return _ask(request, post, form, question)
    return _moved(request, moved, before, to)


def _moved(request: ActorRequest, post: Post, before: datetime | None, to: datetime) -> HttpResponse:
    trace = trace_of(post, before)
    if _by_drag(request):
        back = before.astimezone(request.actor.zone) if before and before > clock.now() else None
        undo = {"day": f"{back:%Y-%m-%d}", "time": f"{back:%H:%M:%S}"} if back else None
        return JsonResponse({"revision": post.revision, "sentence": _done(request, post, to), "undo": undo})
    if not trace:
        messages.success(request, _done(request, post, to))
    return redirect(f"{reverse('calendar')}?{query(View.AGENDA, to.date())}&dipindah={trace}")


def _done(request: ActorRequest, post: Post, to: datetime) -> str:
    """Where it went, and what it runs into there: whoever let go quickly has not read it while carrying."""
    hits = clashes_on(request.actor, post, [to.date()], to.timetz().replace(tzinfo=None)).get(to.date(), [])
    return " ".join([f"“{post.headline}” dipindah ke {said(to)}.", *(hit.sentence for hit in hits)])


def _stale(request: ActorRequest, theirs: Post, mine: datetime) -> HttpResponse:
    """Somebody else changed the post: both moments, and the choice."""
    zone = request.actor.zone
    now = said(theirs.publish_at.astimezone(zone)) if theirs.publish_at else "segera setelah disetujui"
    facts = {
        "title": f"{theirs.changed_by.name} baru saja mengubah kiriman ini",
        "theirs": f"Sekarang: {now} ({theirs.state_label})",
        "mine": f"Pilihan Anda: {said(mine)}",
        "todo": "Muat ulang kalender, lalu pindahkan lagi bila masih perlu.",
    }
    if _by_drag(request):
        return JsonResponse({"conflict": facts, "revision": theirs.revision}, status=CONFLICT)
    form = MoveForm(initial={"day": mine.date(), "time": mine.time(), "revision": theirs.revision})
    return _page(request, theirs, form, {"conflict": facts}, status=CONFLICT)


def _refused(request: ActorRequest, post: Post, form: MoveForm, why: moving.Obstacle) -> HttpResponse:
    if _by_drag(request):
        return _problem(why)
    return _page(request, post, form, {"obstacle": why}, status=UNPROCESSABLE)


def _ask(request: ActorRequest, post: Post, form: MoveForm, question: NeedsConsentError) -> HttpResponse:
    if _by_drag(request):
        return JsonResponse({"cost": question.sentence}, status=UNPROCESSABLE)
    return _page(request, post, form, {"question": question.sentence}, status=UNPROCESSABLE)


def _problem(why: moving.Obstacle) -> JsonResponse:
    return JsonResponse({"problem": asdict(why)}, status=UNPROCESSABLE)


def _page(
    request: ActorRequest, post: Post, form: MoveForm, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The form, with what the following days carry already at the hour it shows."""
    at = _hour(form, post, request)
    today = clock.now().astimezone(request.actor.zone).date()
    days = [today + timedelta(days=number) for number in range(OFFERED)]
    held = moving.held_fast(post)
    around_days = {} if held else _days(request, post, days, at)
    facts = {
        "post": post,
        "form": form,
        "held": held,
        "cost": moving.cost_of(post),
        "at": at,
        "offers": [(day, around_days.get(day.isoformat(), {})) for day in days],
    }
    return render(request, "content/calendar/move.html", facts | (more or {}), status=status)


def _blank(request: ActorRequest, post: Post) -> MoveForm:
    at = (post.publish_at or clock.now() + timedelta(days=1)).astimezone(request.actor.zone)
    return MoveForm(initial={"day": at.date(), "time": at.time(), "revision": post.revision})


def _hour(form: MoveForm, post: Post, request: ActorRequest) -> time:
    given = form.cleaned_data.get("time") if form.is_bound and form.is_valid() else form.initial.get("time")
    hour: time = given or (post.publish_at or clock.now()).astimezone(request.actor.zone).time()
    return hour


def _days(request: ActorRequest, post: Post, days: list[date], at: time) -> dict[str, dict[str, Any]]:
    """Of each day that is not free: why nothing can go there, or what the post would run into."""
    moments = [datetime.combine(day, at, request.actor.zone) for day in days]
    closed = moving.closed_days(post, moments)
    open_days = [day for day in days if day not in closed]
    hits = clashes_on(request.actor, post, open_days, at)
    found: dict[str, dict[str, Any]] = {day.isoformat(): {"stop": why.sentence} for day, why in closed.items()}
    return found | {day.isoformat(): {"clashes": [hit.sentence for hit in all_]} for day, all_ in hits.items()}


def _by_drag(request: ActorRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _found(request: ActorRequest, post_id: int) -> Post:
    found = post_for(request.actor, post_id)
    if found is None:
        raise Http404
    return found
