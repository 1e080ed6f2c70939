"""The control API under /_kendali: prepare worlds, act as a citizen, switch faults, read the record."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
import time
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, request

from kentongan.sandbox import changes, faults, heard, public, record, worlds
from kentongan.sandbox.media import Media, Unreachable, fetch
from kentongan.sandbox.public import NewComment, NewPost, Post
from kentongan.sandbox.service import Sandbox
from kentongan.sandbox.worlds import World

blueprint = Blueprint("control", __name__, url_prefix="/_kendali")
_SEED_MEDIA_BYTES = 32 << 20


def _sandbox() -> Sandbox:
    found: Sandbox = current_app.extensions["kentongan"]
    return found


def _wrong(message: str) -> None:
    response = jsonify({"salah": message})
    response.status_code = HTTPStatus.BAD_REQUEST
    abort(response)


def _told() -> Any:  # noqa: ANN401  what a client sends may be anything
    told = request.get_json(silent=True)
    if not isinstance(told, dict | list):
        _wrong("the body must be JSON")
    return told


def _world(slug: str) -> World:
    found = worlds.world(_sandbox().store, slug)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def moment(value: object) -> float:
    """Read a time: seconds since 1970, or ISO 8601 with a zone; nothing means now."""
    if value in (None, ""):
        return time.time()
    if isinstance(value, int | float):
        return float(value)
    return datetime.fromisoformat(str(value)).timestamp()


@blueprint.before_request
def check_key() -> Response | None:
    """Refuse who does not know the key, when one is set."""
    key = _sandbox().control_key
    if not key or hmac.compare_digest(request.headers.get("X-Kendali", "").encode(), key.encode()):
        return None
    response = jsonify({"salah": "X-Kendali"})
    response.status_code = HTTPStatus.FORBIDDEN
    return response


@blueprint.errorhandler(KeyError)
@blueprint.errorhandler(ValueError)
@blueprint.errorhandler(TypeError)
def explain(wrong: Exception) -> tuple[Response, int]:
    """Say which field is missing or not understood."""
    return jsonify({"salah": f"{type(wrong).__name__}: {wrong}"}), HTTPStatus.BAD_REQUEST


@blueprint.get("/sehat")
def healthy() -> Response:
    """Tell that the program runs."""
    return jsonify({"sehat": True})


@blueprint.get("/dunia")
def every_world() -> Response:
    """List the worlds."""
    return jsonify({"worlds": [{"world": it.slug, "title": it.title} for it in worlds.worlds(_sandbox().store)]})


@blueprint.put("/dunia/<slug>")
def put_world(slug: str) -> Response:
    """Create a world or bring it up to date."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", slug):
        _wrong("a world's name has small letters, digits, - and _")
    told = _told()
    for entry in told.get("accounts", ()):
        if entry["platform"] not in worlds.PLATFORMS:
            _wrong(f"platform is one of {', '.join(worlds.PLATFORMS)}")
    sandbox = _sandbox()
    world = worlds.put_world(sandbox.store, slug, told)
    for platform in world.webhooks:
        sandbox.sender.wake(slug, platform, hurry=True)
    return jsonify({"world": slug, "title": world.title, "accounts": len(worlds.accounts(sandbox.store, slug))})


@blueprint.delete("/dunia/<slug>")
def drop_world(slug: str) -> Response:
    """Forget a world with everything in it (media files stay: others may use them)."""
    with _sandbox().store.write() as db:
        for table in ("account", "token", "post", "comment", "reaction", "heard", "thing", "call", "fault", "delivery"):
            db.execute(f"DELETE FROM {table} WHERE world = ?", (slug,))  # noqa: S608  fixed names
        db.execute("DELETE FROM world WHERE slug = ?", (slug,))
    return jsonify({"world": slug})


@blueprint.get("/dunia/<slug>/catatan")
def read_record(slug: str) -> Response:
    """Give the complete record; ?bagian=kiriman,komentar,panggilan and ?sejak=SEQ narrow it."""
    world = _world(slug)
    wanted = request.args.get("bagian")
    since = request.args.get("sejak", 0, int)
    parts = {"parts": tuple(wanted.split(","))} if wanted else {}
    return jsonify(record.whole(_sandbox().store, world.slug, since=since, **parts))


def _find_post(world: World, told: Mapping[str, Any]) -> Post:
    found = public.post(_sandbox().store, world.slug, told["platform"], str(told["post_id"]))
    if found is None or not found.is_public:
        _wrong(f"there is no public post {told['post_id']}")
        raise AssertionError
    return found


def _citizen_comment(world: World, told: Mapping[str, Any]) -> NewComment:
    return NewComment(
        post=_find_post(world, told),
        author_id=str(told["author_id"]),
        author_name=str(told["author_name"]),
        text=str(told["text"]),
        parent=str(told.get("parent_id", "")),
        at=moment(told.get("at")),
        via="citizen",
        remote_id=str(told.get("remote_id", "")),
    )


