"""Meta's login: codes and tokens of people, the tokens of their Pages, what a token may do."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Any

from kentongan.sandbox import consent, things, worlds
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph.errors import missing, refuse
from kentongan.sandbox.graph.facebook import linked
from kentongan.sandbox.graph.fields import Field, parse, select
from kentongan.sandbox.graph.nodes import PAGE_TOKEN, scopes_of, token_of
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account

USER = "UserToken"
SHORT, LONG = 5_400, 5_183_944
SCOPES = (
    "pages_show_list", "pages_read_engagement", "pages_manage_posts", "pages_manage_engagement", "pages_manage_metadata",
    "pages_read_user_engagement", "pages_read_user_content", "pages_messaging", "publish_video", "read_insights",
    "business_management", "instagram_basic", "instagram_content_publish", "instagram_manage_comments",
    "instagram_manage_insights", "instagram_manage_messages", "public_profile",
)  # fmt: skip
TASKS = ["ANALYZE", "MESSAGING", "MODERATE", "CREATE_CONTENT", "MANAGE"]
_PERSON = {"id": "10210000000000001", "name": "Akun Latihan"}


def access_token(call: Call) -> dict[str, Any]:
    """/oauth/access_token: a code for a token of the person, or a short token for a long one."""
    told = call.params
    if not told.get("client_id") or not told.get("client_secret"):
        raise missing("client_secret")
    if told.get("grant_type") == "fb_exchange_token":
        old = _person(call, str(told.get("fb_exchange_token", "")))
        return _new_person(call, old.data["accounts"], old.data["scopes"], LONG)
    agreed = consent.redeem(call.store, call.world.slug, "facebook", str(told.get("code", "")))
    if agreed is None:
        raise refuse("This authorization code has expired or has been used.", 100, 36007)
    if agreed.redirect != told.get("redirect_uri") or agreed.client_id != str(told["client_id"]):
        message = "Error validating verification code. Please make sure your redirect_uri is identical"
        raise refuse(message, 100, 36008)
    return _new_person(call, agreed.accounts, agreed.scopes, SHORT)


def _new_person(call: Call, accounts: object, scopes: object, lasts: int) -> dict[str, Any]:
    token = "EAAU" + secrets.token_urlsafe(40)
    data = {"accounts": accounts, "scopes": scopes, "ends": time.time() + lasts, "pages": {}, "revoked": False}
    things.put(call.store, call.world.slug, Thing("facebook", token, USER, _PERSON["id"], time.time(), data))
    return {"access_token": token, "token_type": "bearer", "expires_in": lasts}


def _person(call: Call, token: str) -> Thing:
    found = things.get(call.store, call.world.slug, "facebook", token, USER)
    if found is None or found.data["revoked"]:
        raise refuse("Invalid OAuth access token - Cannot parse access token", 190)
    if found.data["ends"] < time.time():
        raise refuse("Error validating access token: Session has expired", 190, 463)
    return found


def me(call: Call) -> dict[str, Any] | None:
    """GET /me of a person; None when the token is an account's own."""
    if things.get(call.store, call.world.slug, "facebook", token_of(call), USER) is None:
        return None
    _person(call, token_of(call))
    return dict(_PERSON)


def my_accounts(call: Call) -> dict[str, Any]:
    """GET /me/accounts: the Pages that were ticked, each with a token of its own."""
    person = _person(call, token_of(call))
    if "pages_show_list" not in person.data["scopes"]:
        return {"data": []}
    asked = parse(str(call.params.get("fields", "")))
    pages = worlds.accounts(call.store, call.world.slug, "facebook")
    ticked = [one for one in pages if f"facebook:{one.remote_id}" in person.data["accounts"]]
    return {"data": [_page(call, person, one, asked) for one in ticked]}


def _page(call: Call, person: Thing, page: Account, asked: list[Field]) -> dict[str, Any]:
    getters = {
        "id": lambda _f: page.remote_id,
        "name": lambda _f: page.name,
        "username": lambda _f: page.handle,
        "category": lambda _f: "Government organization",
        "tasks": lambda _f: TASKS,
        "access_token": lambda _f: _page_token(call, person, page),
        "instagram_business_account": lambda f: _instagram(call, person, page, f),
    }
    return select("Page", getters, asked, "access_token,category,name,id,tasks")


