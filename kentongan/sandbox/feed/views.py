"""Pages of the public feed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from kentongan.sandbox import media, public, worlds
from kentongan.sandbox.feed import drawings, visitors, wording
from kentongan.sandbox.public import Comment, NewComment, Post
from kentongan.sandbox.service import Sandbox
from kentongan.sandbox.worlds import PLATFORMS, Account, World

blueprint = Blueprint("feed", __name__)

PAGE = 10
COMMENTS_PAGE = 40
TEASERS = 2
COMMENT_MAXIMUM = 2_200
NAMES = {"facebook": "Facebook", "instagram": "Instagram", "x": "X", "youtube": "YouTube", "tiktok": "TikTok"}
CSP = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
_PUBLIC_HOSTS = "www.facebook.com", "www.instagram.com", "x.com", "www.youtube.com", "youtu.be", "www.tiktok.com"


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers."""

    comment: Comment
    answers: Sequence[Comment]


@dataclass(frozen=True, slots=True)
class Card:
    """A post as the page shows it."""

    post: Post
    account: Account
    comments: int
    threads: Sequence[Thread]
    liked: bool


def _sandbox() -> Sandbox:
    found: Sandbox = current_app.extensions["kentongan"]
    return found


def _world(slug: str) -> World:
    found = worlds.world(_sandbox().store, slug)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _post(world: World, platform: str, post_id: str) -> Post:
    found = public.post(_sandbox().store, world.slug, platform, post_id)
    if found is None or not (found.is_public or _for_those_with_its_address(found)):
        abort(HTTPStatus.NOT_FOUND)
    return found


def _for_those_with_its_address(post: Post) -> bool:
    ready = float(post.extra.get("ready", 0)) <= time.time()
    return post.extra.get("privacy") == "unlisted" and post.deleted_at is None and ready


@blueprint.after_request
def guard(response: Response) -> Response:
    """Send the strict policy with every page."""
    response.headers.setdefault("Content-Security-Policy", CSP)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    if response.mimetype == "text/html":
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.app_errorhandler(HTTPStatus.NOT_FOUND)
def lost(_wrong: Exception) -> tuple[str, int]:
    """Say that there is nothing here and where to go."""
    return render_template("umpan/lost.html", names=NAMES), HTTPStatus.NOT_FOUND


def _answers(listing: Callable[..., list[Comment]], parent: str, *, deep: bool) -> list[Comment]:
    """List the answers to a comment. On X each may be answered in turn, as the posts of a thread are."""
    found: list[Comment] = []
    for one in listing(parent=parent, limit=100):
        if not one.hidden:
            found += [one, *(_answers(listing, one.remote_id, deep=True) if deep else ())]
    return found


def _threads(world: World, post: Post, limit: int, after: int = 0) -> list[Thread]:
    listing = partial(public.comments, _sandbox().store, world.slug, post)
    found = listing(limit=limit, after=after, newest_first=True)
    return [Thread(one, _answers(listing, one.remote_id, deep=post.platform == "x")) for one in found if not one.hidden]


def _cards(world: World, posts: Sequence[Post], visitor: visitors.Visitor, threads: int) -> list[Card]:
    store = _sandbox().store
    owners = {(one.platform, one.remote_id): one for one in worlds.accounts(store, world.slug)}
    liked = public.liked_by(store, world.slug, posts[0].platform, visitor.key) if posts else set()
    return [
        Card(
            post,
            owners[post.platform, post.account],
            public.comment_count(store, world.slug, post),
            _threads(world, post, threads),
            post.remote_id in liked,
        )
        for post in posts
    ]


def _page(template: str, world: World, platform: str, visitor: visitors.Visitor, **more: object) -> str:
    now, zone = time.time(), str(world.rules["timezone"])
    return render_template(
        f"umpan/{template}",
        world=world,
        platform=platform,
        names=NAMES,
        visitor=visitor,
        maximum=COMMENT_MAXIMUM,
        ago=lambda at: wording.ago(at, now, zone),
        full_time=lambda at: wording.full_time(at, zone),
        count=wording.count,
        **more,
    )


@blueprint.get("/")
def list_worlds() -> str:
    """List the worlds."""
    return render_template("umpan/worlds.html", worlds=worlds.worlds(_sandbox().store), names=NAMES)


@blueprint.get("/dunia/<slug>/")
def front(slug: str) -> str:
    """Show the first feed that has an account."""
    world = _world(slug)
    having = {one.platform for one in worlds.accounts(_sandbox().store, slug)}
    return _feed(world, next((name for name in PLATFORMS if name in having), PLATFORMS[0]))


@blueprint.get("/dunia/<slug>/umpan/<any(" + ",".join(PLATFORMS) + "):platform>")
def feed(slug: str, platform: str) -> str:
    """Show one platform's feed; each post shown is a view."""
    return _feed(_world(slug), platform)


def _feed(world: World, platform: str) -> str:
    store, visitor, chosen = _sandbox().store, visitors.known(request), request.args.get("akun", "")
    found = public.posts(store, world.slug, platform, chosen, limit=PAGE + 1, before=_before())
    shown = found[:PAGE]
    public.view(store, shown)
    older = f"{shown[-1].at}_{shown[-1].seq}" if len(found) > PAGE else ""
    accounts = worlds.accounts(store, world.slug, platform)
    cards = _cards(world, shown, visitor, TEASERS)
    return _page("feed.html", world, platform, visitor, cards=cards, accounts=accounts, chosen=chosen, older=older)


def _before() -> tuple[float, int] | None:
    told = re.fullmatch(r"(\d+(?:\.\d+)?)_(\d+)", request.args.get("sebelum", ""))
    return (float(told[1]), int(told[2])) if told else None


