"""Meta's login as Facebook and Instagram share it: codes, long tokens, a person's Pages, what a token may do.

docs/facebook-login/guides/access-tokens/get-long-lived and docs/graph-api/reference/debug_token, read 2026-11. A Page token made
from a long token does not end by date; it dies with the password, the role or the app. Secrets go into bodies where Meta allows
it, so that no address holds one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from kentongan.connectors.answers import without_answer
from kentongan.connectors.contract import (
    Account,
    AuthorizationExpired,
    Consent,
    Keys,
    Reason,
    Refusal,
    Retryable,
    Secret,
)
from kentongan.connectors.folder import Desk, Line
from kentongan.connectors.graph import CONSENT_HOST, HOST, VERSION, after, ask, read
from kentongan.connectors.reading import Json, items, number, sub, text
from kentongan.core.http import NoAnswer

NEEDED_TASKS = ("CREATE_CONTENT", "MODERATE")
"""What the person must be allowed to do on the Page; without them its token publishes and answers nothing."""
_MOST_PAGES = 20
_GONE_ALREADY = timedelta(0)


def address(desk: Desk, consent: Consent, scopes: tuple[str, ...]) -> str:
    """Facebook's consent page."""
    asked = {
        "client_id": desk.app.client_id,
        "redirect_uri": consent.redirect,
        "state": consent.state,
        "scope": ",".join(scopes),
        "response_type": "code",
    }
    return f"{desk.url(CONSENT_HOST, f'{VERSION}/dialog/oauth')}?{urlencode(asked)}"


def exchange(desk: Desk, consent: Consent, code: str) -> Keys | Refusal:
    """A code for a person's long token: a code gives a short one, which is exchanged at once."""
    short = _token(desk, {"code": code, "redirect_uri": consent.redirect})
    return short if isinstance(short, Refusal) else lengthen(desk, short.token)


def lengthen(desk: Desk, token: Secret) -> Keys | Refusal:
    """A long token for a good one, with what it may do."""
    long = _token(desk, {"grant_type": "fb_exchange_token", "fb_exchange_token": token.value})
    if isinstance(long, Refusal):
        return long
    told = ask(person(desk, long.token), "GET", "me/permissions")
    if isinstance(told, Refusal):
        return told
    given = (text(one, "permission") for one in items(told, "data") if text(one, "status") == "granted")
    return replace(long, scopes=frozenset(given))


def person(desk: Desk, token: Secret) -> Line:
    """A line to the person behind a token."""
    return Line(desk.http, Account("me", token, desk.hosts, desk.app))


def desk_of(line: Line) -> Desk:
    """The desk behind a line."""
    return Desk(line.http, line.account.app, line.account.hosts)


def pages(desk: Desk, token: Secret, fields: str) -> tuple[Json, ...] | Refusal:
    """Every Page a person opened, each with its own token."""
    found: list[Json] = []
    cursor = ""
    for _ in range(_MOST_PAGES):
        told = ask(person(desk, token), "GET", "me/accounts", {"fields": fields, "limit": "100", "after": cursor})
        if isinstance(told, Refusal):
            return told
        found += [one for one in items(told, "data") if text(one, "access_token")]
        cursor = after(told)
        if not cursor:
            break
    return tuple(found)


def page_keys(page: Json, keys: Keys) -> Keys:
    """The keys of one Page. The person's long token is what renews them."""
    return Keys(
        token=Secret(text(page, "access_token")),
        refresh_token=keys.token,
        refresh_expires_in=keys.expires_in,
        scopes=keys.scopes,
    )


def missing(page: Json, keys: Keys, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """What was not given: permissions of the app, and the person's own tasks on the Page."""
    tasks = page.get("tasks")
    lacking = [one for one in NEEDED_TASKS if isinstance(tasks, list) and one not in tasks]
    return (*(scope for scope in scopes if scope not in keys.scopes), *lacking)


def renewed(line: Line, is_ours: str, fields: str) -> Keys | Refusal:
    """New keys for an account: the person's token is lengthened, and its Page asked for anew.

    `is_ours`: the Page's id, or the field of the Page under which the account's id stands.
    """
    held = line.account.refresh_token
    if held is None or not held.value:
        return AuthorizationExpired(Reason.TOKEN, "no token of a person is stored: connect the account again")
    long = lengthen(desk_of(line), held)
    if isinstance(long, Refusal):
        return long
    found = pages(desk_of(line), long.token, fields)
    if isinstance(found, Refusal):
        return found
    own = next((one for one in found if _is(one, is_ours, line.account.remote_id)), None)
    if own is None:
        return AuthorizationExpired(Reason.PERMISSION, "the person no longer opens this account")
    return page_keys(own, long)


def inspected(line: Line) -> Json | Refusal:
    """What Meta says of the account's token: `is_valid`, `scopes`, `expires_at` (0 is never)."""
    app = line.account.app
    teller = replace(
        line.account,
        token=Secret(f"{app.client_id}|{app.client_secret.value}"),
        app=replace(app, client_secret=Secret("")),
    )
    told = ask(Line(line.http, teller, line.meter), "GET", "debug_token", {"input_token": line.account.token.value})
    if isinstance(told, Refusal):
        return told
    data = sub(told, "data")
    if data.get("is_valid") is not True:
        return AuthorizationExpired(Reason.TOKEN, text(sub(data, "error"), "message") or "the token is not valid")
    return data


def lasts(data: Json) -> timedelta | None:
    """How long a token lasts; None when it does not end by date."""
    ends = number(data, "expires_at") or 0
    if not ends:
        return None
    return max(datetime.fromtimestamp(ends, UTC) - datetime.now(UTC), _GONE_ALREADY)


def scopes_in(data: Json) -> frozenset[str]:
    """What a token may do."""
    told = data.get("scopes")
    return frozenset(one for one in told if isinstance(one, str)) if isinstance(told, list) else frozenset()


def _token(desk: Desk, fields: Mapping[str, str]) -> Keys | Refusal:
    form = {"client_id": desk.app.client_id, "client_secret": desk.app.client_secret.value, **fields}
    outcome = desk.http.call("POST", desk.url(HOST, f"{VERSION}/oauth/access_token"), form=form)
    told = without_answer(outcome, commit=False) if isinstance(outcome, NoAnswer) else read(outcome, commit=False)
    if isinstance(told, Refusal):
        return told
    if not text(told, "access_token"):
        return Retryable(Reason.UNREADABLE, "an answer without a token")
    seconds = number(told, "expires_in")
    return Keys(Secret(text(told, "access_token")), expires_in=timedelta(seconds=seconds) if seconds else None)


def _is(page: Json, is_ours: str, remote_id: str) -> bool:
    return remote_id in (text(page, is_ours), text(sub(page, is_ours), "id"))
