"""A Page in a world of its own, in a running sandbox program."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
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
    Format,
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

FB = Platform.FACEBOOK
_names = count()


@dataclass
class Desk:
    """A Page in a world of its own."""

    world: World
    http: Http
    folder: Path
    spent: list[Usage] = field(default_factory=list)

    @property
    def connector(self) -> Connector:
        return registry.connector(FB, self.http, lambda _account, usage: self.spent.append(usage))

    @property
    def account(self) -> Account:
        return self.world.account(FB)

    def rules(self, **changed: Any) -> None:
        self.world.control("PUT", "", {"rules": changed})

    def film(self, size: int = 300_000) -> MediaFile:
        return worlds.video(self.folder, size)

    def photo(self) -> MediaFile:
        return worlds.photo(self.folder, "")

    def film_post(self, form: Format = Format.FEED, size: int = 300_000) -> Outbound:
        return Outbound(Act.PUBLISH, "kunci", "Panen raya di Sengkang", media=(self.film(size),), format=form)

    def walk(
        self, outbound: Outbound, stop: str = "", account: Account | None = None
    ) -> tuple[Outcome, dict[str, str]]:
        """Run the plan up to its end, the step named `stop`, or the first refusal."""
        memory: dict[str, str] = {}
        outcome: Outcome = Advanced()
        for step in self.connector.plan(outbound):
            if step.name == stop:
                break
            for _ in range(20):
                outcome = self.connector.run(step.name, outbound, memory, account or self.account)
                if isinstance(outcome, (Advanced, Published, Pending)):
                    memory |= outcome.memory
                if not isinstance(outcome, Pending):
                    break
                time.sleep(0.05)
            if not isinstance(outcome, (Advanced, Published)):
                break
        return outcome, memory

    def run(self, step: str, outbound: Outbound, memory: dict[str, str]) -> Outcome:
        return self.connector.run(step, outbound, memory, self.account)

    def find(self, outbound: Outbound, memory: dict[str, str]) -> object:
        return self.connector.find(outbound, memory, self.account, datetime.now(UTC) - timedelta(hours=1))

    def posts(self) -> list[dict[str, Any]]:
        return self.world.public(FB)

    def comments(self) -> list[dict[str, Any]]:
        return self.world.told_comments(FB)

    def scopes(self, *given: str) -> None:
        told = {"platform": "facebook", "remote_id": "104001", "name": "Kabupaten Wajo", "scopes": list(given)}
        self.world.control("PUT", "", {"accounts": [told]})

    def heard(self, kind: str, text: str, **more: str) -> None:
        told = {"platform": "facebook", "account": "104001", "author_id": "900", "author_name": "Rani", "text": text}
        self.world.control("POST", "/warga", {**told, "kind": kind, **more})

    def posted(self, text: str = "Jembatan dibuka", account: Account | None = None) -> str:
        outcome, _ = self.walk(Outbound(Act.PUBLISH, "k", text), account=account)
        assert isinstance(outcome, Published), outcome
        return outcome.remote_id

    def citizen(self, post_id: str, text: str) -> str:
        told = {"platform": "facebook", "post_id": post_id, "author_id": "900", "author_name": "Rani", "text": text}
        return str(self.world.control("POST", "/warga", told)["remote_id"])


@pytest.fixture
def desk(sandbox: str, tmp_path: Path) -> Iterator[Desk]:
    way_out = Http([sandbox], private_ok=True, time_outs=TimeOuts(read=15))
    world = worlds.create(sandbox, f"fb{next(_names)}")
    world.control("PUT", "", {"rules": {"facebook_processing_seconds": 0}})
    yield Desk(world, way_out, tmp_path)
    way_out.close()
