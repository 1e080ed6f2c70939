"""The one place that opens a platform's folder. To add a platform: a folder, a word in `Platform`, a word here."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from kentongan.connectors.contract import Capabilities, Platform
from kentongan.connectors.counting import count as count_text
from kentongan.connectors.folder import FolderConnector

if TYPE_CHECKING:
    from kentongan.connectors.contract import Connector, WebhookParser
    from kentongan.connectors.folder import Folder
    from kentongan.core.http import Http

_FOLDERS = {
    Platform.FACEBOOK: "facebook",
    Platform.INSTAGRAM: "instagram",
    Platform.X: "x",
    Platform.YOUTUBE: "youtube",
    Platform.TIKTOK: "tiktok",
}


def connector(platform: Platform, http: Http) -> Connector:
    """The connector of a platform, calling out through `http`."""
    return FolderConnector(_folder(platform), http)


def webhook(platform: Platform) -> WebhookParser | None:
    """The receiving side of a platform, None where it pushes nothing that we read."""
    return _folder(platform).webhook


def capabilities(platform: Platform) -> Capabilities:
    """What can be done on a platform through its API."""
    return _folder(platform).capabilities


def scopes(platform: Platform) -> tuple[str, ...]:
    """The permissions an account must grant for everything the connector does, in the platform's own words."""
    return _folder(platform).scopes


def count(platform: Platform, text: str) -> int:
    """Length of a post's text as the platform counts it."""
    return count_text(text, capabilities(platform).post_text.counting)


@cache
def _folder(platform: Platform) -> Folder:
    module = import_module(f"kentongan.connectors.{_FOLDERS[platform]}.connector")
    return cast("Folder", module.FOLDER)
