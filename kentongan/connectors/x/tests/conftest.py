"""A world of the sandbox program with one official X account, and the connector on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
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
    Rejected,
    Usage,
)
from kentongan.connectors.tests.contract import world as worlds
from kentongan.connectors.tests.contract.world import World
from kentongan.core.http import Http, TimeOuts

_names = count()


@dataclass
class Desk:
    """The connector, its account, and what its meter was told."""

    world: World
    http: Http
    folder: Path
    spent: list[Usage] = field(default_factory=list)

    @property
    def connector(self) -> Connector:
        return registry.connector(Platform.X, self.http, lambda _account, usage: self.spent.append(usage))

    @property
    def account(self) -> Account:
        return self.world.account(Platform.X)

    def as_told(self, **changed: object) -> dict[str, object]:
        """The account as the world was told of it, with something changed."""
        told = {"platform": "x", "remote_id": self.account.remote_id, "name": "Kabupaten Wajo", "handle": "wajokab",
                "token": "token-x", "app_secret": "rahasia-aplikasi"}  # fmt: skip
        return told | changed

    def rules(self, **rules: object) -> None:
        self.world.control("PUT", "", {"rules": rules})

    def photo(self, alt: str = "Jembatan Cenrana") -> MediaFile:
        return replace(worlds.photo(self.folder, "https://wajo.example/foto.jpg"), alt_text=alt)

    def video(self, size: int = 5_000_000) -> MediaFile:
        return worlds.video(self.folder, size)

    def walk(self, outbound: Outbound, memory: dict[str, str] | None = None) -> tuple[Outcome, dict[str, str]]:
        """Run the plan to its end, or to the first refusal; what is in the memory as done is not done again."""
        held = dict(memory or {})
        outcome: Outcome = Advanced()
        for step in self.connector.plan(outbound):
            outcome = self.step(step.name, outbound, held)
            if isinstance(outcome, Advanced | Published):
                held |= outcome.memory
            else:
                break
        return outcome, held

    def walk_refused(self, outbound: Outbound) -> tuple[Rejected, dict[str, str]]:
        """Run the plan to the refusal that it must end in."""
        outcome, held = self.walk(outbound)
        assert isinstance(outcome, Rejected), outcome
        return outcome, held

    def step(self, name: str, outbound: Outbound, held: dict[str, str]) -> Outcome:
        for _ in range(40):
            outcome = self.connector.run(name, outbound, held, self.account)
            if not isinstance(outcome, Pending):
                return outcome
            held |= outcome.memory
            time.sleep(0.05)
        return outcome

    def publish(self, text: str = "Jembatan dibuka", **more: Any) -> str:
        outcome, _ = self.walk(Outbound(Act.PUBLISH, "k", text, **more))
        assert isinstance(outcome, Published), outcome
        return outcome.remote_id

    def rani(self, post_id: str, text: str, **more: str) -> str:
        told = {"platform": "x", "post_id": post_id, "author_id": "900", "author_name": "Rani", "text": text, **more}
        return str(self.world.control("POST", "/warga", told)["remote_id"])

    def rani_says(self, kind: str, text: str) -> str:
        told = {"platform": "x", "account": self.account.remote_id, "kind": kind, "author_id": "900",
                "author_name": "Rani", "text": text}  # fmt: skip
        return str(self.world.control("POST", "/warga", told)["remote_id"])

    def shown(self) -> list[dict[str, Any]]:
        return [one for one in self.world.public(Platform.X) if not one["deleted_at"]]

    def answers(self) -> list[dict[str, Any]]:
        return [one for one in self.world.told_comments(Platform.X) if not one["deleted_at"]]


@pytest.fixture
def desk(sandbox: str, tmp_path: Path) -> Iterator[Desk]:
    http = Http([sandbox], private_ok=True, time_outs=TimeOuts(read=15))
    made = Desk(worlds.create(sandbox, f"x{next(_names)}"), http, tmp_path)
    made.rules(x_processing_seconds=0)
    yield made
    http.close()


@pytest.fixture
def an_hour_ago() -> Callable[[], datetime]:
    return lambda: datetime.now(UTC) - timedelta(hours=1)
