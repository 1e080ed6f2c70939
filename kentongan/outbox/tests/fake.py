"""A platform beyond the connector's edge that does what a test says, and keeps its own record of what became public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from kentongan.channels.models import Channel
from kentongan.connectors.contract import (
    Absent,
    Account,
    Advanced,
    AppKeys,
    CannotTell,
    Capabilities,
    CommentPage,
    Counting,
    Figures,
    Finding,
    Found,
    MediaFile,
    Memory,
    Outbound,
    Outcome,
    Platform,
    Published,
    ReconcileRule,
    Safety,
    Secret,
    Step,
    TextLimit,
    Unread,
)
from kentongan.core import clock
from kentongan.outbox.doors import Doors

FOUR_STEPS = (
    Step("container", Safety.REPEATABLE),
    Step("ready", Safety.REPEATABLE),
    Step("publish", Safety.COMMIT),
    Step("permalink", Safety.REPEATABLE),
)
ONE_STEP = (Step("publish", Safety.COMMIT),)
UPLOAD = (Step("session", Safety.REPEATABLE), Step("upload", Safety.RESUMABLE))

Reaction = Outcome | Exception | Callable[["FakePlatform", Outbound], Outcome]


def show(platform: FakePlatform, outbound: Outbound) -> str:
    """Make it public, whatever is answered."""
    remote_id = f"kiriman-{len(platform.public) + 1}"
    platform.public.append(outbound.key)
    platform.at.append(clock.now())
    platform.ids[outbound.key] = remote_id
    return remote_id


@dataclass
class FakePlatform:
    """`script`: what the next runs of a step answer; with nothing left a step does its work and says so."""

    plan_of: tuple[Step, ...] = FOUR_STEPS
    script: dict[str, list[Reaction]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    rule: ReconcileRule = field(default_factory=ReconcileRule)
    platform: Platform = Platform.INSTAGRAM
    public: list[str] = field(default_factory=list)
    at: list[datetime] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    asked: int = 0

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            post_text=TextLimit(2200, Counting.CODE_POINTS, "made up"), reply_text=None, images=4, reconcile=self.rule
        )

    def plan(self, outbound: Outbound) -> tuple[Step, ...]:
        return self.plan_of

    def run(self, step: str, outbound: Outbound, memory: Memory, account: Account) -> Outcome:
        self.calls.append(step)
        waiting = self.script.get(step)
        reaction: Reaction | None = waiting.pop(0) if waiting else None
        if isinstance(reaction, Exception):
            raise reaction
        if callable(reaction):
            return reaction(self, outbound)
        return reaction or self._work(step, outbound, memory)

    def _work(self, step: str, outbound: Outbound, memory: Memory) -> Outcome:
        if step == "upload" and outbound.key in self.ids:
            return Published(self.ids[outbound.key])
        if step in {"publish", "upload"}:
            return Published(show(self, outbound), memory={"seen": step})
        if step == "permalink":
            return Published(self.ids[outbound.key], f"https://contoh.id/{self.ids[outbound.key]}")
        return Advanced({step: f"{step}-1"})

    def find(self, outbound: Outbound, memory: Memory, account: Account, since: datetime) -> Finding:
        self.asked += 1
        if self.findings:
            return self.findings.pop(0)
        if not self.rule.askable:
            return CannotTell("nobody can ask")
        remote_id = self.ids.get(outbound.key)
        return Found(remote_id, f"https://contoh.id/{remote_id}") if remote_id else Absent()

    def comments(self, post_id: str, account: Account, cursor: str) -> CommentPage | Unread:
        return CommentPage(())

    def figures(self, post_id: str, account: Account) -> Figures | Unread:
        return Figures()


def accounts(channels: Sequence[Channel]) -> dict[int, Callable[[], Account]]:
    return {channel.pk: partial(account, channel) for channel in channels}


def account(channel: Channel) -> Account:
    return Account(channel.remote_id, Secret("made-up"), MappingProxyType({}), AppKeys("", Secret("")))


def no_media(_government_id: int, _ids: Iterable[int]) -> tuple[MediaFile, ...]:
    return ()


def doors(platform: Any, lease: timedelta = timedelta(seconds=15)) -> Doors:
    """The ledger's ways out, all leading to one fake platform."""
    return Doors(lambda _channel: platform, accounts, no_media, lease)
