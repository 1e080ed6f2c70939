"""A small page to break things on purpose: practice for those who watch, and a quick hand for those who test."""

from __future__ import annotations

import hmac
from http import HTTPStatus

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kentongan.sandbox import faults, worlds
from kentongan.sandbox.service import Sandbox
from kentongan.sandbox.worlds import RULES, TOKEN_STATES, World

blueprint = Blueprint("breaking", __name__)
COOKIE = "kunci_gangguan"
KINDS = {
    "html_502": "Menjawab halaman galat, tidak melakukan apa-apa",
    "reset": "Memutus sambungan, tidak melakukan apa-apa",
    "hang:10": "Diam 10 detik lalu memutus",
    "ok_with_error": "Menjawab baik-baik saja, isinya galat",
    "lost_after_commit": "Menayangkan, jawabannya hilang",
    "html_502_after_commit": "Menayangkan, lalu menjawab halaman galat",
    "truncate_json": "Menayangkan, jawabannya terpotong",
    "delay:5": "Menayangkan, menjawab 5 detik kemudian",
    "late:5": "Menayangkan 5 detik sesudah kita pergi",
}
WEBHOOKS = {
    "": "Seperti biasa",
    "twice": "Dua kali",
    "reversed": "Terbalik urutannya",
    "late": "Terlambat",
    "missing": "Tidak pernah datang",
}
TOKENS = {"active": "berlaku", "expired": "habis masa", "revoked": "dicabut"}
SWITCHES = tuple(name for name, value in RULES.items() if isinstance(value, bool))
MOST_TIMES = 1000


def _sandbox() -> Sandbox:
    found: Sandbox = current_app.extensions["kentongan"]
    return found


def _world(slug: str) -> World:
    found = worlds.world(_sandbox().store, slug)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _known() -> bool:
    key = _sandbox().control_key
    return not key or hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), key.encode())


@blueprint.get("/dunia/<slug>/gangguan/")
def page(slug: str) -> str:
    """Show what is broken and what can be; ask for the key first where there is one."""
    world, store = _world(slug), _sandbox().store
    return render_template(
        "gangguan.html", world=world, known=_known(), faults=faults.listed(store, slug), kinds=KINDS, webhooks=WEBHOOKS,
        accounts=worlds.accounts(store, slug), tokens=TOKENS, switches={name: world.rules[name] for name in SWITCHES},
        platforms=worlds.PLATFORMS,
    )  # fmt: skip


@blueprint.post("/dunia/<slug>/gangguan/")
def change(slug: str) -> BaseResponse:
    """Break or mend one thing."""
    world = _world(slug)
    here = redirect(url_for("breaking.page", slug=slug))
    if request.form.get("apa") == "kunci":
        answer = make_response(here)
        answer.set_cookie(COOKIE, request.form.get("kunci", ""), httponly=True, samesite="Strict")
        return answer
    if not _known():
        abort(HTTPStatus.FORBIDDEN)
    deeds = {"gangguan": _break, "pulih": _mend, "token": _token, "aturan": _rules}
    deed = deeds.get(request.form.get("apa", ""))
    if deed is None:
        abort(HTTPStatus.BAD_REQUEST)
    deed(world)
    return here


def _break(world: World) -> None:
    kind, times = request.form.get("jenis", ""), request.form.get("kali", 1, int)
    platform = request.form.get("platform", "")
    if kind not in KINDS or platform not in ("", *worlds.PLATFORMS) or not 1 <= times <= MOST_TIMES:
        abort(HTTPStatus.BAD_REQUEST)
    method = "POST" if request.form.get("hanya_tulis") else ""
    told = {"kind": kind, "platform": platform, "times": times, "method": method}
    faults.add(_sandbox().store, world.slug, told)


def _mend(world: World) -> None:
    faults.clear(_sandbox().store, world.slug)
    _sandbox().holds.release(world.slug)


def _token(world: World) -> None:
    platform, _, remote_id = request.form.get("akun", "").partition(":")
    state = request.form.get("token", "")
    if state not in TOKEN_STATES or worlds.account(_sandbox().store, world.slug, platform, remote_id) is None:
        abort(HTTPStatus.BAD_REQUEST)
    worlds.set_token_state(_sandbox().store, world.slug, platform, remote_id, state)


def _rules(world: World) -> None:
    changed: dict[str, object] = {name: name in request.form for name in SWITCHES}
    wrong = request.form.get("webhook", "")
    if wrong not in WEBHOOKS:
        abort(HTTPStatus.BAD_REQUEST)
    worlds.set_rules(_sandbox().store, world.slug, changed | {"webhooks": wrong})


@blueprint.after_request
def guard(response: Response) -> Response:
    """Nothing from elsewhere."""
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; form-action 'self'"
    response.headers["Cache-Control"] = "no-store"
    return response
