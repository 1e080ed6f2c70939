"""Whatever answers, crashes, pauses and overtaking workers come in whatever order: never twice, never lost."""

from __future__ import annotations

import os
from collections.abc import Generator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kentongan.channels.models import Channel
from kentongan.channels.states import ACTIVE
from kentongan.connectors.contract import (
    Absent,
    AuthorizationExpired,
    Finding,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Pending,
    RateLimited,
    Reason,
    ReconcileRule,
    Rejected,
    Retryable,
)
from kentongan.core import clock
from kentongan.organizations.models import Agency, Person
from kentongan.outbox import services, states
from kentongan.outbox.claim import claim, claim_doubts
from kentongan.outbox.engine import ask, walk
from kentongan.outbox.models import Delivery, DeliveryEvent, Freeze
from kentongan.outbox.runner import run_once
from kentongan.outbox.states import DELIVERY
from kentongan.outbox.sweep import tidy, wake
from kentongan.outbox.tests.conftest import KIND, NOON
from kentongan.outbox.tests.fake import FOUR_STEPS, ONE_STEP, UPLOAD, FakePlatform, Reaction, doors, show
from tests import builders

EXAMPLES = int(os.environ.get("OUTBOX_EXAMPLES", "12"))
LAG = timedelta(minutes=2)
RULE = ReconcileRule(reads=3, span=timedelta(minutes=10), lag=LAG)
ENDS = states.ENDED_UNSENT | {states.PUBLISHED, states.NEEDS_PERSON}


class SlowToShow(FakePlatform):
    """Shows what is public only after a while, as real ones do; never later than its documented lag."""

    def find(self, outbound: Outbound, memory: Any, account: Any, since: datetime) -> Finding:
        shown = [at for key, at in zip(self.public, self.at, strict=True) if key == outbound.key]
        if shown and clock.now() < shown[0] + LAG:
            return Absent()
        return super().find(outbound, memory, account, since)


def lost(platform: FakePlatform, outbound: Outbound) -> Outcome:
    if outbound.key not in platform.ids or platform.plan_of != UPLOAD:
        show(platform, outbound)
    return OutcomeUnknown(Reason.TIMEOUT)


def broken(platform: FakePlatform, outbound: Outbound) -> Outcome:
    lost(platform, outbound)
    raise RuntimeError("after it became public")


REACTIONS: list[Reaction] = [
    lost,
    broken,
    OutcomeUnknown(Reason.CONNECTION_LOST),
    Retryable(Reason.NO_CONNECTION),
    RuntimeError("before anything happened"),
    RateLimited(timedelta(minutes=3)),
    Pending(timedelta(seconds=5)),
    Rejected(Reason.TEXT),
    AuthorizationExpired(Reason.TOKEN),
]
PUBLISHING = {"publish", "upload"}


