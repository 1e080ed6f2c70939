"""Reading freezes: what is held, by whom, and what a freeze can be laid on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.channels.selectors import channels_for
from kentongan.organizations.models import Agency
from kentongan.outbox import states
from kentongan.outbox.models import Freeze
from kentongan.outbox.selectors import deliveries_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor

MOST_PAST = 20
AHEAD = [states.SCHEDULED, states.DUE, states.WAITING, states.BY_HAND, states.CHANNEL_PAUSED]
ALL = "all"


@dataclass(frozen=True, slots=True)
class Held:
    """A freeze in force. `held`: deliveries it stopped; `ahead`: those it will stop when their time comes."""

    freeze: Freeze
    name: str
    held: int
    ahead: int


def in_force(actor: Actor) -> list[Held]:
    """Every freeze of the government, the newest first: that something is frozen is no secret inside it."""
    return [_held(actor, freeze) for freeze in _all(actor).filter(ended_at=None).order_by("-started_at")]


def past(actor: Actor) -> list[Held]:
    """The latest that have ended."""
    ended = _all(actor).exclude(ended_at=None).order_by("-ended_at")[:MOST_PAST]
    return [Held(freeze, named(freeze), 0, 0) for freeze in ended]


def over(actor: Actor) -> QuerySet[Freeze]:
    """The freezes in force that concern what this actor works on; for the strip above every page."""
    found = _all(actor).filter(ended_at=None).order_by("started_at")
    if actor.sees_every_agency:
        return found
    mine = Q(agency_id__in=actor.agencies) | Q(channel__agency_id__in=actor.agencies)
    return found.filter(mine | Q(agency=None, channel=None))


def freeze_for(actor: Actor, freeze_id: int) -> Freeze | None:
    """One freeze of this government, or None."""
    return _all(actor).filter(pk=freeze_id).first()


def named(freeze: Freeze) -> str:
    """What is frozen, in words."""
    return str(freeze.channel or freeze.agency or "semua akun pemda")


def scopes_for(actor: Actor) -> list[tuple[str, object]]:
    """What a freeze can be laid on: everything, one agency, one account."""
    agencies = Agency.objects.filter(government_id=actor.government_id).order_by("name")
    return [
        (ALL, "Semua akun pemda"),
        ("Satu instansi", [(f"instansi-{one.pk}", one.name) for one in agencies]),
        ("Satu akun", [(f"akun-{one.pk}", str(one)) for one in channels_for(actor)]),
    ]


def scope_of(value: str) -> dict[str, int | None]:
    """Read what `scopes_for` offered."""
    kind, _, number = value.partition("-")
    return {
        "agency_id": int(number) if kind == "instansi" else None,
        "channel_id": int(number) if kind == "akun" else None,
    }


def _all(actor: Actor) -> QuerySet[Freeze]:
    rows = Freeze.objects.filter(government_id=actor.government_id)
    return rows.select_related("agency", "channel", "started_by", "ended_by")


def _held(actor: Actor, freeze: Freeze) -> Held:
    under = deliveries_for(actor)
    if freeze.agency_id:
        under = under.filter(agency_id=freeze.agency_id)
    if freeze.channel_id:
        under = under.filter(channel_id=freeze.channel_id)
    return Held(freeze, named(freeze), under.filter(state=states.HELD).count(), under.filter(state__in=AHEAD).count())
