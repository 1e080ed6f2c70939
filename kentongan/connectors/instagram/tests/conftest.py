"""A running sandbox with Wajo's Instagram account, and a desk that walks acts through it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Account,
    Act,
    Advanced,
    Connector,
    MediaFile,
    Outbound,
    Outcome,
    Pending,
    Platform,
    Published,
    Usage,
)
from kentongan.connectors.tests.contract import world as worlds
from kentongan.connectors.tests.contract.world import World
from kentongan.core.http import Http, TimeOuts

_names = count()
PATIENCE = 12


@dataclass
class Desk:
    """One world with one account, photos and a video that the sandbox can fetch, and the way out."""

    world: World
    http: Http
    photo: MediaFile
    video: MediaFile
    usages: list[Usage] = field(default_factory=list)

    @property
    def account(self) -> Account:
        return self.world.account(Platform.INSTAGRAM)

    @property
    def connector(self) -> Connector:
        return registry.connector(Platform.INSTAGRAM, self.http, lambda _account, usage: self.usages.append(usage))

    def post(self, *media: MediaFile, **changed: Any) -> Outbound:
        return replace(Outbound(Act.PUBLISH, "kunci", "Jembatan Cenrana dibuka", media=media), **changed)

    def rules(self, **rules: object) -> None:
        self.world.control("PUT", "", {"rules": rules})

    def walk(
        self, outbound: Outbound, memory: dict[str, str] | None = None, begin: str = ""
    ) -> tuple[Outcome, dict[str, str]]:
        """Run the plan from `begin` to its end, or to the first refusal."""
        memory = {} if memory is None else memory
        outcome: Outcome = Advanced()
        plan = self.connector.plan(outbound)
        at = next((number for number, step in enumerate(plan) if step.name == begin), 0)
        for step in plan[at:]:
            for _ in range(PATIENCE):
                outcome = self.connector.run(step.name, outbound, memory, self.account)
                if isinstance(outcome, Advanced | Published | Pending):
                    memory |= outcome.memory
                if not isinstance(outcome, Pending):
                    break
                time.sleep(0.02)
            if not isinstance(outcome, Advanced | Published):
                break
        return outcome, memory

    def published(self, outbound: Outbound) -> str:
        outcome, _ = self.walk(outbound)
        assert isinstance(outcome, Published), outcome
        return outcome.remote_id

    def public(self) -> list[dict[str, Any]]:
        return self.world.public(Platform.INSTAGRAM)

    def rani(self, post_id: str, text: str, **more: object) -> str:
        told = {
            "platform": "instagram",
            "post_id": post_id,
            "author_id": "77",
            "author_name": "rani.wajo",
            "text": text,
        }
        return str(self.world.control("POST", "/warga", told | more)["remote_id"])


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


@pytest.fixture(scope="session")
def http(sandbox: str) -> Iterator[Http]:
    way_out = Http([sandbox], private_ok=True, time_outs=TimeOuts(read=15))
    yield way_out
    way_out.close()


@pytest.fixture
def desk(sandbox: str, http: Http, tmp_path: Path) -> Iterator[Desk]:
    video = worlds.video(tmp_path, 300_000)
    with worlds.serving(worlds.jpeg()) as picture, worlds.serving(video.path.read_bytes()) as film:
        made = Desk(
            worlds.create(sandbox, f"ig{next(_names)}"),
            http,
            worlds.photo(tmp_path, picture),
            replace(video, url=film),
        )
        yield made
