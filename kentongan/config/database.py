"""Which PostgreSQL, and as whom: addresses from the environment, else the embedded cluster.

Nothing here starts a server, so that settings can be imported without one.
"""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from kentongan.config import places

DATABASE = "kentongan"
ROLES = ("app", "worker", "owner")
VARIABLES = {"app": "DATABASE_URL", "worker": "DATABASE_WORKER_URL", "owner": "DATABASE_OWNER_URL"}


class Urls(NamedTuple):
    """One address per database role: the web writes as app, the worker as worker, migrations as owner."""

    app: str
    worker: str
    owner: str

    def of(self, role: str) -> str:
        return {"app": self.app, "worker": self.worker, "owner": self.owner}[role]


class NoAddressError(ValueError):
    """A server of your own is named, but not for the role that is needed."""


def embedded_in_use() -> bool:
    """True while nobody has named a server of their own, for any role."""
    return not any(os.environ.get(name) for name in VARIABLES.values())


def cluster_name() -> str:
    return os.environ.get("KENTONGAN_CLUSTER") or places.CLUSTER


def urls() -> Urls:
    """Addresses from the environment, else those of the embedded cluster.

    A role without an address has the empty one: lending it another's would give it too many rights, or too few.
    """
    if embedded_in_use():
        return embedded_urls(places.place(cluster_name()))
    return Urls(**{role: os.environ.get(name, "") for role, name in VARIABLES.items()})


def embedded_urls(place: places.Place, name: str = DATABASE) -> Urls:
    """Addresses on an embedded cluster, over its socket; without a password until it was first started."""
    secrets = _passwords(place)
    return Urls(**{role: _socket_url(place, role, secrets.get(role, ""), name) for role in ROLES})


def environment(addresses: Urls) -> dict[str, str]:
    """The variables that make a child process use these addresses."""
    return {VARIABLES[role]: addresses.of(role) for role in ROLES}


def django_databases(role: str | None = None) -> dict[str, dict[str, Any]]:
    """``settings.DATABASES`` for a role (default: the environment's ``KENTONGAN_ROLE``, else ``app``)."""
    chosen = role or os.environ.get("KENTONGAN_ROLE") or "app"
    if chosen not in ROLES:
        message = f"KENTONGAN_ROLE is {chosen!r}; it can be {', '.join(ROLES)}."
        raise ValueError(message)
    return {"default": django_database(address(chosen), application_name=f"kentongan-{chosen}")}


def address(role: str) -> str:
    """The address of a role; a sentence when a server of your own is named, but not for this role."""
    found = urls().of(role)
    if not found:
        message = f"Please set {VARIABLES[role]}: this command works in the database as kentongan_{role}."
        raise NoAddressError(message)
    return found


def django_database(url: str, *, application_name: str = "kentongan") -> dict[str, Any]:
    """One PostgreSQL address as Django wants it; whatever stands after ``?`` becomes a connection option."""
    parts = urlsplit(url)
    # Compiling a query costs more than any of ours takes: with a large ledger it made claiming 30 times slower.
    options: dict[str, Any] = {
        "connect_timeout": 5,
        "application_name": application_name,
        "options": "-c jit=off",
        "prepare_threshold": 0,
    }
    options.update(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    port = options.pop("port", None) or parts.port or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _passwords(place: places.Place) -> dict[str, str]:
    try:
        stored: dict[str, str] = json.loads(place.passwords.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return stored


def _socket_url(place: places.Place, role: str, password: str, name: str) -> str:
    who = f"kentongan_{role}" + (f":{quote(password, safe='')}" if password else "")
    return f"postgresql://{who}@/{name}?host={quote(str(place.sockets), safe='/')}"
