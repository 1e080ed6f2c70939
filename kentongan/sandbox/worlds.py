"""Worlds (one per government or trainee), the official accounts in them, their tokens and their webhooks."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kentongan.sandbox.store import Row, Store, dump, load

PLATFORMS = ("facebook", "instagram", "x", "youtube", "tiktok")
TOKEN_STATES = ("active", "expired", "revoked")
RULES: dict[str, Any] = {
    "facebook_processing_seconds": 1.0,
    "facebook_processing": "ok",
    "facebook_reels_per_day": 30,
    "facebook_blocked": False,
    "facebook_messages_window_seconds": 86_400,
    "graph_calls_per_hour": 0,
    "instagram_processing_seconds": 1.0,
    "instagram_quota": 50,
    "instagram_container_seconds": 86_400,
    "instagram_processing_fails": "",  # a subcode: videos end in ERROR with it
    "instagram_upload_stops_at": 0,  # bytes after which an upload is cut, once
    "instagram_restricted": False,
    "instagram_messages_window_seconds": 86_400,
    "instagram_insights_missing": False,
    "tiktok_processing_seconds": 2.0,
    "tiktok_moderation_seconds": 2.0,
    "tiktok_audited": True,
    "tiktok_upload_seconds": 3600.0,
    "tiktok_daily_posts": 0,
    "tiktok_closed": (),
    "tiktok_verified_address": True,
    "tiktok_fail_reason": "",
    "tiktok_business": True,
    "tiktok_deletes_others": True,
    "youtube_processing_seconds": 1.0,
    "youtube_processing": "processed",
    "youtube_audited": True,
    "youtube_thumbnails": True,
    "youtube_daily_uploads": 0,
    "youtube_daily_units": 0,
    "refuse_duplicates": True,
    "webhooks": "",  # "twice", "reversed", "late" or "missing"
    "chaos_share": 0.0,  # of all calls, struck by one of `chaos_kinds`; the same seed strikes the same calls again
    "chaos_seed": 1,
    "chaos_kinds": ("html_502", "reset", "lost_after_commit", "html_502_after_commit", "truncate_json", "answer"),
    "x_vocabulary": "tweet",
    "x_replies_need_summons": False,
    "x_processing_seconds": 1.0,
    "x_processing_fails": False,
    "x_credit_exhausted": False,
    "x_posts_per_window": 0,
    "x_protected": False,
    "timezone": "Asia/Jakarta",
}
"""What a world may set differently, with what holds otherwise."""


@dataclass(frozen=True, slots=True)
class World:
    """One separate public with its own accounts, posts and citizens."""

    slug: str
    title: str
    rules: Mapping[str, Any]
    webhooks: Mapping[str, Any]

    def seconds(self, rule: str) -> float:
        """Read a rule that is a length of time."""
        return float(self.rules[rule])


@dataclass(frozen=True, slots=True)
class Account:
    """One official account on one platform."""

    platform: str
    remote_id: str
    name: str
    handle: str
    hue: int
    app_secret: str
    token_state: str
    scopes: tuple[str, ...] | None

    def may(self, *scopes: str) -> bool:
        """Tell whether the token carries every one of `scopes`; a world that lists none grants all."""
        return self.scopes is None or all(scope in self.scopes for scope in scopes)

    @property
    def is_revoked(self) -> bool:
        """Tell whether no token of it is good any more."""
        return self.token_state == TOKEN_STATES[-1]

    @property
    def initial(self) -> str:
        """Give the letter shown where a picture would be."""
        return next((letter for letter in self.name if letter.isalnum()), "?").upper()


def _account(row: Row) -> Account:
    scopes = None if row["scopes"] is None else tuple(load(row["scopes"]))
    return Account(
        platform=row["platform"],
        remote_id=row["remote_id"],
        name=row["name"],
        handle=row["handle"],
        hue=row["hue"],
        app_secret=row["app_secret"],
        token_state=row["token_state"],
        scopes=scopes,
    )


def _world(row: Row) -> World:
    return World(row["slug"], row["title"], RULES | load(row["rules"]), load(row["webhooks"]))


def worlds(store: Store) -> list[World]:
    """List every world by title."""
    return [_world(row) for row in store.rows("SELECT * FROM world ORDER BY title")]


def world(store: Store, slug: str) -> World | None:
    """Find a world."""
    row = store.row("SELECT * FROM world WHERE slug = ?", slug)
    return _world(row) if row else None


def accounts(store: Store, slug: str, platform: str | None = None) -> list[Account]:
    """List a world's accounts in the order in which they were given."""
    rows = store.rows("SELECT * FROM account WHERE world = ? ORDER BY platform, position, remote_id", slug)
    return [_account(row) for row in rows if platform in (None, row["platform"])]


def account(store: Store, slug: str, platform: str, remote_id: str) -> Account | None:
    """Find an account by its remote id."""
    sql = "SELECT * FROM account WHERE world = ? AND platform = ? AND remote_id = ?"
    row = store.row(sql, slug, platform, remote_id)
    return _account(row) if row else None


