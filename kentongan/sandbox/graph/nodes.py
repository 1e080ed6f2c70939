"""Which object an id names, whose it is, and whether the token opens it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kentongan.sandbox import public, things, worlds
from kentongan.sandbox.calls import Call
from kentongan.sandbox.graph.errors import refuse
from kentongan.sandbox.public import Comment, Post
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account

META = ("facebook", "instagram")
_ACCOUNT_KINDS = {"facebook": "Page", "instagram": "IGUser"}
_POST_KINDS = {"facebook": "PagePost", "instagram": "IGMedia"}
_COMMENT_KINDS = {"facebook": "Comment", "instagram": "IGComment"}
PAGE_TOKEN = "PageToken"  # noqa: S105  a kind of thing
_THINGS = (("facebook", "Photo"), ("facebook", "Video"), ("instagram", "IGContainer"))


@dataclass(frozen=True, slots=True)
class Node:
    """One object of the graph."""

    kind: str
    platform: str
    account: str
    post: Post | None = None
    comment: Comment | None = None
    thing: Thing | None = None

    @property
    def the_post(self) -> Post:
        """Give the post this is, or stands under."""
        if self.post is None:
            raise TypeError(self.kind)
        return self.post

    @property
    def the_comment(self) -> Comment:
        """Give the comment this is."""
        if self.comment is None:
            raise TypeError(self.kind)
        return self.comment

    @property
    def the_thing(self) -> Thing:
        """Give the container or photo this is."""
        if self.thing is None:
            raise TypeError(self.kind)
        return self.thing


def resolve(call: Call, node_id: str) -> Node | None:
    """Find the object with an id."""
    store, world = call.store, call.world.slug
    for platform in META:
        if worlds.account(store, world, platform, node_id):
            return Node(_ACCOUNT_KINDS[platform], platform, node_id)
        post = public.post(store, world, platform, node_id)
        if post and post.deleted_at is None:
            return Node(_POST_KINDS[platform], platform, post.account, post=post)
        comment = public.comment(store, world, platform, node_id)
        if comment:
            under = public.post(store, world, platform, comment.post)
            return Node(_COMMENT_KINDS[platform], platform, under.account if under else "", under, comment)
    talk = _talk(call, node_id) if node_id.startswith("t_") else None
    if talk:
        return talk
    for platform, kind in _THINGS:
        thing = things.get(store, world, platform, node_id, kind)
        if thing:
            return Node(kind, platform, thing.account, thing=thing)
    return None


def _talk(call: Call, node_id: str) -> Node | None:
    sql = (
        "SELECT account FROM heard WHERE world = ? AND platform = 'facebook' AND kind = 'message' AND conversation = ?"
    )
    person = node_id.removeprefix("t_")
    row = call.store.row(sql, call.world.slug, person)
    if row is None:
        return None
    thing = Thing("facebook", node_id, "UnifiedThread", row["account"], 0.0, {"person": person})
    return Node("UnifiedThread", "facebook", row["account"], thing=thing)


def token_of(call: Call) -> str:
    """Give the token a call carries."""
    return call.bearer or str(call.params.get("access_token", ""))


def scopes_of(call: Call, token: str, owner: Account) -> tuple[str, ...] | None:
    """Give what a token may do: what was ticked for it, within what the world grants. None is everything."""
    kept = things.get(call.store, call.world.slug, "facebook", token, PAGE_TOKEN)
    if kept is None:
        return owner.scopes
    ticked = tuple(kept.data["scopes"])
    return ticked if owner.scopes is None else tuple(one for one in ticked if one in owner.scopes)


def caller(call: Call) -> list[Account]:
    """Find the accounts the token opens, or refuse the token."""
    token = token_of(call)
    if not token:
        raise refuse("An access token is required to request this resource.", 104)
    owners = worlds.holders(call.store, call.world.slug, META, token)
    if not owners:
        raise refuse("Invalid OAuth access token - Cannot parse access token", 190)
    if any(owner.token_state == "expired" for owner in owners):  # noqa: S105  a state, not a password
        raise refuse("Error validating access token: Session has expired", 190, 463)
    proof = str(call.params.get("appsecret_proof", ""))
    secret = owners[0].app_secret
    if proof and secret:
        right = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(proof, right):
            raise refuse("Invalid appsecret_proof provided in the API argument", 100, kind="GraphMethodException")
    return [replace(owner, scopes=scopes_of(call, token, owner)) for owner in owners]


def check_owner(call: Call, owners: Sequence[Account], node: Node) -> Account:
    """Give the account that acts on a node: its owner, when the token is the owner's."""
    for owner in owners:
        if (owner.platform, owner.remote_id) == (node.platform, node.account):
            return owner
    if call.method == "GET":
        raise refuse("(#10) This endpoint requires the 'pages_read_engagement' permission", 10)
    raise refuse("(#200) The user hasn't authorized the application to perform this action", 200)


def require(account: Account, *scopes: str) -> None:
    """Refuse a token that lacks a permission."""
    if not account.may(*scopes):
        raise refuse(f"(#200) Requires {' and '.join(scopes)} permission to manage the object", 200)
