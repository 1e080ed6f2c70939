"""Connecting Pages: the permissions, the consent, the Pages to pick from, renewing, letting go.

docs/pages-api/posts and docs/pages-api/webhooks-for-pages, read 2026-11. A Page's token goes into the Authorization header, with
appsecret_proof beside it (`graph.py`).
"""

from __future__ import annotations

from kentongan.connectors import graph_login as login
from kentongan.connectors.answers import unread
from kentongan.connectors.contract import Consent, Health, Keys, Offer, Refusal, Unread
from kentongan.connectors.folder import Auth, Desk, Line
from kentongan.connectors.graph import ask
from kentongan.connectors.reading import items, text

SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_manage_posts",
    "pages_manage_engagement",
    "pages_read_user_engagement",
    "pages_manage_metadata",
    "pages_messaging",
    "publish_video",
    "read_insights",
)
SUBSCRIBED = "feed,mention,messages"
_DEAF = "Facebook tidak mengabari komentar baru; komentar tetap dibaca berkala."
_FIELDS = "id,name,username,access_token,tasks"


def address(desk: Desk, consent: Consent) -> str:
    """The consent page."""
    return login.address(desk, consent, SCOPES)


def offers(desk: Desk, keys: Keys) -> tuple[Offer, ...] | Refusal:
    """The Pages the person opened."""
    found = login.pages(desk, keys.token, _FIELDS)
    if isinstance(found, Refusal):
        return found
    return tuple(
        Offer(
            text(page, "id"),
            text(page, "name"),
            text(page, "username"),
            login.page_keys(page, keys),
            login.missing(page, keys, SCOPES),
        )
        for page in found
    )


def refresh(line: Line) -> Keys | Refusal:
    """A new token for the Page, by the person's."""
    return login.renewed(line, "id", _FIELDS)


def revoke(line: Line) -> Refusal | None:
    """Let go of the Page: it pushes nothing any more.

    The person's permission itself is left: it holds for all their Pages, and other agencies' channels hang on it.
    """
    told = ask(line, "DELETE", f"{line.account.remote_id}/subscribed_apps")
    return told if isinstance(told, Refusal) else None


def subscribe(line: Line) -> Refusal | None:
    """Ask the Page to push comments, mentions and messages. Twice is as good as once."""
    told = ask(line, "POST", f"{line.account.remote_id}/subscribed_apps", {"subscribed_fields": SUBSCRIBED})
    return told if isinstance(told, Refusal) else None


def health(line: Line) -> Health | Unread:
    """Ask whether the Page's token is good, and for what; and see to it that the Page goes on telling us of comments."""
    data = login.inspected(line)
    if isinstance(data, Refusal):
        return unread(data)
    page = ask(line, "GET", line.account.remote_id, {"fields": "name"})
    if isinstance(page, Refusal):
        return unread(page)
    lacking = tuple(scope for scope in SCOPES if scope not in login.scopes_in(data))
    return Health(text(page, "name"), login.lasts(data), lacking, "" if _is_told(line) else _DEAF)


def _is_told(line: Line) -> bool:
    told = ask(line, "GET", f"{line.account.remote_id}/subscribed_apps", {"fields": "id,subscribed_fields"})
    return not isinstance(told, Refusal) and (bool(items(told, "data")) or subscribe(line) is None)


AUTH = Auth(address, login.exchange, offers, refresh, revoke, health)
