"""The promises themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from kentongan.connectors.contract.abilities import Capabilities
from kentongan.connectors.contract.acts import Account, AppKeys, Memory, Outbound, Platform, Secret, Step
from kentongan.connectors.contract.connecting import Consent, Health, Keys, Offer
from kentongan.connectors.contract.outcomes import Finding, Outcome, Refusal
from kentongan.connectors.contract.reading import CommentPage, Cost, Figures, Inbound, Unread


class Connector(Protocol):
    """One platform. Instances hold an HTTP client and nothing else, and are safe to share between threads."""

    platform: Platform
    capabilities: Capabilities

    def plan(self, outbound: Outbound) -> tuple[Step, ...]:
        """Name the steps that make `outbound` public, in order.

        The step that publishes is a COMMIT, or a RESUMABLE upload where the bytes' arrival publishes (YouTube, TikTok).
        It answers `Published`; a step after it only adds what it can (a permalink) and answers `Published` again.
        """

    def run(self, step: str, outbound: Outbound, memory: Memory, account: Account) -> Outcome:
        """Run one step once. `memory` holds what earlier steps (or an interrupted run of this one) left."""

    def find(self, outbound: Outbound, memory: Memory, account: Account, since: datetime) -> Finding:
        """Ask the platform whether `outbound`, begun at or after `since` (UTC), is public."""

    def comments(self, post_id: str, account: Account, cursor: str) -> CommentPage | Unread:
        """Read one page of comments and replies under a post, oldest or newest first as the platform gives them."""

    def mentions(self, account: Account, cursor: str) -> CommentPage | Unread:
        """Read one page of what others said to the account elsewhere."""

    def messages(self, account: Account, cursor: str) -> CommentPage | Unread:
        """Read one page of private messages to the account."""

    def cost(self, outbound: Outbound) -> tuple[Cost, ...]:
        """What the whole act takes out of budgets that the platform counts."""

    def figures(self, post_id: str, account: Account) -> Figures | Unread:
        """Read a post's counts."""


class Opener(Protocol):
    """How accounts of one platform are connected, kept connected and let go. `hosts` as in `Account`."""

    scopes: tuple[str, ...]

    def address(self, app: AppKeys, hosts: Mapping[str, str], consent: Consent) -> str:
        """The consent page to send the person to."""

    def exchange(self, app: AppKeys, hosts: Mapping[str, str], consent: Consent, code: str) -> Keys | Refusal:
        """Turn the code that came back into keys."""

    def offers(self, app: AppKeys, hosts: Mapping[str, str], keys: Keys) -> tuple[Offer, ...] | Refusal:
        """The accounts these keys open."""

    def refresh(self, account: Account) -> Keys | Refusal:
        """New keys for old. `AuthorizationExpired` when a person has to connect again."""

    def revoke(self, account: Account) -> Refusal | None:
        """Give the permission back."""

    def health(self, account: Account) -> Health | Unread:
        """Ask whether the account could act at this moment, without acting."""


class WebhookParser(Protocol):
    """The receiving side of a platform that pushes."""

    def challenge(self, query: Mapping[str, str], secret: Secret, verify_token: Secret) -> str | None:
        """Answer the subscription handshake, or None when it is not one or not ours."""

    def genuine(self, body: bytes, headers: Mapping[str, str], secret: Secret) -> bool:
        """Tell whether the signature over the raw body is right (compared in constant time). Header names in lower case."""

    def parse(self, body: bytes) -> tuple[Inbound, ...]:
        """Read every event in a delivery; shapes we do not know come back with `comment` None. ValueError if not JSON."""
