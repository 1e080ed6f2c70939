"""How an account is connected, kept connected, and let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kentongan.connectors.contract.acts import Secret


@dataclass(frozen=True, slots=True)
class Consent:
    """One person's walk to the platform's consent page and back. `verifier`: PKCE; its challenge goes into the address."""

    redirect: str
    state: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens an account. None means that the platform did not say: what is stored stays."""

    token: Secret
    refresh_token: Secret | None = None
    expires_in: timedelta | None = None
    refresh_expires_in: timedelta | None = None
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offer:
    """An account that the consent opened, for the person to pick. `missing`: permissions that were not given."""

    remote_id: str
    name: str
    handle: str
    keys: Keys
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """What the platform says of an account's permission at this moment. None: it does not say."""

    name: str
    expires_in: timedelta | None = None
    missing: tuple[str, ...] = ()
    note: str = ""  #: a sentence of ours when something will stop posts soon (a cap reached, an audit lacking)
