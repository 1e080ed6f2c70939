"""Connecting Instagram accounts through the Pages they hang on: permissions, consent, accounts to pick from, renewing, letting go.

instagram-platform documentation of 2026-03. The token is the Page's, in the Authorization header (`graph.py`).
"""

from __future__ import annotations

from kentongan.connectors import graph_login as login
from kentongan.connectors.answers import unread
from kentongan.connectors.contract import Consent, Health, Keys, Offer, Refusal, Unread
from kentongan.connectors.folder import Auth, Desk, Line
from kentongan.connectors.graph import ask
from kentongan.connectors.instagram.limits import share
from kentongan.connectors.reading import Json, items, sub, text

SCOPES = (
    "instagram_basic",
    "instagram_content_publish",
    "instagram_manage_comments",
    "instagram_manage_insights",
    "instagram_manage_messages",
    "pages_show_list",
    "pages_read_engagement",
    "pages_manage_metadata",
)
_BEHIND = "instagram_business_account"
_FIELDS = f"id,name,access_token,tasks,{_BEHIND}{{id,username,name}}"
SUBSCRIBED = "comments,mentions,messages"
_DEAF = "Instagram tidak mengabari komentar baru; komentar tetap dibaca berkala."
_FEW_LEFT = 0.8


def address(desk: Desk, consent: Consent) -> str:
    """The consent page: Facebook's own."""
    return login.address(desk, consent, SCOPES)


def offers(desk: Desk, keys: Keys) -> tuple[Offer, ...] | Refusal:
    """The professional accounts behind the Pages that the person opened."""
    found = login.pages(desk, keys.token, _FIELDS)
    if isinstance(found, Refusal):
        return found
    return tuple(_offer(page, keys) for page in found if text(sub(page, _BEHIND), "id"))


def refresh(line: Line) -> Keys | Refusal:
    """A new token of the Page, by the person's."""
    return login.renewed(line, _BEHIND, _FIELDS)


def revoke(line: Line) -> Refusal | None:
    """Let go of the account: it pushes nothing any more.

    The person's permission itself is left: it holds for all their Pages, and other agencies' channels hang on it.
    """
    told = ask(line, "DELETE", f"{line.account.remote_id}/subscribed_apps")
    return told if isinstance(told, Refusal) else None


def health(line: Line) -> Health | Unread:
    """Ask whether the token is good, for what, how much of the day's share is used; and see to it that it goes on pushing."""
    data = login.inspected(line)
    if isinstance(data, Refusal):
        return unread(data)
    account = ask(line, "GET", line.account.remote_id, {"fields": "username,name"})
    if isinstance(account, Refusal):
        return unread(account)
    lacking = tuple(scope for scope in SCOPES if scope not in login.scopes_in(data))
    return Health(text(account, "name", "username"), login.lasts(data), lacking, _note(line))


def _offer(page: Json, keys: Keys) -> Offer:
    behind = sub(page, _BEHIND)
    name, handle = text(behind, "name") or text(page, "name"), text(behind, "username")
    return Offer(text(behind, "id"), name, handle, login.page_keys(page, keys), login.missing(page, keys, SCOPES))


def _note(line: Line) -> str:
    told = share(line)
    if not isinstance(told, Refusal) and told.total and told.used >= _FEW_LEFT * told.total:
        return f"Jatah kiriman Instagram hampir habis: {told.used} dari {told.total} dalam 24 jam."
    return "" if _pushes(line) else _DEAF


def _pushes(line: Line) -> bool:
    path = f"{line.account.remote_id}/subscribed_apps"
    told = ask(line, "GET", path)
    if isinstance(told, Refusal):
        return False
    return bool(items(told, "data")) or not isinstance(
        ask(line, "POST", path, {"subscribed_fields": SUBSCRIBED}), Refusal
    )


AUTH = Auth(address, login.exchange, offers, refresh, revoke, health)
