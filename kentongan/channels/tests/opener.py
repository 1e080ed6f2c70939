"""A made-up platform's consent, for tests that are about us and not about a platform."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection

from kentongan.connectors.contract import Account, AppKeys, Consent, Health, Keys, Offer, Refusal, Secret, Unread

SCOPES = ("read", "publish")


def keys(token: str = "baru", refresh: str | None = "segar-baru", hours: float | None = 2) -> Keys:
    return Keys(
        token=Secret(token),
        refresh_token=Secret(refresh) if refresh else None,
        expires_in=timedelta(hours=hours) if hours else None,
        scopes=frozenset(SCOPES),
    )


def offer(remote_id: str = "178400", name: str = "Dinkes Wajo", missing: tuple[str, ...] = ()) -> Offer:
    return Offer(remote_id, name, "dinkeswajo", keys(), missing)


@dataclass
class FakeOpener:
    """Answers what the test put in; remembers what it was asked, and whether a transaction was open then."""

    scopes: tuple[str, ...] = SCOPES
    exchanged: Keys | Refusal = field(default_factory=keys)
    offered: tuple[Offer, ...] | Refusal = field(default_factory=lambda: (offer(),))
    refreshed: list[Keys | Refusal] = field(default_factory=list)
    revoked: Refusal | None = None
    healthy: Health | Unread = field(default_factory=lambda: Health("Dinkes Wajo"))
    asked: list[tuple[str, str]] = field(default_factory=list)
    depth: list[int] = field(default_factory=list)

    def address(self, app: AppKeys, hosts: Mapping[str, str], consent: Consent) -> str:
        return f"https://izin.example/?state={consent.state}&redirect_uri={consent.redirect}"

    def exchange(self, app: AppKeys, hosts: Mapping[str, str], consent: Consent, code: str) -> Keys | Refusal:
        self.note("exchange", code)
        return self.exchanged

    def offers(self, app: AppKeys, hosts: Mapping[str, str], keys: Keys) -> tuple[Offer, ...] | Refusal:
        self.note("offers", keys.token.value)
        return self.offered

    def refresh(self, account: Account) -> Keys | Refusal:
        self.note("refresh", account.refresh_token.value if account.refresh_token else "")
        return self.refreshed.pop(0)

    def revoke(self, account: Account) -> Refusal | None:
        self.note("revoke", account.token.value)
        return self.revoked

    def health(self, account: Account) -> Health | Unread:
        self.note("health", account.token.value)
        return self.healthy

    def note(self, act: str, what: str) -> None:
        self.asked.append((act, what))
        self.depth.append(len(connection.savepoint_ids))

    def acts(self) -> Iterator[str]:
        return (act for act, _ in self.asked)