@blueprint.post("/dunia/<slug>/warga")
def act_as_citizen(slug: str) -> Response:
    """Comment, react or share as a citizen; a list of comments is made in one transaction."""
    world, told, sandbox = _world(slug), _told(), _sandbox()
    if isinstance(told, dict) and told.get("kind") in (heard.MENTION, heard.MESSAGE):
        return _speak(world, told)
    if isinstance(told, dict) and told.get("kind") in ("edit", "remove"):
        return _rethink(world, told)
    if isinstance(told, dict) and told.get("kind", "comment") != "comment":
        return _react(world, told)
    entries = told if isinstance(told, list) else [told]
    comments = sandbox.comment(world, *[_citizen_comment(world, one) for one in entries])
    for one, comment in zip(entries, comments, strict=True):
        if one.get("hidden"):  # a platform that keeps it for review
            changes.hide_comment(sandbox.store, world.slug, comment, hidden=True)
    made = [{"remote_id": it.remote_id, "post_id": it.post} for it in comments]
    return jsonify(made if isinstance(told, list) else made[0])


def _speak(world: World, told: Mapping[str, Any]) -> Response:
    new = heard.NewHeard(
        told["platform"], str(told["account"]), told["kind"], str(told["author_id"]), str(told["author_name"]),
        str(told["text"]), at=moment(told.get("at")), remote_id=str(told.get("remote_id", "")),
    )  # fmt: skip
    return jsonify({"remote_id": _sandbox().hear(world, new).remote_id})


def _rethink(world: World, told: Mapping[str, Any]) -> Response:
    """A citizen writes a comment anew, or takes it away."""
    store, post = _sandbox().store, _find_post(world, told)
    comment = public.comment(store, world.slug, post.platform, str(told["comment_id"]))
    if comment is None:
        _wrong("there is no such comment")
        raise AssertionError
    if told["kind"] == "remove":
        changes.delete_comment(store, world.slug, comment)
    else:
        changes.edit_comment(store, world.slug, comment, str(told["text"]))
        comment = public.comment(store, world.slug, post.platform, comment.remote_id) or comment
    _sandbox().tell(world, post, comment, "remove" if told["kind"] == "remove" else "edited")
    return jsonify({"remote_id": comment.remote_id})


def _react(world: World, told: Mapping[str, Any]) -> Response:
    store, post = _sandbox().store, _find_post(world, told)
    if told["kind"] == "share":
        public.share(store, world.slug, post)
    elif told["kind"] == "reaction":
        public.react(store, world.slug, post, str(told["author_id"]))
    else:
        _wrong("kind is comment, edit, remove, mention, message, reaction or share")
    return jsonify({"post_id": post.remote_id})


def _seed_media(told: Mapping[str, Any]) -> Media:
    shelf, alt = _sandbox().shelf, str(told.get("alt", ""))
    try:
        data = base64.b64decode(told["base64"]) if "base64" in told else fetch(told["url"], _SEED_MEDIA_BYTES)
    except (binascii.Error, Unreachable) as wrong:
        message = "media cannot be read"
        raise ValueError(message) from wrong
    return shelf.keep(data, alt)


@blueprint.post("/dunia/<slug>/kiriman")
def seed_post(slug: str) -> Response:
    """Put a past post into an account; the same `key` or `remote_id` again gives the same post."""
    world, told, sandbox = _world(slug), _told(), _sandbox()
    owner = worlds.account(sandbox.store, slug, told["platform"], str(told["account"]))
    if owner is None:
        _wrong("there is no such account")
        raise AssertionError
    at = moment(told.get("at"))
    new = NewPost(
        platform=owner.platform,
        account=owner.remote_id,
        text=str(told.get("text", "")),
        title=str(told.get("title", "")),
        at=at,
        public_at=at,
        media=[_seed_media(item) for item in told.get("media", ())],
        via="seed",
        remote_id=str(told.get("remote_id", "")),
        key=told.get("key"),
        figures=told.get("figures", {}),
    )
    post = public.publish(sandbox.store, slug, new)
    return jsonify({"remote_id": post.remote_id, "permalink": sandbox.permalink(world, post.platform, post.remote_id)})


@blueprint.post("/dunia/<slug>/gangguan")
def add_fault(slug: str) -> Response:
    """Switch a fault on."""
    return jsonify({"id": faults.add(_sandbox().store, _world(slug).slug, _told())})


@blueprint.get("/dunia/<slug>/gangguan")
def list_faults(slug: str) -> Response:
    """List the faults that are on."""
    return jsonify({"gangguan": faults.listed(_sandbox().store, _world(slug).slug)})


@blueprint.delete("/dunia/<slug>/gangguan")
def clear_faults(slug: str) -> Response:
    """Switch every fault off and let held calls go."""
    faults.clear(_sandbox().store, _world(slug).slug)
    return jsonify({"released": _sandbox().holds.release(slug)})


@blueprint.get("/dunia/<slug>/tertahan")
def list_held(slug: str) -> Response:
    """List the calls held at a pause point."""
    return jsonify({"tertahan": _sandbox().holds.listed(slug)})


@blueprint.post("/dunia/<slug>/lepas")
def release_held(slug: str) -> Response:
    """Let one held call go ({"id": N}) or all of them."""
    told = request.get_json(silent=True) or {}
    return jsonify({"released": _sandbox().holds.release(slug, told.get("id"))})