@blueprint.get("/dunia/<slug>/umpan/<any(" + ",".join(PLATFORMS) + "):platform>/<post_id>")
def detail(slug: str, platform: str, post_id: str) -> str:
    """Show one post with its comments, newest first."""
    world, visitor = _world(slug), visitors.known(request)
    post = _post(world, platform, post_id)
    public.view(_sandbox().store, [post])
    after = request.args.get("setelah", 0, int)
    card = _cards(world, [post], visitor, 0)[0]
    found = _threads(world, post, COMMENTS_PAGE + 1, after)
    older = found[COMMENTS_PAGE - 1].comment.seq if len(found) > COMMENTS_PAGE else 0
    note = request.args.get("pesan", "")
    shown = found[:COMMENTS_PAGE]
    return _page("post.html", world, platform, visitor, card=card, threads=shown, older=older, after=after, note=note)


def _own_form() -> None:
    """Refuse a form that another site sends."""
    origin = request.headers.get("Origin", "")
    if origin and origin != "null" and urlsplit(origin).netloc != request.host:
        abort(HTTPStatus.FORBIDDEN)


def _back(response: BaseResponse, visitor: visitors.Visitor) -> BaseResponse:
    if isinstance(response, Response):
        visitors.remember(response, visitor)
    return response


@blueprint.post("/dunia/<slug>/umpan/<platform>/<post_id>/komentar")
def comment(slug: str, platform: str, post_id: str) -> BaseResponse:
    """Comment, or answer a comment, as a citizen."""
    _own_form()
    world = _world(slug)
    post, visitor = _post(world, platform, post_id), visitors.known(request, request.form.get("nama", ""))
    text = request.form.get("teks", "").replace("\r\n", "\n").strip()[:COMMENT_MAXIMUM]
    here = partial(url_for, "feed.detail", slug=slug, platform=platform, post_id=post_id)
    if not text:
        return _back(redirect(here(pesan="kosong", _anchor="tulis"), HTTPStatus.SEE_OTHER), visitor)
    parent = public.comment(_sandbox().store, slug, platform, request.form.get("balas", ""))
    new = NewComment(
        post=post,
        author_id=visitor.author_id(platform),
        author_name=visitor.author_name(platform),
        text=text,
        parent=(parent.parent or parent.remote_id) if parent and parent.post == post_id else "",
        via="feed",
    )
    made = _sandbox().comment(world, new)[0]
    return _back(redirect(here(_anchor=f"k-{made.remote_id}"), HTTPStatus.SEE_OTHER), visitor)


@blueprint.post("/dunia/<slug>/umpan/<platform>/<post_id>/<any(suka,bagikan):act>")
def react(slug: str, platform: str, post_id: str, act: str) -> BaseResponse:
    """React to a post or take the reaction back; share it."""
    _own_form()
    world, visitor = _world(slug), visitors.known(request)
    post, store = _post(world, platform, post_id), _sandbox().store
    if act == "suka":
        public.react(store, slug, post, visitor.key)
    else:
        public.share(store, slug, post)
    if request.form.get("dari") == "umpan":
        target = url_for("feed.feed", slug=slug, platform=platform, _anchor=f"p-{post_id}")
    else:
        target = url_for("feed.detail", slug=slug, platform=platform, post_id=post_id)
    return _back(redirect(target, HTTPStatus.SEE_OTHER), visitor)


@blueprint.get("/dunia/<slug>/media/<sha256>")
def show_media(slug: str, sha256: str) -> Response:
    """Send a picture or video, in parts where a player asks for parts."""
    _world(slug)
    path = _sandbox().shelf.path(sha256)
    if not re.fullmatch(r"[0-9a-f]{64}", sha256) or not path.is_file():
        abort(HTTPStatus.NOT_FOUND)
    with path.open("rb") as stream:
        mime = media.recognise(stream.read(1 << 16))[0] or "application/octet-stream"
    return send_file(path, mimetype=mime, conditional=True, etag=sha256, max_age=86_400)


def _svg(drawing: str) -> Response:
    response = Response(drawing, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "max-age=86400"
    return response


@blueprint.get("/dunia/<slug>/gambar/<int:hue>-<letter>.svg")
def show_avatar(slug: str, hue: int, letter: str) -> Response:
    """Draw an account's picture."""
    _world(slug)
    return _svg(drawings.avatar(hue % 360, letter))


@blueprint.get("/dunia/<slug>/sampul/<platform>/<post_id>.svg")
def show_cover(slug: str, platform: str, post_id: str) -> Response:
    """Draw a cover for a post without a picture."""
    world = _world(slug)
    post = _post(world, platform, post_id)
    owner = worlds.account(_sandbox().store, slug, platform, post.account)
    words, hue = post.title or post.text, owner.hue if owner else 190
    return _svg(drawings.cover(hue, words, tall=platform == "tiktok", wide=platform in ("youtube", "facebook", "x")))


@blueprint.get('/dunia/<slug>/<any("' + '","'.join(_PUBLIC_HOSTS) + '"):host>/<path:path>')
def public_address(slug: str, host: str, path: str) -> BaseResponse:
    """Lead from a platform's own form of a link to the post here."""
    _world(slug)
    words = [request.args.get("v", ""), *reversed(path.strip("/").split("/"))]
    for word in filter(None, words):
        sql = "SELECT platform, remote_id FROM post WHERE world = ? AND remote_id = ?"
        row = _sandbox().store.row(sql, slug, word)
        if row:
            return redirect(url_for("feed.detail", slug=slug, platform=row["platform"], post_id=row["remote_id"]))
    return abort(HTTPStatus.NOT_FOUND, host)
