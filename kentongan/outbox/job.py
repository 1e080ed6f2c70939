"""Rows in a worker's hands: locked by their fence, with what is needed to make their calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from kentongan.connectors.contract import Account, Connector, Outbound, Outcome, Safety, Step
from kentongan.outbox.claim import Claim
from kentongan.outbox.models import Delivery, DeliveryStep


@dataclass(slots=True)
class Job:
    """What a worker needs to make the calls, read beforehand."""

    claim: Claim
    connector: Connector
    account: Account
    outbound: Outbound
    plan: tuple[Step, ...]
    done: set[str]
    memory: dict[str, str]

    @property
    def next_step(self) -> Step | None:
        """The first step that is not done yet."""
        return next((step for step in self.plan if step.name not in self.done), None)

    def commit_from(self, step: Step) -> bool:
        """Tell whether this step or an open one after it makes something public by a call of its own."""
        following = [step, *(other for other in self.plan if other.name not in self.done and other != step)]
        return any(one.safety is Safety.COMMIT for one in following)

    def more_after(self, step: Step) -> bool:
        """Tell whether another step follows."""
        return any(other.name not in self.done and other != step for other in self.plan)


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is written down and may be made now. `written`: when."""

    job: Job
    step: Step
    written: datetime

    @property
    def claim(self) -> Claim:
        """The right to the row."""
        return self.job.claim


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a call."""

    call: Call
    outcome: Outcome

    @property
    def claim(self) -> Claim:
        """The right to the row."""
        return self.call.claim


Steps = Mapping[str, DeliveryStep]
"""The steps of one delivery's present round, by name, in the order they were first begun."""


def lock(claims: Iterable[Claim], state: str) -> dict[Claim, Delivery]:
    """The claimed rows of one government that are still ours, by fence and state; locked, in the order of their keys."""
    fences = {claim.delivery_id: claim for claim in claims}
    if not fences:
        return {}
    government_id = next(iter(fences.values())).government_id
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("channel").order_by("pk")
    found = rows.filter(government_id=government_id, pk__in=list(fences), state=state)
    return {fences[row.pk]: row for row in found if row.fence == fences[row.pk].fence}


def steps_of(deliveries: Sequence[Delivery]) -> dict[Delivery, Steps]:
    """The steps of each delivery's present round."""
    found: defaultdict[Delivery, dict[str, DeliveryStep]] = defaultdict(dict)
    known = {delivery.pk: delivery for delivery in deliveries}
    if not known:
        return {}
    rows = DeliveryStep.objects.filter(government_id=deliveries[0].government_id, delivery_id__in=list(known))
    for row in rows.order_by("pk"):
        if row.round == known[row.delivery_id].round:
            found[known[row.delivery_id]][row.name] = row
    return {delivery: found[delivery] for delivery in deliveries}


def make_job(claim: Claim, steps: Steps, connector: Connector, account: Account, outbound: Outbound) -> Job:
    """Put together what the calls need; what earlier steps left behind comes first."""
    memory = {key: value for row in steps.values() for key, value in row.memory.items()}
    done = {row.name for row in steps.values() if row.state == DeliveryStep.State.DONE}
    return Job(claim, connector, account, outbound, connector.plan(outbound), done, memory)


def doubtful_step(delivery: Delivery) -> DeliveryStep | None:
    """The step whose end is not known."""
    mine: QuerySet[DeliveryStep] = DeliveryStep.objects.filter(
        government_id=delivery.government_id, delivery=delivery, round=delivery.round
    )
    return mine.filter(state=DeliveryStep.State.UNKNOWN).order_by("pk").last()
