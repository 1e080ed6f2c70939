"""The one place that opens a platform's folder. To add a platform: a folder, a word in `Platform`, a word here."""

from __future__ import annotations

from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from kentongan.connectors.by_hand import PRESETS
from kentongan.connectors.contract import Capabilities, Platform
from kentongan.connectors.counting import count as count_text
from kentongan.connectors.folder import FolderConnector, FolderOpener, unmetered

if TYPE_CHECKING:
    from collections.abc import Callable

    from kentongan.connectors.contract import (
        Account,
        Choice,
        Connector,
        Cost,
        Meter,
        Offer,
        Opener,
        Outbound,
        Refusal,
        Secret,
        Unread,
        WebhookParser,
    )
    from kentongan.connectors.folder import Desk, Folder
    from kentongan.core.http import Http

_FOLDERS = {
    Platform.FACEBOOK: "facebook",
    Platform.INSTAGRAM: "instagram",
    Platform.X: "x",
    Platform.YOUTUBE: "youtube",
    Platform.TIKTOK: "tiktok",
    Platform.BLUESKY: "bluesky",
}
PLATFORMS = frozenset(_FOLDERS)
"""Platforms with a connector; on the others a person does it by hand."""


def connector(platform: Platform, http: Http, meter: Meter = unmetered) -> Connector:
    """The connector of a platform, calling out through `http` and telling `meter` what the platform says of its budgets."""
    return FolderConnector(_folder(platform), http, meter)


def choices(platform: Platform, http: Http, account: Account) -> tuple[Choice, ...] | Unread:
    """The platform's own choices (`Capabilities.settings`) as this account has them. Calls out where the platform tells."""
    return FolderConnector(_folder(platform), http).choices(account)


def opener(platform: Platform, http: Http) -> Opener | None:
    """How accounts of a platform are connected, None where a person puts the keys in, or there are none."""
    folder = _folder(platform)
    return FolderOpener(folder.scopes, folder.auth, http) if folder.auth else None


def sign_in(platform: Platform, desk: Desk) -> Callable[[str, Secret], tuple[Offer, ...] | Refusal] | None:
    """How a name and an app password become accounts, None where people go to a consent page."""
    how = _folder(platform).sign_in
    return partial(how, desk) if how else None


def webhook(platform: Platform) -> WebhookParser | None:
    """The receiving side of a platform, None where it pushes nothing that we read."""
    return _folder(platform).webhook


def capabilities(platform: Platform) -> Capabilities:
    """What can be done on a platform: through its API, or by a person's hand where there is none."""
    return PRESETS[platform] if platform in PRESETS else _folder(platform).capabilities


def scopes(platform: Platform) -> tuple[str, ...]:
    """The permissions an account must grant for everything the connector does, in the platform's own words."""
    return _folder(platform).scopes


def cost(platform: Platform, outbound: Outbound) -> tuple[Cost, ...]:
    """What an act takes out of budgets that the platform counts; nothing where a person does it by hand."""
    return _folder(platform).cost(outbound) if platform in PLATFORMS else ()


def count(platform: Platform, text: str) -> int:
    """Length of a post's text as the platform counts it."""
    return count_text(text, capabilities(platform).post_text.counting)


@cache
def _folder(platform: Platform) -> Folder:
    module = import_module(f"kentongan.connectors.{_FOLDERS[platform]}.connector")
    return cast("Folder", module.FOLDER)
