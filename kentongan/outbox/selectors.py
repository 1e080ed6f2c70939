"""Reading deliveries, always as far as the actor may see: own agency and below, or all for roles over all agencies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kentongan.channels.selectors import may, remote_object
from kentongan.channels.states import PAUSED
from kentongan.core import clock
from kentongan.media.models import Asset
from kentongan.outbox import states
from kentongan.outbox.doubts import may_be_out
from kentongan.outbox.job import doubtful_step
from kentongan.outbox.ledger import described
from kentongan.outbox.models import Delivery, DeliveryEvent, DeliveryStep, Freeze
from kentongan.outbox.shortages import with_waits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from kentongan.channels.models import RemoteObject
    from kentongan.organizations.actor import Actor

MOST_A_DAY = 200


def deliveries_for(actor: Actor) -> QuerySet[Delivery]:
    """Every delivery this actor may see."""
    seen = Delivery.objects.filter(government_id=actor.government_id).select_related("channel", "agency", "person")
    return seen if actor.sees_every_agency else seen.filter(agency_id__in=actor.agencies)


def delivery_for(actor: Actor, delivery_id: UUID | str) -> Delivery | None:
    """One delivery, None when it is not there for this actor."""
    return deliveries_for(actor).filter(pk=delivery_id).first()


def deliveries_about(actor: Actor, subject_type: str, subject_ids: Iterable[object]) -> QuerySet[Delivery]:
    """The deliveries of some things (a post's versions, a case's answers), in the order of their channels."""
    wanted = [str(one) for one in subject_ids]
    return (
        deliveries_for(actor)
        .filter(subject_type=subject_type, subject_id__in=wanted)
        .order_by("channel__platform", "channel_id", "id")
    )


def states_of(government_id: int, subject_type: str, subject_ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    """How the deliveries of things that somebody was already allowed to see are doing: each thing's id and a state."""
    rows = Delivery.objects.filter(
        government_id=government_id, subject_type=subject_type, subject_id__in=list(subject_ids)
    )
    return rows.values_list("subject_id", "state")


def may_be_public(government_id: int, subject_type: str, subject_id: object) -> bool:
    """Whether a thing is out, on its way, or in doubt: whoever owns it must not change it then."""
    key = {"subject_type": subject_type, "subject_id": str(subject_id)}
    rows = Delivery.objects.filter(government_id=government_id, **key).exclude(state__in=states.ENDED_UNSENT)
    return any(row.state != states.NEEDS_PERSON or row.remote_id or doubtful_step(row) is not None for row in rows)


def last_code_of(government_id: int, subject_type: str, subject_id: object) -> str:
    """What the platform, or the ledger, said last about a thing that somebody was already allowed to see; empty: nothing."""
    rows = Delivery.objects.filter(government_id=government_id, subject_type=subject_type, subject_id=str(subject_id))
    return rows.order_by("-pk").values_list("last_code", flat=True).first() or ""


def last_codes_of(government_id: int, subject_type: str, subject_ids: Iterable[object]) -> Mapping[str, str]:
    """The same of several things, by their ids as text; what was never sent is missing."""
    wanted = [str(one) for one in subject_ids]
    rows = Delivery.objects.filter(government_id=government_id, subject_type=subject_type, subject_id__in=wanted)
    return dict(rows.order_by("subject_id", "-pk").distinct("subject_id").values_list("subject_id", "last_code"))


def needs_person_for(actor: Actor) -> QuerySet[Delivery]:
    """What waits for a person's decision, or is still being found out; the oldest first."""
    open_ones = [*states.FOR_PEOPLE, states.UNKNOWN]
    return deliveries_for(actor).filter(state__in=open_ones).order_by("run_at", "id")


@dataclass(frozen=True, slots=True)
class GoingOut:
    """One thing on the line of hours: the same post to several channels at the same hour is one thing."""

    at: datetime
    title: str
    path: str
    sentence: str
    mark: str


