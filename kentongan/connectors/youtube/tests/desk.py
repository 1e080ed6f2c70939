"""One channel in a world of its own, and what an official does with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Account,
    Act,
    Advanced,
    CommentPage,
    Consent,
    Figures,
    Keys,
    MediaFile,
    Opener,
    Outbound,
    Outcome,
    Platform,
    Published,
    RemoteComment,
    Usage,
)
from kentongan.connectors.tests.contract import world as worlds
from kentongan.connectors.tests.contract.world import World
from kentongan.connectors.youtube import auth
from kentongan.core.http import Http
from tests import loopback

CHANNEL = worlds.REMOTE_IDS[Platform.YOUTUBE]
CONSENT = Consent("https://kentongan.example/kembali", "keadaan", "v" * 50)


@dataclass
class Desk:
    """One world, the connector, and what it told of budgets."""

    world: World
    http: Http
    folder: Path
    spent: list[Usage] = field(default_factory=list)

    @property
    def account(self) -> Account:
        return self.world.account(Platform.YOUTUBE)

    @property
    def opener(self) -> Opener:
        found = registry.opener(Platform.YOUTUBE, self.http)
        assert found
        return found

    def rule(self, **rules: object) -> None:
        self.world.control("PUT", "", {"title": "Wajo", "rules": rules})

    def video(self, *, cover: bool = False, **settings: str) -> Outbound:
        media: tuple[MediaFile, ...] = (worlds.video(self.folder, 300_000),)
        if cover:
            media = (worlds.photo(self.folder, "", "sampul.jpg"), *media)
        return Outbound(Act.PUBLISH, "kunci", "Dibuka Senin", "Jembatan dibuka", media, settings=settings)

    def do(self, outbound: Outbound) -> tuple[Outcome, dict[str, str]]:
        """Run the plan until something other than going on."""
        connector = registry.connector(Platform.YOUTUBE, self.http, lambda _account, usage: self.spent.append(usage))
        memory: dict[str, str] = {}
        outcome: Outcome = Advanced()
        for step in connector.plan(outbound):
            outcome = connector.run(step.name, outbound, memory, self.account)
            memory |= getattr(outcome, "memory", {})
            if not isinstance(outcome, Advanced | Published):
                break
        return outcome, memory

    def published(self, outbound: Outbound | None = None) -> str:
        outcome, _ = self.do(outbound or self.video())
        assert isinstance(outcome, Published), outcome
        return outcome.remote_id

    def rani(self, post_id: str, text: str, **more: object) -> str:
        told = {"platform": "youtube", "post_id": post_id, "author_id": "UC900", "author_name": "@rani", "text": text}
        return str(self.world.control("POST", "/warga", told | more)["remote_id"])

    def comments(self, post_id: str) -> list[RemoteComment]:
        connector, cursor, found = registry.connector(Platform.YOUTUBE, self.http), "", list[RemoteComment]()
        for _ in range(20):
            page = connector.comments(post_id, self.account, cursor)
            assert isinstance(page, CommentPage), page
            found += page.comments
            cursor = page.cursor
            if not cursor:
                break
        return found

    def figures(self, post_id: str) -> Figures:
        told = registry.connector(Platform.YOUTUBE, self.http).figures(post_id, self.account)
        assert isinstance(told, Figures), told
        return told

    def connect(self, *scopes: str) -> Keys:
        """Walk a person through the consent page."""
        account = self.account
        page = self.opener.address(account.app, account.hosts, CONSENT)
        asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
        form = asked | {"jawaban": "ya", "akun": f"youtube:{CHANNEL}"}
        answer = loopback.call("POST", page, data=form | {"izin": list(scopes or auth.SCOPES)})
        code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
        keys = self.opener.exchange(account.app, account.hosts, CONSENT, code)
        assert isinstance(keys, Keys), keys
        return keys

    def holding(self, keys: Keys) -> Account:
        return replace(self.account, token=keys.token, refresh_token=keys.refresh_token)
