"""What is due, for whoever looks after the accounts (`channels.agenda`)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Min

from kentongan.channels.agenda import Agenda, register_agenda
from kentongan.core import clock
from kentongan.outbox.ledger import described
from kentongan.outbox.models import Delivery
from kentongan.outbox.states import NOT_YET_SENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

DAY = timedelta(hours=24)
NAMED = 20


def earliest(at: datetime, until: datetime) -> list[tuple[int, int, datetime]]:
    """Government, channel and first moment of everything that is to go out between."""
    waiting = _waiting().filter(run_at__gte=at, run_at__lte=until)
    return list(waiting.values_list("government_id", "channel_id").annotate(Min("run_at")))


def next_due(government_id: int, channel_ids: Sequence[int]) -> Mapping[int, datetime]:
    """When the next act of each channel goes out; a channel without one is missing."""
    waiting = _waiting().filter(government_id=government_id, channel_id__in=channel_ids, run_at__gte=clock.now())
    return dict(waiting.values_list("channel_id").annotate(Min("run_at")))


def titles(government_id: int, channel_id: int) -> list[str]:
    """What is to go out on a channel in the next day, by name."""
    waiting = _waiting().filter(government_id=government_id, channel_id=channel_id, run_at__lte=clock.now() + DAY)
    return [described(delivery)[0] for delivery in waiting.select_related("channel").order_by("run_at")[:NAMED]]


def _waiting() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state__in=NOT_YET_SENT)


def register() -> None:
    """Offer this to the app below."""
    register_agenda(Agenda(earliest, next_due, titles))