class World:
    """Two workers, three accounts, and a world that does as it likes."""

    def __init__(self, writer: Person, coordinator: Person, channels: list[Channel]) -> None:
        self.writer, self.coordinator, self.channels = writer, coordinator, channels
        self.moment = NOON
        plans = [FOUR_STEPS, ONE_STEP, UPLOAD]
        self.platforms = {
            channel.pk: SlowToShow(plan_of=plan, rule=RULE) for channel, plan in zip(self.channels, plans, strict=True)
        }
        self.doors = replace(doors(None), connector_for=self.platform_of)
        self.workers: list[Generator[str, None, None]] = []
        self.made = 0
        for number in range(3):
            self.promise(channel=number, delay=0)

    def platform_of(self, channel: Channel) -> Any:
        return self.platforms[channel.pk]

    def at(self) -> Any:
        return clock.stopped_at(self.moment)

    def rows(self) -> list[Delivery]:
        return list(Delivery.objects.select_related("channel", "person").order_by("pk"))

    def public(self) -> list[str]:
        return [key for platform in self.platforms.values() for key in platform.public]

    # -------------------------------------------------------------- what people do

    def promise(self, channel: int, delay: int) -> None:
        from kentongan.connectors.contract import Act
        from kentongan.outbox.payload import Payload

        self.made += 1
        with self.at():
            services.schedule(
                actor=builders.actor_of(self.writer),
                channel=self.channels[channel],
                act=Act.PUBLISH,
                subject_type=KIND,
                subject_id=self.made,
                payload=Payload(text=f"Kabar {self.made}"),
                run_at=self.moment + timedelta(seconds=delay),
                person_id=self.writer.pk,
                agency_id=self.writer.agency_id,
            )

    def take_back(self, which: int) -> None:
        with self.at():
            actor = builders.actor_of(self.coordinator)
            services.withdraw(actor=actor, subject_type=KIND, subject_id=which % self.made + 1, reason="berubah")

    def freeze_or_thaw(self) -> None:
        actor = builders.actor_of(self.coordinator)
        with self.at():
            running = Freeze.objects.filter(ended_at=None).first()
            if running:
                services.unfreeze(actor=actor, freeze=running, reason="pulih")
            else:
                services.freeze(actor=actor, reason="gempa")

    def look_and_decide_truly(self) -> None:
        actor, public = builders.actor_of(self.coordinator), set(self.public())
        with self.at():
            for row in self.rows():
                if row.state == states.NEEDS_PERSON and not row.revoked_at:
                    there = str(row.pk) in public
                    decision, link = ("published", "https://contoh.id/1") if there else ("send_again", "")
                    services.decide(actor=actor, delivery=row, decision=decision, reason="dilihat", permalink=link)

    def reconnect(self) -> None:
        Channel.objects.filter(pk__in=[channel.pk for channel in self.channels]).update(state=ACTIVE)

    # -------------------------------------------------------------- what the world does

    def will_answer(self, channel: int, step: str, reaction: Reaction) -> None:
        if callable(reaction) and step not in PUBLISHING:
            return
        self.platforms[self.channels[channel].pk].script.setdefault(step, []).append(reaction)

    def time_passes(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)

    # -------------------------------------------------------------- what workers do

    def sweep(self) -> None:
        with self.at():
            tidy(self.moment)
            wake(self.moment)

    def take_work(self, limit: int) -> None:
        with self.at():
            taken = claim(at=self.moment, lease=self.doors.lease, limit=limit)
            self.workers += [walk(one, self.doors) for one in taken]

    def take_doubts(self) -> None:
        with self.at():
            taken = claim_doubts(at=self.moment, lease=self.doors.lease, limit=3)
            self.workers += [ask(one, self.doors) for one in taken]

    def work_on(self, which: int, steps: int) -> None:
        if not self.workers:
            return
        worker = self.workers[which % len(self.workers)]
        with self.at():
            for _ in range(steps):
                if next(worker, None) is None:
                    self.workers.remove(worker)
                    return

    def crash(self, which: int) -> None:
        if not self.workers:
            return
        self.workers.pop(which % len(self.workers)).close()

    def start_and_vanish_or_stall(self, steps: int, vanishes: bool) -> None:  # noqa: FBT001 - drawn
        with self.at():
            wake(self.moment)
            for one in claim(at=self.moment, lease=self.doors.lease, limit=3):
                worker = walk(one, self.doors)
                reached = [next(worker, None) for _ in range(steps)][-1]
                if reached and not vanishes:
                    self.workers.append(worker)

    def a_good_worker_for_a_while(self, minutes: int) -> None:
        for _ in range(minutes):
            run_once(self.moment, doors=self.doors)
            self.moment += timedelta(minutes=1)

    # -------------------------------------------------------------- what must hold

    def never_twice(self) -> None:
        public = self.public()
        assert len(public) == len(set(public)), "something became public twice"

    def never_lost(self) -> None:
        rows = self.rows()
        assert len(rows) == self.made
        public = set(self.public())
        for row in rows:
            assert row.state in DELIVERY.labels
            if row.state == states.PUBLISHED:
                assert str(row.pk) in public, "published without being public"
            if row.state in states.ENDED_UNSENT:
                assert str(row.pk) not in public, f"public, but the ledger says {row.state}"

    def everything_comes_to_an_end(self) -> None:
        """Left alone with a healthy world, every row comes to rest, and its history is a walk through the machine."""
        for worker in self.workers:
            worker.close()
        for platform in self.platforms.values():
            platform.script.clear()
        self.reconnect()
        Freeze.objects.filter(ended_at=None).update(ended_at=self.moment, ended_by=self.coordinator)
        for _ in range(30):
            run_once(self.moment, doors=self.doors)
            self.moment += timedelta(minutes=2)
        for _ in range(40):
            if all(row.state in ENDS for row in self.rows()):
                break
            run_once(self.moment, doors=self.doors)
            self.moment += timedelta(minutes=10)
        self.never_twice()
        self.never_lost()
        public = set(self.public())
        for row in self.rows():
            assert row.state in ENDS, f"still {row.state}"
            assert str(row.pk) not in public or row.state in {states.PUBLISHED, states.NEEDS_PERSON}
            self.history_is_legal(row)

    @staticmethod
    def history_is_legal(row: Delivery) -> None:
        state = DELIVERY.initial
        for event in DeliveryEvent.objects.filter(delivery=row).order_by("id"):
            assert event.source == state
            assert event.target == state or DELIVERY.allows(state, event.target)
            state = event.target
        assert state == row.state


