"""The ways out of the ledger, in one value so that a test can put its own in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from kentongan.channels.accounts import accounts_of, connector_for
from kentongan.channels.models import Channel
from kentongan.connectors.contract import Account, Connector, MediaFile
from kentongan.media.selectors import media_files

MediaReader = Callable[[int, Iterable[int]], Sequence[MediaFile]]


@dataclass(frozen=True, slots=True)
class Doors:
    """Connectors, opened accounts, files, and how long a worker may be silent before its row is taken from it."""

    connector_for: Callable[[Channel], Connector]
    accounts_of: Callable[[Sequence[Channel]], Mapping[int, Callable[[], Account]]]
    media_files: MediaReader
    lease: timedelta


def real() -> Doors:
    """The doors of the running product."""
    lease = timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    return Doors(connector_for, accounts_of, media_files, lease)
