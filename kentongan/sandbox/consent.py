"""The consent page of every platform: a person sees who asks for what, picks accounts and permissions, and is sent back.

The platforms' token endpoints turn the code into keys with `redeem`. A code is good once and for ten minutes.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from kentongan.sandbox import things, worlds
from kentongan.sandbox.permissions import WORDS
from kentongan.sandbox.service import Sandbox
from kentongan.sandbox.store import Store
from kentongan.sandbox.things import Thing

blueprint = Blueprint("consent", __name__)

NAMES = {"facebook": "Facebook", "instagram": "Instagram", "x": "X", "youtube": "Google", "tiktok": "TikTok"}
PAGES = {
    "/dunia/<slug>/www.facebook.com/<version>/dialog/oauth": "facebook",
    "/dunia/<slug>/x.com/i/oauth2/authorize": "x",
    "/dunia/<slug>/accounts.google.com/o/oauth2/v2/auth": "youtube",
    "/dunia/<slug>/www.tiktok.com/v2/auth/authorize/": "tiktok",
    "/dunia/<slug>/business-api.tiktok.com/portal/auth": "tiktok",
}
SEVERAL = "facebook"
"""Pages, and the Instagram accounts behind them, come together; elsewhere one signs in as one account."""
CODE, CODE_SECONDS = "consent_code", 600
CSP = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
"""No form-action: the answer leads back to whoever asked, on another host."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to. Facebook's pages and the Instagram accounts behind them come in one consent."""

    accounts: tuple[str, ...]  #: "platform:remote_id"
    scopes: tuple[str, ...]
    redirect: str
    client_id: str
    challenge: str


def redeem(store: Store, world: str, platform: str, code: str) -> Consent | None:
    """Use up a code; None when it is unknown, used or too old."""
    with store.write():
        kept = things.get(store, world, platform, code, CODE)
        if kept is None or kept.data.get("used") or time.time() - kept.at > CODE_SECONDS:
            return None
        things.update(store, world, kept, used=True)
    told = kept.data
    return Consent(
        tuple(told["accounts"]), tuple(told["scopes"]), told["redirect"], told["client_id"], told["challenge"]
    )


@blueprint.after_request
def guard(response: Response) -> Response:
    """Send a strict policy with the page."""
    response.headers.setdefault("Content-Security-Policy", CSP)
    response.headers["Cache-Control"] = "no-store"
    return response


def _words(value: str) -> list[str]:
    return [word for word in value.replace(",", " ").split() if word]


def _accounts(sandbox: Sandbox, slug: str, platform: str) -> Sequence[worlds.Account]:
    wanted = ("facebook", "instagram") if platform == "facebook" else (platform,)
    return [one for one in worlds.accounts(sandbox.store, slug) if one.platform in wanted]


def _page(slug: str, platform: str) -> str | Response:
    sandbox: Sandbox = current_app.extensions["kentongan"]
    world = worlds.world(sandbox.store, slug)
    asked = {name: request.values.get(name, "") for name in ("redirect_uri", "state", "scope", "code_challenge")}
    asked["client_id"] = request.values.get("client_id") or request.values.get("client_key", "")
    if world is None or urlsplit(asked["redirect_uri"]).scheme not in ("http", "https"):
        abort(HTTPStatus.NOT_FOUND)
    accounts = _accounts(sandbox, slug, platform)
    if request.method == "POST":
        return _back(sandbox, slug, platform, asked)
    return render_template("umpan/consent.html", world=world, platform=NAMES[platform], asked=asked, accounts=accounts,
                           scopes=[(WORDS.get(one, one), one) for one in _words(asked["scope"])], several=platform == SEVERAL)  # fmt: skip


def _back(sandbox: Sandbox, slug: str, platform: str, asked: dict[str, str]) -> Response:
    told = {"state": asked["state"]}
    if request.form.get("jawaban") != "ya":
        told |= {"error": "access_denied", "error_description": "The person said no"}
    else:
        code = secrets.token_urlsafe(24)
        data = {
            "accounts": request.form.getlist("akun"), "scopes": request.form.getlist("izin"),
            "redirect": asked["redirect_uri"], "client_id": asked["client_id"], "challenge": asked["code_challenge"],
            "used": False,
        }  # fmt: skip
        things.put(sandbox.store, slug, Thing(platform, code, CODE, "", time.time(), data))
        told["code"] = code
    joint = "&" if urlsplit(asked["redirect_uri"]).query else "?"
    return redirect(f"{asked['redirect_uri']}{joint}{urlencode(told)}")


def _register(path: str, platform: str) -> None:
    def page(slug: str, **_rest: str) -> str | Response:
        return _page(slug, platform)

    endpoint = path.rpartition("<slug>")[2].translate(str.maketrans("/.<>", "____"))
    blueprint.add_url_rule(path, endpoint, page, methods=["GET", "POST"])


for _path, _platform in PAGES.items():
    _register(_path, _platform)
