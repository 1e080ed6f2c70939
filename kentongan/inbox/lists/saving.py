"""Saved views: filters under a name, one's own or everyone's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.inbox.lists.models import SavedView
from kentongan.organizations.access import require_role
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor

register_action("inbox.view.kept", "{actor} menyimpan tampilan kotak masuk “{name}”")
register_action("inbox.view.shared", "{actor} membagikan tampilan kotak masuk “{name}” kepada semua")
register_action("inbox.view.dropped", "{actor} menghapus tampilan kotak masuk “{name}”")

MOST = 12


class ViewRefusedError(Exception):
    """The view cannot be kept; the message is a sentence for people."""


def views_for(actor: Actor) -> QuerySet[SavedView]:
    """One's own views and those for everyone, in order."""
    rows = SavedView.objects.filter(government_id=actor.government_id)
    return rows.filter(Q(person=actor.person_id) | Q(shared=True)).order_by("shared", "position", "pk")


def view_for(actor: Actor, view_id: int) -> SavedView | None:
    """One view this actor may use, or None."""
    return views_for(actor).filter(pk=view_id).first()


@transaction.atomic
def keep_view(*, actor: Actor, name: str, words: str, shared: bool = False, first: bool = False) -> SavedView:
    """Keep filters under a name; the same name again changes that view. Sharing is the coordinators'."""
    if shared:
        require_role(actor, Role.COORDINATOR, to="menyimpan tampilan untuk semua")
    own = SavedView.objects.filter(government_id=actor.government_id, person=actor.person_id)
    name = " ".join(name.split())
    if not name:
        raise ViewRefusedError("Beri tampilan ini nama, misalnya “Pengaduan lewat tenggat”.")
    if own.exclude(name=name).count() >= MOST:
        raise ViewRefusedError(f"Anda sudah menyimpan {MOST} tampilan. Hapus satu yang tidak dipakai lagi.")
    if first:
        own.filter(first=True).update(first=False)
    last = own.aggregate(last=Max("position"))["last"] or 0
    view, _ = SavedView.objects.update_or_create(
        government_id=actor.government_id,
        person_id=actor.person_id,
        name=name[:40],
        defaults={"words": words[:300], "shared": shared, "first": first},
        create_defaults={"words": words[:300], "shared": shared, "first": first, "position": last + 1},
    )
    action = "inbox.view.shared" if shared else "inbox.view.kept"
    record(actor=actor, action=action, subject_type="inbox.view", subject_id=view.pk, data={"name": view.name})
    return view


@transaction.atomic
def move_up(*, actor: Actor, view: SavedView) -> None:
    """Put one's own view before the one above it."""
    own = SavedView.objects.filter(government_id=actor.government_id, person=actor.person_id, shared=view.shared)
    above = own.filter(position__lt=view.position).order_by("-position").first()
    if view.person_id != actor.person_id or above is None:
        return
    above.position, view.position = view.position, above.position
    for one in (above, view):
        one.save(update_fields=["position"])


@transaction.atomic
def drop_view(*, actor: Actor, view: SavedView) -> None:
    """Remove a view; what is everyone's, only a coordinator."""
    if view.person_id != actor.person_id:
        require_role(actor, Role.COORDINATOR, to="menghapus tampilan untuk semua")
    record(
        actor=actor,
        action="inbox.view.dropped",
        subject_type="inbox.view",
        subject_id=view.pk,
        data={"name": view.name},
    )
    view.delete()