def _instagram(call: Call, person: Thing, page: Account, asked: Field) -> dict[str, Any] | None:
    found = linked(call, page, asked)
    ticked = found and f"instagram:{found['id']}" in person.data["accounts"]
    return found if ticked and "instagram_basic" in person.data["scopes"] else None


def _page_token(call: Call, person: Thing, page: Account) -> str:
    store, world = call.store, call.world.slug
    with store.write():
        kept = things.get(store, world, "facebook", person.remote_id, USER) or person
        token = str(kept.data["pages"].get(page.remote_id, ""))
        if token:
            return token
        token = "EAAP" + secrets.token_urlsafe(40)
        behind = _instagram(call, person, page, Field("instagram_business_account"))
        opened = [page, worlds.account(store, world, "instagram", behind["id"])] if behind else [page]
        for one in opened:
            if one is not None:
                worlds.give_token(store, world, one, token, "access")
        data = {"scopes": kept.data["scopes"], "person": person.remote_id}
        things.put(store, world, Thing("facebook", token, PAGE_TOKEN, page.remote_id, time.time(), data))
        things.update(store, world, kept, pages={**kept.data["pages"], page.remote_id: token})
    return token


def my_permissions(call: Call) -> dict[str, Any]:
    """GET /me/permissions."""
    person = _person(call, token_of(call))
    return {"data": [{"permission": one, "status": "granted"} for one in person.data["scopes"]]}


def revoke(call: Call) -> dict[str, Any]:
    """DELETE /me/permissions: the app may do nothing for this person, nor on their Pages, from now on."""
    person = _person(call, token_of(call))
    store, world = call.store, call.world.slug
    for token in person.data["pages"].values():
        for platform in ("facebook", "instagram"):
            worlds.revoke_token(store, world, platform, token)
    things.update(store, world, person, revoked=True)
    return {"success": True}


def debug_token(call: Call) -> dict[str, Any]:
    """GET /debug_token with the app's own token."""
    if "|" not in token_of(call):
        raise refuse("(#100) You must provide an app access token", 100)
    token, app = str(call.params.get("input_token", "")), token_of(call).partition("|")[0]
    if not token:
        raise missing("input_token")
    return {"data": {"app_id": app, **(_of_person(call, token) or _of_page(call, token))}}


def _of_person(call: Call, token: str) -> dict[str, Any] | None:
    found = things.get(call.store, call.world.slug, "facebook", token, USER)
    if found is None:
        return None
    good = not found.data["revoked"] and found.data["ends"] > time.time()
    told = {"type": "USER", "is_valid": good, "user_id": _PERSON["id"], "scopes": list(found.data["scopes"])}
    return told | {"expires_at": int(found.data["ends"])}


def _of_page(call: Call, token: str) -> dict[str, Any]:
    found = worlds.holders(call.store, call.world.slug, ("facebook", "instagram"), token)
    good = bool(found) and all(one.token_state == "active" for one in found)  # noqa: S105  a state
    if not good:
        wrong = {"code": 190, "message": "Error validating access token", "subcode": 463 if found else 0}
        return {"is_valid": False, "scopes": [], "error": wrong}
    given = scopes_of(call, token, found[0])
    told = {"type": "PAGE", "is_valid": True, "profile_id": found[0].remote_id, "expires_at": 0}
    return told | {"scopes": list(SCOPES if given is None else given)}


ROUTES: dict[tuple[str, str, str], Callable[[Call], dict[str, Any] | None]] = {
    ("GET", "oauth", "access_token"): access_token,
    ("POST", "oauth", "access_token"): access_token,
    ("GET", "me", ""): me,
    ("GET", "me", "accounts"): my_accounts,
    ("GET", "me", "permissions"): my_permissions,
    ("DELETE", "me", "permissions"): revoke,
    ("GET", "debug_token", ""): debug_token,
}