def holders(store: Store, slug: str, platforms: Sequence[str], token: str) -> list[Account]:
    """Find the accounts a token opens; a revoked token opens none."""
    found = store.rows(
        "SELECT * FROM token WHERE world = ? AND value = ? AND kind = 'access' AND NOT revoked", slug, token
    )
    wanted = [(row["platform"], row["account"]) for row in found if row["platform"] in platforms]
    return [it for it in accounts(store, slug) if (it.platform, it.remote_id) in wanted and not it.is_revoked]


def refreshes(store: Store, slug: str, platform: str, token: str) -> Account | None:
    """Find the account a refresh token stands for."""
    sql = (
        "SELECT account FROM token WHERE world = ? AND platform = ? AND value = ? AND kind = 'refresh' AND NOT revoked"
    )
    row = store.row(sql, slug, platform, token)
    found = account(store, slug, platform, row["account"]) if row else None
    return None if found is None or found.is_revoked else found


def give_token(store: Store, slug: str, owner: Account, value: str, kind: str) -> None:
    """Add a token of an account. Earlier tokens stay good; one that was revoked stays revoked."""
    with store.write() as db:
        db.execute(
            "INSERT OR IGNORE INTO token (world, platform, value, account, kind) VALUES (?, ?, ?, ?, ?)",
            (slug, owner.platform, value, owner.remote_id, kind),
        )


def revoke_token(store: Store, slug: str, platform: str, value: str) -> None:
    """Make a token worthless."""
    with store.write() as db:
        db.execute(
            "UPDATE token SET revoked = 1 WHERE world = ? AND platform = ? AND value = ?", (slug, platform, value)
        )


def reopen(store: Store, slug: str, owner: Account, scopes: Sequence[str]) -> None:
    """Note a new consent: tokens of the account are good again, for what was agreed to."""
    with store.write() as db:
        db.execute(
            "UPDATE account SET token_state = 'active', scopes = ? WHERE world = ? AND platform = ? AND remote_id = ?",
            (dump(list(scopes)), slug, owner.platform, owner.remote_id),
        )


def let(store: Store, slug: str, owner: Account, scopes: Sequence[str]) -> None:
    """Note what a person has just agreed to; an account whose tokens had ended may be used again."""
    with store.write() as db:
        db.execute(
            "UPDATE account SET scopes = ?, token_state = ? WHERE world = ? AND platform = ? AND remote_id = ?",
            (dump(list(scopes)), TOKEN_STATES[0], slug, owner.platform, owner.remote_id),
        )


def put_world(store: Store, slug: str, told: Mapping[str, Any]) -> World:
    """Create a world or bring it up to date; posts, comments and accounts not mentioned stay."""
    with store.write() as db:
        before = world(store, slug)
        rules = {**(before.rules if before else {}), **told.get("rules", {})}
        webhooks = told.get("webhooks", before.webhooks if before else {})
        title = told.get("title") or (before.title if before else slug)
        db.execute(
            "INSERT INTO world VALUES (?, ?, ?, ?, ?) ON CONFLICT (slug) DO UPDATE"
            " SET title = excluded.title, rules = excluded.rules, webhooks = excluded.webhooks",
            (slug, title, dump(rules), dump(webhooks), time.time()),
        )
        for position, entry in enumerate(told.get("accounts", ())):
            _put_account(store, slug, position, entry)
    return World(slug, title, RULES | rules, webhooks)


def _put_account(store: Store, slug: str, position: int, told: Mapping[str, Any]) -> None:
    platform, remote_id = told["platform"], str(told["remote_id"])
    scopes = told.get("scopes")
    with store.write() as db:
        db.execute(
            "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (world, platform, remote_id) DO UPDATE"
            " SET name = excluded.name, handle = excluded.handle, hue = excluded.hue, app_secret = excluded.app_secret,"
            " token_state = excluded.token_state, scopes = excluded.scopes, position = excluded.position",
            (
                slug, platform, remote_id, told["name"], told.get("handle", "").lstrip("@") or remote_id,
                int(told.get("avatar_hue", 190)) % 360, told.get("app_secret", ""), told.get("token_state", "active"),
                None if scopes is None else dump(scopes), position,
            ),
        )  # fmt: skip
    owner = account(store, slug, platform, remote_id)
    for kind, field in (("access", "token"), ("refresh", "refresh_token")):
        if owner and told.get(field):
            give_token(store, slug, owner, told[field], kind)


def set_token_state(store: Store, slug: str, platform: str, remote_id: str, state: str) -> None:
    """Let an account's keys be good, expired or revoked from now on."""
    with store.write() as db:
        db.execute(
            "UPDATE account SET token_state = ? WHERE world = ? AND platform = ? AND remote_id = ?",
            (state, slug, platform, remote_id),
        )


def set_rules(store: Store, slug: str, changed: Mapping[str, Any]) -> None:
    """Let some rules of a world be others from now on."""
    with store.write() as db:
        row = store.row("SELECT rules FROM world WHERE slug = ?", slug)
        if row is not None:
            db.execute("UPDATE world SET rules = ? WHERE slug = ?", (dump(load(row["rules"]) | dict(changed)), slug))