WHICH = st.integers(0, 5)
STEPS = st.sampled_from(["container", "ready", "publish", "publish", "session", "upload", "upload", "permalink"])
ACTIONS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "promise": {"channel": st.integers(0, 2), "delay": st.sampled_from([0, 30, 600])},
    "take_back": {"which": WHICH},
    "freeze_or_thaw": {},
    "look_and_decide_truly": {},
    "reconnect": {},
    "will_answer": {"channel": st.integers(0, 2), "step": STEPS, "reaction": st.sampled_from(REACTIONS)},
    "time_passes": {"seconds": st.sampled_from([1, 5, 16, 60, 200, 900])},
    "sweep": {},
    "take_work": {"limit": st.integers(1, 3)},
    "take_doubts": {},
    "work_on": {"which": WHICH, "steps": st.integers(1, 4)},
    "crash": {"which": WHICH},
    "start_and_vanish_or_stall": {"steps": st.integers(1, 12), "vanishes": st.booleans()},
    "a_good_worker_for_a_while": {"minutes": st.integers(1, 15)},
}
COMMON = ["time_passes", "sweep", "take_work", "work_on", "work_on", "start_and_vanish_or_stall", "will_answer"]
ACTION = st.sampled_from([*ACTIONS, *COMMON]).flatmap(
    lambda name: st.tuples(st.just(name), st.fixed_dictionaries(ACTIONS[name]))
)


@pytest.mark.django_db
@pytest.mark.as_worker
@settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],  # a story of forty lines is short enough to read; shrinking would take minutes
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(story=st.lists(ACTION, min_size=10, max_size=45))
def test_no_order_of_events_publishes_twice_or_loses_anything(
    ayu: Person, eko: Person, dinas_kesehatan: Agency, instagram: Channel, story: list[tuple[str, dict[str, Any]]]
) -> None:
    with transaction.atomic():
        others = [builders.channel(dinas_kesehatan, "facebook"), builders.channel(dinas_kesehatan, "tiktok")]
        channels = [instagram, *others]
        world = World(builders.entitled(ayu, *channels), eko, channels)
        for name, told in story:
            getattr(world, name)(**told)
            world.never_twice()
            world.never_lost()
        world.everything_comes_to_an_end()
        transaction.set_rollback(True)