def due_today(actor: Actor) -> list[GoingOut]:
    """What goes out, or went out, on the actor's calendar day, by the hour."""
    start = clock.now().astimezone(actor.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    planned = going_out(actor, start, start + timedelta(days=1)).exclude(state=states.CANCELLED)
    things: dict[tuple[datetime, str, str], list[Delivery]] = {}
    for delivery in with_waits(planned[:MOST_A_DAY]):
        things.setdefault((delivery.run_at, *described(delivery)), []).append(delivery)
    return [GoingOut(at, title, path, *together(rows)) for (at, title, path), rows in things.items()]


def together(rows: Sequence[Delivery]) -> tuple[str, str]:
    """How several deliveries of one thing are doing, as a sentence and a mark; trouble is named first."""
    where = str(rows[0].channel) if len(rows) == 1 else f"{len(rows)} kanal"
    troubled = [row for row in rows if row.shape in {"ask", "failed"} and row.state != states.BY_HAND]
    if troubled:
        more = f" dan {len(troubled) - 1} kanal lain" if len(troubled) > 1 else ""
        return f"Perlu diperiksa di {troubled[0].channel}{more}", "ask"
    carried = [row for row in rows if row.state == states.BY_HAND]
    if carried:
        more = f" dan {len(carried) - 1} kanal lain" if len(carried) > 1 else ""
        return f"Menunggu diunggah ke {carried[0].channel}{more}", "ask"
    out = sum(row.state == states.PUBLISHED for row in rows)
    if out == len(rows):
        return f"Sudah tayang di {where}", "done"
    if out:
        return f"Sudah tayang di {out} dari {where}", ""
    return f"{rows[0].sentence} · {where}", ""


def going_out(actor: Actor, start: datetime, end: datetime) -> QuerySet[Delivery]:
    """Deliveries planned in a stretch of time (start included, end not)."""
    return deliveries_for(actor).filter(run_at__gte=start, run_at__lt=end).order_by("run_at", "id")


def events_of(delivery: Delivery) -> QuerySet[DeliveryEvent]:
    """What happened to a delivery, oldest first."""
    return DeliveryEvent.objects.filter(government_id=delivery.government_id, delivery=delivery).order_by("id")


def steps_of(delivery: Delivery) -> QuerySet[DeliveryStep]:
    """The steps of a delivery's present round, in the order in which they were begun."""
    return DeliveryStep.objects.filter(
        government_id=delivery.government_id, delivery=delivery, round=delivery.round
    ).order_by("id")


def freezes_on(delivery: Delivery) -> list[Freeze]:
    """The freezes in force over a delivery, the oldest first."""
    freezes = Freeze.objects.filter(government_id=delivery.government_id, ended_at=None).select_related("started_by")
    return [one for one in freezes.order_by("started_at") if covers(one, delivery)]


def covers(freeze: Freeze, delivery: Delivery) -> bool:
    """Tell whether a freeze concerns a delivery."""
    return freeze.agency_id in {None, delivery.agency_id} and freeze.channel_id in {None, delivery.channel_id}


def may_take_in_hand(actor: Actor, delivery: Delivery) -> bool:
    """Tell whether this actor may upload it themselves: nothing of it may be public, and they hold the right."""
    if delivery.state not in states.TO_HAND or delivery.channel.state == PAUSED or may_be_out(delivery):
        return False
    return bool(may(actor.person_id, delivery.right, delivery.channel))


def media_of(delivery: Delivery) -> list[Asset]:
    """Its files, in their order."""
    ids = delivery.content.media
    found = {one.pk: one for one in Asset.objects.filter(government_id=delivery.government_id, pk__in=ids)}
    return [found[one] for one in ids if one in found]


def target_of(delivery: Delivery) -> RemoteObject | None:
    """What it changes or takes away, where we know it."""
    content = delivery.content
    if not content.target_id:
        return None
    return remote_object(delivery.government_id, delivery.channel_id, content.target_kind, content.target_id)


def freezes_for(actor: Actor) -> QuerySet[Freeze]:
    """The freezes in force; that something is frozen is no secret inside the government."""
    return Freeze.objects.filter(government_id=actor.government_id, ended_at=None).order_by("started_at")


def oldest_due_at(government_id: int, at: datetime) -> datetime | None:
    """When the row that is longest overdue should have gone out, woken or not (a worker that died wakes nothing)."""
    waiting = (states.SCHEDULED, states.DUE, states.WAITING)
    overdue = Delivery.objects.filter(government_id=government_id, state__in=waiting, next_at__lte=at)
    return overdue.order_by("next_at").values_list("next_at", flat=True).first()
