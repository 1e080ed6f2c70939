"""A post's place in the plan: chosen while writing, or given later on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.content import services
from kentongan.content.belonging import plan_choices, programmes_near
from kentongan.content.selectors import WRITERS, post_for
from kentongan.organizations.access import require_role, signed_in
from kentongan.planning.selectors import obligation_for
from kentongan.planning.services import fulfil

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from kentongan.content.models import Post
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest

FIELDS = frozenset({"plan_shown", "programme", "campaign", "audience"})


@dataclass(frozen=True, slots=True)
class Place:
    """What a form says of the plan."""

    programme: int | None
    campaign: int | None
    audiences: tuple[str, ...]
    began: str  #: what the window last saw, as `Post.place_key`

    @property
    def untouched(self) -> bool:
        """The window changed nothing of it."""
        said = f"{self.programme or ''}|{self.campaign or ''}|{','.join(sorted(self.audiences))}"
        return said == self.began

    @classmethod
    def read(cls, data: QueryDict) -> Place | None:
        """None where the form does not speak of the plan."""
        if not FIELDS & set(data):
            return None
        programme, campaign = _number(data.get("programme")), _number(data.get("campaign"))
        return cls(programme, campaign, tuple(data.getlist("audience")), data.get("plan_shown", ""))


def keep_place(actor: Actor, post: Post, data: QueryDict) -> Post:
    """Keep what a form says of the plan, if it says anything that this window changed."""
    said = Place.read(data)
    if said is None or said.untouched:
        return post
    return services.place_in_plan(
        actor=actor,
        post=post,
        programme_id=said.programme,
        campaign_id=said.campaign,
        audiences=said.audiences,
    )


def begin_from_plan(actor: Actor, post: Post, data: QueryDict) -> Post:
    """What a page of the plan gives a new draft along: its moment, its place, and the obligation it tells."""
    if moment := _moment(actor, data.get("planned_for", "")):
        post = services.reschedule(actor=actor, post=post, revision=post.revision, publish_at=moment)
    owed, starts = obligation_for(actor, _number(data.get("obligation")) or 0), _moment(actor, data.get("period", ""))
    if owed and starts:
        fulfil(actor=actor, obligation=owed, period_starts=starts.date(), post_id=post.pk)
    return keep_place(actor, post, data)


@require_GET
@signed_in
def programmes(request: ActorRequest, post_id: int) -> HttpResponse:
    """The programmes that hold the words being typed."""
    post = _found(request, post_id)
    found = programmes_near(request.actor, post, request.GET.get("cari", ""))
    return render(request, "content/_programmes.html", {"post": post, "programmes": found})


@require_http_methods(["GET", "POST"])
@signed_in
def place(request: ActorRequest, post_id: int) -> HttpResponse:
    """Give a post its place, whatever state it is in."""
    post = _found(request, post_id)
    require_role(request.actor, *WRITERS, to="menempatkan kiriman dalam rencana")
    if request.method == "POST":
        keep_place(request.actor, post, request.POST)
        messages.success(request, "Tempat kiriman ini dalam rencana tersimpan. Persetujuannya tetap berlaku.")
        return redirect("post", post.pk)
    return render(request, "content/place.html", {"post": post} | plan_choices(request.actor, post))


def _found(request: ActorRequest, post_id: int) -> Post:
    post = post_for(request.actor, post_id)
    if post is None:
        raise Http404
    return post


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _moment(actor: Actor, text: str) -> datetime | None:
    """A moment or day as a form writes it, in the government's zone."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=actor.zone)
    except ValueError:
        return None
